import Core
import Web

/// The result on paper: two sides of A4, with room to write.
struct TypeTestHandout {
    let visit: Visit
    let view: TypeTestResultView
    private var t: Texts { visit.t }
    private var content: TypeTestContent { view.result.content }
    private var words: TypeTestWords { TypeTestWords(t: visit.t, content: view.result.content) }

    func reply() -> Reply {
        let print: HTML =
            "<button type=\"button\" hidden data-print>\(t("Druk af"))</button>"
        let back = Part.button(t("Naar de uitslag"), view.session.path(in: view.cycle) + "/uitslag", quiet: true)
        let day = view.session.closedAt.map { t.date($0.day) } ?? ""
        return visit.cyclePage(
            view.cycle, .typeTest, title: view.session.title,
            intro: t("Uitslag van de typetest · \(view.cycle.name) · \(day)"), step: "", actions: print + back,
            """
            <div class="tt-paper stack">\(front)\(types)\(talk)<p class="small">\(t(content.closing))</p>\(content.source.markup(t))\
            <p class="small soft">\(t("Versie \(content.version) van de vragen."))</p></div>
            """)
    }

    private var front: HTML {
        """
        <div class="tt-two">\(view.result.outcomes, { outcome in
            let picture: HTML = outcome.level == .everything ? TypeTestQuadrant(words: words, outcome).svg : .empty
            let lines = [words.reserve(outcome), words.border(outcome), words.spread(outcome)].compactMap { $0 }
            return "<section class=\"stack\"><h2>\(words.name(outcome.viewpoint))</h2>\(picture)<p><strong>\(words.headline(outcome))</strong></p>\(lines, { "<p>\($0)</p>" })<p class=\"small soft\">\(words.people(outcome)).</p></section>"
        })</div>\(moves)\(agenda)
        """
    }

    private var moves: HTML {
        let pairs = view.comparisons(words)
        return "\(if: !pairs.isEmpty, "<ul>\(pairs, { "<li>\($0.sentence(words))</li>" })</ul>")"
    }

    private var agenda: HTML {
        guard let main = view.result.main, main.level == .everything else { return .empty }
        return """
            <section class="stack"><h2>\(t("Hierover lopen jullie uiteen"))</h2>\(TypeTestBars(words: words, outcome: main).agenda())</section>
            """
    }

    private var types: HTML {
        """
        <section class="stack tt-page"><h2>\(t("De vier typen"))</h2><dl class="tt-types">\(content.types, { type in
            "<div><dt>\(words.name(type))</dt><dd>\(t(type.description))</dd></div>"
        })</dl></section>
        """
    }

    private var talk: HTML {
        """
        <section class="stack"><h2>\(t("Het gesprek"))</h2><ol class="tt-talk">\(content.discussion, { item in
            "<li><strong>\(t(item.question))</strong> \(t(item.help))\(view.notes[item.id].map { HTML(markdown: $0.text, headingsFrom: 3) } ?? "<div class=\"tt-lines\" aria-hidden=\"true\"></div>")</li>"
        })</ol></section>
        """
    }
}
