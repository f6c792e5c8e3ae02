import Core
import Web

/// Small parts that the pages of trajectories and rounds share.
enum RoundMarkup {
    /// A bar of what is done, with the words beside it.
    static func progress(_ done: Int, of all: Int, _ words: String) -> HTML {
        guard all > 0 else { return .empty }
        return """
            <p class="round-progress"><progress max="\(all)" value="\(min(done, all))">\(words)</progress> <span>\(words)</span></p>
            """
    }

    /// A number as a telephone dials it.
    static func dial(_ phone: String) -> String { String(phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }) }
}

extension RoundMarkup {
    /// What is wrong with the one field of a form that is made by hand.
    static func summary(_ problem: Text, field: String, label: String, _ t: Texts) -> HTML {
        """
        <div class="summary-error" role="alert" tabindex="-1" id="fouten" data-focus><h2>\(t("Dit moet nog anders"))</h2><ul>\
        <li><a href="#veld-\(field)">\(label): \(t(problem))</a></li></ul></div>
        """
    }

    /// The lines of a list that stay out, with the reason.
    static func problems(_ lines: [(line: Int, text: Text)], _ t: Texts) -> HTML {
        guard !lines.isEmpty else { return .empty }
        return Part.card(
            t.plural(lines.count, "1 regel gaat niet mee", "\(lines.count) regels gaan niet mee"),
            "<ul>\(lines.prefix(100), { "<li>\(t("Regel \($0.line):")) \(t($0.text))</li>" })</ul>")
    }
}
