import Core
import OpenID

extension Configuration {
    /// One provider for each item of the section `oidc`.
    static func openID(_ settings: Settings) -> [OpenIDSettings] {
        (0..<settings.items(of: "oidc")).compactMap { provider(settings, item: $0 + 1) }
    }

    private static func provider(_ settings: Settings, item: Int) -> OpenIDSettings? {
        typealias Known = KnownSettings
        guard let municipality = settings.value(Known.openIDMunicipality, item: item),
            let name = settings.value(Known.openIDName, item: item),
            let issuer = settings.value(Known.openIDIssuer, item: item),
            let client = settings.value(Known.openIDClient, item: item), let proof = proof(settings, item: item)
        else { return nil }
        var found = OpenIDSettings(
            municipality: municipality, name: name, issuer: issuer, clientID: client, proof: proof)
        found.scopes = settings.value(Known.openIDScopes, item: item) ?? found.scopes
        if let algorithms = settings.value(Known.openIDAlgorithms, item: item) {
            found.algorithms = Set(algorithms.compactMap { SigningAlgorithm(rawValue: $0.rawValue) })
        }
        found.hosts = Set(settings.value(Known.openIDHosts, item: item) ?? [])
        found.roleClaim = settings.value(Known.openIDClaim, item: item) ?? found.roleClaim
        found.roles = (settings.value(Known.openIDRoles, item: item) ?? [:]).mapValues { words in
            Set(words.compactMap { MunicipalRole(rawValue: $0) })
        }
        found.secondStep = secondStep(settings, item: item)
        found.email = settings.value(Known.openIDEmail, item: item) == .directory ? .directory : .verified
        found.asksUserInfo = settings.value(Known.openIDUserInfo, item: item) ?? false
        return found
    }

    private static func proof(_ settings: Settings, item: Int) -> OpenIDSettings.ClientProof? {
        if let secret = settings.value(KnownSettings.openIDSecret, item: item)?.revealed {
            let place = settings.value(KnownSettings.openIDSecretPlace, item: item)
            return place == .body ? .secretInBody(secret) : .secret(secret)
        }
        return settings.value(KnownSettings.openIDKey, item: item).map { key in
            .privateKey(pem: key.revealed, keyID: settings.value(KnownSettings.openIDKeyName, item: item))
        }
    }

    private static func secondStep(_ settings: Settings, item: Int) -> OpenIDSettings.SecondStep {
        switch settings.value(KnownSettings.openIDSecondStep, item: item) ?? .claims {
        case .own: .own
        case .provider: .provider
        case .claims:
            .claims(
                methods: Set(settings.value(KnownSettings.openIDMethods, item: item) ?? []),
                levels: Set(settings.value(KnownSettings.openIDLevels, item: item) ?? []))
        }
    }

    /// What the sign-in itself finds wrong with its settings.
    static func openIDProblems(_ settings: Settings) -> [(item: Int, text: String)] {
        (1...max(1, settings.items(of: "oidc"))).flatMap { item in
            (provider(settings, item: item)?.problems ?? []).map { (item, $0) }
        }
    }
}
