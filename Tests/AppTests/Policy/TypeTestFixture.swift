import Community
import Core
import Services
import Storage

@testable import Policy

/// A round with a type test, for tests.
enum TypeTestFixture {
    static let path = "/beleid/1/typetest"
    static let session = path + "/1"

    /// Begins round 1 in Waterveen with one session that is ready to open.
    static func site(way: TypeTestSession.Way = .open, viewpoints: [String] = ["now", "wanted"]) async throws
        -> TestSite
    {
        let site = try await TestSite()
        _ = await site.post(
            "/beleid/nieuw", form: [("naam", "Ons plan"), ("van", "2027"), ("tot", "2030")], as: .policyOfficer)
        _ = await site.post(path + "/nieuw", form: form(way: way, viewpoints: viewpoints), as: .policyOfficer)
        return site
    }

    static func form(way: TypeTestSession.Way = .open, viewpoints: [String] = ["now", "wanted"]) -> [(String, String)] {
        [("titel", "Startavond"), ("manier", way.rawValue)] + viewpoints.map { ("blik", $0) }
    }

    static func run(_ step: String, _ site: TestSite) async -> TestReply {
        await site.post(session + "/" + step, as: .policyOfficer)
    }

    static func code(_ site: TestSite) async throws -> String {
        try await site.read { db in
            try db.value("SELECT code FROM policy_type_session WHERE code IS NOT NULL LIMIT 1", as: String.self)
        } ?? ""
    }

    /// Comes in with the code and begins. - Returns: the path of the own page.
    static func begin(_ site: TestSite, role: String = "councillor") async throws -> String {
        let door = await site.post("/typetest", form: [("code", try await code(site))]).location
        return await site.post(door, form: [("rol", role)]).location
    }

    /// All statements with the answer that `answer` gives.
    static func answers(_ viewpoint: String, _ answer: (Int) -> String) -> [(String, String)] {
        [("blik", viewpoint)] + (1...14).map { ("stelling-\($0)", answer($0)) }
    }

    /// Begins, answers both viewpoints and sends in.
    static func takePart(_ site: TestSite, role: String, now: String, wanted: String) async throws -> String {
        let own = try await begin(site, role: role)
        for (viewpoint, text) in [("now", now), ("wanted", wanted)] {
            let letters = Array(text)
            _ = await site.post(own, form: answers(viewpoint) { String(letters[$0 - 1]) })
        }
        _ = await site.post(own + "/insturen")
        return own
    }

    /// Puts these answers in the place of all that was sent in, and the session in a state.
    static func fill(
        _ site: TestSite, _ ballots: [TypeTestBallot], state: TypeTestSession.State = .shown
    ) async throws {
        let now = site.clock.now
        try await site.write { db in
            try db.run("DELETE FROM policy_type_participant")
            let id = try db.value("SELECT id FROM policy_type_session LIMIT 1", as: String.self) ?? ""
            for (index, ballot) in ballots.enumerated() {
                try db.run(
                    """
                    INSERT INTO policy_type_participant (key, session_id, role, answers_now, answers_wanted, sent)
                    VALUES (\(Secret.hash("deelnemer-\(index)")), \(id), \(ballot.role), \(ballot.now), \(ballot.wanted),
                        \(true))
                    """)
            }
            try db.run(
                "UPDATE policy_type_session SET state = \(state), closed_at = \(now), shown_at = \(now), code = NULL")
        }
    }

    /// People who answer at random, each with a lean.
    static func ballots(_ roles: [String], seed: UInt64, spread: ClosedRange<Int> = 20...80) -> [TypeTestBallot] {
        var random = Seeded(seed: seed)
        let chances = (0..<14).map { _ in random.int(spread) }
        func answers() -> TypeTestAnswers {
            let lean = random.int(-20...20)
            return TypeTestAnswers(chances.map { random.chance($0 + lean) ? .a : .b })
        }
        return roles.map { TypeTestBallot(role: $0, now: answers(), wanted: answers()) }
    }
}
