package import Community
import Core
import Storage
package import Web

/// What every action on a vacancy works with: the house, and who must hear of it afterwards.
package struct VacancyDesk: Sendable {
    package let house: House
    package let events: VacancyEvents

    package init(house: House, events: VacancyEvents) {
        self.house = house
        self.events = events
    }

    /// Someone else was first: what this action asks for no longer fits the state of the vacancy.
    package static let outdated = WebError.badRequest(
        Text("Deze vacature is intussen veranderd. Ga terug, ververs de pagina en kijk opnieuw."))

    /// Changes one vacancy of this organisation, in one transaction, and tells it on. Another organisation's vacancy
    /// does not exist here.
    func change<T: Sendable>(
        _ number: Int, of organisation: Organisation.Identity,
        _ body: @escaping @Sendable (Vacancy, any SQLConnection) throws -> T
    ) async throws -> T {
        let (id, result) = try await house.database.write { db in
            guard let vacancy = try Vacancy.find(number: number, of: organisation, in: db) else {
                throw WebError.notFound
            }
            return (vacancy.id, try body(vacancy, db))
        }
        await events.changed([id])
        return result
    }

    /// Records what happened to a vacancy; ids only.
    func record(_ action: String, _ vacancy: Vacancy, by visit: Visit, in db: any SQLConnection) throws {
        try house.record(Vacancy.event(action, vacancy), by: visit, in: db)
    }
}
