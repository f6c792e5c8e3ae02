import Core
import Web

/// The work on one evaluation: its steps, its goals, and a page for each section.
extension EvaluationPages {
    func work(_ view: EvaluationView) -> Reply {
        let year = view.evaluation.year
        let base = "\(root)/\(year)"
        let steps: [(title: String, state: String, isDone: Bool, path: String)] =
            view.sections.map { section in
                let answered = view.answered(in: section)
                let total = section.content.questions.count
                return (
                    t(section.content.name), t("\(answered) van \(total) vragen beantwoord"), answered == total,
                    "\(base)/deel/\(section.number)"
                )
            } + [
                (
                    t("Slot"), view.evaluation.summary.isEmpty ? t("nog te schrijven") : t("geschreven"),
                    !view.evaluation.summary.isEmpty, base + (mayChange ? "/slot" : "/document")
                )
            ]
        let finish: HTML =
            mayChange
            ? "<section class=\"card stack no-print\"><h2>\(t("Vaststellen"))</h2><p>\(finishLine(view))</p><p>\(Part.button(t("Naar vaststellen"), base + "/vaststellen", quiet: !view.isComplete))</p></section>"
            : .empty
        return visit.cyclePage(
            cycle, .evaluation, title: t("Evaluatie \(String(year))"), intro: t(content.intro),
            step: t("Evaluatie \(String(year))"),
            actions: Part.button(t("Lees het hele document"), base + "/document", quiet: true),
            """
            <section class="stack"><h2>\(t("Stap voor stap"))</h2><ol class="tasks card">\(steps, { step in
                "<li><span class=\"dot dot-vertalen\" aria-hidden=\"true\"></span><div><strong><a href=\"\(step.path)\">\(step.title)</a></strong></div>\(Part.chip(step.state, step.isDone ? .good : .plain))</li>"
            })</ol></section>\(goals(view))\(finish)\(remarks(view, section: nil))
            """)
    }

    private func finishLine(_ view: EvaluationView) -> String {
        if view.isComplete { return t("Elk doel heeft een conclusie en het slot staat er. Je kunt vaststellen.") }
        let open = view.goals.count - view.concluded
        if open > 0 {
            return t.plural(open, "1 doel heeft nog geen conclusie.", "\(open) doelen hebben nog geen conclusie.")
        }
        return t("Schrijf nog het slot.")
    }

    private func goals(_ view: EvaluationView) -> HTML {
        if view.goals.isEmpty {
            return """
                <section class="stack"><h2>\(t("Conclusie per doel"))</h2><p>\(t("Deze ronde heeft geen doelen."))</p></section>
                """
        }
        let rows: [[HTML]] = view.goals.map { line in
            let stand: HTML = "\(line.reading, { Part.chip(t($0.verdict.label), $0.verdict.tone) })"
            let now = line.reading?.value.map { line.goal.words($0, t) } ?? t("niet gemeten")
            return [
                "\(line.goal.result)", "\(line.goal.words(line.goal.baseline, t))", "\(now)",
                "\(line.goal.words(line.goal.target, t))", stand, conclusion(line, view),
            ]
        }
        return """
            <section class="stack"><h2>\(t("Conclusie per doel"))</h2>\(Table(
                t("De doelen en onze conclusie"),
                [
                    .init(t("Doel")), .init(t("Begin"), number: true), .init(t("Nu"), number: true),
                    .init(t("Streven"), number: true), .init(t("Stand")), .init(t("Conclusie")),
                ], rows: rows).markup)</section>
            """
    }

    private func conclusion(_ line: EvaluationView.GoalLine, _ view: EvaluationView) -> HTML {
        let name =
            line.conclusion.flatMap { view.content.conclusion($0.conclusion) }.map { t($0.name) } ?? t("nog kiezen")
        guard mayChange else { return "\(name)" }
        return """
            <a href="\(root)/\(view.evaluation.year)/doelen/\(line.goal.number)">\(name)<span class="visually-hidden">: \(line.goal.result)</span></a>
            """
    }

    func section(_ view: EvaluationView, _ section: EvaluationView.Section, _ state: FormState, status: Int = 200)
        -> Reply
    {
        let base = "\(root)/\(view.evaluation.year)"
        let form = EvaluationForms.section(section.content, t: t)
        var page = ReportPage(t: t)
        let told = page.markup(section.told)
        var hidden = HTML.empty
        for question in section.content.questions {
            let name = EvaluationForms.versionName(question.id)
            let version = state.values[name]?.first ?? String(view.answers[question.id]?.version ?? 0)
            hidden += "<input type=\"hidden\" name=\"\(name)\" value=\"\(version)\">"
        }
        let write: HTML =
            mayChange
            ? visit.form(
                action: "\(base)/deel/\(section.number)", classes: "stack narrow no-print",
                "\(visit.errorSummary(form, state))\(hidden)\(visit.fields(form, state))<p><button>\(t("Bewaar"))</button></p>"
            )
            : .empty
        let next: HTML =
            section.number < view.sections.count
            ? Part.button(t("Volgende deel"), "\(base)/deel/\(section.number + 1)", quiet: true)
            : mayChange
                ? Part.button(t("Naar het slot"), base + "/slot", quiet: true)
                : Part.button(t("Lees het hele document"), base + "/document", quiet: true)
        return visit.cyclePage(
            cycle, .evaluation, title: t(section.content.name),
            intro: t("Evaluatie \(String(view.evaluation.year)), deel \(section.number) van \(view.sections.count)"),
            step: t(section.content.name), status: status,
            """
            <section class="stack"><h2>\(t("Dit weten we al"))</h2>\(told)</section>\
            <section class="stack"><h2>\(t("Jullie antwoord"))</h2>\(mayChange ? write : answers(view, section))</section>\
            <p class="row no-print">\(next)\(Part.button(t("Terug naar de evaluatie"), base, quiet: true))</p>\
            \(remarks(view, section: section.content))
            """)
    }

    private func answers(_ view: EvaluationView, _ section: EvaluationView.Section) -> HTML {
        """
        \(section.content.questions, { question in
            let text = view.answers[question.id]?.text ?? ""
            let shown: HTML = text.isEmpty ? "<p class=\"soft\">\(t("Nog niet beantwoord."))</p>" : HTML(markdown: text, headingsFrom: 4)
            return "<h3>\(t(question.question))</h3>\(shown)"
        })
        """
    }
}
