import Core

/// The small parts pages are made of. Inline styles and scripts are forbidden by the site's security policy: colour and
/// size come from classes and SVG attributes.
package enum Part {
    package enum Tone: String, Sendable { case plain = "", good, wait, bad, warm }

    package static func chip(_ text: String, _ tone: Tone = .plain) -> HTML {
        "<span class=\"chip \(tone.rawValue)\">\(text)</span>"
    }

    /// A message about the page as a whole.
    package static func notice(_ text: String, _ tone: Tone = .wait) -> HTML {
        "<p class=\"notice \(tone.rawValue)\" role=\"status\">\(text)</p>"
    }

    package static func button(_ label: String, _ path: String, quiet: Bool = false, compact: Bool = false) -> HTML {
        "<a class=\"button\(if: quiet, " quiet")\(if: compact, " compact")\" href=\"\(path)\">\(label)</a>"
    }

    /// Nothing to show, why, and what to do now.
    package static func empty(_ title: String, _ text: String, _ way: HTML = .empty) -> HTML {
        "<div class=\"card empty stack\"><h2>\(title)</h2><p>\(text)</p>\(if: !way.isEmpty, "<p class=\"row\">\(way)</p>")</div>"
    }

    package static func card(_ title: String? = nil, id: String? = nil, _ content: HTML) -> HTML {
        """
        <section class="card stack"\(attribute: "id", id)>\(title, { "<h2>\($0)</h2>" })\(content)</section>
        """
    }

    /// The way back up: every part but the last is a link.
    package static func breadcrumbs(
        _ steps: [(title: String, path: String)], label: String, typed: (title: String, path: String)? = nil,
        lang: String? = nil
    ) -> HTML {
        """
        <nav class="crumbs small" aria-label="\(label)"><ol>\(steps, { "<li><a href=\"\($0.path)\">\($0.title)</a></li>" })\
        \(typed, { "<li><a href=\"\($0.path)\"\(attribute: "lang", lang)>\($0.title)</a></li>" })</ol></nav>
        """
    }

    /// The link to the next page of a list that is paged by key.
    package static func more(_ label: String, _ url: String?) -> HTML {
        "\(url, { "<p class=\"row more\"><a class=\"button quiet\" rel=\"next\" href=\"\($0)\">\(label)</a></p>" })"
    }

    /// Terms and values, one under the other.
    package static func facts(_ pairs: [(String, HTML)]) -> HTML {
        "<dl class=\"pairs\">\(pairs, { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" })</dl>"
    }
}

/// One figure with what it counts; `path` opens the records behind it.
package struct Figure: Sendable {
    package let label: String
    package let value: String
    package let detail: String?
    package let path: String?
    /// One of the five functions, for its colour.
    package let function: String

    package init(
        _ label: String, _ value: String, detail: String? = nil, path: String? = nil, function: String = "verbinden"
    ) {
        self.label = label
        self.value = value
        self.detail = detail
        self.path = path
        self.function = function
    }

    package static func list(_ figures: [Figure]) -> HTML {
        """
        <dl class="kpi">\(figures, { figure in
            """
            <div class="edge-\(figure.function)"><dt>\(figure.label)</dt><dd>\(figure.number)\
            \(figure.detail, { "<span class=\"small soft\">\($0)</span>" })</dd></div>
            """
        })</dl>
        """
    }

    private var number: HTML {
        if let path { "<a href=\"\(path)\">\(value)</a>" } else { "\(value)" }
    }
}
