import Core
import Storage
import Web

/// Staff by name, and the form that brings somebody in.
struct StaffListPages {
    let visit: Visit
    let municipalities: [Municipality]
    var t: Texts { visit.t }

    static func inviteForm(_ municipalities: [Municipality]) -> Form {
        Form(
            [
                Field("naam", Text("Naam"), limit: 120, autocomplete: "off"),
                Field("email", Text("E-mailadres"), .email, limit: 254, autocomplete: "off") {
                    Validation.email($0) == nil ? Text("Vul een e-mailadres in zoals naam@voorbeeld.nl.") : nil
                },
            ] + roleFields(municipalities))
    }

    static func roleForm(_ municipalities: [Municipality]) -> Form { Form(roleFields(municipalities)) }

    private static func roleFields(_ municipalities: [Municipality]) -> [Field] {
        [
            Field("rol", Text("Rol"), .select(MunicipalRole.allCases.map { Field.Choice($0.rawValue, $0.label) })),
            Field(
                "gemeente", Text("Gemeente"),
                .select(municipalities.map { Field.Choice($0.code, Text("\($0.name)")) })),
        ]
    }

    func list(_ page: Page<StaffMember>) -> Reply {
        let words = visit.query.text("zoek")
        let search: HTML = """
            <form method="get" action="/beheer/gebruikers" class="row" role="search"><div><label for="zoek">\(t("Naam of e-mailadres"))</label>\
            <input type="search" id="zoek" name="zoek" value="\(words ?? "")"></div><button class="quiet">\(t("Zoek"))</button></form>
            """
        let next = page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let content: HTML = page.items.isEmpty ? empty(words) : table(page.items) + Part.more(t("Meer mensen"), next)
        return AdministrationNav.page(
            visit, .staff, title: t("Gebruikers en rollen"),
            intro: t("Mensen met een rol bij een gemeente die jij beheert."),
            """
            <div class="row apart">\(search)\(Part.button(t("Iemand uitnodigen"), "/beheer/uitnodigen"))</div>\(content)
            """)
    }

    private func empty(_ words: String?) -> HTML {
        let invite = Part.button(t("Iemand uitnodigen"), "/beheer/uitnodigen")
        guard words != nil else {
            return Part.empty(t("Nog niemand"), t("Er heeft nog niemand een rol."), invite)
        }
        return Part.empty(
            t("Niemand gevonden"), t("Zoek op een deel van de naam of het adres, of nodig iemand uit."), invite)
    }

    private func table(_ members: [StaffMember]) -> HTML {
        Table(
            t("Gebruikers"), [.init(t("Naam")), .init(t("Rollen")), .init(t("Inloggen")), .init(t("Laatst gezien"))],
            rows: members.map { member in
                let name = member.person.name.isEmpty ? member.person.email ?? t("Zonder naam") : member.person.name
                return [
                    """
                    <a href="/beheer/gebruikers/\(member.person.id.text)">\(name)</a><br><span class="small soft">\(member.person.email ?? "")</span>
                    """,
                    roles(member.roles), StaffPage.state(member, visit),
                    "\(member.person.lastSeenAt.map { t.ago($0, now: visit.now) } ?? t("nooit"))",
                ]
            }
        ).markup
    }

    private func roles(_ roles: [StaffRole]) -> HTML {
        "<ul class=\"chips\">\(roles, { role in "<li>\(Part.chip(t(role.role.label) + more(role)))</li>" })</ul>"
    }

    /// The municipality too, when there is a choice.
    private func more(_ role: StaffRole) -> String {
        guard municipalities.count > 1, let name = municipalities.first(where: { $0.code == role.municipality })?.name
        else { return "" }
        return " · " + name
    }

    func invite(_ state: FormState) -> Reply {
        let form = Self.inviteForm(municipalities)
        return AdministrationNav.page(
            visit, .staff, title: t("Iemand uitnodigen"),
            intro: t("Wie nog geen wachtwoord heeft, krijgt een mail om dat in te stellen."),
            status: state.isValid ? 200 : 400,
            """
            <div class="narrow stack">\(visit.errorSummary(form, state))\(visit.form(
                action: "/beheer/uitnodigen", classes: "card stack",
                "\(visit.fields(form, state))<p class=\"row\"><button>\(t("Uitnodigen"))</button></p>"))</div>
            """)
    }
}
