package import Core

/// How the staff of one municipality sign in with the provider of their own organisation (OpenID Connect).
package struct OpenIDSettings: Sendable, Hashable {
    /// The code of the municipality, such as `GM0363`. Roles that come from claims count there only.
    package var municipality: String
    /// What stands on the button, such as `Gemeente Amsterdam`.
    package var name: String
    /// Exactly as the provider writes it in its tokens, with or without the slash at the end.
    package var issuer: String
    package var clientID: String
    package var proof: ClientProof
    package var scopes: [String]
    package var algorithms: Set<SigningAlgorithm>
    /// Other hosts than the issuer's that its addresses may point at, with a port when it is not 443.
    package var hosts: Set<String>
    /// The claim with groups or roles; `a.b` looks for `b` inside `a` when there is no claim `a.b`.
    package var roleClaim: String
    /// A value of that claim and the roles it gives.
    package var roles: [String: Set<MunicipalRole>]
    package var secondStep: SecondStep
    package var email: EmailTrust
    /// Also asks the userinfo endpoint, for providers that keep groups out of the ID token.
    package var asksUserInfo: Bool

    /// How this site proves to the provider that it is itself.
    package enum ClientProof: Sendable, Hashable {
        /// `client_secret_basic` (RFC 6749, 2.3.1).
        case secret(String)
        /// `client_secret_post`, for providers that take nothing else.
        case secretInBody(String)
        /// `private_key_jwt` (RFC 7523): a private key in PEM, RSA or P-256, and the name the provider knows it by.
        case privateKey(pem: String, keyID: String?)
    }

    /// Who takes care of the second step.
    package enum SecondStep: Sendable, Hashable {
        /// Our own, after the provider's sign-in.
        case own
        /// The provider asks it of everyone, by its own rules: nothing is checked here.
        case provider
        /// The provider, when the token says so by one of these words in `amr` or `acr`; our own when it does not.
        case claims(methods: Set<String>, levels: Set<String>)
    }

    /// Which addresses in a token are taken for true.
    package enum EmailTrust: Sendable, Hashable {
        /// Only with the claim `email_verified`.
        case verified
        /// All: the municipality gives its people their addresses and they cannot change them. For providers that
        /// leave `email_verified` out.
        case directory
    }

    package init(
        municipality: String, name: String, issuer: String, clientID: String, proof: ClientProof,
        scopes: [String] = ["openid", "profile", "email"], algorithms: Set<SigningAlgorithm> = [.rs256, .es256],
        hosts: Set<String> = [], roleClaim: String = "groups", roles: [String: Set<MunicipalRole>] = [:],
        secondStep: SecondStep = .claims(methods: ["mfa"], levels: []), email: EmailTrust = .verified,
        asksUserInfo: Bool = false
    ) {
        self.municipality = municipality
        self.name = name
        self.issuer = issuer
        self.clientID = clientID
        self.proof = proof
        self.scopes = scopes
        self.algorithms = algorithms
        self.hosts = hosts
        self.roleClaim = roleClaim
        self.roles = roles
        self.secondStep = secondStep
        self.email = email
        self.asksUserInfo = asksUserInfo
    }
}

/// The ways of signing that are taken. `none` and the symmetric ones have no place here, whatever a provider offers.
package enum SigningAlgorithm: String, Sendable, Hashable, CaseIterable {
    case rs256 = "RS256"
    case ps256 = "PS256"
    case es256 = "ES256"

    /// The kind of key that belongs to it, as in `kty` of a JWK.
    var keyType: String { self == .es256 ? "EC" : "RSA" }
}
