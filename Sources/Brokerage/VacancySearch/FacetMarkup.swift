import Community
import Core
import Search
import Web

/// The choices beside the list, each with the number it gives.
struct FacetMarkup {
    let answer: SearchAnswer
    let t: Texts

    func markup(_ pieces: FacetPieces) -> HTML {
        let request = answer.request
        let facets = answer.result.facets
        let week = WeekGrid.hasDay(request.moments) ? pieces.week.markup(request.moments) : pieces.openWeek
        var markup = HTML.empty
        markup.reserve(16_000)
        pieces.moments.add(
            to: &markup, SearchRequest.momentGroups.map { facets.momentGroups[$0.group.rawValue] },
            chosen: request.moments, isOpen: true, extra: week, t)
        pieces.rhythms.add(
            to: &markup, facets.rhythm, chosen: request.rhythms.map(\.rawValue), isOpen: true, t)
        pieces.marks.add(to: &markup, facets.marks, chosen: request.marks.map(\.rawValue), isOpen: true, t)
        pieces.groups.add(
            to: &markup, facets.groups, chosen: request.groups.map(\.rawValue), isOpen: !request.groups.isEmpty, t)
        pieces.sectors.add(
            to: &markup, facets.sectors, chosen: request.sectors.map(\.rawValue), isOpen: !request.sectors.isEmpty, t)
        pieces.neighbourhoods.add(
            to: &markup, neighbourhoodCounts, chosen: request.neighbourhoods,
            isOpen: !request.neighbourhoods.isEmpty, t)
        markup += numbers
        return markup
    }

    private var neighbourhoodCounts: [Int] {
        var counts: [Int: Int] = [:]
        for item in answer.result.facets.neighbourhoods { counts[item.value] = item.count }
        return answer.places.neighbourhoods.map { place in
            answer.neighbourhoodNumbers[place.id].flatMap { counts[$0] } ?? 0
        }
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
