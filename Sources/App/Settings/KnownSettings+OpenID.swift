import Core

extension KnownSettings {
    package static let openIDMunicipality = Setting(
        "oidc.municipality", .text("a code such as GM0363", "code zoals `GM0363`", isRight: isMunicipality),
        example: "GM0363",
        "The municipality whose staff sign in here.", "De gemeente waarvan medewerkers hiermee inloggen.")

    package static let openIDName = Setting(
        "oidc.name", .text(), example: "\"Gemeente Amsterdam\"",
        "What stands on the button.", "Wat er op de knop staat.")

    package static let openIDIssuer = Setting(
        "oidc.issuer", .text("an https address", "`https`-adres", isRight: isWebAddress),
        example: "https://inloggen.gemeente.example",
        "The address of the provider, exactly as it writes it in its tokens.",
        "Het adres van de inlogdienst, precies zoals die het in zijn tokens schrijft.")

    package static let openIDClient = Setting(
        "oidc.client-id", .text(), example: "inzet",
        "The name by which the provider knows this site.", "De naam waaronder de inlogdienst deze site kent.")

    package static let openIDSecret = Setting(
        "oidc.client-secret-file", .secret, example: "/etc/inzet/oidc-client-secret",
        "The secret the provider gave.", "Het geheim dat de inlogdienst gaf.")

    package static let openIDKey = Setting(
        "oidc.client-key-file", .secret, example: "/etc/inzet/oidc-client-key.pem",
        "Or a private key (PEM, RSA or P-256) by which this site proves itself.",
        "Of een eigen sleutel (PEM, RSA of P-256) waarmee deze site zich bewijst.")

    package static let openIDKeyName = Setting(
        "oidc.client-key-id", .text(), example: "inzet-2026",
        "The name by which the provider knows that key.", "De naam waaronder de inlogdienst die sleutel kent.")

    package static let openIDSecretPlace = Setting(
        "oidc.client-secret-in", .choice, standard: OpenIDSecretPlace.header, example: "header",
        "Where the secret goes: in the header, or in the body for providers that take nothing else.",
        "Waar het geheim staat: in de kop, of in de inhoud bij inlogdiensten die niets anders aannemen.")

    package static let openIDScopes = Setting(
        "oidc.scopes", .list(of: .text()), standard: ["openid", "profile", "email"],
        example: "[openid, profile, email]",
        "What is asked of the provider.", "Wat er aan de inlogdienst wordt gevraagd.")

    package static let openIDAlgorithms = Setting(
        "oidc.algorithms", .list(of: .choice), standard: [OpenIDAlgorithm.rs256, .es256], example: "[RS256, ES256]",
        "The signatures that are taken.", "De handtekeningen die worden aangenomen.")

    package static let openIDHosts = Setting(
        "oidc.hosts", .list(of: .text("a host", "naam van een server", isRight: isHost)),
        example: "[graph.gemeente.example]",
        "Other hosts than the issuer's that its addresses may point at.",
        "Andere servers waar de adressen van de inlogdienst naar mogen wijzen.")

    package static let openIDClaim = Setting(
        "oidc.role-claim", .text(), standard: "groups", example: "groups",
        "The claim with groups or roles.", "De claim met groepen of rollen.")

    package static let openIDRoles = Setting(
        "oidc.roles", .names(for: MunicipalRole.allCases.map(\.rawValue)),
        example: "{inzet-beheer: [beheer], inzet-centrale: [makelaar, centrum]}",
        "Values of that claim and the roles they give. A colleague without one gets an account without rights.",
        "Waarden van die claim en de rollen die ze geven. Wie er geen heeft, krijgt een account zonder rechten.")

    package static let openIDSecondStep = Setting(
        "oidc.second-step", .choice, standard: OpenIDSecondStep.claims, example: "claims",
        "Who asks for the second step: we, the provider, or the provider when its token says so (claims).",
        "Wie de tweede stap vraagt: wij (own), de inlogdienst (provider), of die als het token dat zegt (claims).")

    package static let openIDMethods = Setting(
        "oidc.second-step-amr", .list(of: .text()), standard: ["mfa"], example: "[mfa]",
        "Words of 'amr' that say so.", "Woorden van `amr` die dat zeggen.")

    package static let openIDLevels = Setting(
        "oidc.second-step-acr", .list(of: .text()), example: "[urn:example:mfa]",
        "Words of 'acr' that say so.", "Woorden van `acr` die dat zeggen.")

    package static let openIDEmail = Setting(
        "oidc.email", .choice, standard: OpenIDEmail.verified, example: "verified",
        "Which addresses are believed: those the token calls verified, or all of the directory.",
        "Welke mailadressen gelden: die het token gecontroleerd noemt (verified), of alle (directory).")

    package static let openIDUserInfo = Setting(
        "oidc.ask-userinfo", .flag, standard: false, example: "yes",
        "Also ask the userinfo endpoint, for providers that keep groups out of the token.",
        "Vraag ook de userinfo, voor inlogdiensten die groepen buiten het token houden.")

    static let openID = Section(
        "oidc", "Sign-in of staff by OpenID Connect; a list when there are more municipalities",
        "Inloggen van medewerkers met OpenID Connect; een lijst bij meer gemeenten", isRepeated: true,
        [
            openIDMunicipality, openIDName, openIDIssuer, openIDClient, openIDSecret, openIDKey, openIDKeyName,
            openIDSecretPlace, openIDScopes, openIDAlgorithms, openIDHosts, openIDClaim, openIDRoles,
            openIDSecondStep, openIDMethods, openIDLevels, openIDEmail, openIDUserInfo,
        ])

    private static func isMunicipality(_ text: String) -> Bool {
        text.utf8.count == 6 && text.hasPrefix("GM") && text.utf8.dropFirst(2).allSatisfy { $0 >= 48 && $0 <= 57 }
    }

    private static func isWebAddress(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://localhost") || text.hasPrefix("http://127.0.0.1"))
            && !text.contains(where: { $0.isWhitespace || $0 == "?" || $0 == "#" })
    }
}

/// Where the secret of a client goes (`client_secret_basic`, `client_secret_post`).
package enum OpenIDSecretPlace: String, Sendable, CaseIterable { case header, body }

/// The signatures that can be taken.
package enum OpenIDAlgorithm: String, Sendable, CaseIterable {
    case rs256 = "RS256"
    case ps256 = "PS256"
    case es256 = "ES256"
}

/// Who asks for the second step.
package enum OpenIDSecondStep: String, Sendable, CaseIterable { case own, provider, claims }

/// Which addresses in a token are taken for true.
package enum OpenIDEmail: String, Sendable, CaseIterable { case verified, directory }
