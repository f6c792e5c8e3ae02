import Core
import Web

extension ScanRunPage {
    /// Everything that was answered, with remarks and sources.
    var answers: HTML {
        let sections = filled.sheet.sections.filter { filled.answered($0) > 0 || hasRemark($0) }
        if sections.isEmpty { return .empty }
        return """
            <section class="stack"><h2>\(t("Alle antwoorden"))</h2>\(sections, table)\(filled.sheet.answers.source.markup(t))</section>
            """
    }

    private func hasRemark(_ section: ScanSection) -> Bool {
        section.questions.contains { filled.answers[$0.id]?.note.isEmpty == false }
    }

    private func table(_ section: ScanSection) -> HTML {
        if !section.facts.isEmpty {
            let pairs = section.facts.compactMap { fact -> (String, HTML)? in
                let text = fact.text(filled.facts[fact.id] ?? [], t)
                return text.isEmpty ? nil : (t(fact.question), "\(text)")
            }
            return "<h3>\(t(section.title))</h3>\(Part.facts(pairs))"
        }
        let rows: [[HTML]] = section.questions.map { question in
            let given = filled.answers[question.id]
            let remark: HTML =
                "\(HTML(paragraphs: given?.note ?? ""))\(anchoring(section, question))\(question.source.markup(t))"
            return ["\(t(question.text))", "\(filled.sheet.answers.text(given?.choice, t))", remark]
        }
        return Table(
            t(section.title), [.init(t("Vraag")), .init(t("Antwoord")), .init(t("Toelichting"))], rows: rows
        ).markup
    }

    /// Whether a promise for years is long enough, by the rule of the content.
    private func anchoring(_ section: ScanSection, _ question: ScanQuestion) -> HTML {
        guard let anchoring = section.anchoring, let year = filled.notes[section.id]?.anchoredUntil else {
            return .empty
        }
        let adopted = visionYear ?? run.day.year
        let chip =
            anchoring.holds(until: year, adopted: adopted)
            ? Part.chip(t("\(anchoring.years) jaar of langer"), .good)
            : Part.chip(t("korter dan \(anchoring.years) jaar"), .wait)
        return "<p>\(t("Ligt vast tot \(String(year)), gerekend vanaf \(String(adopted)).")) \(chip)</p>"
    }
}
