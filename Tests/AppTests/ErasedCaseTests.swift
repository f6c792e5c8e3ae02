import App
import Community
import Core
import Foundation
import Services
import Storage
import TestEngines
import Testing

@testable import Brokerage

/// Cases of people without an account: some are erased on request after the copy, and some stay.
private struct ErasedCases {
    let site: TestSite
    private let desk: DeskRig
    private let buddies: BuddyRig
    private let rounds: RoundRig
    private var leaving: (desk: String, asker: String, volunteer: String, person: Int) = ("", "", "", 0)

    /// Everybody is there: two at the desk, two pairs of buddies, two in a trajectory with a talk each.
    init(_ given: TestSite) async throws {
        site = given
        desk = try await DeskRig(given)
        buddies = try await BuddyRig(given)
        rounds = try await RoundRig(given)
        for name in ["Sofie Stil", "Bea Blijft"] {
            let number = try await desk.web(
                name, email: "\(name.prefix(3).lowercased())@balie.example", question: "Vraag")
            await desk.talk(number, notes: "Aantekening")
        }
        for (asker, volunteer) in [("Corrie", "Sanne"), ("Piet", "Truus")] {
            let request = try await buddies.waiting(asker)
            _ = try await buddies.together(request, try await buddies.ready(volunteer))
        }
        try await rounds.startTrajectory()
        try await rounds.people("Anna Eerst;;Taalhuis De Brug\nBob Tweede;;Buurthuis De Haard\n")
        for (name, helper) in [("Anna Eerst", "Aart Vrager"), ("Bob Tweede", "Bea Luister")] {
            let kept = try await rounds.keep(name, by: helper, RoundRig.talk + [("vervolg", "centrale")])
            #expect(kept.status == 303)
        }
        leaving = (
            try await desk.link("sof@balie.example"), try await buddies.link("corrie@vraagt.example"),
            try await buddies.link("truus@helpt.example"), try await rounds.number("Anna Eerst")
        )
        try await given.tick()
    }

    /// Somebody of each kind asks to be erased.
    func erase() async throws {
        #expect(await site.post(leaving.desk + "/stoppen").status == 303)
        for link in [leaving.asker, leaving.volunteer] {
            #expect(await site.post(link + "/wissen", form: [("zeker", "ja")]).status == 303)
        }
        let person = "\(RoundRig.trajectory)/mensen/\(leaving.person)"
        #expect(await site.post(person + "/vergeet", as: .broker).status == 303)
        try await site.tick()
    }

    /// Who is there, by table; and how many sealed words can still be opened, of how many.
    static func state(in db: any SQLConnection) throws -> [String: String] {
        func names(_ table: StaticString) throws -> String {
            try db.rows("SELECT name FROM \(raw: table) WHERE name <> '' ORDER BY name").map {
                try $0("name", as: String.self)
            }.joined(separator: ",")
        }
        func open(_ table: StaticString, _ sealed: StaticString) throws -> String {
            let all = try db.count("SELECT COUNT(*) FROM \(raw: table) WHERE \(raw: sealed) IS NOT NULL")
            let keys = try db.count(
                "SELECT COUNT(*) FROM \(raw: table) t JOIN case_key k ON k.case_id = t.id WHERE t.\(raw: sealed) IS NOT NULL"
            )
            return "\(all)/\(keys)"
        }
        return [
            "intake": try names("intake"), "volunteer": try names("buddy_volunteer"),
            "person": try names("trajectory_person"), "intakeWords": try open("intake", "sealed_notes"),
            "requestWords": try open("buddy_request", "sealed"), "personWords": try open("trajectory_person", "notes"),
            "mails": String(try db.count("SELECT COUNT(*) FROM mail")),
        ]
    }

    static func check(_ state: [String: String], mails: String?) {
        // Who talked in a trajectory and wants help went on to the desk: that is another case, which stays.
        #expect(state["intake"] == "Anna Eerst,Bea Blijft,Bob Tweede")
        #expect(state["volunteer"] == "Sanne" && state["person"] == "Bob Tweede")
        let words = state["intakeWords"]?.split(separator: "/") ?? []
        #expect(words.count == 2 && words.first == words.last && words.first != "0", "\(words)")
        #expect(state["requestWords"] == "1/1", "\(state)")
        #expect(state["personWords"] == "1/1", "\(state)")
        #expect(state["mails"] == mails, "Nobody hears of it a second time.")
    }

    static let kinds = Set(["intake", "buddy-request", "buddy-volunteer", "trajectory-person"])

    static func kinds(_ list: ErasureList) -> [String] {
        list.entries.compactMap { if case .erasedCase(let kind) = $0.subject { kind } else { nil } }
    }
}

/// Erased cases of people without an account, after a restore.
struct ErasedCaseTests {
    @Test func `a backup from before does not bring them back`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let cases = try await ErasedCases(site)
        let made = try await fixture.backup()
        let mails = try await site.read { try ErasedCases.state(in: $0)["mails"] }
        try await cases.erase()
        let list = try #require(site.town.configuration.erasureList)
        let written = try #require(try ErasureList.read(list))
        #expect(Set(ErasedCases.kinds(written)) == ErasedCases.kinds && written.entries.count == 4)

        // Without the list they come back: what the test below would not see, this one does.
        _ = try await fixture.restore(made.path, usesLists: false)
        let back = try fixture.restored { try ErasedCases.state(in: $0) }
        #expect(back["intake"] == "Anna Eerst,Bea Blijft,Bob Tweede,Sofie Stil" && back["volunteer"] == "Sanne,Truus")
        #expect(back["person"] == "Anna Eerst,Bob Tweede" && back["requestWords"] == "2/2")

        for file in try fixture.targetFolder().keys { Disk.remove(fixture.folder("leeg") + "/" + file) }
        let outcome = try await fixture.restore(made.path, lists: [list])
        #expect(outcome.replay.erased == 0 && outcome.replay.erasedCases == 4 && outcome.problems.isEmpty)
        ErasedCases.check(try fixture.restored { try ErasedCases.state(in: $0) }, mails: mails)
        // The list goes on where it was.
        #expect(try ErasureList.read(fixture.target + ".erasures")?.entries == written.entries)
        // A backup of now takes the cases along beside it.
        let later = try await fixture.backup("later")
        #expect(try ErasureList.read(later.erasures)?.entries == written.entries)
    }

    @Test func `nor do pg_dump and pg_restore`() async throws {
        guard TestEngine.server != nil else {
            print("Skipped: INZET_TEST_POSTGRES names no server.")
            return
        }
        let site = try await TestSite(engine: .postgres)
        let cases = try await ErasedCases(site)
        guard case .postgres(let source) = site.town.configuration.database else { throw MissingEngine() }
        let dump = site.folder.appendingPathComponent("inzet.dump").path
        let out = ["--format=custom", "--file=\(dump)", "--dbname=\(source)"]
        #expect(try await BackupPostgresTests.run("pg_dump", out) == nil)
        let mails = try await site.read { try ErasedCases.state(in: $0)["mails"] }
        try await cases.erase()
        let path = try #require(site.town.configuration.erasureList)
        let list = try #require(try ErasureList.read(path))

        let place = try await TestDatabase(.postgres)
        guard case .postgres(let target) = place.address else { throw MissingEngine() }
        let back = ["--exit-on-error", "--no-owner", "--dbname=\(target)", dump]
        #expect(try await BackupPostgresTests.run("pg_restore", back) == nil)
        let town = try await Town(
            Configuration(database: place.address, keyPath: site.folder.appendingPathComponent("other.key").path),
            clock: site.clock, logger: BackupFixture.quiet)
        #expect(try await town.replay(list).erasedCases == 4)
        ErasedCases.check(try await town.house.database.read { try ErasedCases.state(in: $0) }, mails: mails)
        let again = try await town.replay(list)
        #expect(again.erasedCases == 0 && again.known == 4)
        #expect(try await town.integrityProblems().isEmpty)
        try await town.close()
    }

    /// Its requests go with the account as they did the first time: quietly, and without the key of the site.
    @Test func `an account with a running pair is erased again without a word`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let buddies = try await BuddyRig(site)
        let kind = try await buddies.kind("Buddy")
        let form = [
            ("soort", String(kind)), ("wie", "zelf"), ("naam", Role.resident.name), ("email", Role.resident.email),
            ("buurt", "n1"), ("wens", BuddyRig.canary), ("talen", "nl"), ("voorkeur", "geen"), ("toestemming", "ja"),
        ]
        #expect(await site.post("/maatjes/aanvragen?gemeente=GM9999", form: form, as: .resident).status == 303)
        let listed = await site.post(BuddyRig.home + "/aanvragen/1/lijst", form: [("samen", "1")], as: .broker)
        #expect(listed.status == 303)
        _ = try await buddies.together(1, try await buddies.ready("Sanne"))
        try await site.tick()
        let made = try await fixture.backup()
        let mails = try await site.mails().count
        try await fixture.erase(.resident)
        #expect(try await site.mails().contains { $0.kind == "maatje-klaar" }, "The first time they hear it.")
        try await site.tick()
        let list = try #require(site.town.configuration.erasureList)
        let outcome = try await fixture.restore(made.path, lists: [list])
        #expect(outcome.replay.erased == 1 && outcome.replay.erasedCases == 0 && outcome.problems.isEmpty)
        let (after, sealed) = try fixture.restored { db in
            (
                try db.count("SELECT COUNT(*) FROM mail WHERE kind = 'maatje-klaar'"),
                try db.count("SELECT COUNT(*) FROM buddy_request WHERE sealed IS NOT NULL OR person_id IS NOT NULL")
            )
        }
        #expect(after == 0 && sealed == 0 && mails > 0)
    }

    /// A restore has not the key of the site, so the address of who asked lies shut: the mail is found by its case.
    @Test func `mail that waited for who asked does not leave after a restore`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let buddies = try await BuddyRig(site)
        let request = try await buddies.waiting(
            "Corrie", ["wie": "ander", "verwijzer": "Mirjam", "verwijzer-email": "m@wijk.example"])
        try await buddies.waiting("Piet")
        let made = try await fixture.backup()
        let wiped = await site.post(
            "\(BuddyRig.home)/aanvragen/\(request)/wis", form: [("zeker", "ja")], as: .broker)
        #expect(wiped.status == 303)
        try await site.tick()
        func waiting(_ address: String) throws -> Int {
            try fixture.restored { db in
                try db.count("SELECT COUNT(*) FROM mail WHERE recipient = \(address) AND state = 'wacht'")
            }
        }
        _ = try await fixture.restore(made.path, usesLists: false)
        #expect(try waiting("corrie@vraagt.example") > 0, "Without the list it would leave.")
        for file in try fixture.targetFolder().keys { Disk.remove(fixture.folder("leeg") + "/" + file) }
        let list = try #require(site.town.configuration.erasureList)
        let outcome = try await fixture.restore(made.path, lists: [list])
        #expect(outcome.replay.erasedCases == 1 && outcome.problems.isEmpty)
        #expect(try waiting("corrie@vraagt.example") == 0)
        #expect(try waiting("piet@vraagt.example") > 0)
        #expect(try waiting("m@wijk.example") > 0, "That mail is the referrer's own.")
    }

    @Test func `a kind of a newer program is refused before anything is erased`() async throws {
        let site = try await TestSite()
        let list = ErasureList([
            .init(person: site.id(.resident), at: TestSite.start), .init(kind: "new", id: "x", at: TestSite.start),
        ])
        await #expect(throws: BackupError.unknownErasure("new")) { try await site.town.replay(list) }
        #expect(try await site.town.erasures().entries.isEmpty)
    }

    @Test func `kinds have names of their own`() async throws {
        let kinds = try await TestSite().town.modules.flatMap(\.caseErasures).map(\.kind)
        #expect(Set(kinds).count == kinds.count && ErasedCases.kinds.isSubset(of: kinds))
    }
}
