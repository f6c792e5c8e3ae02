package import Community
package import Core
package import Storage

/// How an agreement goes, in three lines with a traffic light and the reason for it.
package struct ProgressReport: Sendable {
    package enum Light: String, Sendable, CaseIterable, SQLConvertible {
        case green = "groen"
        case amber = "oranje"
        case red = "rood"

        package var label: Text {
            switch self {
            case .green: Text("Groen: het loopt zoals afgesproken")
            case .amber: Text("Oranje: er is iets aan de hand")
            case .red: Text("Rood: zo lukt het niet")
            }
        }

        var word: Text {
            switch self {
            case .green: Text("op koers")
            case .amber: Text("let op")
            case .red: Text("loopt vast")
            }
        }

        /// The worse the higher.
        var weight: Int {
            switch self {
            case .green: 0
            case .amber: 1
            case .red: 2
            }
        }
    }

    package let id: String
    package let agreement: Agreement.Identity
    /// The day up to which it tells.
    package let day: Day
    package let light: Light
    /// What was done.
    package let done: String
    /// What went otherwise than agreed.
    package let otherwise: String
    package let next: String
    package let reason: String
    /// The organisation that told it; `nil` for the municipality.
    package let organisation: Organisation.Identity?
    package let organisationName: String?
    package let createdAt: Moment

    init(row: Row) throws {
        id = try row("id")
        agreement = try row("agreement_id")
        day = try row("due_day")
        light = try row("light")
        done = try row("done")
        otherwise = try row("otherwise")
        next = try row("next_step")
        reason = try row("reason")
        organisation = try row("organisation_id", as: String?.self).map { Organisation.Identity($0) }
        organisationName = try row("organisation_name")
        createdAt = try row("created_at")
    }

    /// What holds of these agreements, the newest day first: a report that was corrected gave its place away.
    package static func all(of agreements: [Agreement.Identity], in db: any SQLConnection) throws -> [Agreement
        .Identity:
        [ProgressReport]]
    {
        let rows = try db.rows(
            """
            SELECT r.*, o.name AS organisation_name FROM policy_agreement_report r
            LEFT JOIN organisation o ON o.id = r.organisation_id
            WHERE r.agreement_id IN (\(list: agreements)) AND r.replaced_at IS NULL
            ORDER BY r.due_day DESC, r.created_at DESC, r.id DESC
            """
        ).map(ProgressReport.init(row:))
        return Dictionary(grouping: rows) { $0.agreement }
    }
}

extension [ProgressReport] {
    /// The worst light of the latest day that anyone told of.
    package var light: ProgressReport.Light? {
        guard let day = map(\.day).max() else { return nil }
        return filter { $0.day == day }.map(\.light).max { $0.weight < $1.weight }
    }
}
