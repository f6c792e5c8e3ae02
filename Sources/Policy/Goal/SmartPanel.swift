import Core
import Web

/// A goal held against SMART: what is well, what is missing, and why it matters.
struct SmartPanel {
    let check: SmartCheck
    let content: GoalsContent
    let t: Texts

    func markup(level: Int = 2) -> HTML {
        let verdict = content.verdicts.first { $0.when == check.verdict }
        let tone: Part.Tone =
            switch check.verdict {
            case .allMustAndShould: .good
            case .allMust: .wait
            case .someMustMissing: .bad
            }
        let title: HTML = level == 2 ? "<h2>\(t("De SMART-check"))</h2>" : "<h3>\(t("De SMART-check"))</h3>"
        return """
            <section class="card stack smart" id="smart">\(title)<p>\(Part.chip(verdict.map { t($0.text) } ?? "", tone))</p>\
            <ul class="smart-lines">\(content.letters, letter)</ul>\
            <p class="small soft">\(t("Regels: versie \(check.version) van de doelenlijst."))</p>\(content.source.markup(t))</section>
            """
    }

    private func letter(_ letter: GoalsContent.Letter) -> HTML {
        let lines = check.lines.filter { $0.check.letter == letter.letter }
        if lines.isEmpty { return .empty }
        return """
            <li><strong>\(letter.letter) · \(t(letter.name))</strong> <span class="small soft">\(t(letter.explanation))</span>\
            <ul>\(lines, line)</ul></li>
            """
    }

    private func line(_ line: SmartCheck.Line) -> HTML {
        if line.isMet {
            return
                "<li class=\"met\"><span class=\"visually-hidden\">\(t("In orde:")) </span>\(t(line.check.whenMet))</li>"
        }
        let word = line.check.level == .must ? t("Nodig:") : t("Beter:")
        return
            "<li class=\"missing \(line.check.level.rawValue)\"><strong>\(word)</strong> \(t(line.check.whenMissing))</li>"
    }
}
