import Core
import Foundation
import Storage
import TestEngines

/// Somebody with all tables of the database who tries to find out which address gave which anonymous answer.
///
/// They know who answered when, and recognise every answer by its text. Each function is one way; `nil` or a small
/// number means it led nowhere.
struct LinkAttack {
    /// A row as it lies there: its values by name, and its place in the table.
    struct Line: Sendable {
        let table: String
        let place: Double
        let writer: String
        let values: [String: SQLValue]

        func text(_ name: String) -> String {
            if case .text(let text)? = values[name] { text } else { "" }
        }
    }

    let lines: [Line]

    static func dump(_ site: TestSite) async throws -> LinkAttack {
        let engine = site.place.engine
        let tables = try await site.database.tables()
        let lines = try await site.read { db in
            try tables.flatMap { table -> [Line] in
                let extra: SQL =
                    engine == .sqlite
                    ? "rowid AS \"aanval_plaats\", '' AS \"aanval_schrijver\""
                    : "ctid::text AS aanval_plaats, xmin::text AS aanval_schrijver"
                let rows =
                    try (try? db.rows("SELECT \(extra), * FROM \(name: table.name)"))
                    ?? db.rows("SELECT * FROM \(name: table.name)")
                return rows.enumerated().map { index, row in
                    var values: [String: SQLValue] = [:]
                    for (name, value) in zip(row.columns.names, row.values) { values[name] = value }
                    return Line(
                        table: table.name, place: place(values["aanval_plaats"]) ?? Double(index),
                        writer: writer(values["aanval_schrijver"]), values: values)
                }
            }
        }
        return LinkAttack(lines: lines)
    }

    private static func writer(_ value: SQLValue?) -> String {
        if case .text(let text)? = value { text } else { "" }
    }

    /// `(0,3)` of PostgreSQL comes before `(1,1)`.
    private static func place(_ value: SQLValue?) -> Double? {
        switch value {
        case .integer(let number): return Double(number)
        case .text(let text):
            let parts = text.filter { $0 != "(" && $0 != ")" }.split(separator: ",").compactMap { Double($0) }
            return parts.count == 2 ? parts[0] * 1000 + parts[1] : nil
        default: return nil
        }
    }

    func of(_ table: String) -> [Line] { lines.filter { $0.table == table } }

    /// By key: a value of an answer's row, other than the answer itself and what all have, that stands anywhere else.
    func sharedKeys(of table: String, known: Set<String>) -> [String] {
        let own = of(table)
        let elsewhere = Set(
            lines.filter { $0.table != table }.flatMap { line in
                line.values.values.compactMap { if case .text(let text) = $0 { text } else { nil } }
            })
        return own.flatMap { line in
            line.values.compactMap { name, value -> String? in
                guard case .text(let text) = value, name != "answers", !name.hasPrefix("aanval_"), !known.contains(text)
                else { return nil }
                return elsewhere.contains { $0 == text || $0.contains(text) } ? "\(name)=\(text)" : nil
            }
        }
    }

    /// By time: anything in the rows of a table that is a moment, or a key with a moment in it.
    func moments(in table: String) -> [String] {
        of(table).flatMap { line in
            line.values.compactMap { name, value -> String? in
                guard case .text(let text) = value, name != "answers", name != "survey_id", name != "version_id" else {
                    return nil
                }
                let parts = text.split(separator: "-")
                let isTimed = text.count == 36 && parts.count == 5 && parts[2].hasPrefix("7")
                return Moment(iso: text) != nil || Day(iso: text) != nil || isTimed ? "\(name)=\(text)" : nil
            }
        }
    }

    /// By order: how much the order of the rows, by their place or by a column, is that in which people answered. 1 is
    /// the same order, 0 none at all (Spearman's rank correlation, without its sign).
    static func correlation(_ rows: [Line], _ answered: [String: Int], by column: String? = nil) -> Double {
        let sorted = rows.sorted { left, right in
            column.map { left.text($0) < right.text($0) } ?? (left.place < right.place)
        }
        let ranks = sorted.compactMap { row in answered.first { row.text("answers").contains($0.key) }?.value }
        guard ranks.count > 2 else { return 0 }
        let order = ranks.sorted()
        let middle = Double(ranks.count - 1) / 2
        var sum = 0.0
        var square = 0.0
        for (place, rank) in ranks.enumerated() {
            let other = Double(order.firstIndex(of: rank) ?? 0) - middle
            sum += (Double(place) - middle) * other
            square += other * other
        }
        return square > 0 ? abs(sum / square) : 0
    }

    /// By writer: rows of the box that a transaction wrote which also wrote about an address, told by the engine.
    func writersShared(_ table: String, with other: String) -> Int {
        let writers = Set(of(other).map(\.writer)).subtracting([""])
        return of(table).count { writers.contains($0.writer) }
    }

    /// By size: how many sizes the sealed values of a table have.
    func sizes(in table: String) -> Set<Int> {
        Set(
            of(table).compactMap { line in
                if case .blob(let bytes)? = line.values["sealed"] { bytes.count } else { nil }
            })
    }
}
