import Core
import Questionnaires
import Web

/// One question: its fields, and beside them how it will look.
struct QuestionPages {
    let visit: Visit
    let stored: StoredQuestionnaire
    /// As it is kept.
    let question: Question

    private var t: Texts { visit.t }

    /// - Parameters:
    ///   - form: fitting the kind that was chosen; that of the question as it is kept when `nil`.
    ///   - shown: what the preview shows.
    func page(_ form: QuestionForm? = nil, _ state: FormState? = nil, shown: Question? = nil, status: Int = 200)
        -> Reply
    {
        let fields = form ?? QuestionForm(questionnaire: stored.content, question: question, kind: question.kind, t: t)
        let block = stored.content.place(of: question.id).map { stored.content.blocks[$0.block].id } ?? ""
        var state = state ?? fields.filled(on: block)
        // The stand of now: whoever was told of another's change may let their own text hold.
        state.values[QuestionForm.Name.state] = [QuestionForm.state(of: question)]
        let path = stored.path("vraag/\(question.id)")
        let problems = stored.content.problems().filter { $0.place == question.id }
        let own = visit.form(
            action: path, classes: "stack",
            """
            \(visit.errorSummary(fields.form, state))\(self.fields(fields.form, state))\
            <p class="row"><button name="actie" value="bewaar">\(t("Bewaar"))</button>\
            <button class="quiet" name="actie" value="bekijk">\(t("Bekijk hoe het wordt"))</button>\(Part.button(t("Terug"), stored.path(), quiet: true))</p>
            """)
        let preview = PreviewMarkup(stored.content, language: stored.first, t: t)
        return visit.questionnairePage(
            stored, title: t("Vraag \(question.id)"), status: status,
            """
            <div class="survey-edit"><div class="stack" data-live="voorbeeld-vraag">\(own)</div><div class="stack">\
            <section class="card stack survey-preview" aria-labelledby="voorbeeld"><h2 id="voorbeeld">\(t("Zo ziet de vraag eruit"))</h2>\
            <p class="small soft">\(t("Kies “Bekijk hoe het wordt” om te zien wat je typt. Er wordt dan niets bewaard."))</p>\
            <div id="voorbeeld-vraag">\(preview.question(shown ?? question))</div></section>\
            \(if: state.isValid, ProblemList(problems, stored: nil, t: t).inPlace)</div></div>
            """)
    }
}

extension QuestionPages {
    /// The fields in their order; those of the condition together, so that only what is chosen is in sight.
    private func fields(_ form: Form, _ state: FormState) -> HTML {
        typealias Name = QuestionForm.Name
        let simple = [Name.which, Name.how, Name.value]
        var before = HTML.empty
        var after = HTML.empty
        var isAfter = false
        for field in form.fields where !simple.contains(field.name) && field.name != Name.formula {
            if field.name == Name.when {
                isAfter = true
            } else if isAfter {
                after += visit.field(field, state)
            } else {
                before += visit.field(field, state)
            }
        }
        let parts = simple.map { visit.field($0, of: form, state) }
        return """
            \(before)<div class="card stack survey-when">\(visit.field(Name.when, of: form, state))\
            <div class="survey-simple stack">\(parts, { $0 })</div><div class="survey-formula stack">\(visit.field(Name.formula, of: form, state))</div></div>\(after)
            """
    }
}

extension ProblemList {
    /// Beside the question itself: no links and no large heading.
    var inPlace: HTML {
        if problems.isEmpty { return .empty }
        return Part.card(t("Let op"), "<ul>\(problems, { "<li>\(t($0.text))</li>" })</ul>")
    }
}
