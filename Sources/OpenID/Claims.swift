package import Core
package import Formats

/// What a provider says of somebody, after every check.
package struct Claims: Sendable {
    package let issuer: String
    /// Who it is, for this issuer and for ever. An address can pass to somebody else; this cannot.
    package let subject: String
    package private(set) var members: JSONObject

    package init(issuer: String, subject: String, members: JSONObject) {
        self.issuer = issuer
        self.subject = subject
        self.members = members
    }

    /// Adds what userinfo says. The signed token goes before it.
    package mutating func add(_ more: JSONObject) {
        for member in more where members[member.key] == nil { members[member.key] = member.value }
    }

    /// One line without control characters, at most 120 letters; empty when there is none.
    package var name: String {
        let given = members["name"]?.string ?? ""
        let plain = given.map { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 32 } ? " " : $0 }
        return String(String(plain).split(separator: " ").joined(separator: " ").prefix(120))
    }

    /// The address in lower case, when it may be believed.
    package func email(trusting trust: OpenIDSettings.EmailTrust) -> String? {
        guard let email = members["email"]?.string.flatMap(Validation.email) else { return nil }
        // Some providers write the word as text.
        let isVerified = members["email_verified"]?.bool ?? (members["email_verified"]?.string == "true")
        return isVerified || (trust == .directory && members["email_verified"] == nil) ? email.lowercased() : nil
    }

    /// The texts of a claim: one, or a list.
    package func texts(_ name: String) -> [String] {
        switch value(name) {
        case .string(let one): [one]
        case .array(let several): several.prefix(2000).compactMap(\.string)
        default: []
        }
    }

    private func value(_ name: String) -> JSONValue? {
        if let value = members[name] { return value }
        var value = JSONValue.object(members)
        for part in name.split(separator: ".") {
            guard let inner = value[String(part)] else { return nil }
            value = inner
        }
        return value
    }

    /// The roles the claim gives.
    ///
    /// - Throws: `.groupsLeftOut` when the provider says that there were too many to send (Entra ID above 200).
    package func roles(_ settings: OpenIDSettings) throws(OpenIDFailure) -> Set<MunicipalRole> {
        if value(settings.roleClaim) == nil {
            let elsewhere = members["_claim_names"]?[settings.roleClaim] != nil
            guard !elsewhere, members["hasgroups"] == nil else { throw .groupsLeftOut }
        }
        return texts(settings.roleClaim).reduce(into: []) { $0.formUnion(settings.roles[$1] ?? []) }
    }

    /// Whether the provider took care of the second step.
    package func hasSecondStep(_ rule: OpenIDSettings.SecondStep) -> Bool {
        switch rule {
        case .own: false
        case .provider: true
        case .claims(let methods, let levels):
            !methods.isDisjoint(with: texts("amr")) || members["acr"]?.string.map(levels.contains) ?? false
        }
    }
}
