import Core
import Web

/// What belongs to whoever is signed in: profile, organisations, ways on.
struct AccountPages {
    let visit: Visit
    var t: Texts { visit.t }

    func home(_ form: Form, _ state: FormState, sessions: Int) -> Reply {
        let profile: HTML = """
            \(visit.errorSummary(form, state))\(visit.form(action: "/mijn", classes: "stack", "\(visit.fields(form, state))<p><button>\(t("Sla op"))</button></p>"))
            """
        return visit.page(
            t("Mijn account"), status: state.isValid ? 200 : 400,
            """
            <div class="wrap stack page"><h1>\(t("Mijn account"))</h1><div class="columns side-right">\
            <div class="stack">\(Part.card(t("Over mij"), id: "profiel", profile))</div>\
            <div class="stack">\(work)\(organisations)\(signIn(sessions))\(data)</div></div></div>
            """)
    }

    private var work: HTML {
        Part.card(
            t("Mijn vrijwilligerswerk"),
            """
            <ul class="plain"><li><a href="/mijn/reacties">\(t("Mijn reacties"))</a></li>\
            <li><a href="/mijn/zoekopdrachten">\(t("Mijn zoekopdrachten"))</a></li>\
            <li><a href="/mijn/wensen">\(t("Wat ik zoek"))</a></li></ul>
            """)
    }

    private var organisations: HTML {
        guard !visit.actor.organisations.isEmpty else { return .empty }
        return Part.card(t("Mijn organisaties"), id: "organisaties", organisationList)
    }

    private var organisationList: HTML {
        """
        <ul class="plain">\(visit.actor.organisations, { membership in
            "<li><a href=\"\(OrganisationNav.Item.home.path(membership.number))\">\(membership.name)</a> <span class=\"small soft\">\(t(membership.role.label))</span></li>"
        })</ul>
        """
    }

    private func signIn(_ sessions: Int) -> HTML {
        let others = sessions - 1
        let elsewhere: HTML =
            others > 0
            ? """
            <p>\(t.plural(others, "Je bent ook op 1 andere plek ingelogd.", "Je bent ook op \(others) andere plekken ingelogd."))</p>\
            \(visit.buttonForm(action: "/mijn/uitloggen-overal", label: t("Log daar uit")))
            """
            : "<p class=\"soft\">\(t("Je bent alleen hier ingelogd."))</p>"
        return Part.card(
            t("Inloggen"),
            """
            <p>\(visit.actor.email ?? "")<br><a href="/mijn/email">\(t("Wijzig e-mailadres"))</a></p>\
            \(if: visit.actor.isStaff, "<p><a href=\"/mijn/wachtwoord\">\(t("Wijzig wachtwoord"))</a></p>")\(elsewhere)
            """)
    }

    private var data: HTML {
        Part.card(
            t("Mijn gegevens"),
            """
            <ul class="plain"><li><a href="/mijn/gegevens">\(t("Bekijk alles wat we van je bewaren"))</a></li>\
            <li><a href="/mijn/wissen">\(t("Wis mijn gegevens"))</a></li></ul>
            """)
    }

    func organisationsPage() -> Reply {
        let list: HTML =
            visit.actor.organisations.isEmpty
            ? Part.empty(
                t("Je hoort nog niet bij een organisatie"), t("Vraag om een uitnodiging, of meld een organisatie aan."),
                Part.button(t("Organisatie aanmelden"), "/organisaties/aanmelden", quiet: true))
            : Part.card(nil, organisationList)
        return visit.simplePage(t("Mijn organisaties"), list)
    }

    // MARK: Another address

    static let emailForm = Form([.email("nieuw", Text("Nieuw e-mailadres"))])

    func email(_ state: FormState) -> Reply {
        visit.simplePage(
            t("Wijzig e-mailadres"), intro: t("Je gebruikt nu \(visit.actor.email ?? "")."),
            status: state.isValid ? 200 : 400,
            """
            <p>\(t("We sturen een link naar het nieuwe adres. Pas als je daarop klikt, wijzigt er iets."))</p>\
            \(visit.errorSummary(Self.emailForm, state))\
            \(visit.form(action: "/mijn/email", classes: "stack", "\(visit.fields(Self.emailForm, state))<p><button>\(t("Stuur de link"))</button></p>"))
            """)
    }

    func confirmEmail(_ address: String, secret: String) -> Reply {
        visit.simplePage(
            t("Bevestig je nieuwe e-mailadres"), intro: t("Voortaan log je in met \(address)."),
            visit.buttonForm(action: "/mijn/email/" + secret, label: t("Ja, gebruik dit adres"), classes: ""))
    }

    func emailGone() -> Reply {
        visit.simplePage(
            t("Deze link werkt niet meer"), intro: t("Hij is al gebruikt, of te oud."), status: 404,
            "<p>\(Part.button(t("Naar mijn account"), "/mijn"))</p>")
    }
}
