import Community
import Core
import Search
import Web

/// The choices beside the list, each with the number it gives.
struct FacetMarkup {
    let answer: SearchAnswer
    let t: Texts

    var markup: HTML {
        let request = answer.request
        let facets = answer.result.facets
        let pieces = answer.places.facets(t)
        let moments = ticks(
            pieces.moments, SearchRequest.momentGroups.map { facets.momentGroups[$0.group.rawValue] },
            chosen: request.moments)
        let rhythms = ticks(pieces.rhythms, facets.rhythm, chosen: request.rhythms.map(\.rawValue))
        let marks = ticks(pieces.marks, facets.marks, chosen: request.marks.map(\.rawValue))
        let groups = ticks(pieces.groups, facets.groups, chosen: request.groups.map(\.rawValue))
        let sectors = ticks(pieces.sectors, facets.sectors, chosen: request.sectors.map(\.rawValue))
        let week = WeekGrid.hasDay(request.moments) ? WeekGrid.markup(Set(request.moments), t) : pieces.openWeek
        return """
            \(facet(t("Wanneer"), moments, isOpen: true, extra: week))\(facet(t("Hoe vaak"), rhythms, isOpen: true))\
            \(facet(t("Goed om te weten"), marks, isOpen: true))\(facet(t("Voor wie"), groups, isOpen: !request.groups.isEmpty))\
            \(facet(t("Onderwerp"), sectors, isOpen: !request.sectors.isEmpty))\(neighbourhoods(pieces))\(numbers)
            """
    }

    /// The choices that give something, and those that were made.
    private func ticks(_ ticks: [FacetPieces.Tick], _ counts: [Int], chosen: [String]) -> HTML {
        var markup = HTML.empty
        for (tick, count) in zip(ticks, counts) {
            let isChosen = chosen.contains(tick.value)
            if count > 0 || isChosen { markup += tick.markup(isChosen: isChosen, count: t.number(count)) }
        }
        return markup
    }

    private func facet(_ title: String, _ ticks: HTML, isOpen: Bool, extra: HTML = .empty) -> HTML {
        if ticks.isEmpty && extra.isEmpty { return .empty }
        return """
            <details class="facet"\(flag: "open", isOpen)><summary>\(title)</summary><fieldset><legend class="visually-hidden">\(title)</legend>\
            \(ticks)</fieldset>\(extra)</details>
            """
    }

    private func neighbourhoods(_ pieces: FacetPieces) -> HTML {
        var counts: [Int: Int] = [:]
        for item in answer.result.facets.neighbourhoods { counts[item.value] = item.count }
        let inOrder = answer.places.neighbourhoods.map { place in
            answer.neighbourhoodNumbers[place.id].flatMap { counts[$0] } ?? 0
        }
        let chosen = answer.request.neighbourhoods
        return facet(
            t("Wijk of dorp"), ticks(pieces.neighbourhoods, inOrder, chosen: chosen), isOpen: !chosen.isEmpty)
    }

    private var numbers: HTML {
        let request = answer.request
        let isOpen = request.hours != nil || request.age != nil || request.from != nil || request.to != nil
        return """
            <details class="facet"\(flag: "open", isOpen)><summary>\(t("Tijd, leeftijd en datum"))</summary><div class="stack">\
            \(field("uren", t("Hoogstens hoeveel uur per week?"), "number", request.hours.map(String.init)))\
            \(field("leeftijd", t("Hoe oud ben je?"), "number", request.age.map(String.init)))\
            \(field("van", t("Vanaf"), "date", request.from?.iso))\(field("tot", t("Tot en met"), "date", request.to?.iso))</div></details>
            """
    }

    private func field(_ name: String, _ label: String, _ type: String, _ value: String?) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label><input type="\(type)" id="\(name)" name="\(name)" form="zoek"\
        \(attribute: "min", type == "number" ? "1" : nil)\(attribute: "value", value)></div>
        """
    }
}
