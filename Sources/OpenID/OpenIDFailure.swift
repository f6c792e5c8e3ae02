/// Why a sign-in with a provider did not happen. The visitor sees a kind page; the log gets `word`.
package enum OpenIDFailure: Error, Sendable, Hashable {
    // What the browser brought back.
    case unknownState, otherBrowser, wrongIssuerInAnswer, noCode
    /// The provider said no: `error` of RFC 6749, 4.1.2.1.
    case refused(String)

    // What the provider answered.
    case unreachable, answerTooLarge
    case unexpectedStatus(Int)
    case discovery(Fault)
    case keys
    /// The token endpoint said no, with its word when it gave one.
    case tokenRefused(String)
    case tokenAnswer
    case userInfo

    // The token itself.
    case malformed, algorithm, critical, unknownKey, ambiguousKey, signature
    case issuer, audience, authorisedParty, expired, notYetValid, issuedAt, nonce, accessTokenHash, subject
    /// The provider left the groups out because there are too many: what somebody may do is then unknown.
    case groupsLeftOut

    /// What is wrong with the provider's description of itself.
    package enum Fault: String, Sendable, Hashable {
        case form = "vorm"
        case issuer = "uitgever"
        case address = "adres"
    }

    /// One word for the log and for the administrator's page.
    package var word: String {
        switch self {
        case .unknownState: "poging-onbekend-of-gebruikt"
        case .otherBrowser: "andere-browser"
        case .wrongIssuerInAnswer: "antwoord-van-andere-uitgever"
        case .noCode: "geen-code"
        case .refused(let word): "geweigerd:" + Self.plain(word)
        case .unreachable: "onbereikbaar"
        case .answerTooLarge: "antwoord-te-groot"
        case .unexpectedStatus(let status): "antwoord:\(status)"
        case .discovery(let fault): "beschrijving:" + fault.rawValue
        case .keys: "sleutels-onleesbaar"
        case .tokenRefused(let word): "code-geweigerd:" + Self.plain(word)
        case .tokenAnswer: "token-antwoord"
        case .userInfo: "userinfo"
        case .malformed: "token-vorm"
        case .algorithm: "algoritme"
        case .critical: "crit"
        case .unknownKey: "sleutel-onbekend"
        case .ambiguousKey: "sleutel-niet-genoemd"
        case .signature: "handtekening"
        case .issuer: "uitgever"
        case .audience: "ontvanger"
        case .authorisedParty: "azp"
        case .expired: "verlopen"
        case .notYetValid: "nog-niet-geldig"
        case .issuedAt: "tijdstip"
        case .nonce: "nonce"
        case .accessTokenHash: "at-hash"
        case .subject: "sub"
        case .groupsLeftOut: "groepen-weggelaten"
        }
    }

    /// An error word of another program, cut to what such words hold: it goes into our log.
    private static func plain(_ word: String) -> String {
        String(word.prefix(40).filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
    }
}
