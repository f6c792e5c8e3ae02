import Community
import Core
import Web

/// The page of one step: its questions, tasks, people and files.
struct StepPages {
    let visit: Visit
    let view: StepView
    var back: StepReturn?
    var t: Texts { visit.t }
    var content: StepsContent.Step { view.step.content }
    var path: PlanPath { PlanPath(view.cycle) }
    var mayChange: Bool { visit.mayChange(view.cycle) }

    func page(status: Int = 200) -> Reply {
        let name = t(content.name)
        return visit.cyclePage(
            view.cycle, .plan, title: t("Stap \(content.number): \(name)"), intro: t(content.aim), step: name,
            actions: StepBoardPages.chip(view.step.state, t), status: status,
            """
            \(summary)\(PlanFrame.nav(visit, view.cycle, current: .steps))\(skipped)<div class="columns side-right"><div class="stack">\
            \(questions)\(taskSection)</div><aside class="stack">\(helpers)\(peopleSection)\(fileSection)</aside></div>\
            \(finish)\(around)\(content.source.markup(t))
            """)
    }

    private var summary: HTML {
        guard let back, !back.state.isValid else { return .empty }
        return visit.errorSummary(form(of: back.place), back.state)
    }

    private func form(of place: StepReturn.Place) -> Form {
        switch place {
        case .answer(let id): content.questions.first { $0.id == id }.map { Self.answerForm($0, t) } ?? Form([])
        case .task: PlanTask.form(owners: view.owners)
        case .people: StepPerson.form
        case .file: Self.fileForm
        }
    }

    private var skipped: HTML {
        guard view.step.state == .skipped else { return .empty }
        return Part.notice(t("Deze stap is overgeslagen. Reden: \(view.step.reason ?? "–")"))
    }

    // MARK: Questions

    static func answerForm(_ question: StepsContent.Question, _ t: Texts) -> Form {
        let words = t(question.question)
        return Form([
            Field("antwoord-\(question.id)", Text("\(words)"), .area(rows: 4), required: false, limit: 4000)
        ])
    }

    private var questions: HTML {
        "<section class=\"stack\"><h2>\(t("Vragen"))</h2>\(content.questions, question)</section>"
    }

    private func question(_ question: StepsContent.Question) -> HTML {
        let answer = view.answers[question.id]
        let saved: HTML =
            "\(answer, { "<p class=\"small soft\">\(t("Bewaard door \(PlanFrame.name($0.author, t)) op \(t.dateTime($0.savedAt))"))</p>" })"
        guard mayChange else {
            let text: HTML =
                answer.map { HTML(paragraphs: $0.text) } ?? "<p class=\"soft\">\(t("Nog geen antwoord."))</p>"
            return "<div class=\"card stack\"><h3>\(t(question.question))</h3>\(text)\(saved)</div>"
        }
        let form = Self.answerForm(question, t)
        let isBack = back?.place == .answer(question.id)
        let state = isBack ? back?.state ?? form.filled() : form.filled(["antwoord-\(question.id)": answer?.text ?? ""])
        let overtaken: HTML =
            isBack && back?.isOvertaken ?? false
            ? """
            <div class="notice bad stack" role="alert"><p>\(t("Intussen bewaarde \(PlanFrame.name(answer?.author, t)) een ander antwoord. Dat staat hieronder. Jouw tekst staat nog in het veld: maak er één antwoord van."))</p>\
            <blockquote>\(HTML(paragraphs: answer?.text ?? ""))</blockquote></div>
            """ : .empty
        let version = answer?.version ?? 0
        return """
            <div class="card stack" id="vraag-\(question.id)">\(visit.form(
                action: path.step(content.number) + "/antwoord/\(question.id)", classes: "stack",
                """
                \(overtaken)<input type="hidden" name="versie" value="\(version)">\(visit.fields(form, state))\
                <div class="row apart"><button class="quiet compact">\(t("Bewaar"))<span class="visually-hidden">: \(t(question.question))</span></button>\(saved)</div>
                """))</div>
            """
    }

    // MARK: The end

    private var finish: HTML {
        guard mayChange else { return .empty }
        let base = path.step(content.number)
        let isClosed = view.step.state == .done || view.step.state == .skipped
        let buttons: HTML =
            isClosed
            ? visit.buttonForm(action: base + "/heropen", label: t("Pak deze stap weer op"), classes: "quiet")
            : visit.buttonForm(action: base + "/klaar", label: t("Deze stap is klaar"), classes: "")
                + Part.button(t("Sla deze stap over"), base + "/overslaan", quiet: true)
        return """
            <section class="card stack no-print"><h2>\(t("Klaar met deze stap?"))</h2><p>\(t("Dit levert de stap op:"))</p>\
            <ul>\(content.yields, { "<li>\(t($0.text))</li>" })</ul><div class="row">\(buttons)</div></section>
            """
    }

    private var around: HTML {
        let steps = view.board.steps.map(\.content)
        let before = steps.first { $0.number == content.number - 1 }
        let after = steps.first { $0.number == content.number + 1 }
        let left: HTML =
            "\(before, { "<a href=\"\(path.step($0.number))\">← \(t("Stap \($0.number): \(t($0.name))"))</a>" })"
        let right: HTML =
            "\(after, { "<a href=\"\(path.step($0.number))\">\(t("Stap \($0.number): \(t($0.name))")) →</a>" })"
        return "<div class=\"row apart no-print\"><span>\(left)</span><span>\(right)</span></div>"
    }

    /// The parts of the round that help in this step, and the tip.
    private var helpers: HTML {
        var seen: Set<CyclePartKind> = []
        let kinds = content.uses.compactMap(PartName.kind).filter { $0 != .plan && seen.insert($0).inserted }
        let links: HTML =
            kinds.isEmpty
            ? .empty
            : """
            <h2 class="h3">\(t("Dit helpt je"))</h2><ul class="plain">\(kinds, { kind in
                "<li><a href=\"\(view.cycle.path(kind))\">\(t(kind.label))</a><br><span class=\"small soft\">\(t(kind.purpose))</span></li>"
            })</ul>
            """
        let text: HTML =
            content.uses.contains("plan")
            ? "<p><a href=\"\(path.text)\">\(t("Schrijf de tekst van het plan"))</a></p>" : .empty
        return "<section class=\"card stack\">\(links)\(text)<p class=\"notice\">\(t(content.tip))</p></section>"
    }
}
