import Core
import Formats
import Services
import Storage
package import Web

extension Community {
    /// Ends this session. Without one it only clears the cookie.
    func signOut(_ visit: Visit) async throws -> Reply {
        if let session = visit.session, let person = visit.actor.person {
            try await house.database.write { db in
                try Sessions.end(session.key, in: db)
                try house.record(Audit.Event("uitgelogd", "persoon", person), by: visit, in: db)
            }
        }
        guard var page = await providerSignOut(visit) else {
            return .signedOut(to: "/", notice: visit.t("Je bent uitgelogd."))
        }
        page.cookies.append(Cookie(Cookie.session, "", seconds: 0))
        page.cookies.append(Cookie(OpenIDSignIn.memory, "", seconds: 0))
        return page
    }

    /// Ends all sessions of the visitor, on this device and all others.
    package func signOutEverywhere(_ visit: Visit) async throws -> Reply {
        let person = Person.Identity(try visit.person())
        try await house.database.write { db in
            let count = try Sessions.endAll(of: person, in: db)
            try house.record(
                Audit.Event("overal-uitgelogd", "persoon", person.text, details: ["sessies": .int(count)]), by: visit,
                in: db)
        }
        return .signedOut(to: "/", notice: visit.t("Je bent overal uitgelogd."))
    }
}
