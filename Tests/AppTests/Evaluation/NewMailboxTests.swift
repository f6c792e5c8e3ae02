import Core
import Questionnaires
import Storage
import Testing

@testable import Evaluation

/// A person who is asked moves to another mail address: the survey follows, the old link dies.
struct NewMailboxTests {
    private func move(_ rig: RespondRig, from old: String, to new: String) async throws {
        let part = FieldworkPart(house: rig.site.town.house)
        let now = rig.site.clock.now
        try await rig.site.write { db in
            let person = try #require(try db.value("SELECT MIN(id) FROM person", as: String.self))
            try part.moved(person, from: old, to: new, now: now, in: db)
        }
    }

    @Test(arguments: Survey.Mode.allCases)
    func `the link in the old mailbox opens nothing, and the new one goes on where it was`(mode: Survey.Mode)
        async throws
    {
        let rig = try await RespondRig(mode: mode)
        await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "7")])
        try await move(rig, from: "adres0@voorbeeld.example", to: "elders@voorbeeld.example")
        let old = await rig.site.get(rig.path(0, "/pagina/B1"))
        #expect(old.status != 200 || !old.body.contains("Hoeveel uur?"))
        #expect(await rig.page(rig.path(), "B2", [("V03", "1")]).location.isEmpty)
        #expect(await rig.site.get(rig.path(0, "/niet-meedoen")).status == 404)
        let mail = try #require(try await rig.site.mails(to: "elders@voorbeeld.example").first)
        let path = try #require(mail.path("/vragenlijst/"))
        #expect(await rig.site.get(path + "/pagina/B1").body.contains("value=\"7\""))
        #expect(await rig.page(path, "B2", [("V03", "1"), ("V04", "2")]).location.hasSuffix("/pagina/B3"))
        // Others are left alone.
        #expect(await rig.site.get(rig.path(1)).body.contains("Beginnen"))
    }

    @Test func `a mailbox that was in the book twice becomes one`() async throws {
        let rig = try await RespondRig(mode: .linked)
        try await move(rig, from: "adres0@voorbeeld.example", to: "adres1@voorbeeld.example")
        #expect(try await rig.address(0).email == nil)
        #expect(try await rig.address(0).outcome == .duplicate)
        #expect(await rig.site.get(rig.path(1)).body.contains("Beginnen"))
    }

    @Test func `who wanted no surveys still wants none`() async throws {
        let rig = try await RespondRig(mode: .linked)
        _ = await rig.site.post(rig.path(0, "/niet-meedoen"), form: [("nooit", "ja")])
        try await move(rig, from: "adres0@voorbeeld.example", to: "elders@voorbeeld.example")
        let vault = rig.site.town.house.vault
        let out = try await rig.site.read { db in
            try OptOut.among(["elders@voorbeeld.example"], "GM9999", vault: vault, in: db)
        }
        #expect(out == ["elders@voorbeeld.example"])
        #expect(try await rig.site.mails(to: "elders@voorbeeld.example").isEmpty)
    }

    @Test func `a maker who corrects the address sends a new link`() async throws {
        let rig = try await RespondRig(mode: .linked)
        let sent = await rig.site.post(
            "/enquetes/\(rig.number)/adressen/1/wijzigen",
            form: [("naam", "Adres 0"), ("email", "nieuw@voorbeeld.example"), ("taal", "nl")], as: .researcher)
        #expect(sent.status == 303)
        #expect(await rig.page(rig.path(), "B1", [("V01", "2")]).location.isEmpty)
        try await rig.site.tick()
        let mail = try #require(try await rig.site.mails(to: "nieuw@voorbeeld.example").first)
        let path = try #require(mail.path("/vragenlijst/"))
        #expect(await rig.site.get(path).body.contains("Beginnen"))
    }

    @Test(arguments: [Survey.Mode.pseudonymous, .anonymous])
    func `what somebody began does not go along to a mailbox that a maker typed`(mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode)
        await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "47")])
        let sent = await rig.site.post(
            "/enquetes/\(rig.number)/adressen/1/wijzigen",
            form: [("naam", "Adres 0"), ("email", "nieuw@voorbeeld.example"), ("taal", "nl")], as: .researcher)
        #expect(sent.status == 303)
        let kept = try await rig.count(
            """
            SELECT (SELECT COUNT(*) FROM survey_response) + (SELECT COUNT(*) FROM survey_pseudonym)
                + (SELECT COUNT(*) FROM survey_draft)
            """)
        #expect(kept == 0)
        #expect(try await rig.address(0).turnout == .none)
        try await rig.site.tick()
        let mail = try #require(try await rig.site.mails(to: "nieuw@voorbeeld.example").first)
        let path = try #require(mail.path("/vragenlijst/"))
        #expect(await rig.site.get(path).body.contains("Beginnen"))
        #expect(!(await rig.site.get(path + "/pagina/B1").body.contains("value=\"47\"")))
        // Whoever reads it begins anew.
        await rig.fill(path)
        #expect(await rig.site.post(path + "/versturen").status == 303)
        #expect(try await rig.address(0).turnout == .answered)
    }

    @Test func `what was sent under a code stays when a maker corrects the address`() async throws {
        let rig = try await RespondRig(mode: .pseudonymous)
        await rig.answer(0)
        let sent = await rig.site.post(
            "/enquetes/\(rig.number)/adressen/1/wijzigen",
            form: [("naam", "Adres 0"), ("email", "nieuw@voorbeeld.example"), ("taal", "nl")], as: .researcher)
        #expect(sent.status == 303)
        #expect(try await rig.address(0).turnout == .answered)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_pseudonym") == 1)
        #expect(try await rig.records().count == 1)
    }
}
