import Community
import Core
import Services
import Storage
import Testing

@testable import Policy

/// Invitations by mail, what is kept of them and for how long.
struct TypeTestInvitationTests {
    typealias Fixture = TypeTestFixture

    static func invited() async throws -> (site: TestSite, link: String) {
        let site = try await Fixture.site(way: .personal, viewpoints: ["now"])
        _ = await Fixture.run("openen", site)
        _ = await site.post(
            Fixture.session + "/uitnodigen", form: [("adressen", "Resident@test.example\nanna@voorbeeld.nl")],
            as: .policyOfficer)
        let mail = try #require(try await site.mails(to: "resident@test.example").last)
        return (site, try #require(mail.path("/typetest/uitnodiging/")))
    }

    @Test func `an address that is none is pointed at and everything typed is kept`() async throws {
        let site = try await Fixture.site(way: .personal)
        #expect(
            await site.post(Fixture.session + "/uitnodigen", form: [("adressen", "a@b.nl")], as: .policyOfficer).status
                == 400)
        _ = await Fixture.run("openen", site)
        let reply = await site.post(
            Fixture.session + "/uitnodigen", form: [("adressen", "goed@voorbeeld.nl\nfout")], as: .policyOfficer)
        #expect(reply.status == 400 && reply.body.contains("goed@voorbeeld.nl") && reply.body.contains("fout"))
        #expect(try await site.mails().isEmpty)
    }

    @Test func `an invitation counts once, also when it was opened twice`() async throws {
        let (site, link) = try await Self.invited()
        #expect(await site.get(link).status == 200)
        let first = await site.post(link, form: [("rol", "resident")]).location
        _ = await site.post(first, form: Fixture.answers("now") { _ in "a" })
        let second = await site.post(link, form: [("rol", "resident")]).location
        #expect(first != second)
        #expect(await site.get(first).status == 404)
        #expect(await site.get(second).body.contains("Klaar om in te sturen?"))
        #expect(await site.post(second + "/insturen").status == 303)
        #expect(await site.get(link).status == 400)
        #expect(await site.post(link, form: [("rol", "resident")]).status == 400)
        let rows = try await site.read { db in
            try db.rows("SELECT sent, invitation_id FROM policy_type_participant").map {
                (try $0("sent", as: Bool.self), try $0("invitation_id", as: String?.self))
            }
        }
        #expect(rows.count == 1 && rows[0].0 && rows[0].1 == nil)
    }

    @Test func `only who did not answer is reminded, once a day`() async throws {
        let (site, link) = try await Self.invited()
        let own = await site.post(link, form: [("rol", "resident")]).location
        _ = await site.post(own, form: Fixture.answers("now") { _ in "b" })
        _ = await site.post(own + "/insturen")
        _ = await site.post(Fixture.session + "/herinneren", as: .policyOfficer)
        #expect(try await site.mails(to: "anna@voorbeeld.nl").count == 1)
        try await site.write { db in
            try db.run("UPDATE policy_type_invitation SET mailed_at = \(site.clock.now - .days(2))")
        }
        _ = await site.post(Fixture.session + "/herinneren", as: .policyOfficer)
        #expect(try await site.mails(to: "anna@voorbeeld.nl").count == 2)
        #expect(try await site.mails(to: "resident@test.example").count == 1)
        let page = await site.get(Fixture.session, as: .policyOfficer)
        #expect(!page.body.contains("anna@voorbeeld.nl"))
    }

    @Test func `addresses go after a month and own links after three`() async throws {
        let (site, link) = try await Self.invited()
        let own = await site.post(link, form: [("rol", "resident")]).location
        _ = await site.post(own, form: Fixture.answers("now") { _ in "a" })
        _ = await site.post(own + "/insturen")
        _ = await Fixture.run("sluiten", site)
        _ = await Fixture.run("tonen", site)
        let rules = site.town.house.registry.modules.flatMap(\.retention).filter { $0.id.hasPrefix("policy-type") }
        #expect(rules.count == 2)
        func apply(after days: Int) async throws {
            let now = site.clock.now + .days(days)
            for rule in rules { _ = try await site.write { db in try rule.apply(now - rule.keep, now, db) } }
        }
        try await apply(after: 29)
        #expect(try await Self.addresses(site) == 2)
        try await apply(after: 31)
        #expect(try await Self.addresses(site) == 0)
        #expect(await site.get(own).status == 200)
        try await apply(after: 91)
        #expect(await site.get(own).status == 404)
        let kept = try await site.read { db in try db.count("SELECT COUNT(*) FROM policy_type_participant") }
        #expect(kept == 1)
    }

    @Test func `addresses of a session that was left open go a month after its round closed`() async throws {
        let (site, _) = try await Self.invited()
        let now = site.clock.now
        let rules = site.town.house.registry.modules.flatMap(\.retention).filter {
            $0.id == "policy-type-invitations" || $0.id == "kansen-deelnemers"
        }
        #expect(rules.count == 2)
        func apply(after days: Int) async throws {
            let then = now + .days(days)
            for rule in rules { _ = try await site.write { db in try rule.apply(then - rule.keep, then, db) } }
        }
        try await apply(after: 400)
        #expect(try await Self.addresses(site) > 0)
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten', closed_at = \(now)") }
        try await apply(after: 29)
        #expect(try await Self.addresses(site) > 0)
        try await apply(after: 31)
        #expect(try await Self.addresses(site) == 0)
    }

    @Test func `who is erased leaves no address and no draft`() async throws {
        let (site, link) = try await Self.invited()
        _ = await site.post(link, form: [("rol", "resident")])
        let person = site.id(.resident)
        let data = site.town.house.registry.modules.flatMap(\.personalData)
        let exported = try await site.read { db in try data.map { try $0.export(person, db).text }.joined() }
        #expect(exported.contains("Startavond"))
        for item in data where item.name.key.contains("typetest") {
            try await site.write { db in try item.erase(person, site.clock.now, db) }
        }
        #expect(try await Self.addresses(site) == 1)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM policy_type_participant") } == 0)
        #expect(await site.get(link).status == 404)
    }

    static func addresses(_ site: TestSite) async throws -> Int {
        try await site.read { db in
            try db.count("SELECT COUNT(*) FROM policy_type_invitation WHERE email IS NOT NULL")
        }
    }
}
