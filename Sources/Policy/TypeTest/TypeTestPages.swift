import Core
import Web

/// The pages on which an officer makes and runs sessions, and on which others read how far they are.
struct TypeTestPages {
    let visit: Visit
    let cycle: PolicyCycle
    let content: TypeTestContent
    private var t: Texts { visit.t }
    private var mayChange: Bool { visit.mayChange(cycle) }

    struct Item {
        let session: TypeTestSession
        let sent: Int
    }

    func list(_ items: [Item]) -> Reply {
        let start: HTML = mayChange ? Part.button(t("Maak een typetest"), cycle.path(.typeTest) + "/nieuw") : .empty
        let main: HTML =
            items.isEmpty
            ? Part.empty(
                t("Nog geen typetest"),
                mayChange
                    ? t(
                        "Begin klein: tien mensen en een half uur zijn genoeg. Daarna weet je waar het gesprek over moet gaan."
                    )
                    : t("De beleidsmedewerker kan er een maken."), start)
            : "<ul class=\"cards\">\(items, card)</ul>"
        return visit.cyclePage(
            cycle, .typeTest, intro: t(content.intro), actions: items.isEmpty ? .empty : start,
            main + explanation + content.source.markup(t))
    }

    private func card(_ item: Item) -> HTML {
        let people = t.plural(item.sent, "1 ingestuurd", "\(item.sent) ingestuurd")
        let day: HTML = "\(item.session.closedAt, { " · \(t.date($0.day))" })"
        return """
            <li class="card stack edge-vertalen"><div class="row apart"><h2 class="h3"><a href="\(item.session.path(in: cycle))">\(item.session.title)</a></h2>\
            \(chip(item.session))</div><p class="soft">\(people)\(day)</p></li>
            """
    }

    private func chip(_ session: TypeTestSession) -> HTML {
        Part.chip(t(session.state.label), session.state == .open ? .good : session.state == .shown ? .plain : .wait)
    }

    /// How an evening with the test goes, for who does it for the first time.
    private var explanation: HTML {
        let steps = [
            t("Maak de test en open hem. Je krijgt een code voor op het scherm, of je nodigt mensen uit per e-mail."),
            t("Ieder kiest veertien keer tussen twee antwoorden, op de eigen telefoon. Dat duurt een kwartier."),
            t("Sluit de test en toon de uitslag. Tot dan ziet niemand iets, jij ook niet."),
            t("Praat over de stellingen die jullie verdelen. Schrijf op wat er gezegd wordt."),
        ]
        let help: HTML = """
            \(content.help, { item in
                "<details class=\"facet\"><summary>\(t(item.question))</summary><p>\(t(item.text))</p></details>"
            })
            """
        return """
            <section class="card stack"><h2>\(t("Zo gaat het"))</h2><ol>\(steps, { "<li>\($0)</li>" })</ol></section>\
            <section class="stack"><h2>\(t("Vragen die mensen stellen"))</h2><div>\(help)</div></section>
            """
    }

    func form(_ form: Form, _ state: FormState, session: TypeTestSession?) -> Reply {
        let action = session.map { $0.path(in: cycle) + "/wijzigen" } ?? cycle.path(.typeTest) + "/nieuw"
        let back = session.map { $0.path(in: cycle) } ?? cycle.path(.typeTest)
        let body: HTML = """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), back, quiet: true))</p>
            """
        let remove: HTML =
            session.map { session in
                visit.buttonForm(action: session.path(in: cycle) + "/verwijderen", label: t("Verwijder deze test"))
            } ?? .empty
        return visit.cyclePage(
            cycle, .typeTest, title: session == nil ? t("Maak een typetest") : t("Wijzig de typetest"), step: "",
            status: state.isValid ? 200 : 400,
            "<div class=\"narrow\">\(visit.form(action: action, classes: "stack", body))\(remove)</div>")
    }
}
