import Community
import Core
import Services
import Storage

/// What the calendar asks of surveys: opening and inviting at nine on the first day, reminding at nine on the day of
/// the reminder, closing once the last day is over. Doing it twice does nothing more.
struct FieldworkJob: Sendable {
    static let kind = "enquete-veldwerk"
    /// For one survey, asked for by a person.
    static let now = "enquete-nu"
    /// Minutes after midnight at which mail goes out.
    static let hour = 9 * 60

    let house: House

    func run(now: Moment) async throws {
        let due = try await house.database.read { db in
            try db.rows(
                """
                SELECT * FROM survey WHERE state IN (\(Survey.State.draft), \(Survey.State.field))
                AND kind = \(Survey.Kind.own) ORDER BY id LIMIT 5000
                """
            ).map(Survey.init(row:))
        }
        var failure: (any Error)?
        for survey in due {
            // One survey that cannot go on does not keep the others waiting.
            do { try await run(survey, now: now) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    func run(only id: Survey.Identity, now: Moment) async throws {
        if let survey = try await house.database.read({ db in try Survey.find(id, in: db) }) {
            try await run(survey, now: now)
        }
    }

    private func run(_ survey: Survey, now: Moment) async throws {
        if survey.state == .draft {
            guard try await OpenSurvey(house: house).whenDue(survey.id, now: now) else { return }
        }
        try await mail(.invitation, survey.id, now)
        if let day = survey.remindsOn, now >= DutchTime.moment(day, minute: Self.hour) {
            try await mail(.reminder, survey.id, now)
        }
        try await Bounces(house: house).fromOutbox(survey.id, now: now)
        try await CloseSurvey(house: house).whenDue(survey.id, now: now)
    }

    private func mail(_ kind: MailText.Kind, _ survey: Survey.Identity, _ now: Moment) async throws {
        let mailing = Mailing(house: house, kind: kind)
        var after = 0
        while let last = try await mailing.step(survey, after: after, now: now) { after = last }
    }
}
