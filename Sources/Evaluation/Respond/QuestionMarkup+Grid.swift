import Core
import Questionnaires
import Web

extension QuestionMarkup {
    /// A grid. One table for everyone: on a wide screen it looks like one, on a phone each row is a card.
    ///
    /// The roles are written out because browsers forget that something is a table once a style sheet shows it in
    /// another way. Each field is named by its row and its column, so that no one needs to see the table to know what a
    /// tick means.
    func grid(_ question: Question) -> HTML {
        let legend = "veld-\(question.id)-vraag"
        var columns = HTML.empty
        for choice in question.choices {
            columns += """
                <th scope="col" role="columnheader" id="\(Self.column(question, choice))">\(words(choice.label))</th>
                """
        }
        let corner: HTML = "<td role=\"cell\"></td>"
        return """
            <fieldset class="field question" id="veld-\(question.id)"\(attribute: "aria-describedby", describedBy(question.id, hint: hasHint(question)))>\
            <legend id="\(legend)">\(heading(question))</legend>\(hint(question))\(error(question.id))\
            <table class="answer-grid" role="table" aria-labelledby="\(legend)"><thead role="rowgroup"><tr role="row">\(corner)\(columns)</tr></thead>\
            <tbody role="rowgroup">\(question.rows, { row($0, question) })</tbody></table></fieldset>
            """
    }

    private func row(_ row: Choice, _ question: Question) -> HTML {
        let field = "\(question.id).\(row.code)"
        let chosen = chosen(field)
        var cells = HTML.empty
        for (index, choice) in question.choices.enumerated() {
            cells += cell(
                choice, field, question, id: index == 0 ? "veld-\(field)" : "veld-\(field)-\(choice.code)",
                isChosen: chosen.contains("\(choice.code)"))
        }
        let name = "veld-\(field)-regel"
        return """
            <tr role="row"><th scope="row" role="rowheader"><span id="\(name)">\(words(row.label))</span>\
            \(error(field))\(other(row, "\(question.id)_\(row.code)"))\(letGo(row, question, chosen))</th>\(cells)</tr>
            """
    }

    private func cell(_ choice: Choice, _ field: String, _ question: Question, id: String, isChosen: Bool) -> HTML {
        let several = question.kind == .gridMultiple
        return """
            <td role="cell"><label class="tick"><input type="\(several ? "checkbox" : "radio")" id="\(id)" name="\(field)" value="\(choice.code)"\
             aria-labelledby="veld-\(field)-regel \(Self.column(question, choice))"\(attribute: "aria-describedby", describedBy(field, hint: false))\
            \(flag: "data-alone", several && choice.isExclusive)\(flag: "checked", isChosen)>\
            <span class="cell-label">\(words(choice.label))</span></label>\(other(choice, "\(field)_\(choice.code)"))</td>
            """
    }

    /// A way back to no answer in a row of radio buttons, for who answered before.
    private func letGo(_ row: Choice, _ question: Question, _ chosen: Set<String>) -> HTML {
        guard question.kind == .grid, !question.isRequired, !chosen.isEmpty else { return .empty }
        return """
            <label class="tick small soft"><input type="radio" name="\(question.id).\(row.code)" value=""><span>\(own(t("Toch geen antwoord")))</span></label>
            """
    }

    private static func column(_ question: Question, _ choice: Choice) -> String {
        "veld-\(question.id)-kolom-\(choice.code)"
    }
}
