import Community
import Core
import Storage
import Web

/// One function of the workbook: to fill in, or to read.
struct WorkbookSheetPages {
    typealias Name = WorkbookForm.Name

    /// The answers of someone else who was first.
    struct Conflict {
        let theirs: WorkbookSheet
        let fields: [String]
    }

    let visit: Visit
    let content: WorkbookContent
    let function: WorkbookContent.Function
    var t: Texts { visit.t }
    private var form: WorkbookForm { WorkbookForm(content: content, function: function, t: t) }

    func path(_ cycle: PolicyCycle) -> String { cycle.path(.workbook) + "/" + function.id }

    func edit(
        _ cycle: PolicyCycle, _ state: FormState, version: Int, proposals: [WorkbookProposal], sheet: WorkbookSheet,
        conflict: Conflict? = nil, status: Int = 200
    ) -> Reply {
        let fields = form.form
        var state = state
        state.values[Name.version] = [String(version)]
        let lead: HTML = conflict.map { self.conflict($0, fields) } ?? visit.errorSummary(fields, state)
        let body = visit.form(
            action: path(cycle), classes: "stack workbook",
            """
            \(visit.field(Name.version, of: fields, state))\(questions(fields, state))\(elements(fields, state))\
            \(open(t("Uitvoering"), function.execution, fields, state))\(open(t("Geld"), function.money, fields, state))\
            <p class="row workbook-save"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), cycle.path(.workbook), quiet: true))</p>
            """)
        return visit.cyclePage(
            cycle, .workbook, title: t(function.name), intro: t(function.definition), step: t(function.name),
            status: status,
            """
            <p>\(t(function.explanation))</p>\(lead)\(self.proposals(cycle, proposals, sheet))\(body)\
            \(saved(cycle, sheet))\(function.source.markup(t))
            """)
    }

    private func questions(_ fields: Form, _ state: FormState) -> HTML {
        let parts = function.questions.map { question -> HTML in
            visit.field(Name.question(question.id), of: fields, state)
                + visit.field(Name.own(question.id), of: fields, state)
        }
        return "<section class=\"card stack\"><h2>\(t("Visie"))</h2>\(parts, { $0 })</section>"
    }

    private func elements(_ fields: Form, _ state: FormState) -> HTML {
        let listed = function.elements.map { element(element: $0, fields, state) }
        let own = WorkbookForm.ownElements(of: function.id).enumerated().map { index, id in
            box(
                t("Eigen onderdeel \(index + 1)"), note: t("Doen jullie iets wat hierboven niet staat? Zet het hier."),
                visit.field(Name.ownName(id), of: fields, state), id, fields, state)
        }
        return """
            <section class="stack"><h2>\(t("Beleid en uitvoering"))</h2><p>\(t("Weet je iets niet? Kies 'Weet ik niet' of sla het over. Je kunt later verder."))</p>\
            \(listed, { $0 })\(own, { $0 })</section>
            """
    }

    private func element(element: WorkbookContent.Element, _ fields: Form, _ state: FormState) -> HTML {
        let others = (element.alsoIn ?? []).compactMap { content.function($0) }.map { t($0.name) }
        let also: HTML =
            others.isEmpty
            ? .empty
            : "<p class=\"small soft\">\(t("Hoort ook bij: \(others.joined(separator: ", "))"))</p>"
        return box(t(element.name), note: t(element.explanation), also, element.id, fields, state)
    }

    private func box(
        _ name: String, note: String, _ more: HTML, _ id: String, _ fields: Form, _ state: FormState
    ) -> HTML {
        """
        <fieldset class="card stack workbook-element" id="onderdeel-\(id)"><legend><span class="h3">\(name)</span></legend><p>\(note)</p>\(more)\
        <div class="workbook-grid">\(visit.field(Name.inPolicy(id), of: fields, state))\(visit.field(Name.carriers(id), of: fields, state))\
        \(visit.field(Name.priority(id), of: fields, state))<div>\(visit.field(Name.evidence(id), of: fields, state))\
        \(visit.field(Name.budget(id), of: fields, state))</div></div></fieldset>
        """
    }

    private func open(_ title: String, _ list: [WorkbookContent.OpenQuestion], _ fields: Form, _ state: FormState)
        -> HTML
    {
        let parts = list.map { visit.field(Name.question($0.id), of: fields, state) }
        return "<section class=\"card stack\"><h2>\(title)</h2>\(parts, { $0 })</section>"
    }

    // MARK: Someone else was first

    private func conflict(_ conflict: Conflict, _ fields: Form) -> HTML {
        let who = conflict.theirs.savedBy ?? t("Iemand anders")
        let list = conflict.fields.map { name -> HTML in
            let label = fields.fields.first { $0.name == name }.map { t($0.label) } ?? name
            let words = self.words(conflict.theirs.values[name] ?? [], fields.fields.first { $0.name == name })
            return "<li><a href=\"#veld-\(name)\">\(label)</a>: \(words.isEmpty ? t("leeg") : words)</li>"
        }
        return """
            <div class="summary-error" role="alert" tabindex="-1" id="fouten" data-focus><h2>\(t("Iemand was je voor"))</h2>\
            <p>\(t("\(who) bewaarde intussen andere antwoorden. Jouw tekst staat hieronder nog helemaal. Dit schreef de ander:"))</p>\
            <ul>\(list, { $0 })</ul><p>\(t("Pas aan wat nodig is en bewaar opnieuw. Dan geldt wat er hieronder staat."))</p></div>
            """
    }

    /// Values as people read them: the words of a choice, or what was typed.
    private func words(_ values: [String], _ field: Field?) -> String {
        let choices: [Field.Choice] =
            switch field?.kind {
            case .radios(let list), .checkboxes(let list): list
            default: []
            }
        return values.map { value in choices.first { $0.value == value }.map { t($0.label) } ?? value }
            .joined(separator: ", ")
    }

    private func saved(_ cycle: PolicyCycle, _ sheet: WorkbookSheet) -> HTML {
        guard let at = sheet.savedAt else { return .empty }
        let line =
            sheet.savedBy.map { t("Laatst bewaard op \(t.dateTime(at)) door \($0).") }
            ?? t("Laatst bewaard op \(t.dateTime(at)).")
        return """
            <p class="small soft no-print">\(line) <a href="\(path(cycle))/eerder">\(t("Eerdere versies"))</a></p>
            """
    }
}
