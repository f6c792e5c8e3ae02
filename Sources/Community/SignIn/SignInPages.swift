import Core
import Web

/// The pages of the door for everyone: an address, a mail, a button.
struct SignInPages {
    let visit: Visit
    var t: Texts { visit.t }

    static let form = Form([
        .email(hint: Text("Je krijgt een mail met een link. Een wachtwoord heb je niet nodig."))
    ])

    func door(_ state: FormState, back: String?) -> Reply {
        let forStaff = ReturnPath.isForStaff(back)
        return visit.simplePage(
            t("Inloggen"), intro: back == nil ? nil : t("Log in om de pagina te zien die je zoekt."),
            status: state.isValid ? 200 : 400,
            """
            \(if: forStaff, staffDoor(back, first: true))\(visit.errorSummary(Self.form, state))\
            \(Part.card(forStaff ? t("Geen medewerker?") : nil, mailForm(state, back)))\
            \(if: !forStaff, staffDoor(back, first: false))
            """)
    }

    private func mailForm(_ state: FormState, _ back: String?) -> HTML {
        visit.form(
            action: "/inloggen", classes: "stack",
            """
            \(ReturnPath.hiddenField(back))\(visit.fields(Self.form, state))\
            <p class="row"><button>\(t("Mail mij een link"))</button></p>\
            <p class="small soft">\(t("Nog geen account? Dan maken we er een als je op de link klikt."))</p>
            """)
    }

    private func staffDoor(_ back: String?, first: Bool) -> HTML {
        let url = ReturnPath.url("/inloggen/medewerker", back)
        if first {
            return Part.card(
                t("Deze pagina is voor medewerkers"),
                "<p class=\"row\">\(Part.button(t("Inloggen als medewerker"), url))</p>")
        }
        return """
            <p>\(t("Werk je bij de gemeente of de vrijwilligerscentrale?")) <a href="\(url)">\(t("Inloggen als medewerker"))</a></p>
            """
    }

    /// For whoever is signed in already.
    func inside(back: String?) -> Reply {
        let name = visit.actor.name.isEmpty ? visit.actor.email ?? "" : visit.actor.name
        let onward = Part.button(t("Verder"), back ?? (visit.actor.isStaff ? "/vandaag" : "/mijn"))
        let staff = Part.button(
            t("Inloggen als medewerker"), ReturnPath.url("/inloggen/medewerker", back), quiet: true)
        return visit.simplePage(
            t("Je bent ingelogd"), intro: t("Je bent ingelogd als \(name)."),
            "<p class=\"row\">\(onward)\(if: !visit.actor.isStaff, staff)</p>")
    }

    /// The same for every address, known or not.
    func sent() -> Reply {
        visit.simplePage(
            t("Kijk in je mail"), intro: t("We hebben een mail gestuurd met een link om in te loggen."),
            """
            <p>\(t("De link werkt 20 minuten. Geen mail gekregen? Kijk bij ongewenste mail, of controleer je adres."))</p>\
            <p class="row">\(Part.button(t("Opnieuw proberen"), "/inloggen", quiet: true))</p>
            """)
    }

    /// The button behind a link: only pressing it signs in, because mail scanners open links.
    func link(_ secret: String, address: String) -> Reply {
        visit.simplePage(
            t("Inloggen"), intro: t("Je logt in als \(address)."),
            visit.form(
                action: "/inloggen/link/\(secret)", classes: "stack",
                "<p class=\"row\"><button>\(t("Inloggen"))</button></p>"))
    }

    func linkGone() -> Reply {
        visit.simplePage(
            t("Deze link werkt niet meer"), intro: t("Een link werkt 20 minuten en één keer."), status: 404,
            "<p class=\"row\">\(Part.button(t("Vraag een nieuwe link"), "/inloggen"))</p>")
    }
}
