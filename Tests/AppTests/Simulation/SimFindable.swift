import Community
import Core
import Storage

@testable import Brokerage

/// People who want to be found by organisations.
extension SimWorld {
    func addFindable() async throws {
        let now = site.clock.now
        for index in 0..<8 {
            let (name, email) = person()
            try await site.write { db in
                let id = "vindbaar-\(index)"
                try db.run(
                    """
                    INSERT INTO person (id, name, email, phone, postcode, neighbourhood_id, language, created_at)
                    VALUES (\(id), \(name), \(email), '0612345678', '9902 ZZ', 'n2', 'nl', \(now))
                    """)
                var wishes = Wishes()
                wishes.interests = [.onderwijs]
                wishes.moments = WeekMoments(codes: ["di-avond"])
                try db.run(
                    """
                    INSERT INTO person_wishes (person_id, municipality_code, wishes, findable, created_at, updated_at,
                        used_at) VALUES (\(id), 'GM9999', \(wishes.json.text), \(true), \(now), \(now), \(now))
                    """)
            }
        }
    }

    func findPeople() async throws {
        if chance(30), let owner = one(organisations) {
            let works = try await numbers(
                "SELECT number AS n FROM vacancy WHERE organisation_id = \(owner.id) AND state = 'online' ORDER BY number"
            )
            if let work = one(works) {
                let base = "/organisatie/\(owner.number)/vacatures/\(work)/mensen"
                if let key = await get(base, as: owner.role).link(base + "/") {
                    await post(key, [("bericht", "Wil je eens komen kijken?")], as: owner.role, "mens vragen")
                }
            }
        }
        guard chance(30) else { return }
        let asked = try await texts(
            """
            SELECT p.email AS s FROM people_ask a JOIN person p ON p.id = a.person_id WHERE a.state = 'open'
            AND p.email IS NOT NULL ORDER BY a.number
            """)
        if let email = one(asked), let door = try await link(email, "/gevraagd/") {
            await post(door, [("antwoord", word("ja", "nee", "nee", "nooit"))], "gevraagd antwoord")
        }
    }
}
