import Community
import Core
import Storage
import Web

/// Organisations that let people wait, with whom to call.
struct OverdueView: Sendable {
    struct Item: Sendable {
        let overdue: Overdue.Item
        let organisation: Organisation
    }

    static let pageSize = 20

    let page: Page<Item>
    /// All organisations with somebody who waits too long for an answer.
    let organisations: Int
    /// Without an answer.
    let applications: Int
    /// Talks that stand still.
    let quiet: Int

    /// - Parameter after: where the page before ended.
    init(municipalities: [String], after: Overdue.Place?, now: Moment, in db: any SQLConnection) throws {
        let totals = try Overdue.totals(municipalities: municipalities, now: now, in: db)
        organisations = totals.unanswering
        applications = totals.applications
        quiet = totals.quiet
        let part = try Overdue.list(
            municipalities: municipalities, after: after, now: now, limit: Self.pageSize + 1, in: db)
        let items = try part.compactMap { item in
            try Organisation.find(item.organisation, in: db).map { Item(overdue: item, organisation: $0) }
        }
        page = Page(fetched: items, limit: Self.pageSize) { Overdue.Place($0.overdue).text }
    }
}

/// One organisation with the people who wait for it.
struct OverdueOrganisation: Sendable {
    let organisation: Organisation
    /// Who wait the longest; on a very long list not everyone.
    let waiting: [Overdue.Waiting]
    /// How many wait for an answer in all.
    let count: Int
    /// How many talks stand still.
    let quiet: Int
    let score: AnswerScore
    let remindedToday: Bool

    /// - Throws: `WebError.notFound` when nobody of these municipalities waits for it and it is not theirs.
    init(_ number: Int, municipalities: [String], now: Moment, in db: any SQLConnection) throws {
        guard let organisation = try Organisation.find(number: number, in: db) else { throw WebError.notFound }
        self.organisation = organisation
        waiting = try Overdue.applications(
            municipalities: municipalities, organisation: organisation.id, now: now, in: db)
        let totals = try Overdue.totals(
            municipalities: municipalities, organisation: organisation.id, now: now, in: db)
        count = totals.applications
        quiet = totals.quiet
        if waiting.isEmpty, !municipalities.contains(organisation.municipality) { throw WebError.notFound }
        score = try AnswerScore.of(organisation.id, now: now, in: db)
        remindedToday = try RemindOrganisation.happenedToday(organisation.id, now: now, in: db)
    }
}
