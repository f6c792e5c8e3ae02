import Core
import Web

/// What a volunteer sees of the own hours in a year, wherever they were given.
protocol OwnHours: Sendable {
    associatedtype Line: HoursLine

    /// Where these pages stand; a year behind it is that year to print.
    var base: String { get }
    var year: Int { get }
    /// The years in which something was written down, the newest first.
    var years: [Int] { get }
    /// Of the year, the newest first.
    var entries: [Line] { get }
    /// Of any year.
    var newest: Line? { get }
    var check: AllowanceCheck { get }
}

/// The parts of a volunteer's page of hours: to write down, the list, the sums.
struct OwnHoursMarkup<View: OwnHours> {
    let visit: Visit
    let view: View
    private var t: Texts { visit.t }

    var warnings: HTML { HoursMarkup.warnings(view.check.lines(t, year: view.year, seesAmounts: true)) }

    func write(_ form: Form, _ state: FormState?) -> HTML {
        let state = state ?? form.filled(HoursForm.proposal(minutes: view.newest?.minutes, today: visit.today))
        return Part.card(
            t("Schrijf uren op"),
            visit.form(
                action: view.base, classes: "stack",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Schrijf op"))</button></p>
                """))
    }

    var totals: HTML {
        let facts: [(String, HTML)] = [
            (t("Akkoord"), HTML("\(t.duration(view.entries.sum(.agreed)))")),
            (t("Wacht op akkoord"), HTML("\(t.duration(view.entries.sum(.waiting)))")),
        ]
        let paid = view.entries.allowance
        let money: [(String, HTML)] = paid > 0 ? [(t("Vergoeding"), HTML("\(t.euros(paid))"))] : []
        let years: HTML = """
            <ul class="plain stack">\(view.years, { year in
                "<li><a href=\"\(view.base)/\(year)\">\(t("Jaaroverzicht \(String(year))"))</a></li>"
            })</ul>
            """
        let printed: HTML = view.years.isEmpty ? .empty : Part.card(t("Om af te drukken"), years)
        return Part.card(String(view.year), Part.facts(facts + money)) + printed
    }

    /// - Parameter what: what was done, in the words of the volunteer.
    func list(_ what: (View.Line) -> String) -> HTML {
        guard !view.entries.isEmpty else {
            return Part.empty(
                t("Er staan dit jaar nog geen uren"), t("Schrijf ze op als je geweest bent. Dat kost een paar tellen."))
        }
        return """
            <section class="card"><h2>\(t("Opgeschreven"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(t("Opgeschreven"))"><table>\
            <caption class="visually-hidden">\(t("Opgeschreven"))</caption><thead><tr><th scope="col">\(t("Dag"))</th>\
            <th scope="col" class="n">\(t("Tijd"))</th><th scope="col">\(t("Wat"))</th><th scope="col">\(t("Stand"))</th></tr></thead>\
            <tbody>\(view.entries, { row($0, what($0)) })</tbody></table></div></section>
            """
    }

    private func row(_ entry: View.Line, _ what: String) -> HTML {
        let away: HTML =
            entry.state == .agreed
            ? .empty
            : visit.buttonForm(
                action: "\(view.base)/\(entry.key)/weg", label: t("Haal weg"), classes: "quiet compact")
        return """
            <tr><th scope="row">\(t.shortDate(entry.day, today: visit.today))</th><td class="n">\(t.duration(entry.minutes))</td>\
            <td\(attribute: "lang", t.typed)>\(what)\(entry.allowance, { "<br><span class=\"small soft\">\(t.euros($0))</span>" })</td>\
            <td>\(HoursMarkup.chip(entry.state, t))\(entry.reason, { "<br><span class=\"small\"\(attribute: "lang", t.typed)>\($0)</span>" })\(away)</td></tr>
            """
    }
}
