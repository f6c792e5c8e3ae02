import Core
import Formats
import Services
import Storage
package import Web

/// Signing in with one click as somebody of the demo municipality. Exists in a demo only.
package struct DemoSignIn: Sendable {
    private let house: House

    package init(house: House) { self.house = house }

    /// The clock of a demo jumps days ahead; the visitor stays signed in.
    private static let lifetime = Span.days(3650)

    /// Starts a session with all the person's roles and goes on to `path`.
    ///
    /// - Throws: `WebError.notFound` outside a demo.
    package func signIn(_ person: Person.Identity, path: String = "/vandaag", visit: Visit) async throws -> Reply {
        guard house.isDemo else { throw WebError.notFound }
        let secret = try await house.database.write { db -> String in
            guard try Person.find(person, in: db) != nil else { throw WebError.notFound }
            let secret = try Sessions.start(
                for: person, kind: .staff, replacing: visit.session?.key, lifetime: Self.lifetime, now: visit.now,
                in: db)
            try Audit.record(
                Audit.Event("ingelogd", "persoon", person.text, details: ["soort": "demo"]),
                by: Audit.Cause(actor: person.text, origin: visit.address), now: visit.now, in: db)
            return secret
        }
        return .signedIn(SignedIn(secret: secret, kind: .staff, path: path))
    }
}
