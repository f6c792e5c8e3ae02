import Core
import Web

/// The forms of one evaluation that are pages of their own, and its document.
struct EvaluationFormPages {
    let visit: Visit
    let cycle: PolicyCycle
    private var t: Texts { visit.t }
    private var root: String { cycle.path(.evaluation) }

    func goal(_ view: EvaluationView, _ line: EvaluationView.GoalLine, _ state: FormState, status: Int = 200) -> Reply {
        let base = "\(root)/\(view.evaluation.year)"
        let form = EvaluationForms.conclusion(view.content, goal: line.goal, t: t)
        let version = state.values["versie"]?.first ?? String(line.conclusion?.version ?? 0)
        let now = line.reading?.value.map { line.goal.fullWords($0, t) } ?? t("niet gemeten")
        let facts = Part.facts([
            (t("Begin"), "\(line.goal.fullWords(line.goal.baseline, t))"), (t("Nu"), "\(now)"),
            (t("Streven"), "\(line.goal.fullWords(line.goal.target, t)), \(t.date(line.goal.targetDay))"),
            (t("Stand"), "\(line.reading, { Part.chip(t($0.verdict.label), $0.verdict.tone) })"),
        ])
        return visit.cyclePage(
            cycle, .evaluation, title: t("Conclusie over een doel"), intro: line.goal.result,
            step: t("Evaluatie \(String(view.evaluation.year))"), status: status,
            """
            \(facts)\(visit.form(
                action: "\(base)/doelen/\(line.goal.number)", classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))<input type="hidden" name="versie" value="\(version)">\(visit.fields(form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), base, quiet: true))</p>
                """))
            """)
    }

    func summary(_ evaluation: Evaluation, _ state: FormState, status: Int = 200) -> Reply {
        let base = "\(root)/\(evaluation.year)"
        let version = state.values["versie"]?.first ?? String(evaluation.version)
        let form = EvaluationForms.summary
        return visit.cyclePage(
            cycle, .evaluation, title: t("Het slot"), step: t("Evaluatie \(String(evaluation.year))"), status: status,
            visit.form(
                action: base + "/slot", classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))<input type="hidden" name="versie" value="\(version)">\(visit.fields(form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), base, quiet: true))</p>
                """))
    }

    func remark(_ view: EvaluationView, section: String, _ state: FormState) -> Reply {
        let base = "\(root)/\(view.evaluation.year)"
        let form = EvaluationForms.remark
        return visit.cyclePage(
            cycle, .evaluation, title: t("Plaats een opmerking"),
            step: t("Evaluatie \(String(view.evaluation.year))"), status: 400,
            visit.form(
                action: base + "/opmerkingen", classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))<input type="hidden" name="deel" value="\(section)">\(visit.fields(form, state))\
                <p class="row"><button>\(t("Plaats je opmerking"))</button>\(Part.button(t("Terug"), base, quiet: true))</p>
                """))
    }

    func answer(_ view: EvaluationView, remark: String, _ state: FormState) -> Reply {
        let base = "\(root)/\(view.evaluation.year)"
        let form = EvaluationForms.answer
        let said = view.remarks.first { $0.id == remark }.map { HTML(paragraphs: $0.text) } ?? .empty
        return visit.cyclePage(
            cycle, .evaluation, title: t("Jouw antwoord"), step: t("Evaluatie \(String(view.evaluation.year))"),
            status: 400,
            visit.form(
                action: "\(base)/opmerkingen/\(remark)/antwoord", classes: "stack narrow",
                """
                <blockquote>\(said)</blockquote>\(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Antwoord"))</button>\(Part.button(t("Terug"), base, quiet: true))</p>
                """))
    }

    func finish(_ view: EvaluationView, _ state: FormState, status: Int = 200) -> Reply {
        let base = "\(root)/\(view.evaluation.year)"
        var missing: [(String, String)] = view.goals.filter { $0.conclusion == nil }.map {
            (t("Doel zonder conclusie: \($0.goal.result)"), "\(base)/doelen/\($0.goal.number)")
        }
        if view.evaluation.summary.isEmpty { missing.append((t("Het slot is nog niet geschreven."), base + "/slot")) }
        let open = view.content.questions.count - view.answered
        let hint: HTML =
            open == 0
            ? .empty
            : Part.notice(
                t.plural(
                    open, "1 vraag heeft nog geen antwoord. Dat mag, maar een lezer ziet het.",
                    "\(open) vragen hebben nog geen antwoord. Dat mag, maar een lezer ziet het."))
        let title = t("Stel de evaluatie vast")
        guard missing.isEmpty else {
            return visit.cyclePage(
                cycle, .evaluation, title: title, step: t("Evaluatie \(String(view.evaluation.year))"), status: status,
                """
                <p>\(t("Dit moet eerst nog:"))</p><ul>\(missing, { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" })</ul>\(hint)
                """)
        }
        let form = EvaluationForms.finish
        return visit.cyclePage(
            cycle, .evaluation, title: title,
            intro: t(
                "We bewaren het document zoals het nu is, met een vingerafdruk. Latere cijfers veranderen het niet."),
            step: t("Evaluatie \(String(view.evaluation.year))"), status: status,
            """
            \(hint)<p><a href="\(base)/document">\(t("Lees het hele document"))</a></p>\(visit.form(
                action: base + "/vaststellen", classes: "stack narrow",
                "\(visit.errorSummary(form, state))\(visit.fields(form, state))<p class=\"row\"><button>\(t("Stel vast"))</button>\(Part.button(t("Terug"), base, quiet: true))</p>"))
            """)
    }

    func next(_ legacy: Legacy, _ content: EvaluationContent, _ state: FormState, status: Int = 200) -> Reply {
        let form = EvaluationForms.next(t)
        let dropped: HTML =
            legacy.dropped.isEmpty
            ? .empty
            : "<h3>\(t("Deze doelen stoppen"))</h3><ul>\(legacy.dropped, { "<li>\($0)</li>" })</ul>"
        return visit.cyclePage(
            cycle, .evaluation, title: t("Open de volgende ronde"),
            intro: t("Dit gaat mee als voorstel. In de nieuwe ronde beslis je per punt."), step: t("Volgende ronde"),
            status: status,
            """
            <section class="stack"><h2>\(t("Wat gaat er mee?"))</h2>\(CarriedItem.Kind.allCases, { kind in
                let entries = legacy.entries.filter { $0.item.kind == kind }
                if entries.isEmpty { return .empty }
                return "<h3>\(t(kind.label)): \(entries.count)</h3><ul>\(entries, { entry(content, $0) })</ul>"
            })\(dropped)</section>\
            \(visit.form(
                action: root + "/volgende", classes: "card stack narrow",
                "\(visit.errorSummary(form, state))\(visit.fields(form, state))<p class=\"row\"><button>\(t("Sluit deze ronde en open de volgende"))</button>\(Part.button(t("Terug"), root, quiet: true))</p>"))
            """)
    }

    private func entry(_ content: EvaluationContent, _ entry: Legacy.Entry) -> HTML {
        let conclusion = entry.conclusion.flatMap { content.conclusion($0) }
        return "<li>\(conclusion, { "<strong>\(t($0.name)):</strong> " })\(entry.item.title)</li>"
    }

    /// The document as it is now, or as it was settled.
    func document(_ evaluation: Evaluation, _ body: HTML, seal: HTML) -> Reply {
        let base = "\(root)/\(evaluation.year)"
        let title = t("Evaluatie \(String(evaluation.year))")
        let crumbs = Part.breadcrumbs(
            [
                (t("De kring"), "/beleid"), (cycle.name, cycle.path()), (t(CyclePartKind.evaluation.label), root),
                (title, base),
            ], label: t("Je bent hier"))
        return visit.page(
            title,
            """
            <div class="wrap stack page document-page"><div class="no-print stack">\(crumbs)\(ReportDocument.tools(base + "/document", t: t))</div>\
            <article class="document"\(attribute: "lang", evaluation.isFinished ? t.typed : nil)>\(body)</article>\(seal)</div>
            """)
    }

    func seal(_ evaluation: Evaluation) -> HTML {
        """
        <section class="card stack seal"><h2 class="h3">\(t("De vingerafdruk van deze evaluatie"))</h2>\
        <p class="small">\(t("De evaluatie is bewaard zoals zij is vastgesteld. De vingerafdruk (SHA-256) verandert als er ook maar een letter anders wordt. Wij hebben hem nu nagerekend: hij klopt."))</p>\
        <p class="fingerprint">\(evaluation.sha256 ?? "")</p></section>
        """
    }

    func broken(_ evaluation: Evaluation) -> Reply {
        let title = t("Evaluatie \(String(evaluation.year))")
        return visit.cyclePage(
            cycle, .evaluation, title: title, step: title,
            Part.notice(
                t(
                    "Deze tekst is veranderd nadat hij was vastgesteld. Daarom laten we hem niet zien. Vraag de beheerder om hulp."
                ),
                .bad))
    }
}
