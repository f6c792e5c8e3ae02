import Core
import Tabulation
import Web

/// The figures of surveys that goals can point at.
struct PinPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func list(_ survey: Survey, _ pins: [(Pin, PinValue?)]) -> Reply {
        let path = ResultsSection.pins.path(of: survey)
        let undo: HTML =
            visit.query.int("weg").map {
                visit.buttonForm(action: path + "/\($0)/terug", label: t("Haal het cijfer terug"), classes: "quiet")
            } ?? .empty
        if pins.isEmpty {
            return visit.resultsPage(
                survey, .pins,
                undo
                    + Part.empty(
                        t("Er is nog geen cijfer voor doelen"),
                        t(
                            "Publiceer een tabel en kies daar een cijfer. Een doel in het beleid kan er dan naar wijzen."
                        ),
                        Part.button(t("Naar de bewaarde tabellen"), ResultsSection.plan.path(of: survey))))
        }
        let words = TableWords(t: t)
        let rows: [[HTML]] = pins.map { pin, value in
            let measured = value.map { found -> String in
                let cell = found.cell
                let text = found.isMean ? words.number(cell.value ?? 0, decimals: 1) : words.percent(cell.value ?? 0)
                guard let low = cell.low, let high = cell.high else { return text }
                return found.isMean
                    ? "\(text) (\(words.number(low, decimals: 1))–\(words.number(high, decimals: 1)))"
                    : "\(text) (\(words.percent(low))–\(words.percent(high)))"
            }
            return [
                "<span\(attribute: "lang", t.typed)>\(pin.name)</span>\(pin.meaning, { "<br><span class=\"small soft\">\(t($0.label))</span>" })",
                "\(measured ?? t("nog niet gemeten"))", "\(value.map { t.number($0.cell.base) } ?? "–")",
                "\(value.map { t.date($0.day) } ?? "–")",
                visit.buttonForm(action: path + "/\(pin.number)/weg", label: t("Maak los")),
            ]
        }
        return visit.resultsPage(
            survey, .pins, intro: t("Deze cijfers kun je kiezen bij een doel. Ze komen uit gepubliceerde tabellen."),
            undo
                + Web.Table(
                    t("Cijfers voor doelen"),
                    [
                        .init(t("Cijfer")), .init(t("Waarde en marge"), number: true), .init(t("Basis"), number: true),
                        .init(t("Gemeten op")), .init(t("Losmaken")),
                    ], rows: rows
                ).markup)
    }

    func again(_ detail: SavedTablePages.Detail, _ table: CountedTable, _ state: FormState) -> Reply {
        visit.resultsPage(
            detail.results.survey, .plan, title: detail.table.title, status: 400,
            PinForm.markup(detail, table, visit, state: state))
    }
}
