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
    /// All organisations with somebody who waits too long.
    let organisations: Int
    let applications: Int

    /// - Parameter after: the number of the last organisation of the page before.
    init(municipalities: [String], after: Int?, now: Moment, in db: any SQLConnection) throws {
        let all = try Overdue.list(municipalities: municipalities, now: now, in: db)
        organisations = all.count
        applications = all.reduce(0) { $0 + $1.count }
        let start = after.flatMap { number in all.firstIndex { $0.organisationNumber == number }.map { $0 + 1 } } ?? 0
        let part = Array(all.dropFirst(start).prefix(Self.pageSize + 1))
        let items = try part.compactMap { item in
            try Organisation.find(item.organisation, in: db).map { Item(overdue: item, organisation: $0) }
        }
        page = Page(fetched: items, limit: Self.pageSize) { String($0.overdue.organisationNumber) }
    }
}

/// One organisation with the people who wait for it.
struct OverdueOrganisation: Sendable {
    let organisation: Organisation
    let waiting: [Overdue.Waiting]
    let score: AnswerScore
    let remindedToday: Bool

    /// - Throws: `WebError.notFound` when nobody of these municipalities waits for it and it is not theirs.
    init(_ number: Int, municipalities: [String], now: Moment, in db: any SQLConnection) throws {
        guard let organisation = try Organisation.find(number: number, in: db) else { throw WebError.notFound }
        self.organisation = organisation
        waiting = try Overdue.applications(
            municipalities: municipalities, organisation: organisation.id, now: now, in: db)
        if waiting.isEmpty, !municipalities.contains(organisation.municipality) { throw WebError.notFound }
        score = try AnswerScore.of(organisation.id, now: now, in: db)
        remindedToday = try RemindOrganisation.happenedToday(organisation.id, now: now, in: db)
    }
}
