package import Core
package import Questionnaires
package import Web

/// The questions of one page as the respondent sees them: also in the preview of the editor and on the phone list.
///
/// Everything works without a script, with a keyboard and with a screen reader; at 360 px nothing scrolls sideways.
package struct QuestionMarkup {
    package let questionnaire: Questionnaire
    package let block: Questionnaire.Block
    package let answers: Answers
    package let faults: [PageReading.Fault]
    /// One of the questionnaire's languages.
    package let language: String
    package let t: Texts
    /// The questions on the page, in order.
    package let questions: [Question]
    private let values: (String) -> [String]

    /// - Parameters:
    ///   - answers: what was answered so far: it decides which questions are asked, what stands in the fields and in the
    ///     places for earlier answers.
    ///   - faults: what is wrong with the page as it was sent in.
    ///   - typed: the fields as they were sent in, when that was not accepted; nothing typed is lost.
    ///   - all: shows also the questions that depend on others: for an example on paper or in the editor.
    package init(
        _ questionnaire: Questionnaire, _ block: Questionnaire.Block, answers: Answers = Answers(),
        faults: [PageReading.Fault] = [], language: String, t: Texts, typed: ((String) -> [String])? = nil,
        all: Bool = false
    ) {
        self.questionnaire = questionnaire
        self.block = block
        self.answers = answers
        self.faults = faults
        self.language = language
        self.t = t
        questions = all ? block.questions : questionnaire.visible(in: block, answers)
        let known = AnswerFields(answers, of: block.questions, language: language)
        values = typed ?? { known($0) }
    }

    /// Title and introduction of the page, then its questions.
    package func markup() -> HTML {
        """
        <div class="questions stack" lang="\(language)" dir="\(Self.direction(language))">\
        \(block.intro, { "<div class=\"stack\">\(HTML(paragraphs: words($0)))</div>" })\
        \(questions, { question($0) })</div>
        """
    }

    /// What is wrong with the page, each a link to its field. Empty when all is well.
    package func summary() -> HTML {
        if faults.isEmpty { return .empty }
        return """
            <div class="summary-error" role="alert" tabindex="-1" id="fouten" data-focus><h2>\(t("Dit moet nog anders"))</h2><ul>\
            \(faults, { fault in
                "<li><a href=\"#veld-\(fault.field)\">\(title(of: fault.field), { "<span lang=\"\(language)\">\($0)</span>: " })\(t(fault.text))</a></li>"
            })</ul></div>
            """
    }

    /// Which way a language is written.
    package static func direction(_ language: String) -> String {
        let rightToLeft: Set = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]
        return rightToLeft.contains(language.prefix { $0 != "-" }.lowercased()) ? "rtl" : "ltr"
    }

    // MARK: For the kinds of question

    func words(_ words: Words) -> String { questionnaire.piped(words, answers, language: language) }
    func typed(_ field: String) -> String { values(field).first ?? "" }
    func chosen(_ field: String) -> Set<String> { Set(values(field)) }
    func problem(_ field: String) -> Text? { faults.first { $0.field == field }?.text }

    /// A word of the site within a text of the questionnaire, which may be in a language the site does not speak.
    func own(_ text: String) -> HTML {
        language == t.language.rawValue
            ? "\(text)" : "<span lang=\"\(t.language.rawValue)\" dir=\"ltr\">\(text)</span>"
    }

    func error(_ field: String) -> HTML {
        "\(problem(field), { "<span class=\"field-error\" id=\"veld-\(field)-fout\">\(own(t($0)))</span>" })"
    }

    /// The ids of what explains a field.
    func describedBy(_ field: String, hint: Bool, unit: Bool = false) -> String? {
        var ids: [String] = []
        if hint { ids.append("veld-\(field)-uitleg") }
        if unit { ids.append("veld-\(field)-eenheid") }
        if problem(field) != nil { ids.append("veld-\(field)-fout") }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    /// The question a field belongs to, in at most some 60 characters.
    private func title(of field: String) -> String? {
        let id = String(field.prefix { $0 != "." && $0 != "_" })
        guard let question = questionnaire.question(field) ?? questionnaire.question(id) else { return nil }
        var text = words(question.text)
        if field.hasPrefix(question.id + "."),
            let code = Int(field.dropFirst(question.id.count + 1).prefix { $0 != "_" }),
            let row = question.rows.first(where: { $0.code == code })
        {
            text = words(row.label)
        }
        return text.count > 60 ? text.prefix(57) + "…" : text
    }
}
