import Core
import Storage
import Web

/// Registering an organisation: the form, the mail that is on its way, the confirmation.
struct RegisterOrganisationPages {
    typealias Name = OrganisationForm.Name
    let visit: Visit
    var t: Texts { visit.t }

    func form(_ form: Form, _ state: FormState, lookalikes: [Organisation] = []) -> Reply {
        func fields(_ names: [String]) -> HTML {
            names.reduce(into: HTML.empty) { $0 += visit.field($1, of: form, state) }
        }
        let about = fields([
            Name.name, Name.kvk, Name.kind, Name.sector, Name.description, Name.website, Name.street, Name.postcode,
            Name.area,
        ])
        let contact = fields([Name.ownName, Name.ownEmail, Name.contact, Name.email, Name.phone])
        let content: HTML = """
            \(part(t("De organisatie"), about))\
            \(part(t("Past dit bij de site?"), "<p>\(t("Vier zinnen die moeten kloppen. Zo weten mensen dat het hier goed zit."))</p>\(refusal(state))\(fields(Name.test))"))\
            \(part(t("Contact"), contact))\(known(lookalikes, form, state))<p><button>\(t("Meld aan"))</button></p>
            """
        return visit.simplePage(
            t("Organisatie aanmelden"),
            intro: t("Zoek je vrijwilligers? Meld je organisatie aan. Je hebt geen account nodig en het kost niets."),
            status: state.isValid && lookalikes.isEmpty ? 200 : 400,
            "\(visit.errorSummary(form, state))\(visit.form(action: "/organisaties/aanmelden", classes: "stack", content))"
        )
    }

    private func part(_ title: String, _ content: HTML) -> HTML { Part.card(title, content) }

    /// When a statement does not hold: what to do now.
    private func refusal(_ state: FormState) -> HTML {
        let failing = Name.test.contains { state.problem($0) != nil && state[$0] == "nee" }
        guard failing else { return .empty }
        return """
            <div class="notice warm stack"><p><strong>\(t("Aanmelden lukt zo nog niet."))</strong> \
            \(t("Hieronder staat bij welke zin dat komt. Bel ons gerust: vaak vinden we samen een oplossing."))</p>\
            <p>\(visit.site.contact)</p></div>
            """
    }

    /// Organisations that look the same, with a way to go on.
    private func known(_ lookalikes: [Organisation], _ form: Form, _ state: FormState) -> HTML {
        guard !lookalikes.isEmpty else { return .empty }
        let rows: HTML = "\(lookalikes, { "<li>\(name(of: $0))</li>" })"
        return """
            <div class="notice wait stack" role="alert" id="bekend" tabindex="-1" data-focus>\
            <p><strong>\(t("Deze organisatie is misschien al aangemeld:"))</strong></p><ul>\(rows)</ul>\
            <p>\(t("Hoor je daarbij? Vraag een beheerder van de organisatie om je uit te nodigen, of bel ons."))</p>\
            \(visit.field(Name.anyway, of: form, state))</div>
            """
    }

    private func name(of organisation: Organisation) -> HTML {
        organisation.state == .approved
            ? "<a href=\"\(organisation.path)\">\(organisation.name)</a>"
            : "\(t("Een aanmelding die nog wacht op controle"))"
    }

    func sent(_ email: String) -> Reply {
        visit.simplePage(
            t("Kijk in je mail"), intro: t("We hebben een mail gestuurd naar \(email)."),
            """
            <p>\(t("Klik op de knop in de mail om de aanmelding te bevestigen. De link werkt 7 dagen."))</p>\
            <p class="soft">\(t("Geen mail? Kijk ook bij ongewenste mail, of meld opnieuw aan."))</p>
            """)
    }

    func confirm(_ waiting: RegisterOrganisation.Waiting, secret: String) -> Reply {
        let draft = waiting.draft
        let facts = Part.facts([
            (t("Naam van de organisatie"), "\(draft.name)"),
            (t("Waar gaat het vooral over?"), "\(t(draft.sector.label))"),
            (t("Aangemeld door"), "\(waiting.name)"),
        ])
        let button = visit.buttonForm(
            action: "/organisaties/aanmelden/" + secret, label: t("Ja, bevestig de aanmelding"), classes: "")
        return visit.simplePage(
            t("Bevestig je aanmelding"), intro: t("Klopt dit? Dan sturen we het naar de vrijwilligerscentrale."),
            "\(Part.card(nil, facts))\(button)")
    }

    func done(_ organisation: Organisation) -> Reply {
        visit.simplePage(
            t("Je aanmelding is binnen"),
            intro: t("De vrijwilligerscentrale kijkt \(organisation.name) na. Je krijgt een mail als het zover is."),
            """
            <p>\(t("Je kunt nu al vacatures klaarzetten. Log in met het e-mailadres dat je net hebt bevestigd."))</p>\
            <p>\(Part.button(t("Inloggen"), Query([("terug", OrganisationNav.Item.home.path(organisation.number))]).url("/inloggen")))</p>
            """)
    }

    func gone() -> Reply {
        visit.simplePage(
            t("Deze link werkt niet meer"),
            intro: t("Hij is al gebruikt, of te oud."), status: 404,
            """
            <p>\(t("Heb je al bevestigd? Dan kun je gewoon inloggen. Anders meld je opnieuw aan."))</p>\
            <p class="row">\(Part.button(t("Inloggen"), "/inloggen"))\
            \(Part.button(t("Organisatie aanmelden"), "/organisaties/aanmelden", quiet: true))</p>
            """)
    }
}
