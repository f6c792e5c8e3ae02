import Community
import Core
import Storage
import Testing

@testable import Policy

/// Rounds of policy.
struct CycleTests {
    static let form = [
        ("naam", "Plan vrijwillige inzet 2027–2030"), ("van", "2027"), ("tot", "2030"), ("raad", "2026-12-11"),
    ]

    @Test func `an officer begins a round in an empty municipality`() async throws {
        let site = try await TestSite()
        let empty = await site.get("/beleid", as: .policyOfficer)
        #expect(empty.body.contains("Er is nog geen ronde"))
        #expect(empty.link("/beleid/nieuw") != nil)
        let begun = await site.post("/beleid/nieuw", form: Self.form, as: .policyOfficer)
        #expect(begun.location == "/beleid/1")
        let home = await site.get("/beleid/1", as: .policyOfficer)
        #expect(home.status == 200)
        #expect(home.body.contains("2027–2030"))
        #expect(home.body.contains("stap 1 van 9"))
        #expect(home.body.contains("11 december 2026"))
    }

    @Test func `what is wrong is said at the field and nothing typed is lost`() async throws {
        let site = try await TestSite()
        let reply = await site.post(
            "/beleid/nieuw", form: [("naam", "Ons plan"), ("van", "2030"), ("tot", "2027")], as: .policyOfficer)
        #expect(reply.status == 400)
        #expect(reply.body.contains("Het laatste jaar ligt voor het eerste."))
        #expect(reply.body.contains("value=\"Ons plan\""))
    }

    @Test func `the next round knows the one before`() async throws {
        let site = try await TestSite()
        _ = await site.post("/beleid/nieuw", form: Self.form, as: .policyOfficer)
        _ = await site.post(
            "/beleid/nieuw", form: [("naam", "Daarna"), ("van", "2031"), ("tot", "2034")], as: .policyOfficer)
        #expect(await site.get("/beleid/2", as: .councilMember).link("/beleid/1") != nil)
        #expect(await site.get("/beleid/1", as: .councilMember).link("/beleid/2") != nil)
    }

    @Test func `readers read, strangers find nothing, and only officers change`() async throws {
        let site = try await TestSite()
        _ = await site.post("/beleid/nieuw", form: Self.form, as: .policyOfficer)
        for role in [Role.councilMember, .centreManager, .broker, .researcher] {
            #expect(await site.get("/beleid/1", as: role).status == 200)
            #expect(await site.post("/beleid/1/wijzigen", form: Self.form, as: role).status == 404)
        }
        for role in [Role.otherBroker, .resident, .manager, .administrator] {
            #expect(await site.get("/beleid/1", as: role).status == 404)
        }
    }

    @Test func `a part is skipped with a reason and taken up again`() async throws {
        let site = try await TestSite()
        _ = await site.post("/beleid/nieuw", form: Self.form, as: .policyOfficer)
        let path = "/beleid/1/overslaan/typetest"
        #expect(await site.post(path, as: .policyOfficer).status == 400)
        let skipped = await site.post(path, form: [("reden", "Dit deden we in maart.")], as: .policyOfficer)
        #expect(skipped.location == "/beleid/1")
        #expect(await site.get("/beleid/1", as: .policyOfficer).body.contains("Dit deden we in maart."))
        _ = await site.post(path + "/toch", as: .policyOfficer)
        #expect(!(await site.get("/beleid/1", as: .policyOfficer).body.contains("Dit deden we in maart.")))
        #expect(await site.get("/beleid/1/overslaan/onzin", as: .policyOfficer).status == 404)
    }

    @Test func `a closed round is read and not changed`() async throws {
        let site = try await TestSite()
        _ = await site.post("/beleid/nieuw", form: Self.form, as: .policyOfficer)
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = \(PolicyCycle.Phase.closed)") }
        #expect(await site.get("/beleid/1", as: .policyOfficer).status == 200)
        #expect(await site.get("/beleid/1/wijzigen", as: .policyOfficer).status == 400)
        let changed = await site.post("/beleid/1/wijzigen", form: Self.form, as: .policyOfficer)
        #expect(changed.status == 400)
        #expect(changed.body.contains("Deze ronde is gesloten"))
    }

    @Test func `the owner must be someone of the municipality`() async throws {
        let site = try await TestSite()
        let form = Self.form + [("eigenaar", site.id(.resident))]
        #expect(await site.post("/beleid/nieuw", form: form, as: .policyOfficer).status == 400)
        let good = Self.form + [("eigenaar", site.id(.councilMember))]
        #expect(await site.post("/beleid/nieuw", form: good, as: .policyOfficer).status == 303)
    }
}
