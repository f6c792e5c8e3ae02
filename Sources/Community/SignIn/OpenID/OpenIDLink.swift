import Core
import Formats
import OpenID
import Services
import Storage
import Web

/// Tying an account that exists to somebody at a provider with the same address. Never by itself: its owner signs in the
/// way they always did, in the browser that came from the provider, and says yes.
struct OpenIDLink: Sendable {
    let house: House

    static let purpose = "gemeente-koppelen"
    static let lifetime = Span.minutes(30)

    /// Remembers the offer and gives the secret of its page.
    func offer(
        _ claims: Claims, _ settings: OpenIDSettings, to person: Person.Identity, visit: Visit, in db: any SQLConnection
    ) throws -> String {
        guard let browser = visit.cookies[OpenIDAttempt.cookie] else { throw OpenIDFailure.otherBrowser }
        let data: JSONValue = [
            "uitgever": .string(claims.issuer), "sub": .string(claims.subject),
            "gemeente": .string(settings.municipality), "browser": .string(Secret.hash(browser)),
        ]
        try Tokens.revoke(subject: person.text, purpose: Self.purpose, now: visit.now, in: db)
        return try Tokens.issue(
            Self.purpose, subject: person.text, data: data.text, lifetime: Self.lifetime, now: visit.now, in: db)
    }

    /// An offer that is still good, for the visitor who is signed in now.
    struct Offer: Sendable {
        let person: Person.Identity
        let issuer: String
        let subject: String
        let municipality: String
        /// What the visitor may do about it.
        let standing: Standing

        enum Standing: Sendable {
            case ready
            /// Signed in as somebody else.
            case somebodyElse
            /// Signed in by a link in a mail, while this account has rights: those ask for the staff door.
            case needsStaffDoor
        }
    }

    /// - Throws: `WebError.notFound` when the offer is over, or came about in another browser.
    func look(_ secret: String, visit: Visit, in db: any SQLConnection) throws -> Offer {
        guard let token = try Tokens.look(secret, for: Self.purpose, now: visit.now, in: db),
            let data = try? JSONValue(parsing: token.data), let browser = visit.cookies[OpenIDAttempt.cookie],
            data["browser"]?.string == Secret.hash(browser), let issuer = data["uitgever"]?.string,
            let subject = data["sub"]?.string, let municipality = data["gemeente"]?.string
        else { throw WebError.notFound }
        let person = Person.Identity(token.subject)
        return Offer(
            person: person, issuer: issuer, subject: subject, municipality: municipality,
            standing: try standing(person, visit, in: db))
    }

    private func standing(_ person: Person.Identity, _ visit: Visit, in db: any SQLConnection) throws -> Offer.Standing
    {
        guard visit.actor.person == person.text, let session = visit.session else { return .somebodyElse }
        let kind: SessionKind? = try db.value("SELECT kind FROM session WHERE hash = \(session.key)")
        return try kind == .staff || !Credential.isStaff(person, in: db) ? .ready : .needsStaffDoor
    }

    /// Ties the two. The rights of the claim come at the next sign-in with the provider.
    func accept(_ secret: String, visit: Visit) async throws {
        try await house.database.write { db in
            let offer = try look(secret, visit: visit, in: db)
            guard case .ready = offer.standing,
                try Tokens.consume(secret, for: Self.purpose, now: visit.now, in: db) != nil,
                try OpenIDIdentity.link(
                    issuer: offer.issuer, subject: offer.subject, to: offer.person, now: visit.now, in: db)
            else { throw WebError.notFound }
            try house.record(
                Audit.Event("oidc-gekoppeld", "persoon", offer.person.text, municipality: offer.municipality),
                by: visit, in: db)
            let name = house.openID.first { $0.settings.municipality == offer.municipality }?.settings.name
            try SecurityMail(house: house).send(.providerLinked(name: name ?? offer.issuer), to: offer.person, in: db)
        }
    }
}
