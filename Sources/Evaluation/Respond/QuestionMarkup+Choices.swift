import Core
import Questionnaires
import Web

/// Questions that are answered by choosing.
extension QuestionMarkup {
    func choices(_ question: Question, type: String) -> HTML {
        let chosen = chosen(question.id)
        var rows = HTML.empty
        for (index, choice) in question.choices.enumerated() {
            let id = index == 0 ? "veld-\(question.id)" : "veld-\(question.id)-\(choice.code)"
            rows += """
                <label class="tick"><input type="\(type)" id="\(id)" name="\(question.id)" value="\(choice.code)"\
                \(flag: "data-alone", type == "checkbox" && choice.isExclusive)\(flag: "checked", chosen.contains("\(choice.code)"))>\
                <span>\(words(choice.label))</span></label>\(other(choice, "\(question.id)_\(choice.code)"))
                """
        }
        if type == "radio" { rows += takeBack(question) }
        return "<div class=\"ticks\">\(rows)</div>"
    }

    /// A radio button cannot be let go: who answered before gets a way to answer nothing.
    private func takeBack(_ question: Question) -> HTML {
        guard !question.isRequired, !chosen(question.id).isEmpty else { return .empty }
        return """
            <label class="tick soft"><input type="radio" name="\(question.id)" value=""><span>\(own(t("Toch geen antwoord")))</span></label>
            """
    }

    /// The line behind "anders, namelijk".
    func other(_ choice: Choice, _ field: String) -> HTML {
        guard choice.hasText else { return .empty }
        return """
            <div class="other"><label for="veld-\(field)" class="small">\(own(t("Vul in"))): <span class="visually-hidden">\(words(choice.label))</span></label>\
            <input type="text" id="veld-\(field)" name="\(field)" maxlength="\(QuestionMarkup.otherLength)" value="\(typed(field))"\
            \(attribute: "aria-describedby", describedBy(field, hint: false))\(attribute: "aria-invalid", problem(field) == nil ? nil : "true")>\(error(field))</div>
            """
    }

    /// Characters on the line behind "anders, namelijk": what `Questionnaire.read` keeps of it.
    static let otherLength = 200

    func scale(_ question: Question) -> HTML {
        let all = question.steps
        guard let lowest = all.first, let highest = all.last else { return .empty }
        let chosen = chosen(question.id)
        let low = question.lowLabel.map { words($0) } ?? ""
        let high = question.highLabel.map { words($0) } ?? ""
        var steps = HTML.empty
        for step in all {
            let ending = step == lowest ? low : step == highest ? high : ""
            steps += """
                <label><input type="radio" id="veld-\(question.id)\(if: step != lowest, "-\(step)")" name="\(question.id)" value="\(step)"\
                \(flag: "checked", chosen.contains("\(step)"))><span>\(step)\(if: !ending.isEmpty, "<span class=\"visually-hidden\">, \(ending)</span>")</span></label>
                """
        }
        let ends: HTML = """
            <div class="scale-ends small soft" aria-hidden="true"><span>\(lowest) = \(low)</span><span>\(highest) = \(high)</span></div>
            """
        var apart = HTML.empty
        for choice in question.choices where !all.contains(choice.code) {
            apart += """
                <label class="tick"><input type="radio" name="\(question.id)" value="\(choice.code)"\(flag: "checked", chosen.contains("\(choice.code)"))>\
                <span>\(words(choice.label))</span></label>\(other(choice, "\(question.id)_\(choice.code)"))
                """
        }
        return """
            <div class="scale">\(steps)</div>\(if: !low.isEmpty || !high.isEmpty, ends)\
            <div class="ticks">\(apart)\(takeBack(question))</div>
            """
    }

    func ranking(_ question: Question) -> HTML {
        let places = question.choices.count
        return "\(question.choices, { choice in rank(choice, question, places) })"
    }

    private func rank(_ choice: Choice, _ question: Question, _ places: Int) -> HTML {
        let field = "\(question.id).\(choice.code)"
        let place = typed(field)
        var options: HTML = "<option value=\"\">–</option>"
        for number in 1...max(1, places) {
            options += "<option value=\"\(number)\"\(flag: "selected", place == "\(number)")>\(number)</option>"
        }
        return """
            <div class="rank"><select id="veld-\(field)" name="\(field)"\(attribute: "aria-describedby", describedBy(field, hint: false))\
            \(attribute: "aria-invalid", problem(field) == nil ? nil : "true")>\(options)</select>\
            <label for="veld-\(field)">\(words(choice.label))</label>\(error(field))</div>
            """
    }
}
