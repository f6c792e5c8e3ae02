import Core

extension OpenIDSettings {
    /// All that is wrong with these settings, in words for whoever runs the server; empty when they can be used.
    package var problems: [String] {
        var problems: [String] = []
        func check(_ isRight: Bool, _ problem: String) { if !isRight { problems.append(problem) } }
        check(
            Self.isCode(municipality), "municipality: '\(municipality)' is not a code such as GM0363.")
        check(!name.trimmed.isEmpty && name.count <= 80, "name: give the name of the municipality, at most 80 letters.")
        let address = WebAddress(issuer)
        check(
            address.map { $0.isSafe && !issuer.contains("?") } ?? false,
            "issuer: '\(issuer)' must be an https address without a question mark; http is for this machine only.")
        check(
            (1...300).contains(clientID.utf8.count) && clientID.utf8.allSatisfy { $0 >= 32 && $0 < 127 },
            "client ID: give the one the provider made, in plain letters.")
        check(scopes.contains("openid"), "scopes: 'openid' must be one of them.")
        check(scopes.allSatisfy(Self.isScope), "scopes: they hold no spaces, quotes or other marks.")
        check(!algorithms.isEmpty, "algorithms: name at least one of RS256, PS256 and ES256.")
        check(!roleClaim.isEmpty, "role claim: give the name of the claim, such as groups.")
        for host in hosts.sorted() {
            check(WebAddress("https://" + host)?.host == host, "hosts: '\(host)' is not the name of a host.")
        }
        if case .claims(let methods, let levels) = secondStep {
            check(!methods.isEmpty || !levels.isEmpty, "second step: name at least one word of amr or acr.")
        }
        switch proof {
        case .secret(let secret), .secretInBody(let secret): check(!secret.isEmpty, "client secret: it is empty.")
        case .privateKey(let pem, _): check(ClientKey.isReadable(pem), "client key: it is no RSA or P-256 key in PEM.")
        }
        return problems
    }

    private static func isCode(_ text: String) -> Bool {
        text.hasPrefix("GM") && text.utf8.count == 6 && text.utf8.dropFirst(2).allSatisfy { $0 >= 48 && $0 <= 57 }
    }

    /// A scope token (RFC 6749, 3.3).
    private static func isScope(_ scope: String) -> Bool {
        !scope.isEmpty && scope.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 34 && $0 != 92 }
    }
}
