import Core
import Web

/// Every part of the week on its own, for who can only on Tuesday evening; in one language, made once.
struct WeekGrid: Sendable {
    /// Up to the first tick, without and with the table shown.
    private let closed: HTML
    private let open: HTML
    private let cells: [Cell]
    private let end: HTML = "</tbody></table></details>"

    private struct Cell: Sendable {
        let code: String
        let front: HTML
        let back: HTML
    }

    init(_ t: Texts) {
        let heads: HTML = "\(WeekMoments.parts.indices, { "<th scope=\"col\">\(t(WeekMoments.partLabel($0)))</th>" })"
        let body: HTML = """
            ><summary>\(t("Kies dag en dagdeel"))</summary><table class="week-grid"><caption class="visually-hidden">\(t("Dag en dagdeel"))</caption>\
            <thead><tr><td></td>\(heads)</tr></thead><tbody>
            """
        closed = "<details class=\"week\"\(body)"
        open = "<details class=\"week\" open\(body)"
        cells = WeekMoments.days.indices.flatMap { day in WeekMoments.parts.indices.map { Self.cell(day, $0, t) } }
    }

    private static func cell(_ day: Int, _ part: Int, _ t: Texts) -> Cell {
        let code = WeekMoments.days[day] + "-" + WeekMoments.parts[part]
        let label = t.weekday(day) + " " + t(WeekMoments.partLabel(part))
        let isFirst = part == 0
        let isLast = part == WeekMoments.parts.count - 1
        return Cell(
            code: code,
            front: """
                \(if: isFirst, "<tr><th scope=\"row\">\(t.weekday(day))</th>")<td><input type="checkbox" name="moment" value="\(code)" form="zoek" aria-label="\(label)"
                """,
            back: "></td>\(if: isLast, "</tr>")")
    }

    /// - Parameter chosen: codes of days and groups; groups have a tick of their own.
    func markup(_ chosen: [String]) -> HTML {
        var markup = Self.hasDay(chosen) ? open : closed
        markup.reserve(4_000)
        for cell in cells {
            markup += cell.front
            if chosen.contains(cell.code) { markup += " checked" }
            markup += cell.back
        }
        markup += end
        return markup
    }

    /// Whether a part of a certain day was chosen.
    static func hasDay(_ chosen: some Sequence<String>) -> Bool { chosen.contains { WeekMoments.bit($0) != nil } }
}
