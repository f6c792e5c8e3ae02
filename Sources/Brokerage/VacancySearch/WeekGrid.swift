import Core
import Web

/// Every part of the week on its own, for who can only on Tuesday evening.
enum WeekGrid {
    /// - Parameter chosen: codes of days and groups; groups have a tick of their own.
    static func markup(_ chosen: Set<String>, _ t: Texts) -> HTML {
        let heads: HTML = "\(WeekMoments.parts.indices, { "<th scope=\"col\">\(t(WeekMoments.partLabel($0)))</th>" })"
        let rows: HTML =
            "\(WeekMoments.days.indices, { day in "<tr><th scope=\"row\">\(t.weekday(day))</th>\(cells(day, chosen, t))</tr>" })"
        return """
            <details class="week"\(flag: "open", hasDay(chosen))><summary>\(t("Kies dag en dagdeel"))</summary><table class="week-grid"><caption class="visually-hidden">\(t("Dag en dagdeel"))</caption>\
            <thead><tr><td></td>\(heads)</tr></thead><tbody>\(rows)</tbody></table></details>
            """
    }

    /// Whether a part of a certain day was chosen.
    static func hasDay(_ chosen: some Sequence<String>) -> Bool { chosen.contains { WeekMoments.bit($0) != nil } }

    private static func cells(_ day: Int, _ chosen: Set<String>, _ t: Texts) -> HTML {
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
}
