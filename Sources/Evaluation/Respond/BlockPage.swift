import Core
import Questionnaires
import Web

extension RespondPages {
    /// One page of questions.
    ///
    /// - Parameter reading: what was wrong with the page as it was sent in.
    func block(_ block: Questionnaire.Block, _ reading: PageReading? = nil) -> Reply {
        let answers = reading?.answers ?? view.answers
        let visit = self.visit
        let typed: ((String) -> [String])? = reading == nil ? nil : { visit.form.all($0) }
        let questions = QuestionMarkup(
            view.questionnaire, block, answers: answers, faults: reading?.faults ?? [], language: view.language, t: t,
            typed: typed)
        let isBack = visit.query["terug"] == "overzicht"
        let hidden: HTML = "<input type=\"hidden\" name=\"\(RespondLanguage.field)\" value=\"\(view.language)\">"
        let form = visit.form(
            action: door.path(block, back: isBack), classes: "stack",
            "\(hidden)\(questions.markup())\(ways(block, answers))")
        return frame(
            view.questionnaire.piped(block.title ?? view.questionnaire.title, answers, language: view.language),
            status: reading == nil ? 200 : 400,
            isWide: questions.questions.contains { $0.rows.count > 0 && $0.choices.count > 3 },
            "\(questions.summary())\(progress(at: block, answers))\(form)")
    }

    /// How far along; the words say the same as the bar.
    private func progress(at block: Questionnaire.Block, _ answers: Answers) -> HTML {
        let share = Int((view.questionnaire.progress(at: block.id, answers) * 100).rounded())
        return """
            <div class="answer-progress small soft"><progress max="100" value="\(share)" aria-label="\(t("Hoe ver je bent"))"></progress>\
            <span>\(t("Je bent op \(share)%."))</span></div>
            """
    }

    /// The way on comes first, so that the Enter key takes it.
    private func ways(_ block: Questionnaire.Block, _ answers: Answers) -> HTML {
        let hasPrevious = view.questionnaire.previous(before: block.id, answers) != nil
        let back: HTML = "<button class=\"quiet\" name=\"_naar\" value=\"vorige\">\(t("Vorige"))</button>"
        var languages = HTML.empty
        for code in view.questionnaire.languages where code != view.language {
            languages += """
                <button class="quiet compact" name="_naar" value="taal:\(code)" lang="\(code)" dir="\(QuestionMarkup.direction(code))">\(RespondLanguage.name(code))</button>
                """
        }
        return """
            <div class="answer-ways"><button name="_naar" value="volgende">\(t("Volgende"))</button>\(if: hasPrevious, back)\
            <button class="quiet" name="_naar" value="later">\(t("Opslaan en later verder"))</button></div>\
            \(if: !languages.isEmpty, "<div class=\"answer-languages\" role=\"group\" aria-label=\"\(t("Taal van de vragen"))\">\(languages)</div>")
            """
    }

    /// All answers once more, before they go.
    func overview() -> Reply {
        let words = AnswerWords(questionnaire: view.questionnaire, language: view.language, t: t)
        let route = Route(view.questionnaire, view.answers)
        var parts = HTML.empty
        for (block, questions) in zip(view.questionnaire.blocks, route.pages) {
            let asked = (questions ?? []).filter { $0.kind != .info }
            if asked.isEmpty { continue }
            parts += part(block, asked, words, route.counted)
        }
        let send = visit.form(
            action: door.path("versturen"), classes: "answer-ways", "<button>\(t("Verstuur mijn antwoorden"))</button>")
        return frame(
            t("Kijk je antwoorden na"),
            """
            <p class="lead">\(t("Klopt alles? Verstuur dan je antwoorden. Daarna kun je niets meer veranderen."))</p>\(parts)\(send)
            """)
    }

    private func part(_ block: Questionnaire.Block, _ asked: [Question], _ words: AnswerWords, _ answers: Answers)
        -> HTML
    {
        let title = block.title.map { view.questionnaire.piped($0, answers, language: view.language) } ?? ""
        let heading = title.isEmpty ? t("Vragen") : title
        var list = HTML.empty
        for question in asked {
            let lines = words.lines(question, answers)
            let given: HTML =
                lines.isEmpty
                ? "<dd class=\"soft\">\(t("niet ingevuld"))</dd>"
                : "\(lines, { "<dd>\($0)</dd>" })"
            list += "<dt>\(view.questionnaire.piped(question.text, answers, language: view.language))</dt>\(given)"
        }
        let change: HTML = """
            <a class="button quiet compact" href="\(door.path(block, back: true))">\(t("Aanpassen"))<span class="visually-hidden">: \(heading)</span></a>
            """
        return """
            <section class="card stack"><div class="row apart"><h2 class="h3">\(heading)</h2>\(change)</div>\
            \(own("<dl class=\"answers-list\">\(list)</dl>"))</section>
            """
    }
}
