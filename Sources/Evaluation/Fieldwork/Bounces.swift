package import Community
package import Core
import Formats
import Services
import Storage
import Tabulation

/// Mail of a survey that did not arrive: refused by the server that we gave it to, or sent back later.
package struct Bounces: Sendable {
    let house: House

    package init(house: House) { self.house = house }

    private static let kinds = MailText.Kind.allCases.map(\.mailKind)

    /// Reads a message that came back. It counts only when it names a mail that left here, and who that was sent to:
    /// anybody can write a report.
    ///
    /// - Returns: whether it was such a report; another message is for somebody else.
    package func take(_ bytes: [UInt8], now: Moment) async throws -> Bool {
        guard let report = DeliveryReport(bytes) else { return false }
        let failed = Set(report.failures.filter(\.isPermanent).map(\.recipient))
        return try await house.database.write { db in
            guard
                let row = try db.first(
                    "SELECT recipient, kind, created_at FROM mail WHERE message_id = \(report.message)")
            else { return false }
            let recipient: String = try row("recipient")
            guard Self.kinds.contains(try row("kind", as: String.self)) else { return false }
            guard failed.contains(recipient.lowercased()) else { return true }
            let surveys = try db.rows(
                "SELECT * FROM survey WHERE state = \(Survey.State.field) ORDER BY id LIMIT 5000"
            ).map(Survey.init(row:))
            let status = report.failures.first { $0.recipient == recipient.lowercased() }?.status ?? ""
            for survey in surveys { try mark(recipient, survey, status, now, in: db) }
            return true
        }
    }

    /// Looks for invitations that the mail server refused, or that never left after many tries.
    func fromOutbox(_ survey: Survey.Identity, now: Moment) async throws {
        try await house.database.write { db in
            guard let survey = try Survey.find(survey, in: db), survey.state == .field, let opened = survey.openedAt
            else { return }
            let dead = try db.rows(
                """
                SELECT m.recipient FROM mail m JOIN survey_address a ON a.survey_id = \(survey.id)
                    AND a.email = m.recipient
                WHERE m.state = \(Outbox.State.dead) AND m.kind IN (\(list: Self.kinds)) AND m.created_at >= \(opened)
                AND a.outcome = \(Outcome.silence) ORDER BY m.created_at, m.id LIMIT 500
                """
            ).map { try $0("recipient", as: String.self) }
            for recipient in dead { try mark(recipient, survey, "", now, in: db) }
        }
    }

    private func mark(
        _ email: String, _ survey: Survey, _ status: String, _ now: Moment, in db: any SQLConnection
    ) throws {
        let addresses = try db.rows(
            """
            SELECT * FROM survey_address WHERE survey_id = \(survey.id) AND email = \(email)
            AND invited_at IS NOT NULL AND outcome = \(Outcome.silence)
            """
        ).map(Address.init(row:))
        for address in addresses {
            try Contact(.bounced, way: .mail, reason: status.isEmpty ? nil : status).add(
                to: address.id, of: survey.id, now: now, in: db)
            try Address.settle(address.id, in: db)
        }
    }
}
