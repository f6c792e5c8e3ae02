import Community
import Core
import Storage
import Web

/// A function of the workbook for who reads it, and its earlier states.
struct WorkbookReadPages {
    typealias Name = WorkbookForm.Name

    let visit: Visit
    let content: WorkbookContent
    let function: WorkbookContent.Function
    private var t: Texts { visit.t }

    func read(_ cycle: PolicyCycle, _ sheet: WorkbookSheet, isOld: Bool) -> Reply {
        let title =
            isOld ? t("\(t(function.name)), versie \(sheet.version)") : t(function.name)
        return visit.cyclePage(
            cycle, .workbook, title: title, intro: t(function.definition), step: t(function.name),
            """
            \(if: isOld, restore(cycle, sheet))\(answers(sheet))\(function.source.markup(t))
            """)
    }

    private func restore(_ cycle: PolicyCycle, _ sheet: WorkbookSheet) -> HTML {
        let path = cycle.path(.workbook) + "/" + function.id
        let button: HTML =
            visit.mayChange(cycle)
            ? visit.buttonForm(
                action: path + "/eerder", label: t("Zet deze versie terug"), fields: [("versie", String(sheet.version))]
            )
            : .empty
        return """
            <div class="row no-print"><p>\(sheet.savedAt.map { t("Zo stond het op \(t.dateTime($0)).") } ?? "")</p>\(button)\
            \(Part.button(t("Alle versies"), path + "/eerder", quiet: true, compact: true))</div>
            """
    }

    private func answers(_ sheet: WorkbookSheet) -> HTML {
        if sheet.values.isEmpty {
            return Part.empty(
                t("Nog niets ingevuld"), t("Een beleidsmedewerker van de gemeente vult dit in."))
        }
        let vision = function.questions.compactMap { question -> (String, HTML)? in
            let options = (question.options ?? []).filter { option in
                sheet.values[Name.question(question.id)]?.contains(option.id) ?? false
            }.map { t($0.text) }
            let own = (sheet.text(Name.own(question.id)) ?? "").split(separator: "\n").map(String.init)
            let typed = question.kind == .text ? [sheet.text(Name.question(question.id)) ?? ""] : []
            let all = (options + own + typed).filter { !$0.isEmpty }
            return all.isEmpty ? nil : (t(question.question), "\(all.joined(separator: ", "))")
        }
        let open = (function.execution + function.money).compactMap { question -> (String, HTML)? in
            sheet.text(Name.question(question.id)).map { (t(question.question), HTML(paragraphs: $0)) }
        }
        return Part.card(t("Visie"), Part.facts(vision)) + elements(sheet)
            + Part.card(t("Uitvoering en geld"), Part.facts(open))
    }

    private func elements(_ sheet: WorkbookSheet) -> HTML {
        let lines = function.elements.map { ($0.id, t($0.name)) } + sheet.ownElements.map { ($0.id, $0.name) }
        let rows = lines.compactMap { id, name -> [HTML]? in
            let answer = sheet.answer(id)
            if answer.isEmpty { return nil }
            return [
                "\(name)", "\(content.inPolicy(answer, t))", "\(content.carriers(answer, t))", "\(answer.evidence)",
                "\(answer.budget.map(t.euros) ?? "")", "\(content.priority(answer, t))",
            ]
        }
        if rows.isEmpty { return .empty }
        return Table(
            t("Beleid en uitvoering"),
            [
                Table.Column(t("Onderdeel")), Table.Column(t("In beleid")), Table.Column(t("Wie doet het")),
                Table.Column(t("Waaraan je het ziet")), Table.Column(t("Geld per jaar"), number: true),
                Table.Column(t("Belang")),
            ], rows: rows
        ).markup
    }

    func history(_ cycle: PolicyCycle, _ page: Page<WorkbookSheet>) -> Reply {
        let path = cycle.path(.workbook) + "/" + function.id
        let list: HTML = """
            <ul class="plain">\(page.items, { sheet in
                "<li><a href=\"\(path)?versie=\(sheet.version)\">\(t("Versie \(sheet.version)"))</a> <span class=\"soft\">\(sheet.savedAt.map { t.dateTime($0) } ?? "")\(sheet.savedBy, { ", \($0)" })</span></li>"
            })</ul>
            """
        let content: HTML =
            page.items.isEmpty
            ? Part.empty(t("Nog niets bewaard"), t("Bewaar iets, dan staat het hier.")) : Part.card(nil, list)
        return visit.cyclePage(
            cycle, .workbook, title: t("\(t(function.name)): eerdere versies"), step: t(function.name),
            """
            \(content)\(Part.more(t("Oudere versies"), page.next.map { path + "/eerder?voor=" + $0 }))\
            <p>\(Part.button(t("Terug"), path, quiet: true))</p>
            """)
    }
}
