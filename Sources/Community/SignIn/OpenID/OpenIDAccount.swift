import Core
import Formats
import OpenID
import Services
import Storage
import Web

/// Which person here belongs to somebody whom a provider vouches for, and how they come in.
struct OpenIDAccount: Sendable {
    let house: House
    let settings: OpenIDSettings
    let claims: Claims
    let visit: Visit

    enum Entry: Sendable {
        case signedIn(SignedIn)
        /// Our own second step, because the provider did not say that it took one.
        case secondStep(StaffSignIn.Next)
        /// There is an account with this address: its owner must say that it is theirs, with this secret.
        case confirm(secret: String, isStaff: Bool)
    }

    func enter(_ roles: Set<MunicipalRole>, back: String?, in db: any SQLConnection) throws -> Entry {
        if let person = try OpenIDIdentity.person(claims, in: db) {
            try OpenIDIdentity.markUsed(claims, now: visit.now, in: db)
            return try enter(as: person.id, roles, back: back, in: db)
        }
        let email = claims.email(trusting: settings.email)
        if let email, let known = try Person.find(email: email, in: db) {
            let secret = try OpenIDLink(house: house).offer(claims, settings, to: known.id, visit: visit, in: db)
            return .confirm(secret: secret, isStaff: try Credential.isStaff(known.id, in: db))
        }
        return try enter(as: try create(email: email, in: db), roles, back: back, in: db)
    }

    /// Without roles the session is that of a resident: it reaches the person's own data and nothing else, and no role
    /// that comes later counts in it.
    private func enter(
        as person: Person.Identity, _ roles: Set<MunicipalRole>, back: String?, in db: any SQLConnection
    ) throws -> Entry {
        try OpenIDRoles(person: person, municipality: settings.municipality)
            .settle(roles, house: house, visit: visit, in: db)
        guard try Credential.isStaff(person, in: db) else {
            var entry = try SignedIn.begin(
                person, kind: .link, back: back ?? "/mijn", via: "oidc", visit: visit, in: db)
            entry.endsWithBrowser = true
            entry.notice = visit.t(
                "Je bent ingelogd, maar je hebt hier nog geen rechten. Vraag ze aan bij \(settings.name).")
            return .signedIn(entry)
        }
        if claims.hasSecondStep(settings.secondStep) {
            return .signedIn(
                try SignedIn.begin(person, kind: .staff, back: back, via: "oidc", visit: visit, in: db))
        }
        try Credential.prepare(person, now: visit.now, in: db)
        return .secondStep(try StaffSignIn(house: house).next(person, back: back, visit: visit, in: db))
    }

    /// An account on first sight. An address that may not be believed stays out.
    private func create(email: String?, in db: any SQLConnection) throws -> Person.Identity {
        // A tie may be left to an account that was erased.
        try db.run(
            "DELETE FROM openid_identity WHERE issuer = \(claims.issuer) AND subject = \(claims.subject)")
        let id = Person.Identity(at: visit.now)
        try db.run(
            """
            INSERT INTO person (id, name, email, language, created_at, last_seen_at)
            VALUES (\(id), \(claims.name), \(email), \(visit.t.language.rawValue), \(visit.now), \(visit.now))
            """)
        _ = try OpenIDIdentity.link(
            issuer: claims.issuer, subject: claims.subject, to: id, now: visit.now, in: db)
        try Audit.record(
            Audit.Event(
                "account-gemaakt", "persoon", id.text, municipality: settings.municipality, details: ["bron": "oidc"]),
            by: Audit.Cause(actor: id.text, origin: visit.address), now: visit.now, in: db)
        return id
    }
}

extension Credential {
    /// A place for the second step of somebody without a password. Nothing changes when there is one.
    static func prepare(_ person: Person.Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO credential (person_id, password_hash, totp_step, failures, changed_at)
            VALUES (\(person), NULL, 0, 0, \(now)) ON CONFLICT (person_id) DO NOTHING
            """)
    }
}
