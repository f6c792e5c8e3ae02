import Community
import Core
import Storage
import Synchronization

/// The rows behind search results, remembered, so that a page of results asks nothing of the database.
///
/// Bounded: what was asked for lately stays. A vacancy that changes is forgotten when the change is kept (`forget`), never served from before it: an item that was
/// read while something was forgotten is used once and not kept.
package final class VacancyShelf: Sendable {
    /// The channel on which a transaction tells that a vacancy has other places free; the payload is its id.
    static let channel: Channel = "vacancy"

    private struct State {
        var items: RecentMap<String, ShelvedVacancy>
        /// Goes up with each thing forgotten.
        var changes = 0
    }

    private let state: Mutex<State>

    /// - Parameter room: the number of vacancies kept is between this and twice this; about 4 kB each.
    init(room: Int = 8_000) { state = Mutex(State(items: RecentMap(room: room))) }

    /// What is at hand of these, in their order, and the moment to give back with `keep`.
    func take(_ ids: [String]) -> (found: [ShelvedVacancy?], moment: Int) {
        state.withLock { state in (ids.map { state.items.value(for: $0) }, state.changes) }
    }

    /// Keeps what was read since `moment`, unless something changed meanwhile.
    func keep(_ items: [ShelvedVacancy], since moment: Int) {
        state.withLock { state in
            guard state.changes == moment else { return }
            for item in items { state.items.insert(item, for: item.vacancy.id.text) }
        }
    }

    func forget(_ ids: [String]) {
        state.withLock { state in
            state.changes += 1
            for id in ids { state.items.remove(id) }
        }
    }

    func forgetAll() {
        state.withLock { state in
            state.changes += 1
            state.items.removeAll()
        }
    }
}

/// A vacancy that is on line, with what a list shows of it.
package final class ShelvedVacancy: Sendable {
    package let vacancy: Vacancy
    package let organisationName: String
    package let organisationNumber: Int
    package let neighbourhoodName: String?
    package let municipalityName: String
    package let openPlaces: Int
    /// Its card and its JSON, each made once and used on every page that shows it.
    let cards = Mutex<[VacancyCardPieces]>([])
    let json = Mutex<VacancyWire?>(nil)

    init(row: Row, places: PlaceDirectory) throws {
        vacancy = try Vacancy(row: row)
        organisationName = try row("organisation_name")
        organisationNumber = try row("organisation_number")
        neighbourhoodName = vacancy.neighbourhood.flatMap { places.neighbourhood($0)?.name }
        municipalityName = places.municipality(vacancy.municipality)?.name ?? ""
        openPlaces = max(0, vacancy.places - (try row("placed", as: Int.self)))
    }
}
