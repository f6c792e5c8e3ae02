import Core
import OpenID
import Services
import Storage
import Web

/// One try to sign in with a provider, from the button to the way back.
///
/// The browser keeps a secret in a cookie, the address carries the state, and the database has the hash of both. PKCE and
/// nonce follow from the two, so that a try can be finished in the browser that began it, once, within ten minutes, and
/// nowhere else.
struct OpenIDAttempt: Sendable {
    let municipality: String
    /// The page the visitor wanted.
    let back: String?
    let proof: SignInProof

    static let purpose = "gemeente-inlog"
    static let lifetime = Span.minutes(10)
    static let cookie = "inzet-inlogproef"

    /// The secret of this browser: the one it has, so that two tabs do not spoil each other's try, or a new one.
    static func browser(_ visit: Visit) -> String {
        guard let known = visit.cookies[cookie], known.utf8.count == 43 else { return Secret.make() }
        return known
    }

    /// Stores the try and gives its state.
    static func begin(
        _ municipality: String, browser: String, back: String?, now: Moment, in db: any SQLConnection
    ) throws -> String {
        try Tokens.issue(
            purpose, subject: municipality, data: Secret.hash(browser) + " " + (back ?? ""), lifetime: lifetime,
            now: now,
            in: db)
    }

    /// Uses the state up and gives the try it belongs to. Somebody else's browser does not use it up.
    ///
    /// - Throws: `OpenIDFailure.unknownState` or `.otherBrowser`.
    init(_ visit: Visit, in db: any SQLConnection) throws {
        guard let state = visit.query["state"], state.utf8.count == 43,
            let found = try Tokens.look(state, for: Self.purpose, now: visit.now, in: db)
        else { throw OpenIDFailure.unknownState }
        let parts = found.data.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard let browser = visit.cookies[Self.cookie], let hash = parts.first, Secret.hash(browser) == hash else {
            throw OpenIDFailure.otherBrowser
        }
        guard try Tokens.consume(state, for: Self.purpose, now: visit.now, in: db) != nil else {
            throw OpenIDFailure.unknownState
        }
        municipality = found.subject
        back = ReturnPath.checked(parts.count > 1 ? String(parts[1]) : nil)
        proof = SignInProof(browser: browser, state: state)
    }
}
