import Community
import Core
import Storage

@testable import Policy

/// A round with one agreement between the municipality and the organisation of the test site.
struct AgreementRig {
    let site: TestSite
    static let desk = "/beleid/1/afspraken"
    static let own = "/organisatie/1/afspraken/1"

    static func form(_ changes: [String: String] = [:]) -> [(String, String)] {
        var values = [
            "soort": "afspraak", "titel": "Taalmaatjes", "wat": "Het taalhuis maakt 40 koppels.",
            "partijen": "Taalhuis De Brug: maakt koppels\nIemand anders", "van": "2026-07-01", "tot": "2027-12-31",
            "ritme": "kwartaal", "bedrag": "12.000", "begroting": "Taal", "openbaar": "ja",
        ]
        values.merge(changes) { $1 }
        return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    static let report = [
        ("dag", "2026-09-30"), ("licht", "oranje"), ("reden", "Te weinig maatjes."), ("gedaan", "Twaalf koppels."),
        ("anders", ""), ("volgende", "Een oproep."),
    ]

    init(_ changes: [String: String] = [:], settles: Bool = true) async throws {
        site = try await TestSite()
        _ = await site.post("/beleid/nieuw", form: CycleTests.form, as: .policyOfficer)
        _ = await site.post(Self.desk + "/nieuw", form: Self.form(changes), as: .policyOfficer)
        if settles { await settle() }
    }

    /// Which version an officer would read now.
    func version() async throws -> String {
        String(try await site.read { db in try Agreement.find(number: 1, in: db)?.version ?? 0 })
    }

    @discardableResult
    func settle() async -> TestReply {
        let version = (try? await version()) ?? ""
        return await site.post(Self.desk + "/1/vastleggen", form: [("versie", version)], as: .policyOfficer)
    }

    /// Sends the form for a change, from the newest version unless told otherwise.
    func change(_ changes: [String: String], from version: String? = nil) async throws -> TestReply {
        var all = changes
        all["versie"] = if let version { version } else { try await self.version() }
        return await site.post(Self.desk + "/1/wijzigen", form: Self.form(all), as: .policyOfficer)
    }

    func count(_ sql: SQL) async throws -> Int { try await site.read { db in try db.count(sql) } }
}
