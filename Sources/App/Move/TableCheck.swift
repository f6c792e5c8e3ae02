import Core
import Crypto
import Storage

/// Compares one table in both places, row by row.
struct TableCheck: Sendable {
    struct Result: Sendable {
        var rows = 0
        var digest = ""
        var differences: [String] = []
    }

    let source: any Database
    let target: any Database
    let reader: TableReader

    func run(_ progress: (Int) -> Void) async throws -> Result {
        var result = Result()
        var whole = SHA256()
        var last: [SQLValue]?
        while true {
            let from = try await source.read { [reader, last] db in try reader.rows(after: last, in: db) }
            let to = try await target.read { [reader, last] db in try reader.rows(after: last, in: db) }
            for (place, row) in from.enumerated() {
                let digest = try reader.digest(of: row)
                whole.update(data: digest)
                if place < to.count, try reader.digest(of: to[place]) == digest { continue }
                result.differences.append("\(reader.table.name) \(RowKey.text(try reader.key(of: row)))")
                // After a row that is missing all that follow stand elsewhere: one difference says enough.
                return result
            }
            if to.count > from.count {
                result.differences.append("\(reader.table.name) has rows that the source has not")
                return result
            }
            result.rows += from.count
            progress(result.rows)
            guard from.count == reader.limit, let end = from.last else { break }
            last = try reader.key(of: end)
        }
        result.digest = whole.finalize().hexadecimal
        return result
    }
}
