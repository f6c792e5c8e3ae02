import Core
import Questionnaires
import Web

extension QuestionMarkup {
    func question(_ question: Question) -> HTML {
        switch question.kind {
        case .info: "<div class=\"stack question-info\">\(HTML(paragraphs: words(question.text)))</div>"
        case .single: group(question, choices(question, type: "radio"))
        case .multiple: group(question, choices(question, type: "checkbox"))
        case .scale: group(question, scale(question))
        case .ranking: group(question, ranking(question))
        case .number, .date, .text: line(question)
        case .grid, .gridMultiple: grid(question)
        case .gridNumber: group(question, numbers(question))
        }
    }

    // MARK: Around a question

    /// The text of a question with a word when it must be answered.
    func heading(_ question: Question) -> HTML {
        let mark: HTML = "<span class=\"optional\"> (\(own(t("verplicht"))))</span>"
        return "\(words(question.text))\(if: question.isRequired, mark)"
    }

    /// The hint the author wrote, and what a respondent must know of this kind of question.
    func hint(_ question: Question) -> HTML {
        let lines = [written(question).map { "\($0)" as HTML }, manner(question).map { own($0) }].compactMap { $0 }
        guard let first = lines.first else { return .empty }
        let text = lines.dropFirst().reduce(first) { $0 + "<br>" + $1 }
        return "<span class=\"hint\" id=\"veld-\(question.id)-uitleg\">\(text)</span>"
    }

    func hasHint(_ question: Question) -> Bool { written(question) != nil || manner(question) != nil }

    private func written(_ question: Question) -> String? {
        question.hint.flatMap { $0.isEmpty ? nil : words($0) }
    }

    /// Of a question with several answers an author says it their own way, if they say anything.
    private func manner(_ question: Question) -> String? {
        switch question.kind {
        case .multiple where written(question) == nil: t("Je mag meer antwoorden kiezen.")
        case .gridMultiple where written(question) == nil: t("Je mag in elke regel meer antwoorden kiezen.")
        case .ranking:
            t("Zet een 1 bij wat voorop staat, dan een 2, enzovoort. Je hoeft niet alles een plaats te geven.")
        default: nil
        }
    }

    /// A question that is answered with more than one field.
    func group(_ question: Question, _ content: HTML) -> HTML {
        """
        <fieldset class="field question"\(attribute: "id", fieldsetID(question))\(attribute: "aria-describedby", describedBy(question.id, hint: hasHint(question)))>\
        <legend>\(heading(question))</legend>\(hint(question))\(error(question.id))\(content)</fieldset>
        """
    }

    /// A question of more than one line is itself where a link to its fault leads; else that is its first button.
    func fieldsetID(_ question: Question) -> String? {
        switch question.kind {
        case .ranking, .grid, .gridMultiple, .gridNumber: "veld-\(question.id)"
        default: nil
        }
    }

    // MARK: One field

    private func line(_ question: Question) -> HTML {
        let control: HTML =
            switch question.kind {
            case .number: number(question.id, question, hint: hasHint(question))
            case .date: "<input type=\"date\" class=\"short\"\(attributes(question)) value=\"\(typed(question.id))\">"
            default: text(question)
            }
        return """
            <div class="field question"><label for="veld-\(question.id)">\(heading(question))</label>\(hint(question))\
            \(error(question.id))\(control)</div>
            """
    }

    private func text(_ question: Question) -> HTML {
        if question.maxLength <= 200 {
            return """
                <input type="text"\(attributes(question)) maxlength="\(question.maxLength)" value="\(typed(question.id))">
                """
        }
        return """
            <textarea\(attributes(question)) rows="4" maxlength="\(question.maxLength)">\n\(typed(question.id))</textarea>
            """
    }

    private func attributes(_ question: Question) -> HTML {
        """
         id="veld-\(question.id)" name="\(question.id)"\(attribute: "aria-describedby", describedBy(question.id, hint: hasHint(question)))\
        \(attribute: "aria-invalid", problem(question.id) == nil ? nil : "true")\(flag: "required", question.isRequired)
        """
    }

    /// A number with its unit.
    private func number(_ field: String, _ question: Question, hint: Bool) -> HTML {
        let unit = question.unit.map { words($0) } ?? ""
        let mode = question.decimals > 0 ? "decimal" : "numeric"
        return """
            <span class="measure"><input type="text" inputmode="\(mode)" id="veld-\(field)" name="\(field)" autocomplete="off"\
            \(attribute: "aria-describedby", describedBy(field, hint: hint, unit: !unit.isEmpty))\
            \(attribute: "aria-invalid", problem(field) == nil ? nil : "true") value="\(typed(field))">\
            \(if: !unit.isEmpty, "<span id=\"veld-\(field)-eenheid\">\(unit)</span>")</span>
            """
    }

    private func numbers(_ question: Question) -> HTML { "\(question.rows, { numberRow($0, question) })" }

    private func numberRow(_ row: Choice, _ question: Question) -> HTML {
        let field = "\(question.id).\(row.code)"
        return """
            <div class="field number-row"><label for="veld-\(field)">\(words(row.label))</label>\(error(field))\
            \(other(row, "\(question.id)_\(row.code)"))\(number(field, question, hint: false))</div>
            """
    }
}
