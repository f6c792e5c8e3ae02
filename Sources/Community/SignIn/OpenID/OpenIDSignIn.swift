import Core
import Formats
import OpenID
import Services
import Storage
import Web

/// The door of the municipality: staff come in with the account of their own organisation.
struct OpenIDSignIn: Sendable {
    let house: House

    /// Remembers for signing out that the visitor came in this way; proves nothing.
    static let memory = "inzet-gemeente"
    static let callback = "/inloggen/oidc/terug"

    /// - Throws: `WebError.notFound` for a municipality without a provider.
    func provider(_ municipality: String) throws -> Provider {
        guard let provider = house.openID.first(where: { $0.settings.municipality == municipality }) else {
            throw WebError.notFound
        }
        return provider
    }

    /// Where the browser goes, with the secret it keeps meanwhile.
    func begin(_ provider: Provider, back: String?, visit: Visit) async throws -> (url: String, browser: String) {
        // Asked first: a provider that does not answer leaves no try behind.
        _ = try await provider.metadata(now: visit.now)
        let browser = OpenIDAttempt.browser(visit)
        let state = try await house.database.write { [municipality = provider.settings.municipality] db in
            try OpenIDAttempt.begin(municipality, browser: browser, back: back, now: visit.now, in: db)
        }
        let url = try await provider.authorizationURL(
            redirect: house.origin + Self.callback, state: state, proof: SignInProof(browser: browser, state: state),
            now: visit.now)
        return (url, browser)
    }

    enum Outcome: Sendable {
        case entered(OpenIDAccount.Entry, OpenIDSettings)
        /// The settings when it is known which provider it was.
        case refused(OpenIDFailure, OpenIDSettings?)
    }

    /// What the browser brought back from the provider.
    ///
    /// This changes things on a GET, because the provider can only send the browser here by one. It is as safe as a form:
    /// the state works once, was made by a form with the visitor's token, and needs the cookie of the same browser. That
    /// cookie is `SameSite=Lax`: it comes along when a page is opened, and with no other request from another site.
    func finish(_ visit: Visit) async throws -> Outcome {
        var settings: OpenIDSettings?
        do {
            let attempt = try await house.database.write { db in try OpenIDAttempt(visit, in: db) }
            let provider = try provider(attempt.municipality)
            settings = provider.settings
            let claims = try await claims(attempt, provider, visit)
            let account = OpenIDAccount(house: house, settings: provider.settings, claims: claims, visit: visit)
            let roles = try claims.roles(provider.settings)
            let entry = try await house.database.write { db in try account.enter(roles, back: attempt.back, in: db) }
            return .entered(entry, provider.settings)
        } catch let failure as OpenIDFailure {
            return .refused(failure, settings)
        }
    }

    private func claims(_ attempt: OpenIDAttempt, _ provider: Provider, _ visit: Visit) async throws -> Claims {
        // RFC 9207: an answer of one provider must not be taken to another.
        let issuer = visit.query["iss"]
        let isNamed = try await provider.metadata(now: visit.now).namesIssuer
        guard issuer == provider.settings.issuer || (issuer == nil && !isNamed) else {
            throw OpenIDFailure.wrongIssuerInAnswer
        }
        if let error = visit.query["error"] { throw OpenIDFailure.refused(error) }
        guard let code = visit.query["code"], (1...4000).contains(code.utf8.count) else { throw OpenIDFailure.noCode }
        return try await provider.claims(
            code: code, redirect: house.origin + Self.callback, proof: attempt.proof, now: visit.now)
    }

    // MARK: The log

    /// Under which the failures of a provider stand in the log.
    static func logName(_ municipality: String) -> String { "oidc-" + municipality }

    /// Tells the log why somebody did not get in, with the number that stands on the page.
    func record(_ failure: OpenIDFailure, _ settings: OpenIDSettings?, _ visit: Visit) async throws {
        let event = Audit.Event(
            "inloggen-mislukt", "gemeente-inlog", settings.map { Self.logName($0.municipality) } ?? "oidc-onbekend",
            municipality: settings?.municipality ?? "", result: "geweigerd",
            details: [
                "stap": "gemeente", "reden": .string(failure.word), "aanvraag": .string(visit.requestID),
            ])
        try await house.database.write { db in try house.record(event, by: visit, in: db) }
        house.note(
            "oidc",
            [
                "gemeente": settings?.municipality ?? "-", "reden": failure.word, "aanvraag": visit.requestID,
            ])
    }
}
