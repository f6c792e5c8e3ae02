import Core
import Matching
import Storage
import Testing

@testable import Brokerage

/// Where the number of a lottery comes from.
struct PupilSourceTests {
    private static let page = PupilRig.home + "/rondes/1"
    private static let proof = "/stage/loting/1"

    /// The choosing is over. One pupil, one place.
    private static func closed(wishes: Bool = true) async throws -> PupilRig {
        let rig = try await PupilRig()
        try await rig.place("Dieren voeren", seats: 5)
        #expect(try await rig.take(PupilRig.header + "Een A;3A;;nee;\n").status == 303)
        if wishes { try await rig.wish("Een A", [1]) }
        rig.site.clock.move(by: .days(6))
        return rig
    }

    private static func sources(_ rig: PupilRig) async throws -> [String] {
        try await rig.site.read { db in
            try db.rows("SELECT seed_source FROM pupil_draw WHERE seed IS NOT NULL ORDER BY number").map {
                try $0("seed_source", as: String.self)
            }
        }
    }

    @Test func `the source is named at the freezing, and nobody types another at the draw`() async throws {
        let rig = try await Self.closed()
        let site = rig.site
        #expect(await site.get(Self.page, as: .broker).body.contains("Waar komt het getal vandaan?"))
        for source in ["", "  ", String(repeating: "x", count: 201)] {
            #expect(await rig.freeze(source).status == 400, "\(source)")
        }
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_draw") } == 0)
        #expect(await rig.freeze().status == 303)
        // Everybody reads it at once, with the moment from which it stands.
        let frozen = try #require(
            try await site.read { db in try db.value("SELECT frozen_at FROM pupil_draw", as: Moment.self) })
        let told = "\(PupilRig.source), bekend gemaakt op \(Texts.dutch.dateTime(frozen))"
        #expect(await site.get(Self.proof).body.contains(told))
        let asked = await site.get(Self.page, as: .broker).body
        #expect(asked.contains("Het getal komt van: \(PupilRig.source)") && !asked.contains("name=\"bron\""))
        #expect(await rig.step("zaad", [("zaad", PupilRig.seed), ("bron", "Een betere bron")]).status == 303)
        #expect(try await Self.sources(rig) == [PupilRig.source])
        let drawn = await site.get(Self.proof).body
        #expect(drawn.contains(told) && drawn.contains(PupilRig.seed) && !drawn.contains("Een betere bron"))
        let audited = try await site.read { db in
            try db.rows(
                """
                SELECT details FROM audit_event WHERE action IN ('stage-vastgelegd', 'stage-geloot') ORDER BY seq
                """
            ).map { try $0("details", as: String.self) }
        }
        #expect(audited.count == 2 && audited.allSatisfy { $0.contains(PupilRig.source) }, "\(audited)")
    }

    @Test func `naming a source leaves the way to check a lottery as it was`() async throws {
        let rig = try await Self.closed()
        #expect(await rig.freeze().status == 303)
        await rig.drawAndDecide()
        #expect(await rig.step("bekend").status == 303)
        let input = await rig.site.get(Self.proof + "/invoer.txt").body
        let transcript = await rig.site.get(Self.proof + "/uitslag.txt").body
        #expect(Lottery.check(transcript: transcript, input: input) == .same)
        #expect(await rig.site.get(Self.proof).body.contains("Zoek het getal op bij de bron"))
    }

    @Test func `a lottery that is taken back makes room for another source`() async throws {
        let rig = try await Self.closed()
        let other = "Notaris Vos, 20 mei om 9.00 uur"
        #expect(await rig.freeze().status == 303)
        #expect(await rig.step("intrekken", [("reden", "De notaris is ziek.")]).status == 303)
        #expect(await rig.freeze(other).status == 303)
        #expect(await rig.step("zaad", [("zaad", PupilRig.seed)]).status == 303)
        #expect(try await Self.sources(rig) == [other])
        // The first keeps saying what was said then.
        let first = await rig.site.get(Self.proof).body
        #expect(first.contains(PupilRig.source) && !first.contains(other))
        let second = await rig.site.get("/stage/loting/2").body
        #expect(second.contains(other) && !second.contains(PupilRig.source))
    }

    @Test func `wishes that were frozen before sources were named still ask for one at the draw`() async throws {
        let rig = try await Self.closed()
        #expect(await rig.freeze().status == 303)
        try await rig.site.write { db in _ = try db.run("UPDATE pupil_draw SET named_source = NULL") }
        #expect(await rig.site.get(Self.page, as: .broker).body.contains("name=\"bron\""))
        #expect(await rig.step("zaad", [("zaad", PupilRig.seed)]).status == 400)
        #expect(await rig.step("zaad", [("zaad", PupilRig.seed), ("bron", "Notaris Bos")]).status == 303)
        #expect(try await Self.sources(rig) == ["Notaris Bos"])
        let proof = await rig.site.get(Self.proof).body
        #expect(proof.contains("Waar het vandaan komt") && proof.contains("Notaris Bos"))
        #expect(!proof.contains("bekend gemaakt op"), "Nobody made it known beforehand.")
    }

    @Test func `what was typed stays when something else is in the way`() async throws {
        let rig = try await Self.closed(wishes: false)
        let reply = await rig.freeze()
        #expect(reply.status == 400 && reply.body.contains("Er zijn nog geen wensen om te verdelen."))
        #expect(reply.body.contains("value=\"\(PupilRig.source)\""))
    }

    @Test func `the lottery of the demo names its source before its number`() async throws {
        let rig = try await Self.closed()
        let (house, now, id) = (rig.site.town.house, rig.site.clock.now, try await rig.roundID())
        let draw = try await rig.site.write { db -> PupilDraw in
            let round = try #require(try PupilRound.find(.init(id), in: db))
            try PupilDemo(house: house, today: now.day).settle(round, frozen: now - .days(5), at: now, in: db)
            return try #require(try PupilDraw.current(of: round.id, in: db))
        }
        let source = try #require(draw.namedSource)
        #expect(source == draw.seedSource && source.contains(Texts.dutch.date(now.day)))
        #expect(await rig.site.get(Self.proof).body.contains("\(source), bekend gemaakt op"))
    }
}
