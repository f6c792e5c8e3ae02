import Core
import Formats
import Foundation
import OpenID
import Services
import Storage
import TestProvider
import Testing
import Web

/// A town whose staff sign in with a provider inside the test.
struct OpenIDTown {
    let site: TestSite
    let fake: FakeProvider
    let key: SigningKey

    static let settings = OpenIDSettings(
        municipality: "GM9999", name: "Gemeente Waterveen", issuer: FakeProvider.issuer, clientID: "inzet",
        proof: .secret("geheim"), roles: ["makelaars": [.broker], "beheerders": [.administrator]])

    init(_ settings: OpenIDSettings = OpenIDTown.settings) async throws {
        key = try await SigningKey.p256("k1")
        fake = FakeProvider(keys: [key])
        site = try await TestSite(openID: [settings], fetcher: fake)
    }

    /// A person at the provider: what their token says.
    static func sanne(_ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
        var claims: JSONValue = [
            "sub": "u-sanne", "name": "Sanne de Wit", "email": "sanne@waterveen.example", "email_verified": true,
            "groups": ["makelaars"], "amr": ["pwd", "mfa"],
        ]
        change(&claims)
        return claims
    }

    /// Presses the button; gives the query with which the browser arrives at the provider.
    func leave(_ browser: Browser, back: String? = nil) async throws -> Query {
        let reply = await browser.post("/inloggen/oidc/GM9999", back.map { [("terug", $0)] } ?? [])
        #expect(reply.status == 200)
        let refresh = try #require(reply.header("refresh"))
        #expect(refresh.hasPrefix("0; url=\(FakeProvider.issuer)/authorize?"))
        return Query(decoding: String(refresh.drop { $0 != "?" }.dropFirst()))
    }

    /// The way back of a browser that arrived with `query`, as somebody with these claims.
    func way(_ query: Query, _ person: JSONValue, key: SigningKey? = nil) throws -> String {
        var claims = person
        let now = Int(site.clock.now.seconds)
        if claims["iss"] == nil { claims["iss"] = .string(FakeProvider.issuer) }
        if claims["aud"] == nil { claims["aud"] = "inzet" }
        if claims["iat"] == nil { claims["iat"] = .int(now) }
        if claims["exp"] == nil { claims["exp"] = .int(now + 300) }
        if claims["nonce"] == nil { claims["nonce"] = .string(query["nonce"] ?? "") }
        let code = Secret.make()
        let token = try (key ?? self.key).token(claims)
        fake.change { $0.tokens[code] = token }
        return Query([("code", code), ("state", query["state"] ?? "")]).url("/inloggen/oidc/terug")
    }

    /// The whole walk.
    func signIn(_ browser: Browser, _ person: JSONValue = OpenIDTown.sanne(), back: String? = nil) async throws
        -> TestReply
    {
        await browser.get(try way(try await leave(browser, back: back), person))
    }

    /// The roles of whoever is tied to this subject.
    func roles(_ subject: String = "u-sanne") async throws -> [String] {
        try await site.read { db in
            try db.rows(
                """
                SELECT r.municipality_code, r.role FROM municipal_role r
                JOIN openid_identity i ON i.person_id = r.person_id WHERE i.subject = \(subject) ORDER BY r.role
                """
            ).map { row in
                let code: String = try row("municipality_code")
                let role: String = try row("role")
                return code + " " + role
            }
        }
    }

    func person(_ subject: String = "u-sanne") async throws -> String? {
        try await site.read { db in
            try db.value("SELECT person_id FROM openid_identity WHERE subject = \(subject)")
        }
    }

    /// The reasons of failures in the log, the last first.
    func reasons() async throws -> [String] {
        try await site.read { db in
            try db.rows("SELECT details FROM audit_event WHERE object = 'gemeente-inlog' ORDER BY seq DESC").map {
                row in
                try JSONValue(parsing: row("details", as: String.self))["reden"]?.string ?? ""
            }
        }
    }
}
