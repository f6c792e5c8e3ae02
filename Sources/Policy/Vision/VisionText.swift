import Core
import Web

/// An adopted vision to read and to print.
struct VisionText {
    let vision: AdoptedVision
    let content: VisionContent
    let proposals: [VisionProposal]
    let t: Texts

    var markup: HTML {
        let picture = VisionPicture(content: content, proposals: proposals, adopted: vision.choice, t: t)
        return """
            <section class="card stack"><h2>\(t("De visie"))</h2><p class="soft">\(adoption)</p>\(reason)\
            <div class="stack"\(attribute: "lang", t.typed)>\(HTML(markdown: vision.text))</div></section>\
            <section class="stack"><h2>\(t("Onze plek"))</h2><figure class="stack">\(picture.drawing)<figcaption class="small">\(picture.legend)</figcaption></figure>\
            \(places)</section>\(list(t("Onze uitgangspunten"), vision.choice.sentences(content, t)))\(ways)\(themes)
            """
    }

    var adoption: String {
        let line = t("Versie \(vision.version), vastgesteld op \(t.date(vision.adoptedOn)).")
        let who = t("Door: \(t(vision.body.label).lowercased()).")
        guard let adopter = vision.adopter, !adopter.isEmpty else { return line + " " + who }
        return line + " " + who + " " + t("Vastgelegd door \(adopter).")
    }

    private var reason: HTML {
        vision.reason.isEmpty ? .empty : "<p>\(t("Waarom deze versie er kwam: \(vision.reason)"))</p>"
    }

    private var places: HTML {
        let rows: [[HTML]] = content.dimensions.map { dimension in
            let value = vision.choice.value(dimension.id) ?? dimension.middle
            return [
                "\(t(dimension.name))", "\(t("\(value) van \(dimension.range.upperBound)"))",
                "\(VisionText.side(value, dimension, t))",
            ]
        }
        return Table(
            t("Onze plek op de twee schalen"), [.init(t("Schaal")), .init(t("Plek")), .init(t("Dichtst bij"))],
            rows: rows
        ).markup
    }

    /// The pole that a place lies closest to.
    static func side(_ value: Int, _ dimension: VisionContent.Dimension, _ t: Texts) -> String {
        if value == dimension.middle { return t("precies ertussen") }
        return t(value < dimension.middle ? dimension.low.name : dimension.high.name)
    }

    private func list(_ title: String, _ lines: [String]) -> HTML {
        if lines.isEmpty { return .empty }
        return "<section class=\"card stack\"><h2>\(title)</h2><ul>\(lines, { "<li>\($0)</li>" })</ul></section>"
    }

    private var ways: HTML {
        let own = content.ways.compactMap { way in vision.choice.ways[way.id].map { (t(way.name), $0) } }
        if own.isEmpty { return .empty }
        let pairs = own.map { ($0.0, HTML(paragraphs: $0.1)) }
        return "<section class=\"card stack\"><h2>\(t("Zo sturen we"))</h2>\(Part.facts(pairs))</section>"
    }

    private var themes: HTML {
        let chosen = content.themes.compactMap { theme -> (String, HTML)? in
            let options = vision.choice.options(theme, t)
            return options.isEmpty ? nil : (t(theme.name), "\(options.joined(separator: "; "))")
        }
        if chosen.isEmpty { return .empty }
        return "<section class=\"card stack\"><h2>\(t("Wat we kozen"))</h2>\(Part.facts(chosen))</section>"
    }
}
