import Core
import OpenID
import Web

/// What is set up, for reading only: it is changed in the settings on the server. No secret stands here.
struct ProviderDeskPage {
    let visit: Visit
    let origin: String
    var t: Texts { visit.t }

    func reply(_ desks: [ProviderDesk]) -> Reply {
        let content: HTML =
            desks.isEmpty
            ? Part.empty(
                t("Nog niet ingesteld"),
                t(
                    "Medewerkers kunnen inloggen met het account van hun gemeente. De beheerder van de server stelt dat in."
                ))
            : "\(desks, card)"
        return AdministrationNav.page(
            visit, .provider, title: t("Inloggen met de gemeente"),
            intro: t("Hoe medewerkers binnenkomen met het account van hun eigen gemeente."), content)
    }

    private func card(_ desk: ProviderDesk) -> HTML {
        let settings = desk.settings
        let facts: [(String, HTML)] = [
            (t("Gemeente"), "\(settings.municipality)"), (t("Uitgever"), "<code>\(settings.issuer)</code>"),
            (t("Client-ID"), "<code>\(settings.clientID)</code>"), (t("Bewijs van deze site"), "\(proof(settings))"),
            (t("Adres voor de weg terug"), "<code>\(origin)\(OpenIDSignIn.callback)</code>"),
            (t("Adres na uitloggen"), "<code>\(origin)/</code>"),
            (t("Tweede stap"), "\(secondStep(settings))"), (t("E-mailadressen"), "\(email(settings))"),
            (t("Gekoppelde accounts"), "\(t.number(desk.people))"),
            (t("Laatst ingelogd"), "\(desk.last.map(t.dateTime) ?? t("nog niet"))"),
        ]
        return Part.card(settings.name, "\(Part.facts(facts))\(roles(settings))\(failures(desk))")
    }

    private func roles(_ settings: OpenIDSettings) -> HTML {
        let rows = settings.roles.sorted { $0.key < $1.key }.map { value, roles -> [HTML] in
            [
                "<code>\(value)</code>",
                "\(roles.sorted { $0.rawValue < $1.rawValue }.map { t($0.label) }.joined(separator: ", "))",
            ]
        }
        let explanation: HTML =
            "<p class=\"small soft\">\(t("Zo'n rol vervalt bij het inloggen zodra de gemeente hem niet meer doorgeeft. Een rol die je zelf geeft, blijft."))</p>"
        guard !rows.isEmpty else {
            return "<p>\(t("Geen groep geeft een rol. Geef rollen bij Gebruikers."))</p>"
        }
        return
            "\(Table(t("Rollen uit \(settings.roleClaim)"), [.init(t("Waarde")), .init(t("Rol"))], rows: rows).markup)\(explanation)"
    }

    private func failures(_ desk: ProviderDesk) -> HTML {
        guard !desk.failures.isEmpty else { return "<p>\(t("Er ging nog niets mis."))</p>" }
        let rows = desk.failures.map { failure -> [HTML] in
            ["\(t.dateTime(failure.at))", "<code>\(failure.reason)</code>", "<code>\(failure.request)</code>"]
        }
        return Table(
            t("Laatste mislukte pogingen"),
            [.init(t("Wanneer")), .init(t("Reden")), .init(t("Nummer van de aanvraag"))],
            rows: rows
        ).markup
    }

    private func proof(_ settings: OpenIDSettings) -> String {
        switch settings.proof {
        case .secret: "client_secret_basic"
        case .secretInBody: "client_secret_post"
        case .privateKey: "private_key_jwt"
        }
    }

    private func secondStep(_ settings: OpenIDSettings) -> String {
        switch settings.secondStep {
        case .own: t("hier, met een app")
        case .provider: t("bij de gemeente, altijd")
        case .claims(let methods, let levels):
            t(
                "bij de gemeente, als het token \(methods.union(levels).sorted().joined(separator: ", ")) noemt; anders hier"
            )
        }
    }

    private func email(_ settings: OpenIDSettings) -> String {
        switch settings.email {
        case .verified: t("alleen als de gemeente zegt dat ze kloppen")
        case .directory: t("altijd, want de gemeente geeft ze zelf uit")
        }
    }
}
