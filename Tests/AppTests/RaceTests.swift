import Brokerage
import Community
import Core
import Services
import Storage
import Testing

/// Two who want the same thing at the same moment: one gets it, on either engine. What happens without the guard of the
/// engine is shown in `PostgresRaceTests`.
struct RaceTests {
    @Test func `the last place goes to one`() async throws {
        let rig = try await ApplyRig()
        for vacancy in 1...3 {
            try await rig.addVacancy(vacancy, places: 1)
            for who in 0..<4 {
                _ = try await rig.apply(to: vacancy, "Jan Jansen", "jan\(vacancy)\(who)@voorbeeld.nl")
                rig.site.clock.move(by: .hours(25))
                try await rig.site.write { [now = rig.site.clock.now] db in
                    _ = try db.run("UPDATE session SET last_seen_at = \(now)")
                }
            }
            let numbers = try await rig.site.read { db in
                try db.rows("SELECT number FROM application WHERE vacancy_id = \("v\(vacancy)")").map {
                    try $0("number", as: Int.self)
                }
            }
            #expect(numbers.count == 4)
            let statuses = await withTaskGroup(of: Int.self) { group in
                for number in numbers { group.addTask { await rig.answer(number, "plaatsen").status } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 303 }.count >= 1)
            #expect(statuses.allSatisfy { $0 < 500 }, "\(statuses)")
            let placed = try await rig.site.read { db in
                try db.count(
                    "SELECT COUNT(*) FROM application WHERE vacancy_id = \("v\(vacancy)") AND state = 'geplaatst'")
            }
            #expect(placed == 1)
        }
    }

    @Test func `a link works for one of many clicks`() async throws {
        let site = try await TestSite()
        for _ in 0..<10 {
            let secret = try await site.write { [now = site.clock.now] in
                try Tokens.issue("inloggen", subject: "p1", lifetime: .minutes(20), now: now, in: $0)
            }
            let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await site.write { [now = site.clock.now] in
                            try Tokens.consume(secret, for: "inloggen", now: now, in: $0) != nil
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 1)
        }
    }

    @Test func `numbers are given out once and none is left out`() async throws {
        let site = try await TestSite()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<24 {
                group.addTask { _ = try await VacancyFixture(title: "Vacature \(number)").add(to: site) }
            }
            try await group.waitForAll()
        }
        let numbers = try await site.read { db in
            try db.rows("SELECT number FROM vacancy ORDER BY number").map { try $0("number", as: Int.self) }
        }
        #expect(numbers == Array(1...24))
    }

    @Test func `the audit log stays one chain while many write`() async throws {
        let site = try await TestSite()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await site.write { [now = site.clock.now] db in
                        try Audit.record(
                            Audit.Event("vacature-online", "vacature", "v\(number)"), by: .program("proef"), now: now,
                            in: db)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await site.town.integrityProblems().isEmpty)
        #expect(try await site.read { try $0.count("SELECT COUNT(*) FROM audit_event WHERE origin = 'proef'") } == 40)
    }
}
