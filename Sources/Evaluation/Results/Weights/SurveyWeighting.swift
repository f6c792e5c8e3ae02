import Core
import FoundationEssentials
import Storage
import Tabulation

/// How the answers of a survey are weighted: each survey has one way. Weighted and unweighted stay both at hand.
struct SurveyWeighting: Codable, Sendable, Equatable {
    /// One division with known totals.
    struct Margin: Codable, Sendable, Equatable {
        struct Group: Codable, Sendable, Equatable {
            /// The code of the answer; `nil` for a group of addresses.
            var code: Int?
            var label: String
            /// In persons, organisations or per cent: only the proportion counts.
            var total: Double
        }
        /// The name of the question; `nil` for the group that stands with the address.
        var column: String?
        var groups: [Group]
    }

    var margins: [Margin] = []
    /// Weights stay between these, the mean being 1; `nil` for no bound.
    var low: Double?
    var high: Double?

    var isOff: Bool { margins.isEmpty }

    static func find(_ survey: Survey.Identity, in db: any SQLConnection) throws -> SurveyWeighting? {
        guard let row = try db.first("SELECT content FROM survey_weighting WHERE survey_id = \(survey)") else {
            return nil
        }
        return try Stored.read(row("content"))
    }

    func save(_ survey: Survey.Identity, now: Moment, in db: any SQLConnection) throws {
        let text = try Stored.write(self)
        try db.run(
            """
            INSERT INTO survey_weighting (survey_id, content, changed_at) VALUES (\(survey), \(text), \(now))
            ON CONFLICT (survey_id) DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at
            """)
    }
}

/// Values kept as JSON with the keys in order, so that the same value is the same text.
enum Stored {
    static func write(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func read<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
