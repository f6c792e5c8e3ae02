import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Who sees which talks and doors.
struct RoundAccessTests {
    private static let canary = "Kanarie Geelveer"

    @Test func `interviewers, walkers and centres see only their own`() async throws {
        let rig = try await RoundRig()
        let site = rig.site
        try await rig.startTrajectory()
        try await rig.people("Anna Eerst;;Taalhuis De Brug\n\(Self.canary);;Buurthuis De Haard\n")
        try await rig.startRound("Dorpsstraat 1-9 oneven\nKanariepad 2-10 even")
        let (own, other) = (try await rig.number("Anna Eerst"), try await rig.number(Self.canary))
        let (a, b) = (try await rig.link("Aart Vrager"), try await rig.link("Bea Luister"))
        let (wim, ziad) = (try await rig.link("Wim Loper"), try await rig.link("Ziad Stap"))
        let hers = try await rig.door(10)
        #expect(await site.get(b).body.contains(Self.canary))
        #expect(await site.get(ziad).body.contains("Kanariepad"))
        #expect(await site.get(a + "/gesprek/\(own)").status == 200)
        let helper = try await site.read { try $0.count("SELECT number FROM round_helper WHERE name = 'Bea Luister'") }
        let closed: [(String, Role)] = [
            (a + "/gesprek/\(other)", .anonymous), (wim + "/deur/\(hers.number)", .anonymous),
            (wim + "/straat?naam=kanariepad", .anonymous), (wim + "/gesprek/\(other)", .anonymous),
            (a + "/deur/\(hers.number)", .anonymous), ("/ronde/geraden", .anonymous),
            (RoundRig.trajectory, .otherBroker), (RoundRig.trajectory + "/mensen", .otherBroker),
            (RoundRig.trajectory + "/mensen/\(other)", .otherBroker), (RoundRig.trajectory + "/verslag", .otherBroker),
            (RoundRig.trajectory + "/stappen", .otherBroker),
            (RoundRig.trajectory + "/gespreksvoerders/\(helper)", .otherBroker),
            (RoundRig.round + "/lopers/\(helper)", .broker), (RoundRig.round, .otherBroker),
            (RoundRig.round + "/kaarten", .otherBroker), (RoundRig.round + "/deuren", .otherBroker),
            (RoundRig.round + "/verslag", .otherBroker), (RoundRig.trajectory, .member),
            (RoundRig.trajectory, .manager),
            (RoundRig.trajectory, .policyOfficer), (RoundRig.round, .councilMember), (RoundRig.round, .resident),
        ]
        for (path, role) in closed {
            let reply = await site.get(path, as: role)
            #expect(reply.status == 404, "\(path) as \(role.rawValue): \(reply.status)")
            #expect(!reply.body.contains(Self.canary) && !reply.body.contains("Kanariepad"))
        }
        for (path, role) in [
            (a, Role.anonymous), (wim, .anonymous), ("/centrale/trajecten", .otherBroker),
            ("/centrale/rondes", .otherBroker), ("/vandaag", .otherBroker), ("/vandaag", .member),
            ("/organisatie/1/doorverwijzingen", .member),
        ] {
            let reply = await site.get(path, as: role)
            #expect(reply.status == 200, "\(path)")
            for word in [Self.canary, "Kanariepad", "Proeftraject", "Proefronde"]
            where !(role == .anonymous && word.hasPrefix("Proef")) {
                #expect(!reply.body.contains(word), "\(path) as \(role.rawValue): \(word)")
            }
        }
        try await refused(rig, a: a, wim: wim, other: other, door: hers)
    }

    /// Posts of others leave everything as it was.
    private func refused(_ rig: RoundRig, a: String, wim: String, other: Int, door: Door) async throws {
        let site = rig.site
        let person = RoundRig.trajectory + "/mensen/\(other)"
        let posts: [(String, [(String, String)], Role)] = [
            (a + "/gesprek/\(other)", [("uitkomst", "nee")], .anonymous),
            (wim + "/deur/\(door.number)", [("doe", "nee"), ("keer", "0")], .anonymous),
            (wim + "/deur/\(door.number)/gesproken", [("keer", "0"), ("aanbod", "x")], .anonymous),
            (person + "/vergeet", [], .otherBroker), (person + "/open", [], .otherBroker),
            (person + "/sluiten", [], .otherBroker), (person + "/begonnen", [], .otherBroker),
            (person + "/gespreksvoerder", [("hulp", "")], .otherBroker), (person + "/balie", [], .otherBroker),
            (RoundRig.trajectory + "/verdelen", [], .otherBroker),
            (RoundRig.trajectory + "/mensen", [("naam", "Indringer")], .otherBroker),
            (RoundRig.trajectory + "/verslag", [("conclusie", "weg")], .otherBroker),
            (RoundRig.round + "/verslag", [("conclusie", "weg")], .otherBroker),
            (RoundRig.round + "/verdelen", [], .otherBroker),
            (RoundRig.round + "/straat", [("straat", "kanariepad"), ("loper", "")], .otherBroker),
            (RoundRig.round + "/lopers", [("naam", "Indringer")], .otherBroker),
            (RoundRig.round + "/deuren/klaar", [("lijst", "straat;huisnummer\nInbraakpad;1\n")], .otherBroker),
        ]
        let before = try await state(rig)
        for (path, form, role) in posts {
            let reply = await site.post(path, form: form, as: role)
            #expect(reply.status == 404, "\(path) as \(role.rawValue): \(reply.status)")
        }
        #expect(try await state(rig) == before)
    }

    private func state(_ rig: RoundRig) async throws -> String {
        try await rig.site.read { db in
            try ["trajectory", "trajectory_person", "round_helper", "door_round", "door", "intake"].map { table in
                try db.rows("SELECT * FROM \(name: table) ORDER BY id").map { "\($0.values)" }.joined()
            }.joined(separator: "\n")
        }
    }

    @Test func `an interviewer of another trajectory cannot be given somebody`() async throws {
        let rig = try await RoundRig()
        try await rig.startTrajectory()
        try await rig.people("Anna Eerst;;Taalhuis De Brug\n")
        try await rig.startRound("Dorpsstraat 1-9")
        let walker = try await rig.site.read {
            try $0.count("SELECT number FROM round_helper WHERE name = 'Wim Loper'")
        }
        let path = RoundRig.trajectory + "/mensen/\(try await rig.number("Anna Eerst"))/gespreksvoerder"
        #expect(await rig.site.post(path, form: [("hulp", String(walker))], as: .broker).status == 404)
    }

    @Test func `somebody who is erased leaves a count and no words`() async throws {
        let rig = try await RoundRig()
        let site = rig.site
        try await rig.startTrajectory()
        try await rig.people("Anna Eerst;;Taalhuis De Brug\n")
        let form = RoundRig.talk + [("vervolg", "3"), ("deelt", "Kanariewoorden"), ("email", Role.resident.email)]
        #expect(try await rig.keep("Anna Eerst", by: "Aart Vrager", form).status == 303)
        let person = Person.Identity(site.id(.resident))
        let parts = try await PersonFile.export(person, house: site.town.house)
        #expect(parts.contains { $0.data.text.contains("Proeftraject") })
        try await PersonFile.erase(person, by: .program("test"), house: site.town.house)
        let (traces, waiting, all) = try await site.read { db -> (Int, Int, Int) in
            (
                try db.count(
                    """
                    SELECT (SELECT COUNT(*) FROM trajectory_person WHERE name <> '' OR email IS NOT NULL
                        OR phone IS NOT NULL OR notes IS NOT NULL)
                        + (SELECT COUNT(*) FROM trajectory_referral WHERE words IS NOT NULL)
                    """),
                try db.count("SELECT COUNT(*) FROM trajectory_referral WHERE state = 'gevraagd'"),
                try db.count("SELECT COUNT(*) FROM trajectory_person WHERE state = 'wil'")
            )
        }
        #expect(traces == 0 && waiting == 0 && all == 1)
        #expect(await site.get(RoundRig.trajectory, as: .broker).status == 200)
        #expect(await site.get(RoundRig.trajectory + "/mensen", as: .broker).status == 200)
        #expect(!(try await rig.tasks(.broker)).contains("wacht op een vervolg"))
    }
}
