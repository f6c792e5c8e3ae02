import Community
import Core
import Search
import Web

/// The choices beside the list, each with the number it gives.
struct FacetMarkup {
    let answer: SearchAnswer
    let t: Texts

    private struct Option {
        let value: String
        let label: String
        let count: Int
        let isChosen: Bool
    }

    var markup: HTML {
        let request = answer.request
        let facets = answer.result.facets
        let moments = SearchRequest.momentGroups.map {
            Option(
                value: $0.code, label: t($0.label), count: facets.momentGroups[$0.group.rawValue],
                isChosen: request.moments.contains($0.code))
        }
        let rhythms = Rhythm.allCases.enumerated().map {
            Option(
                value: $1.rawValue, label: t($1.label), count: facets.rhythm[$0], isChosen: request.rhythms.contains($1)
            )
        }
        let marks = VacancyMark.allCases.enumerated().map {
            Option(
                value: $1.rawValue, label: t($1.label), count: facets.marks[$0], isChosen: request.marks.contains($1))
        }
        let sectors = Sector.allCases.enumerated().map {
            Option(
                value: $1.rawValue, label: t($1.label), count: facets.sectors[$0],
                isChosen: request.sectors.contains($1))
        }
        let groups = TargetGroup.allCases.enumerated().map {
            Option(
                value: $1.rawValue, label: t($1.label), count: facets.groups[$0], isChosen: request.groups.contains($1))
        }
        return """
            \(ticks("moment", t("Wanneer"), moments, isOpen: true, extra: weekGrid))\(ticks("ritme", t("Hoe vaak"), rhythms, isOpen: true))\
            \(ticks("kenmerk", t("Goed om te weten"), marks, isOpen: true))\(ticks("doelgroep", t("Voor wie"), groups, isOpen: !request.groups.isEmpty))\
            \(ticks("sector", t("Onderwerp"), sectors, isOpen: !request.sectors.isEmpty))\(neighbourhoods)\(numbers)
            """
    }

    private func ticks(_ name: String, _ title: String, _ options: [Option], isOpen: Bool, extra: HTML = .empty) -> HTML
    {
        let shown = options.filter { $0.count > 0 || $0.isChosen }
        if shown.isEmpty && extra.isEmpty { return .empty }
        return """
            <details class="facet"\(flag: "open", isOpen)><summary>\(title)</summary><fieldset><legend class="visually-hidden">\(title)</legend>\
            \(shown, { tick(name, $0) })</fieldset>\(extra)</details>
            """
    }

    private func tick(_ name: String, _ option: Option) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="\(name)" value="\(option.value)" form="zoek"\(flag: "checked", option.isChosen)>\
        <span>\(option.label)</span><span class="count">\(t.number(option.count))</span></label>
        """
    }

    /// Every part of the week on its own, for who can only on Tuesday evening.
    private var weekGrid: HTML {
        let chosen = Set(answer.request.moments)
        let heads: HTML = "\(WeekMoments.parts.indices, { "<th scope=\"col\">\(t(WeekMoments.partLabel($0)))</th>" })"
        let rows: HTML =
            "\(WeekMoments.days.indices, { day in "<tr><th scope=\"row\">\(t.weekday(day))</th>\(cells(day, chosen))</tr>" })"
        let isOpen = chosen.contains { WeekMoments.bit($0) != nil }
        return """
            <details class="week"\(flag: "open", isOpen)><summary>\(t("Kies dag en dagdeel"))</summary><table class="week-grid"><caption class="visually-hidden">\(t("Dag en dagdeel"))</caption>\
            <thead><tr><td></td>\(heads)</tr></thead><tbody>\(rows)</tbody></table></details>
            """
    }

    private func cells(_ day: Int, _ chosen: Set<String>) -> HTML {
        var cells = HTML.empty
        for part in WeekMoments.parts.indices {
            let code = WeekMoments.days[day] + "-" + WeekMoments.parts[part]
            let label = t.weekday(day) + " " + t(WeekMoments.partLabel(part))
            cells += """
                <td><input type="checkbox" name="moment" value="\(code)" form="zoek" aria-label="\(label)"\(flag: "checked", chosen.contains(code))></td>
                """
        }
        return cells
    }

    private var neighbourhoods: HTML {
        let counts = Dictionary(answer.result.facets.neighbourhoods.map { ($0.value, $0.count) }) { first, _ in first }
        let chosen = Set(answer.request.neighbourhoods)
        let options = answer.places.neighbourhoods.compactMap { place -> Option? in
            let count = answer.neighbourhoodNumbers[place.id].flatMap { counts[$0] } ?? 0
            return Option(value: place.id, label: place.name, count: count, isChosen: chosen.contains(place.id))
        }
        return ticks("buurt", t("Wijk of dorp"), options, isOpen: !chosen.isEmpty)
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
