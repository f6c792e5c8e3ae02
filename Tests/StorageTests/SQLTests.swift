import Storage
import Testing

struct SQLTests {
    @Test func `a value never becomes syntax`() {
        let hostile = "'; DROP TABLE person; --"
        let sql: SQL = "SELECT * FROM person WHERE name = \(hostile)"
        #expect(sql.text == "SELECT * FROM person WHERE name = $1")
        #expect(sql.bindings == [.text(hostile)])
    }

    @Test func `fragments number their places on`() {
        let inner: SQL = "a = \(1) AND b = \(2)"
        let sql: SQL = "SELECT \(0) WHERE \(inner) OR c IN (\(list: [3, 4]))"
        #expect(sql.text == "SELECT $1 WHERE a = $2 AND b = $3 OR c IN ($4, $5)")
        #expect(sql.bindings == [.integer(0), .integer(1), .integer(2), .integer(3), .integer(4)])
    }

    @Test func `twelve places keep their numbers`() {
        let many = SQL.all((1...12).map { "x = \($0)" as SQL })
        let sql: SQL = "SELECT \(0) WHERE \(many)"
        #expect(sql.text.hasSuffix("x = $13"))
    }

    @Test func `a sign that is no place stays as it was`() {
        let inner: SQL = "name LIKE '$%é$' AND a = \(1)"
        let sql: SQL = "SELECT \(0) WHERE \(inner) AND \("b = '$'" as SQL)"
        #expect(sql.text == "SELECT $1 WHERE name LIKE '$%é$' AND a = $2 AND b = '$'")
    }

    @Test func `an empty list matches nothing and no conditions match all`() {
        let none: [String] = []
        let sql: SQL = "id IN (\(list: none))"
        #expect(sql.text == "id IN (NULL)")
        #expect(SQL.all([]).text == "1 = 1")
    }

    @Test func `column types are spelled by the engine`() {
        let sql: SQL = "CREATE TABLE x (a \(type: .timestamp), b \(type: .blob))"
        #expect(sql.rendered { $0 == .blob ? "BYTEA" : "TIMESTAMPTZ" } == "CREATE TABLE x (a TIMESTAMPTZ, b BYTEA)")
    }
}
