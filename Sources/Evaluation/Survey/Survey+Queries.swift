import Community
import Core
package import Storage

extension Survey {
    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Survey? {
        try db.first("SELECT * FROM survey WHERE id = \(id)").map(Survey.init(row:))
    }

    package static func find(number: Int, in db: any SQLConnection) throws -> Survey? {
        try db.first("SELECT * FROM survey WHERE number = \(number)").map(Survey.init(row:))
    }

    /// The surveys of these municipalities, the newest first, after the survey with the number `key`.
    package static func page(of municipalities: [String], after key: Int?, limit: Int, in db: any SQLConnection) throws
        -> Page<Survey>
    {
        let surveys = try db.rows(
            """
            SELECT * FROM survey WHERE municipality_code IN (\(list: municipalities)) AND number < \(key ?? Int.max)
            ORDER BY number DESC LIMIT \(limit + 1)
            """
        ).map(Survey.init(row:))
        return Page(fetched: surveys, limit: limit) { String($0.number) }
    }

    /// The surveys in preparation and in the field, a bounded list.
    package static func underWay(in municipalities: [String], db: any SQLConnection) throws -> [Survey] {
        try db.rows(
            """
            SELECT * FROM survey WHERE municipality_code IN (\(list: municipalities))
            AND state IN (\(State.draft), \(State.field)) AND kind = \(Kind.own)
            ORDER BY created_at DESC, id DESC LIMIT 100
            """
        ).map(Survey.init(row:))
    }
}
