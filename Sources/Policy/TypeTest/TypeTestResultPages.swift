import Core
import Web

/// The result of a session: the square, what divides, the roles, the types, the talk.
struct TypeTestResultPages {
    let visit: Visit
    let view: TypeTestResultView
    private var t: Texts { visit.t }
    private var content: TypeTestContent { view.result.content }
    private var words: TypeTestWords { TypeTestWords(t: visit.t, content: view.result.content) }
    private var path: String { view.session.path(in: view.cycle) }

    func result() -> Reply {
        let actions: HTML = """
            \(Part.button(t("Hand-out"), path + "/hand-out", quiet: true))\(Part.button(t("Op het grote scherm"), path + "/scherm"))
            """
        return visit.cyclePage(
            view.cycle, .typeTest, title: t("Waar staan wij samen?"), intro: intro, step: "", actions: actions,
            """
            \(view.result.outcomes, section)\(compared)\(types)\(talk)\
            <p>\(t(content.closing))</p>\(content.source.markup(t))\
            <p class="small soft">\(t("Versie \(content.version) van de vragen. De antwoorden blijven bewaard, zonder namen."))</p>
            """)
    }

    private var intro: String {
        let day = view.session.closedAt.map { t("gesloten op \(t.date($0.day))") } ?? ""
        return t("\(view.session.title) · \(day) · niemand zag antwoorden voor het einde")
    }

    private func section(_ outcome: TypeTestOutcome) -> HTML {
        let bars = TypeTestBars(words: words, outcome: outcome)
        let square = TypeTestQuadrant(words: words, outcome)
        let picture: HTML =
            outcome.level == .everything
            ? "<figure class=\"card\">\(square.svg)<figcaption class=\"small soft\">\(t("Cirkel: het midden van de groep. Stippen die samenvallen staan iets uit elkaar. 0 en 1 delen een plek, 6 en 7 ook."))</figcaption></figure>"
            : .empty
        let agenda: HTML =
            outcome.level == .everything ? Part.cardBelow(t("Hierover lopen jullie uiteen"), bars.agenda()) : .empty
        let all: HTML =
            outcome.level == .everything
            ? "<details class=\"card\"><summary>\(t("Alle stellingen"))</summary>\(bars.table(caption: t("Wat de groep koos: \(words.name(outcome.viewpoint))")))</details>"
            : .empty
        return """
            <section class="stack"><h2>\(words.name(outcome.viewpoint))</h2><div class="tt-two">\(picture)<div class="stack">\(summary(outcome))\(agenda)</div></div>\
            \(all)\(roles(outcome))</section>
            """
    }

    private func summary(_ outcome: TypeTestOutcome) -> HTML {
        let type = content.type(outcome.type)
        let lines = [words.reserve(outcome), words.border(outcome), words.spread(outcome)].compactMap { $0 }
        let middle: HTML =
            "\(outcome.middle, { "<p class=\"small soft\">\(t("Het midden: \(words.place($0))."))</p>" })"
        return """
            <div class="card stack edge-vertalen"><h3>\(words.headline(outcome))</h3>\(type, { "<p>\(t($0.description))</p>" })\
            \(lines, { "<p>\($0)</p>" })\(typeCounts(outcome))\(middle)<p class="small soft">\(words.people(outcome)). \(t("Goed of fout bestaat niet."))</p></div>
            """
    }

    private func typeCounts(_ outcome: TypeTestOutcome) -> HTML {
        guard outcome.level == .everything else { return .empty }
        return """
            <ul class="chips">\(content.types, { type in
                "<li class=\"chip\">\(words.name(type)): \(outcome.types[type.id] ?? 0)</li>"
            })</ul>
            """
    }

    private func roles(_ outcome: TypeTestOutcome) -> HTML {
        guard outcome.level == .everything else { return .empty }
        guard !outcome.roles.isEmpty else {
            return
                "<p class=\"small soft\">\(t("Per rol tonen we niets: daarvoor moeten er twee groepen zijn van ten minste \(content.scoring.group.smallestGroup) mensen."))</p>"
        }
        var square = TypeTestQuadrant(words: words)
        square.roles = outcome.roles.map { .init(spot: $0.middle, label: words.role($0.role)) }
        let table = Table(
            t("Het midden per rol, op een halve stap"),
            [.init(t("Rol")), .init(t("Mensen"), number: true), .init(t("Midden"))],
            rows: outcome.roles.map { ["\(words.role($0.role))", "\($0.count)", "\(words.place($0.middle))"] })
        return """
            <details class="card"><summary>\(t("Per rol"))</summary><div class="tt-two"><div>\(square.svg)</div><div class="stack">\(table.markup)\
            <p class="small soft">\(t("Rollen met minder dan \(content.scoring.group.smallestGroup) mensen tonen we niet apart."))</p></div></div></details>
            """
    }

    private var compared: HTML {
        let pairs = view.comparisons(words)
        if pairs.isEmpty { return .empty }
        let source: HTML =
            view.before.map { before in
                "<p class=\"small soft\">\(t("De vorige keer: \(before.result.session.title), \(before.result.day.map(t.date) ?? "")."))</p>"
            } ?? .empty
        return """
            <section class="stack"><h2>\(t("Naast elkaar"))</h2><div class="cards">\(pairs, { pair in
                "<div class=\"card stack\">\(pair.picture(words))<p>\(pair.sentence(words))</p></div>"
            })</div>\(source)</section>
            """
    }

    /// The four types; the one the group leans to is open.
    private var types: HTML {
        let own = view.result.main?.type
        return """
            <section class="stack"><h2>\(t("De vier typen"))</h2><div>\(content.types, { TypeTestTypeCard(t: t, type: $0).folded(isOpen: $0.id == own) })</div></section>
            """
    }

    private var talk: HTML {
        let edit: HTML =
            visit.mayChange(view.cycle)
            ? Part.button(t("Schrijf op wat er gezegd is"), path + "/gesprek", quiet: true) : .empty
        return """
            <section class="stack"><h2>\(t("Het gesprek"))</h2><ol class="tt-talk">\(content.discussion, { item in
                "<li><strong>\(t(item.question))</strong> <span class=\"soft\">\(t(item.help))</span>\(view.notes[item.id].map { HTML(markdown: $0.text, headingsFrom: 3) } ?? .empty)</li>"
            })</ol>\(if: !edit.isEmpty, "<p class=\"row no-print\">\(edit)</p>")</section>
            """
    }
}

extension Part {
    /// A card one level down: its heading stands under the section's.
    fileprivate static func cardBelow(_ title: String, _ content: HTML) -> HTML {
        "<section class=\"card stack\"><h3>\(title)</h3>\(content)</section>"
    }
}

/// One of the four types with what it brings.
struct TypeTestTypeCard {
    let t: Texts
    let type: TypeTestContent.Kind

    func folded(isOpen: Bool) -> HTML {
        """
        <details class="facet"\(flag: "open", isOpen)><summary>\(type.numeral) \(t(type.name))</summary><div class="stack"><p>\(t(type.description))</p>\(lists(level: 3))\(type.source.markup(t))</div></details>
        """
    }

    /// Strengths, risks and chances.
    func lists(level: Int) -> HTML {
        let parts = [(t("Sterk"), type.strengths), (t("Let op"), type.risks), (t("Kansen"), type.chances)]
        return """
            <div class="tt-three">\(parts, { part in
                let heading: HTML = level == 2 ? "<h2>\(part.0)</h2>" : "<h3>\(part.0)</h3>"
                return "<div>\(heading)<ul>\(part.1, { "<li>\(t($0.text))</li>" })</ul></div>"
            })</div>
            """
    }
}
