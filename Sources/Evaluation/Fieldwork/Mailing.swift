import Community
import Core
import Formats
import Services
import Storage
import Tabulation

/// Puts invitations or reminders in the outbox, a batch in each transaction. An address is taken by marking it in the
/// statement that reads it: of two programs that do this at once, one gets it.
struct Mailing: Sendable {
    let house: House
    let kind: MailText.Kind

    static let batch = 500
    /// Whoever was invited later than this before the day of the reminder is left in peace.
    static let rest = Span.days(3)

    /// One batch of addresses with a number above `after`.
    ///
    /// - Returns: the highest number in it; `nil` when there is no more to do.
    func step(_ survey: Survey.Identity, after: Int, now: Moment) async throws -> Int? {
        try await house.database.write { [house, kind] db in
            guard let survey = try Survey.find(survey, in: db), survey.takesAnswers(at: now) else { return nil }
            let rows = try db.rows(
                kind == .invitation ? Self.invite(survey.id, after, now) : Self.remind(survey.id, after, now))
            let addresses = try rows.map(Address.init(row:)).sorted { $0.number < $1.number }
            guard let last = addresses.last else { return nil }
            let maker = try FieldworkMail(house, survey, in: db)
            try Outbox.add(
                addresses.compactMap { maker.mail(kind, to: $0) }, sender: house.sender, now: now, in: db)
            try Contact(kind.contact, way: .mail).add(toAll: addresses.map(\.id), of: survey.id, now: now, in: db)
            try Audit.record(
                Audit.Event(
                    "enquete-" + kind.rawValue, "enquete", survey.id.text, municipality: survey.municipality,
                    details: ["aantal": .int(addresses.count)]), by: .program("veldwerk"), now: now, in: db)
            return last.number
        }
    }

    private static func invite(_ survey: Survey.Identity, _ after: Int, _ now: Moment) -> SQL {
        """
        UPDATE survey_address SET invited_at = \(now), outcome = \(Outcome.silence)
        WHERE id IN (SELECT id FROM survey_address WHERE survey_id = \(survey) AND outcome = \(Outcome.notInvited)
            AND number > \(after) AND invited_at IS NULL AND email IS NOT NULL AND refusal_way IS NULL
            ORDER BY number LIMIT \(batch))
        AND invited_at IS NULL RETURNING *
        """
    }

    private static func remind(_ survey: Survey.Identity, _ after: Int, _ now: Moment) -> SQL {
        """
        UPDATE survey_address SET reminded_at = \(now)
        WHERE id IN (SELECT id FROM survey_address WHERE survey_id = \(survey)
            AND outcome IN (\(list: remindable)) AND number > \(after) AND reminded_at IS NULL
            AND invited_at < \(now - rest) AND email IS NOT NULL AND refusal_way IS NULL
            AND turnout IN (\(Turnout.none), \(Turnout.started)) ORDER BY number LIMIT \(batch))
        AND reminded_at IS NULL RETURNING *
        """
    }

    /// Whoever has not answered, and said nothing that makes a mail useless.
    static let remindable: [Outcome] = [.silence, .readOnly, .openedOnly, .breakOff]
}
