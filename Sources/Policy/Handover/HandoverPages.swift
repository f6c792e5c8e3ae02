import Core
import Web

/// The handover file: to read, to print, and to add to.
struct HandoverPages {
    let visit: Visit
    let cycle: PolicyCycle
    let content: HandoverContent
    private var t: Texts { visit.t }
    private var root: String { cycle.path(.handover) }

    func show(_ document: ReportDocument, notes: [String: HandoverNote]) -> Reply {
        let crumbs = Part.breadcrumbs(
            [(t("De kring"), "/beleid"), (cycle.name, cycle.path())], label: t("Je bent hier"))
        return visit.page(
            document.title,
            """
            <div class="wrap stack page document-page"><div class="no-print stack">\(crumbs)\(CycleFrame.parts(visit, cycle, current: .handover))\
            <p class="lead">\(t(content.intro))</p>\(ReportDocument.tools(root + "/document", t: t))\(own(notes))</div>\
            <article class="document">\(document.markup(t))</article></div>
            """)
    }

    private func own(_ notes: [String: HandoverNote]) -> HTML {
        guard visit.mayChange(cycle) else { return .empty }
        var items = HTML.empty
        for (index, section) in content.sections.enumerated() {
            let isWritten = !(notes[section.id]?.text ?? "").isEmpty
            let chip = isWritten ? Part.chip(t("geschreven"), .good) : Part.chip(t("nog leeg"))
            items += """
                <li><span class="dot dot-vertalen" aria-hidden="true"></span><div><strong><a href="\(root)/deel/\(index + 1)">\(t(section.ownWords))</a></strong><p class="small soft">\(t(section.name))</p></div>\(chip)</li>
                """
        }
        return """
            <details class="card"><summary>\(t("Vul aan wat alleen jij weet"))</summary><ul class="tasks">\(items)</ul></details>
            """
    }

    func form(_ section: HandoverContent.Section, number: Int, _ state: FormState, status: Int = 200) -> Reply {
        let form = Self.form(section, t)
        return visit.cyclePage(
            cycle, .handover, title: t(section.name), intro: t(section.text), step: t(section.name), status: status,
            visit.form(
                action: "\(root)/deel/\(number)", classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))<input type="hidden" name="versie" value="\(state["versie"])">\(visit.fields(form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), root, quiet: true))</p>
                """))
    }

    static func form(_ section: HandoverContent.Section, _ t: Texts) -> Form {
        Form([
            Field(
                "tekst", Text("\(t(section.ownWords))"), .area(rows: 8),
                hint: Text("Noem alleen mensen bij hun werk. Schrijf niets op wat je hun zelf niet zou laten lezen."),
                required: false, limit: 5000)
        ])
    }
}
