import Community
import Core
import Search
import Synchronization
import Web

/// The markup of the choices that is the same on every visit, in one language: only counts and ticks differ.
final class FacetPieces: Sendable {
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

        func add(to markup: inout HTML, isChosen: Bool, count: String) {
            markup += front
            if isChosen { markup += " checked" }
            markup += middle
            markup.add(count)
            markup += "</span></label>"
        }
    }

    /// A group of choices, around its ticks.
    struct Group: Sendable {
        let ticks: [Tick]
        private let closed: HTML
        private let open: HTML

        init(_ title: String, _ ticks: [Tick]) {
            self.ticks = ticks
            let body: HTML = "><summary>\(title)</summary><fieldset><legend class=\"visually-hidden\">\(title)</legend>"
            closed = "<details class=\"facet\"\(body)"
            open = "<details class=\"facet\" open\(body)"
        }

        /// The choices that give something, and those that were made; nothing when there is none and no `extra`.
        func add(
            to markup: inout HTML, _ counts: [Int], chosen: [String], isOpen: Bool, extra: HTML = .empty, _ t: Texts
        ) {
            var isEmpty = extra.isEmpty
            if !isEmpty { markup += isOpen ? open : closed }
            for (tick, count) in zip(ticks, counts) {
                let isChosen = chosen.contains(tick.value)
                guard count > 0 || isChosen else { continue }
                if isEmpty { markup += isOpen ? open : closed }
                isEmpty = false
                tick.add(to: &markup, isChosen: isChosen, count: t.number(count))
            }
            if isEmpty { return }
            markup += "</fieldset>"
            markup += extra
            markup += "</details>"
        }
    }

    let moments: Group
    let rhythms: Group
    let marks: Group
    let sectors: Group
    let groups: Group
    let neighbourhoods: Group
    let week: WeekGrid
    /// The parts of the week, none of them chosen.
    let openWeek: HTML
    private let radiusOptions: [Int: HTML]
    private let t: Texts

    init(_ t: Texts, neighbourhoods places: [Neighbourhood]) {
        self.t = t
        moments = Group(t("Wanneer"), SearchRequest.momentGroups.map { Tick("moment", $0.code, t($0.label)) })
        rhythms = Group(t("Hoe vaak"), Rhythm.allCases.map { Tick("ritme", $0.rawValue, t($0.label)) })
        marks = Group(
            t("Goed om te weten"), VacancyMark.allCases.map { Tick("kenmerk", $0.rawValue, t($0.label)) })
        sectors = Group(t("Onderwerp"), Sector.allCases.map { Tick("sector", $0.rawValue, t($0.label)) })
        groups = Group(t("Voor wie"), TargetGroup.allCases.map { Tick("doelgroep", $0.rawValue, t($0.label)) })
        neighbourhoods = Group(t("Wijk of dorp"), places.map { Tick("buurt", $0.id, $0.name) })
        week = WeekGrid(t)
        openWeek = week.markup([])
        var options: [Int: HTML] = [:]
        for radius in SearchRequest.radii { options[radius] = Self.options(SearchRequest.radii, chosen: radius, t) }
        radiusOptions = options
    }

    /// The distances to choose from, with one that is not usual when it was asked for.
    func radii(_ chosen: Int) -> HTML {
        radiusOptions[chosen] ?? Self.options((SearchRequest.radii + [chosen]).sorted(), chosen: chosen, t)
    }

    private static func options(_ radii: [Int], chosen: Int, _ t: Texts) -> HTML {
        """
        \(radii, { km in
            "<option value=\"\(km)\"\(flag: "selected", km == chosen)>\(t("tot \(km) km"))</option>"
        })
        """
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
