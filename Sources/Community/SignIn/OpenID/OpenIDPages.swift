import Core
import OpenID
import Web

/// What visitors see on the way to the provider of their municipality and back.
struct OpenIDPages {
    let visit: Visit
    var t: Texts { visit.t }

    /// A button for each provider, above the password.
    static func buttons(_ doors: [OpenIDSettings], back: String?, _ visit: Visit) -> HTML {
        guard !doors.isEmpty else { return .empty }
        let t = visit.t
        return Part.card(
            t("Met het account van je gemeente"),
            """
            \(doors, { door in
                visit.form(
                    action: "/inloggen/oidc/\(door.municipality)", classes: "inline",
                    "\(ReturnPath.hiddenField(back))<button>\(t("Inloggen met \(door.name)"))</button>")
            })<p class="small soft">\(t("Je logt in bij je eigen gemeente. Een apart wachtwoord is niet nodig."))</p>
            """)
    }

    /// The browser goes on by itself, without script. A redirect would not do: the site lets its forms go nowhere else,
    /// and browsers count a redirect after a form among those.
    func leaving(to url: String, _ door: OpenIDSettings) -> Reply {
        var reply = visit.simplePage(
            t("Je gaat naar \(door.name)"), intro: t("Daar log je in. Daarna kom je hier terug."),
            "<p class=\"row\">\(Part.button(t("Verder naar \(door.name)"), url))</p>")
        reply.setHeader("refresh", "0; url=\(url)")
        return reply
    }

    /// There is an account with this address already.
    func confirm(secret: String, isStaff: Bool, _ door: OpenIDSettings) -> Reply {
        let door = door.name
        let page = "/mijn/koppelen/\(secret)"
        let way = ReturnPath.url(isStaff ? "/inloggen/medewerker" : "/inloggen", page)
        let onward = visit.actor.isSignedIn ? page : way
        return visit.simplePage(
            t("Is dit jouw account?"),
            intro: t("Er is hier al een account met het e-mailadres dat \(door) van je kent."),
            """
            <p>\(t("Log één keer in zoals je gewend bent. Dan koppelen we het account aan \(door)."))</p>\
            <p class="row">\(Part.button(t("Inloggen en koppelen"), onward))</p>\
            <p class="small soft">\(t("Lukt inloggen niet meer? Vraag een beheerder om een nieuwe link en begin dan opnieuw. Dit blijft 30 minuten geldig."))</p>
            """)
    }

    /// The question itself, to whoever signed in.
    func link(_ secret: String, _ offer: OpenIDLink.Offer, name: String) -> Reply {
        let page = "/mijn/koppelen/\(secret)"
        switch offer.standing {
        case .ready:
            return visit.simplePage(
                t("Koppelen aan \(name)"),
                intro: t("Je logt hier dan voortaan in met je account van \(name)."),
                visit.form(
                    action: page, classes: "stack",
                    """
                    <p>\(t("Ingelogd als \(visit.actor.email ?? visit.actor.name)."))</p>\
                    <p class="row"><button>\(t("Koppelen"))</button> \(Part.button(t("Niet koppelen"), "/mijn", quiet: true))</p>
                    """))
        case .somebodyElse, .needsStaffDoor:
            return visit.simplePage(
                t("Log in met het andere account"),
                intro: t("Om te koppelen log je in met het account dat je al had, als medewerker met wachtwoord."),
                """
                <p class="row">\(Part.button(t("Inloggen als medewerker"), ReturnPath.url("/inloggen/medewerker", page)))\
                \(Part.button(t("Inloggen met een link"), ReturnPath.url("/inloggen", page), quiet: true))</p>
                """)
        }
    }

    /// Signed out here; there is another place.
    func signedOut(_ url: String, name: String) -> Reply {
        visit.simplePage(
            t("Je bent uitgelogd"), intro: t("Bij \(name) ben je nog ingelogd."),
            """
            <p>\(t("Op een computer die je deelt, log je ook daar uit."))</p>\
            <p class="row">\(Part.button(t("Ook uitloggen bij \(name)"), url))\(Part.button(t("Naar de voorpagina"), "/", quiet: true))</p>
            """)
    }
}
