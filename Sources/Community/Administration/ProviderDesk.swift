import Core
import Formats
import OpenID
import Storage
import Web

extension Community {
    /// How staff of the administrator's municipalities sign in with their own account, and what went wrong lately.
    func providerDeskRoutes(_ routes: Routes) {
        routes.get("/beheer/inloggen-met-gemeente", access: .administrator) { visit in
            let cards = try await house.database.read { db in
                let codes = Set(try AdministrationScope(visit, in: db).codes)
                return try house.openID.map(\.settings).filter { codes.contains($0.municipality) }.map {
                    try ProviderDesk($0, in: db)
                }
            }
            return ProviderDeskPage(visit: visit, origin: house.origin).reply(cards)
        }
    }
}

/// One provider with its use and its latest failures.
struct ProviderDesk: Sendable {
    let settings: OpenIDSettings
    let people: Int
    let last: Moment?
    let failures: [Failure]

    struct Failure: Sendable {
        let at: Moment
        let reason: String
        /// The number that stood on the visitor's page.
        let request: String
    }

    init(_ settings: OpenIDSettings, in db: any SQLConnection) throws {
        self.settings = settings
        (people, last) = try OpenIDIdentity.use(of: settings.issuer, in: db)
        failures = try db.rows(
            """
            SELECT at, details FROM audit_event
            WHERE object_id = \(OpenIDSignIn.logName(settings.municipality)) ORDER BY seq DESC LIMIT 20
            """
        ).map { row in
            let details = try? JSONValue(parsing: row("details", as: String.self))
            return try Failure(
                at: row("at"), reason: details?["reden"]?.string ?? "", request: details?["aanvraag"]?.string ?? "")
        }
    }
}
