import Questionnaires
import Services
import Storage

/// What stands behind a personal link, by one question to the database: every page of answers that is sent in asks it,
/// and each trip to a server costs more than what it brings.
struct LinkRow: Sendable {
    let survey: Survey
    let address: Address
    /// The answer on name so far; `nil` when there is none. Not looked for under a code.
    let response: Row?

    /// `nil` for a token that was never given out. Changes nothing.
    static func find(token: String, in db: any SQLConnection) throws -> LinkRow? {
        let row = try db.first(
            """
            SELECT s.*, '' AS part_address, a.*, '' AS part_response, r.*
            FROM survey_address a JOIN survey s ON s.id = a.survey_id
            LEFT JOIN survey_response r ON r.survey_id = a.survey_id AND r.address_id = a.id
            WHERE a.token_hash = \(Secret.hash(token))
            """)
        guard let row else { return nil }
        let parts = row.parts(at: ["part_address", "part_response"])
        guard parts.count == 3 else { throw StorageError.missingColumn("part_response") }
        let response = parts[2]
        return LinkRow(
            survey: try Survey(row: parts[0]), address: try Address(row: parts[1]),
            response: try response("id", as: String?.self) == nil ? nil : response)
    }
}

extension Row {
    /// The row cut in pieces at columns of these names, which stand in that order and are in no piece.
    fileprivate func parts(at marks: [String]) -> [Row] {
        var parts: [Row] = []
        var start = 0
        for mark in marks + [""] {
            let end = columns.names[start...].firstIndex(of: mark) ?? columns.names.count
            parts.append(
                Row(columns: Columns(Array(columns.names[start..<end])), values: Array(values[start..<end])))
            start = min(end + 1, columns.names.count)
        }
        return parts
    }
}
