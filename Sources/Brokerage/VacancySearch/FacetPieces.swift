import Community
import Core
import Search
import Synchronization
import Web

/// The markup of the choices that is the same on every visit, in one language: only counts and ticks differ.
struct FacetPieces: Sendable {
    /// One choice, around the tick and the number.
    struct Tick: Sendable {
        let value: String
        private let front: HTML
        private let middle: HTML

        init(_ name: String, _ value: String, _ label: String) {
            self.value = value
            front = "<label class=\"tick\"><input type=\"checkbox\" name=\"\(name)\" value=\"\(value)\" form=\"zoek\""
            middle = "><span>\(label)</span><span class=\"count\">"
        }

        func markup(isChosen: Bool, count: String) -> HTML {
            "\(front)\(flag: "checked", isChosen)\(middle)\(count)</span></label>"
        }
    }

    let moments: [Tick]
    let rhythms: [Tick]
    let marks: [Tick]
    let sectors: [Tick]
    let groups: [Tick]
    let neighbourhoods: [Tick]
    /// The parts of the week, none of them chosen.
    let openWeek: HTML

    init(_ t: Texts, neighbourhoods places: [Neighbourhood]) {
        moments = SearchRequest.momentGroups.map { Tick("moment", $0.code, t($0.label)) }
        rhythms = Rhythm.allCases.map { Tick("ritme", $0.rawValue, t($0.label)) }
        marks = VacancyMark.allCases.map { Tick("kenmerk", $0.rawValue, t($0.label)) }
        sectors = Sector.allCases.map { Tick("sector", $0.rawValue, t($0.label)) }
        groups = TargetGroup.allCases.map { Tick("doelgroep", $0.rawValue, t($0.label)) }
        neighbourhoods = places.map { Tick("buurt", $0.id, $0.name) }
        openWeek = WeekGrid.markup([], t)
    }
}

/// Keeps the pieces of each language for as long as the places stay what they are.
final class FacetMemory: Sendable {
    private let pieces = Mutex<[Language: FacetPieces]>([:])

    func pieces(_ t: Texts, neighbourhoods: [Neighbourhood]) -> FacetPieces {
        pieces.withLock { known in
            if let found = known[t.language] { return found }
            let made = FacetPieces(t, neighbourhoods: neighbourhoods)
            known[t.language] = made
            return made
        }
    }
}
