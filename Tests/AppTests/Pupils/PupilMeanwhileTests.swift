import App
import Community
import Core
import Foundation
import Services
import Storage
import Testing

@testable import Brokerage

/// What changes under the hands of others: organisations that stop, places and lists that are mended, people who go.
struct PupilMeanwhileTests {
    private static let canary = "Kanarie Geelveer"

    /// Two places, of two organisations.
    private static func rig(_ csv: String) async throws -> PupilRig {
        let rig = try await PupilRig()
        try await rig.place("Dieren voeren", seats: 5)
        try await rig.place("Fietsen maken", seats: 5)
        try await rig.site.write { db in
            _ = try db.run(
                """
                UPDATE pupil_place SET organisation_id = (SELECT id FROM organisation WHERE number = 2) WHERE number = 1
                """)
            _ = try db.run("UPDATE organisation SET email = 'zuid@test.example' WHERE number = 2")
        }
        #expect(try await rig.take(PupilRig.header + csv).status == 303)
        return rig
    }

    private static func stop(_ rig: PupilRig) async throws {
        try await rig.site.write { db in
            _ = try db.run("UPDATE organisation SET state = \(Organisation.State.stopped) WHERE number = 2")
        }
    }

    @Test func `an organisation that stopped gets nobody`() async throws {
        let rig = try await Self.rig("Een A;3A;;nee;\nTwee B;3A;;nee;\n")
        let site = rig.site
        for name in ["Een A", "Twee B"] { try await rig.wish(name, [1, 2]) }
        try await Self.stop(rig)
        let page = try await rig.page("Een A")
        #expect(await site.get(page).body.contains("telt nu niet mee"))
        #expect(await !site.get(page + "/plekken").body.contains("Dieren voeren"))
        #expect(await site.post(page + "/wensen", form: [("doe", "weg-1")]).status == 303)
        #expect(await site.post(page + "/wensen", form: [("doe", "erbij-1")]).status == 404)
        await rig.decide()
        #expect(await rig.step("tweede-ronde").status == 303)
        let places = try await rig.placements()
        #expect(places.count == 2 && places.values.allSatisfy { $0.hasPrefix("2 ") }, "\(places)")
        #expect(try await rig.byHand("Een A", to: "Dieren voeren").status == 400)
    }

    @Test func `who was drawn for an organisation that stops gets another place in the second round`() async throws {
        let rig = try await Self.rig("Een A;3A;;nee;\nTwee B;3A;;nee;\n")
        try await rig.wish("Een A", [1, 2])
        await rig.decide()
        #expect(try await rig.placements() == ["Een A": "1 1 loting"])
        try await Self.stop(rig)
        #expect(await rig.step("tweede-ronde").status == 303)
        let places = try await rig.placements()
        #expect(places == ["Een A": "2 2 tweede-ronde", "Twee B": "2 - tweede-ronde"], "\(places)")
    }

    @Test func `what was frozen is drawn, also for an organisation that stops after it`() async throws {
        let rig = try await Self.rig("Een A;3A;;nee;\n")
        try await rig.wish("Een A", [1])
        rig.site.clock.move(by: .days(6))
        #expect(await rig.freeze().status == 303)
        try await Self.stop(rig)
        await rig.drawAndDecide()
        #expect(try await rig.placements() == ["Een A": "1 1 loting"])
    }

    @Test func `a place that waits at an organisation that stopped holds up nobody`() async throws {
        let rig = try await Self.rig("Een A;3A;;nee;\n")
        let site = rig.site
        try await rig.wish("Een A", [1, 2])
        // Changed while pupils chose: it goes past the centre once more.
        try await site.write { db in
            _ = try db.run("UPDATE pupil_place SET state = \(PupilPlace.State.submitted) WHERE number = 1")
        }
        site.clock.move(by: .days(6))
        let task = "Kijk 1 stageplek na"
        #expect(await rig.freeze().status == 400)
        #expect(await rig.tasks(.broker).contains(task))
        try await Self.stop(rig)
        #expect(await !rig.tasks(.broker).contains(task))
        #expect(await !site.get(PupilRig.home, as: .broker).body.contains("Dieren voeren"))
        let round = await site.get(PupilRig.home + "/rondes/1", as: .broker).body
        #expect(round.contains("/rondes/1/vastleggen") && !round.contains("Wacht op nakijken"))
        #expect(!round.contains("Deze plekken tellen nu niet mee"))
        #expect(await rig.freeze().status == 303)
        await rig.drawAndDecide()
        #expect(try await rig.placements() == ["Een A": "2 1 loting"])
    }

    @Test func `a school and the centre take access away, but nobody leaves a school alone`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        let sure = [("zeker", "ja")]
        func contact(_ email: String) async throws -> String? {
            let address = email.lowercased()
            return try await site.read { db in
                try db.value("SELECT id FROM school_contact WHERE email = \(address)", as: String.self)
            }
        }
        func invite() async throws -> (id: String, link: String) {
            site.clock.move(by: .minutes(1))
            let form = [("naam", "Collega"), ("email", Role.manager.email)]
            #expect(await site.post("/school/1/mensen", form: form, as: .resident).status == 303)
            let link = try #require(try await site.mails(to: Role.manager.email).last?.path("/school/uitnodiging/"))
            let id = try #require(try await contact(Role.manager.email))
            return (id, link)
        }
        let teacher = try #require(try await contact(Role.resident.email))
        let own = "/school/1/mensen/\(teacher)/weg"
        #expect(await !site.get("/school/1", as: .resident).body.contains(own))
        #expect(await site.post(own, form: sure, as: .resident).status == 400)
        // An invitation is taken back: its link opens nothing any more.
        let first = try await invite()
        let path = "/school/1/mensen/\(first.id)/weg"
        #expect(await site.get("/school/1", as: .resident).body.contains(path))
        #expect(await site.post(path, as: .resident).status == 400)
        #expect(await site.post(path, form: sure, as: .neighbour).status == 404)
        #expect(await site.post("/school/2/mensen/\(first.id)/weg", form: sure, as: .neighbour).status == 404)
        #expect(try await contact(Role.manager.email) != nil)
        #expect(await site.post(own, form: sure, as: .resident).status == 400)
        #expect(await site.post(path, form: sure, as: .resident).status == 303)
        #expect(try await contact(Role.manager.email) == nil)
        #expect(await site.get(first.link).status == 404)
        // With a colleague there, one may leave; the centre takes away whoever is left.
        let second = try await invite()
        #expect(await site.post(second.link, as: .manager).status == 303)
        #expect(await site.get("/school/1", as: .manager).status == 200)
        #expect(await site.post(own, form: sure, as: .resident).location.hasPrefix("/school"))
        #expect(await site.get("/school/1", as: .resident).status == 404)
        let desk = PupilRig.home + "/scholen/1/mensen/\(second.id)/weg"
        #expect(await site.get(PupilRig.home + "/scholen/1", as: .broker).body.contains(desk))
        #expect(await site.post(desk, form: sure, as: .otherBroker).status == 404)
        #expect(await site.post(desk, as: .broker).status == 400)
        #expect(await site.post(desk, form: sure, as: .broker).status == 303)
        #expect(await site.get("/school/1", as: .manager).status == 404)
        let audited = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'schoolcontact-weggehaald'")
        }
        #expect(audited == 3)
    }

    @Test func `an erased pupil does not come back with an older backup`() async throws {
        let fixture = try await BackupFixture()
        let rig = try await PupilRig(fixture.site)
        let site = rig.site
        let csv = "\(Self.canary);3A;;ja;kanarie@voorbeeld.nl\nTwee B;3A;;ja;twee@voorbeeld.nl\n"
        #expect(try await rig.take(PupilRig.header + csv).status == 303)
        let made = try await fixture.backup()
        #expect(try await rig.tick("weg", Self.canary).status == 303)
        let left = try await site.read { db in try Self.traces(in: db) }
        #expect(left == 0)
        #expect(try await site.mails(to: "twee@voorbeeld.nl").count == 1)
        try await site.tick()

        // Without the list the pupil and the mail come back: what the test below would not see, this one does.
        _ = try await fixture.restore(made.path, usesLists: false)
        #expect(try fixture.restored { db in try Self.traces(in: db) } > 1)
        for file in try fixture.targetFolder().keys { Disk.remove(fixture.folder("leeg") + "/" + file) }
        let list = try #require(site.town.configuration.erasureList)
        let outcome = try await fixture.restore(made.path, lists: [list])
        #expect(outcome.replay.erasedCases == 1 && outcome.problems.isEmpty)
        #expect(try fixture.restored { db in try Self.traces(in: db) } == 0)
        let others = try fixture.restored { db in try db.count("SELECT COUNT(*) FROM pupil WHERE name = 'Twee B'") }
        #expect(others == 1)
    }

    private static func traces(in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT (SELECT COUNT(*) FROM pupil WHERE name = \(canary))
                + (SELECT COUNT(*) FROM mail WHERE recipient = 'kanarie@voorbeeld.nl' OR text LIKE '%Kanarie%')
            """)
    }

    @Test func `what was sent to a parent loses its words when the pupil is erased`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        #expect(try await rig.take(PupilRig.header + "\(Self.canary);3A;;ja;kanarie@voorbeeld.nl\n").status == 303)
        try await site.write { db in
            _ = try db.run("UPDATE mail SET state = \(Outbox.State.sent) WHERE recipient = 'kanarie@voorbeeld.nl'")
        }
        #expect(try await rig.tick("weg", Self.canary).status == 303)
        #expect(try await site.read { db in try Self.traces(in: db) } == 0)
        let kept = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM mail WHERE kind = 'stage-toestemming' AND recipient = ''")
        }
        #expect(kept == 1)
    }

    @Test func `a pupil who turns out to be under 16 is asked about, with the same address`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        #expect(try await rig.take(PupilRig.header + "Jong A;3A;;nee;a@voorbeeld.nl\n").status == 303)
        #expect(try await site.mails(to: "a@voorbeeld.nl").isEmpty)
        let link = try await rig.guardian("Jong A")
        #expect(try await rig.take(PupilRig.header + "Jong A;3A;;ja;a@voorbeeld.nl\n").status == 303)
        #expect(try await site.mails(to: "a@voorbeeld.nl").map(\.kind) == ["stage-toestemming"])
        #expect(await site.get(link).status == 200, "The link of the same mailbox goes on working.")
        #expect(try await rig.take(PupilRig.header + "Jong A;3A;;ja;b@voorbeeld.nl\n").status == 303)
        #expect(try await site.mails(to: "b@voorbeeld.nl").count == 1)
        #expect(await site.get(link).status == 404)
    }

    @Test func `the centre says yes only to what it saw`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 5, approves: false)
        let seen = try await rig.seen(1)
        let path = PupilRig.home + "/plekken/1"
        #expect(await site.get(path, as: .broker).body.contains("name=\"gezien\" value=\"\(seen)\""))
        site.clock.move(by: Span(milliseconds: 1_000))
        let form = [
            ("titel", "Dieren voeren"), ("wat", "Iets heel anders."), ("waar", "Centrum"), ("ritme", "weekend"),
            ("tijden", "zondag"), ("soort", "los"), ("plekken", "5"),
        ]
        #expect(await site.post("/organisatie/1/stage/plekken/1", form: form, as: .member).status == 303)
        for sent in [[("doe", "goed"), ("gezien", seen)], [("doe", "goed")]] {
            let reply = await site.post(path, form: sent, as: .broker)
            #expect(reply.status == 400 && reply.body.contains("Deze plek is intussen veranderd."))
            #expect(reply.body.contains("Iets heel anders."))
        }
        let state = { try await site.read { db in try db.value("SELECT state FROM pupil_place", as: String.self) } }
        #expect(try await state() == "ingediend")
        #expect(try await rig.review(1).status == 303)
        #expect(try await state() == "goedgekeurd")
    }

    @Test func `both organisations hear of a move by hand, and both stand on the certificate`() async throws {
        let rig = try await Self.rig("Een A;3A;;nee;\n")
        let site = rig.site
        try await rig.wish("Een A", [1])
        try await rig.publish(second: false)
        func log(_ hours: String) async throws {
            site.clock.move(by: .days(1))
            let form = [("dag", site.clock.now.day.iso), ("uren", hours), ("wat", "gewerkt")]
            #expect(await site.post(try await rig.page("Een A") + "/uren", form: form).status == 303)
            try await site.write { db in
                _ = try db.run("UPDATE pupil_hours SET state = \(PupilHours.State.agreed)")
            }
        }
        func organisation(_ number: Int) async throws -> (name: String, email: String) {
            try await site.read { db in
                (
                    try db.value("SELECT name FROM organisation WHERE number = \(number)") ?? "",
                    try db.value("SELECT email FROM organisation WHERE number = \(number)") ?? ""
                )
            }
        }
        let (old, new) = (try await organisation(2), try await organisation(1))
        try await log("8")
        let before = try await site.mails(to: new.email).count { $0.kind == "stage-uitslag-organisatie" }
        #expect(try await rig.byHand("Een A", to: "Fietsen maken").status == 303)
        let left = try await site.mails(to: old.email).filter { $0.kind == "stage-leerling-weg" }
        #expect(left.count == 1 && left.first?.text.contains("Dieren voeren") ?? false)
        let after = try await site.mails(to: new.email).count { $0.kind == "stage-uitslag-organisatie" }
        #expect(after == before + 1)
        try await log("3")
        let certificate = await site.get(try await rig.page("Een A") + "/bewijs").body
        #expect(certificate.contains("\(old.name): 8:00") && certificate.contains("\(new.name): 3:00"))
        #expect(certificate.contains("Afgegeven door \(old.name), \(new.name)") && certificate.contains("11:00"))
    }
}
