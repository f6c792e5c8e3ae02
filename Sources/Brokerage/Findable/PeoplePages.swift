import Community
import Core
import Web

/// What an organisation sees: people who fit a vacancy and want to be found, and the questions it asked.
struct PeoplePages {
    let visit: Visit
    let membership: Actor.Membership
    let vacancy: Vacancy
    private var t: Texts { visit.t }
    private var back: String { "/organisatie/\(membership.number)/vacatures/\(vacancy.number)" }
    private var path: String { back + "/mensen" }

    func list(_ people: [FindablePeople.Found], municipality: String, asks: [PeopleAsk], open: Int) -> Reply {
        visit.page(
            t("Mensen die passen"),
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .vacancies))\
            <p class="small"><a href="\(back)">\(vacancy.title)</a></p><div><h1>\(t("Mensen die passen"))</h1>\
            <p class="lead">\(t("Deze mensen willen gevonden worden. Je ziet waarom zij passen, nog niet wie het zijn. Vraag of ze willen kennismaken."))</p></div>\
            \(limit(open))\(cards(people, municipality, mayAsk: open < PeopleAsk.openPerOrganisation))\(asked(asks))\
            <p class="small soft">\(t("Een persoon krijgt hoogstens \(PeopleAsk.perPersonPerWeek) vragen per week.")) <a href="\(ExplanationRoutes.page)">\(t("Zo komt deze lijst tot stand"))</a></p></div>
            """)
    }

    private func limit(_ open: Int) -> HTML {
        guard open >= PeopleAsk.openPerOrganisation else { return .empty }
        return Part.notice(
            t("Er staan \(open) vragen open. Wacht op antwoord voordat je weer iemand vraagt."))
    }

    private func cards(_ people: [FindablePeople.Found], _ municipality: String, mayAsk: Bool) -> HTML {
        guard !people.isEmpty else {
            return Part.empty(
                t("Er is nu niemand die past"),
                t(
                    "Alleen mensen die zelf gevonden willen worden, staan hier. Kijk later nog eens, of maak de vacature ruimer."
                ),
                Part.button(t("Bewerk de vacature"), back + "/bewerken", quiet: true))
        }
        var markup = HTML.empty
        for (index, person) in people.enumerated() {
            let home = person.neighbourhood ?? municipality
            let reasons = PeopleWords.reasons(person, t)
            let lines: HTML =
                reasons.isEmpty
                ? "<p>\(t("Kan op deze plek terecht: er staat niets in de weg."))</p>"
                : "<ul>\(reasons, { "<li>\($0)</li>" })</ul>"
            let button: HTML =
                mayAsk
                ? Part.button(
                    t("Vraag of persoon \(index + 1) wil kennismaken"), "\(path)/\(person.key)", quiet: index > 0)
                : .empty
            markup += """
                <li class="card stack"><h2 class="h3">\(t("Persoon \(index + 1), uit \(home)"))</h2>\(lines)\
                \(PeopleWords.cautions(person, t), { "<p class=\"small soft\">\($0)</p>" })<div class="row">\(button)</div></li>
                """
        }
        return "<ul class=\"plain stack\">\(markup)</ul>"
    }

    private func asked(_ asks: [PeopleAsk]) -> HTML {
        guard !asks.isEmpty else { return .empty }
        let rows: HTML = """
            \(asks, { ask in
            "<li class=\"row apart\"><span>\(t("Gevraagd op \(t.date(ask.createdAt.day))"))\(if: ask.state == .open, " <span class=\"small soft\">\(t("vervalt op \(t.date(ask.lapsesAt.day))"))</span>")</span>\(Part.chip(t(ask.state.label), Self.tone(ask.state)))</li>"
            })
            """
        return Part.card(
            t("Wie je vroeg"),
            "<ul class=\"plain stack\">\(rows)</ul><p class=\"small\"><a href=\"/organisatie/\(membership.number)/reacties\">\(t("Wie ja zei, staat bij je reacties"))</a></p>"
        )
    }

    private static func tone(_ state: PeopleAsk.State) -> Part.Tone {
        switch state {
        case .open: .wait
        case .accepted: .good
        case .refused, .lapsed: .plain
        }
    }

    func ask(_ person: FindablePeople.Found, _ state: FormState, status: Int = 200) -> Reply {
        let reasons = PeopleWords.reasons(person, t)
        return visit.page(
            t("Vraag om kennis te maken"), status: status,
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .vacancies))\
            <p class="small"><a href="\(path)">\(t("Terug naar de lijst"))</a></p><h1>\(t("Vraag om kennis te maken"))</h1>\
            <div class="card stack"><p>\(t("Voor: \(vacancy.title)"))</p><ul>\(reasons, { "<li>\($0)</li>" })</ul></div>\
            \(visit.form(action: "\(path)/\(person.key)", classes: "card stack", """
            \(visit.errorSummary(AskPerson.form, state))\(visit.fields(AskPerson.form, state))\
            <p class="small soft">\(t("We mailen je vraag. Bij een ja krijg je een reactie met naam en contactgegevens. Bij een nee, of na \(PeopleAsk.termDays) dagen stilte, krijg je ook bericht."))</p>\
            <p class="row"><button>\(t("Verstuur de vraag"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """))</div>
            """)
    }
}
