import Community
import Core
import Web

/// What the check of a vacancy and that of an organisation share.
struct CheckMarkup {
    let visit: Visit
    private var t: Texts { visit.t }

    /// What changed since the centre last said yes.
    func changes(_ changes: [(label: String, before: String, after: String)]?) -> HTML {
        guard let changes else { return .empty }
        if changes.isEmpty {
            return Part.card(t("Wat is er veranderd?"), "<p>\(t("Niets sinds de vorige goedkeuring."))</p>")
        }
        let table = Table(
            t("Wijzigingen sinds de vorige goedkeuring"), [.init(t("Onderdeel")), .init(t("Was")), .init(t("Is nu"))],
            rows: changes.map { ["\($0.label)", "<del>\(lines($0.before))</del>", "<ins>\(lines($0.after))</ins>"] })
        return Part.card(t("Wat is er veranderd?"), id: "wijzigingen", "<div class=\"diff\">\(table.markup)</div>")
    }

    /// Text with its line breaks, but without paragraphs: it stands within a line.
    private func lines(_ text: String) -> HTML {
        var markup = HTML.empty
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            markup += index == 0 ? "\(line)" : "<br>\(line)"
        }
        return markup
    }

    /// The answers to the publication test.
    func test(_ test: PublicationTest) -> HTML {
        let answers: [(String, Bool)] = [
            (t("Geen winst voor eigenaren of leden"), test.nonprofit),
            (t("Goed voor anderen of de samenleving"), test.social),
            (t("Geen werk dat betaald hoort te zijn"), test.noDisplacement),
            (t("Vrijwilligers zijn verzekerd"), test.insured),
        ]
        return Part.card(
            t("Voorwaarden"),
            "<ul class=\"plain\">\(answers, { "<li>\(Part.chip($0.1 ? t("Ja") : t("Nee"), $0.1 ? .good : .bad)) \($0.0)</li>" })</ul>"
        )
    }

    /// Approve, or send back with a line.
    ///
    /// - Parameters:
    ///   - seen: when what is judged was last changed, so that nobody approves what they did not see.
    ///   - obstacle: why it cannot be approved yet.
    func decision(
        path: String, seen: Moment, approve: String, obstacle: HTML?, feedback state: FormState, suggestions: [Text]
    ) -> HTML {
        let button: HTML = visit.form(
            action: path + "/goedkeuren",
            "<input type=\"hidden\" name=\"gezien\" value=\"\(seen.iso)\"><p><button>\(approve)</button></p>")
        return Part.card(
            t("Jouw besluit"), id: "besluit",
            """
            \(obstacle ?? button)<h3>\(t("Of geef terug"))</h3>\
            \(Feedback.markup(visit, path: path, state: state, suggestions: suggestions))
            """)
    }

    func history(_ history: ObjectHistory) -> HTML { Part.card(t("Geschiedenis"), history.markup(t)) }

    var toDecision: HTML { "<p class=\"only-narrow no-print\"><a href=\"#besluit\">\(t("Naar het besluit"))</a></p>" }
}
