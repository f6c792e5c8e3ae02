import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// A trajectory of two organisations with two interviewers, and a village round with two walkers, driven through the
/// pages.
struct RoundRig {
    let site: TestSite
    static let trajectory = "/centrale/trajecten/1"
    static let round = "/centrale/rondes/1"

    /// - Parameter given: a site to use; a fresh one when left out.
    init(_ given: TestSite? = nil) async throws {
        if let given { site = given } else { site = try await TestSite() }
        let now = site.clock.now
        try await site.write { db in
            try db.run(
                """
                INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, email, contact,
                    postcode, place, municipality_code, neighbourhood_id, x, y, test_nonprofit, test_social,
                    test_no_displacement, test_insured, state, created_at, submitted_at, approved_at, updated_at)
                VALUES ('org3', 3, 'Buurthuis De Haard', 'buurthuis de haard', '12345678',
                    \(OrganisationKind.serviceDelivery), \(Sector.onderwijs), 'Samen.', 'haard@test.example', 'Bo Haard',
                    '9901 AB', 'Waterveen', 'GM9999', 'n1', 150000, 450000, \(true), \(true), \(true), \(true),
                    \(Organisation.State.approved), \(now), \(now), \(now), \(now))
                """)
        }
    }

    /// Starts the trajectory with organisations 1 and 3, and interviewers A (organisation 1) and B (organisation 3).
    func startTrajectory() async throws {
        let form = [
            ("naam", "Proeftraject"), ("soort", "wijk"), ("buurt", "n1"), ("organisaties", "1"), ("organisaties", "3"),
            ("doel", "Mensen vragen"),
        ]
        let reply = await site.post("/centrale/trajecten/nieuw", form: form, as: .broker)
        #expect(reply.status == 303 && reply.location == Self.trajectory, "\(reply.status)")
        for (name, organisation) in [("Aart Vrager", "1"), ("Bea Luister", "3")] {
            let added = await site.post(
                Self.trajectory + "/gespreksvoerders", form: [("naam", name), ("organisatie", organisation)],
                as: .broker)
            #expect(added.status == 303, "\(added.body.suffix(400))")
        }
    }

    func people(_ csv: String) async throws {
        let reply = await site.post(
            Self.trajectory + "/mensen/inlezen/klaar", form: [("lijst", "naam;telefoon;organisatie\n" + csv)],
            as: .broker)
        #expect(reply.status == 303)
        #expect(await site.post(Self.trajectory + "/verdelen", as: .broker).status == 303)
    }

    /// Starts the round with walkers, and puts doors in it.
    func startRound(_ lines: String, walkers: [String] = ["Wim Loper", "Ziad Stap"], divides: Bool = true) async throws
    {
        let today = site.clock.now.day
        let form = [("naam", "Proefronde"), ("buurt", "n1"), ("van", today.iso), ("tot", (today + 60).iso)]
        #expect(await site.post("/centrale/rondes/nieuw", form: form, as: .broker).location == Self.round)
        for name in walkers {
            #expect(await site.post(Self.round + "/lopers", form: [("naam", name)], as: .broker).status == 303)
        }
        let list = try DoorList(lines: lines)
        #expect(
            await site.post(Self.round + "/deuren/klaar", form: [("lijst", list.csv)], as: .broker).status == 303)
        if divides { #expect(await site.post(Self.round + "/verdelen", as: .broker).status == 303) }
    }

    /// The page of a helper, by name.
    func link(_ name: String) async throws -> String {
        let house = site.town.house
        return try await site.read { db in
            let row = try db.first("SELECT * FROM round_helper WHERE name = \(name)")
            guard let helper = try row.map(RoundHelper.init(row:)),
                let secret = RoundKeys(house: house).secret(of: helper)
            else { return "/ronde/geen" }
            return RoundKeys.path(secret)
        }
    }

    func number(_ name: String) async throws -> Int {
        try await site.read { db in try db.count("SELECT number FROM trajectory_person WHERE name = \(name)") }
    }

    func door(_ house: Int) async throws -> Door {
        let found = try await site.read { db in
            try db.first("SELECT * FROM door WHERE house = \(house)").map(Door.init(row:))
        }
        return try #require(found)
    }

    static let talk: [(String, String)] = [
        ("uitkomst", "wil"), ("leuk", Sector.onderwijs.rawValue), ("vertelt", "Kanariewoorden over het gesprek"),
        ("telefoon", "06 1234 5678"), ("toestemming", "ja"),
    ]

    func keep(_ person: String, by helper: String, _ extra: [(String, String)]) async throws -> TestReply {
        await site.post(try await link(helper) + "/gesprek/\(try await number(person))", form: extra)
    }

    /// What waits for a role on its home page.
    func tasks(_ role: Role) async throws -> String { await site.get("/vandaag", as: role).body }

    func wait(days: Int) async throws {
        site.clock.move(by: .days(days))
        try await site.write { [now = site.clock.now] db in _ = try db.run("UPDATE session SET last_seen_at = \(now)") }
    }
}
