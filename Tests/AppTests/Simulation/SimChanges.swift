import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// People leave, come back, or want to be forgotten.
extension SimWorld {
    /// Takes the role at the centre away, as an administrator does.
    func leave(_ role: Role) async throws {
        brokers.removeAll { $0 == role }
        if role == .centreManager { hasManager = false }
        let id = site.id(role)
        try await site.write { db in _ = try db.run("DELETE FROM municipal_role WHERE person_id = \(id)") }
    }

    func comeBack(_ role: Role) async throws {
        if role == .centreManager { hasManager = true }
        try await site.write { [id = site.id(role), now = site.clock.now] db in
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(id), 'GM9999', \(MunicipalRole.centreManager), \(now))
                """)
        }
    }

    func stopOrganisation() async {
        await post("/organisatie/3/stoppen", [("zeker", "ja")], as: .resident, "organisatie stopt")
        organisations.removeAll { $0.number == 3 }
    }

    /// Ten people are forgotten in the middle of whatever they were doing: with an account, by their own link, and by
    /// the centre.
    func eraseTen() async throws {
        let house = site.town.house
        let accounts = try await texts("SELECT id AS s FROM person WHERE id LIKE 'vindbaar-%' ORDER BY id")
        for id in some(accounts, 3) + [site.id(.neighbour)] {
            try await PersonFile.erase(Person.Identity(id), by: .program("simulatie"), house: house)
        }
        let cases = try await texts(
            "SELECT email AS s FROM intake WHERE state <> 'gesloten' AND email IS NOT NULL ORDER BY number")
        for email in some(cases, 2) {
            guard let door = try await link(email, "/hulp/") else { continue }
            await post(door + "/stoppen", [], "balie wissen")
        }
        let paired = try await site.read { db in
            try db.rows(
                """
                SELECT r.number AS request, v.number AS volunteer FROM buddy_pair p
                JOIN buddy_request r ON r.id = p.request_id JOIN buddy_volunteer v ON v.id = p.volunteer_id
                WHERE p.ended_at IS NULL ORDER BY p.number
                """
            ).map { (request: try $0("request", as: Int.self), volunteer: try $0("volunteer", as: Int.self)) }
        }
        for (index, pair) in some(paired, 2).enumerated() {
            let path = index == 0 ? "aanvragen/\(pair.request)" : "vrijwilligers/\(pair.volunteer)"
            await post("/centrale/maatjes/\(path)/wis", [("zeker", "ja")], as: .broker, "maatje wissen")
        }
        let person = try await site.read { db in
            try db.rows(
                """
                SELECT p.number, t.number AS trajectory FROM trajectory_person p JOIN trajectory t ON t.id = p.trajectory_id
                WHERE p.erased_at IS NULL AND p.state = 'wil' ORDER BY p.number LIMIT 2
                """
            ).map { (number: try $0("number", as: Int.self), trajectory: try $0("trajectory", as: Int.self)) }
        }
        for item in person {
            await post(
                "/centrale/trajecten/\(item.trajectory)/mensen/\(item.number)/vergeet", as: .broker, "vergeten")
        }
    }
}
