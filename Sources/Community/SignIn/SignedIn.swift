import Core
import Formats
import Services
import Storage
package import Web

/// A sign-in that succeeded: the secret for the cookie and where the visitor goes now.
struct SignedIn: Sendable {
    let secret: String
    let kind: SessionKind
    let path: String
    var notice: String?
    /// The cookie goes when the browser closes: shared desks are common.
    var endsWithBrowser: Bool

    init(secret: String, kind: SessionKind, path: String) {
        self.secret = secret
        self.kind = kind
        self.path = path
        endsWithBrowser = kind == .staff
    }

    /// Starts the session in the transaction of the proof, and tells the log.
    ///
    /// - Parameters:
    ///   - via: which proof, when the kind of session does not tell.
    ///   - modules: who may know another door this person works behind, for where to go.
    static func begin(
        _ person: Person.Identity, kind: SessionKind, back: String?, via: String? = nil, visit: Visit,
        modules: [any Module] = [], in db: any SQLConnection
    ) throws -> SignedIn {
        let secret = try Sessions.start(for: person, kind: kind, replacing: visit.session?.key, now: visit.now, in: db)
        try db.run("UPDATE person SET last_seen_at = \(visit.now) WHERE id = \(person)")
        let cause = Audit.Cause(actor: person.text, origin: visit.address)
        var details: JSONValue = ["soort": .string(kind.rawValue)]
        if let via { details["via"] = .string(via) }
        try Audit.record(
            Audit.Event("ingelogd", "persoon", person.text, details: details), by: cause, now: visit.now, in: db)
        return SignedIn(secret: secret, kind: kind, path: try back ?? home(of: person, kind: kind, modules, in: db))
    }

    private static func home(
        of person: Person.Identity, kind: SessionKind, _ modules: [any Module], in db: any SQLConnection
    ) throws -> String {
        if kind == .staff { return "/vandaag" }
        if try db.exists("SELECT 1 FROM membership WHERE person_id = \(person) LIMIT 1") { return "/vandaag" }
        let elsewhere = try modules.contains { try !$0.workplaces(of: person.text, in: db).isEmpty }
        return elsewhere ? "/vandaag" : "/mijn"
    }
}

extension Reply {
    /// Sends the visitor on with the cookie of the new session; the one from before the sign-in goes.
    static func signedIn(_ entry: SignedIn) -> Reply {
        var reply = Reply.redirect(to: entry.path, notice: entry.notice)
        let seconds = entry.endsWithBrowser ? nil : Int(entry.kind.lifetime.milliseconds / 1000)
        reply.cookies.append(Cookie(Cookie.session, entry.secret, seconds: seconds))
        reply.cookies.append(Cookie(Cookie.visitor, "", seconds: 0))
        return reply
    }

    /// Sends the visitor on without a session.
    package static func signedOut(to path: String, notice: String? = nil) -> Reply {
        var reply = Reply.redirect(to: path, notice: notice)
        reply.cookies.append(Cookie(Cookie.session, "", seconds: 0))
        return reply
    }
}
