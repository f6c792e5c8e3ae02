import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Erasure in the middle of a pair.
struct BuddyErasureTests {
    /// What points at nothing, or runs with somebody who is gone.
    private static func dangling(_ rig: BuddyRig) async throws -> Int {
        try await rig.site.read { db in
            try db.count(
                """
                SELECT COUNT(*) FROM buddy_pair p JOIN buddy_request r ON r.id = p.request_id
                JOIN buddy_volunteer v ON v.id = p.volunteer_id
                WHERE p.state IN (\(list: BuddyPair.State.active)) AND (r.erased_at IS NOT NULL OR v.erased_at IS NOT NULL)
                """)
                + db.count(
                    """
                    SELECT COUNT(*) FROM buddy_moment m JOIN buddy_pair p ON p.id = m.pair_id
                    WHERE m.done_at IS NULL AND m.kind <> 'afscheid' AND p.state IN ('gestopt', 'niet')
                    """)
        }
    }

    @Test func `the volunteer is erased: who asked goes on waiting from the first day`() async throws {
        let rig = try await BuddyRig()
        let request = try await rig.waiting("Corrie")
        let asked = try await rig.site.read { db in
            try db.value("SELECT created_at FROM buddy_request", as: Moment.self)
        }
        try await rig.move(days: 5)
        let volunteer = try await rig.ready("Sanne")
        let pair = try await rig.together(request, volunteer)
        let link = try await rig.link("sanne@helpt.example")
        let unsure = await rig.site.post(link + "/wissen")
        #expect(unsure.status == 400 && unsure.body.contains("Zet een vinkje"))
        #expect(await rig.site.get(link + "/gegevens").body.contains("sanne@helpt.example"))
        #expect(await rig.site.post(link + "/wissen", form: [("zeker", "ja")]).status == 303)
        #expect(await rig.site.get(link).status == 404)
        #expect(try await rig.state("buddy_pair", pair) == "gestopt")
        #expect(try await rig.state("buddy_request", request) == "wacht")
        let since = try await rig.site.read { db in
            try db.value("SELECT created_at FROM buddy_request", as: Moment.self)
        }
        #expect(since == asked)
        #expect(try await Self.dangling(rig) == 0)
        let mail = try await rig.site.mails(to: "corrie@vraagt.example").first { $0.kind == "maatje-klaar" }
        #expect(mail?.text.contains("met de dag waarop je je meldde") == true)
        for path in ["koppels/\(pair)", "aanvragen/\(request)", "vrijwilligers/\(volunteer)", ""] {
            let page = await rig.site.get(BuddyRig.home + (path.isEmpty ? "" : "/" + path), as: .broker)
            #expect(page.status == 200 && !page.body.contains("Sanne"), "\(path)")
        }
    }

    @Test func `who asked is erased: the key is gone, the volunteer is free again`() async throws {
        let rig = try await BuddyRig()
        let request = try await rig.waiting("Corrie")
        let volunteer = try await rig.ready("Sanne")
        let pair = try await rig.together(request, volunteer)
        let second = try await rig.waiting("Piet")
        let link = try await rig.link("corrie@vraagt.example")
        #expect(await rig.site.get(link + "/gegevens").body.contains(BuddyRig.canary))
        #expect(await rig.site.post(link + "/wissen", form: [("zeker", "ja")]).status == 303)
        #expect(await rig.site.get(link).status == 404)
        #expect(try await rig.state("buddy_pair", pair) == "gestopt")
        try await rig.site.read { db in
            let row = try #require(try BuddyRequest.find(number: request, municipalities: ["GM9999"], in: db))
            #expect(row.sealed == nil && row.state == .closed && row.erasedAt != nil)
            #expect(try db.count("SELECT COUNT(*) FROM case_key WHERE case_id = \(row.id)") == 0)
        }
        #expect(try await Self.dangling(rig) == 0)
        let page = await rig.site.get("\(BuddyRig.home)/aanvragen/\(request)", as: .broker)
        #expect(page.status == 200 && !page.body.contains("Corrie"))
        #expect(await rig.pair(second, volunteer).status == 303)
    }

    @Test func `an account takes requests and volunteering along, out and away`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let kind = try await rig.kind("Buddy")
        let form = [
            ("soort", String(kind)), ("wie", "zelf"), ("naam", "Test Resident"), ("email", Role.resident.email),
            ("buurt", "n1"), ("wens", BuddyRig.canary), ("talen", "nl"), ("voorkeur", "geen"), ("toestemming", "ja"),
        ]
        #expect(await site.post("/maatjes/aanvragen?gemeente=GM9999", form: form, as: .resident).status == 303)
        let person = site.id(.resident)
        let parts = try await PersonFile.export(.init(person), house: site.town.house)
        #expect(parts.contains { $0.data.text.contains(BuddyRig.canary) })
        try await PersonFile.erase(.init(person), by: .program("proef"), house: site.town.house)
        let after = try await PersonFile.export(.init(person), house: site.town.house)
        #expect(!after.contains { $0.data.text.contains(BuddyRig.canary) })
        try await site.read { (db: any SQLConnection) throws in
            #expect(try db.count("SELECT COUNT(*) FROM buddy_request WHERE erased_at IS NOT NULL") == 1)
            #expect(try db.count("SELECT COUNT(*) FROM buddy_request WHERE person_id IS NOT NULL") == 0)
        }
    }

    @Test func `after two years only numbers are left`() async throws {
        let rig = try await BuddyRig()
        let request = try await rig.waiting("Corrie")
        #expect(await rig.site.post("\(BuddyRig.home)/aanvragen/\(request)/stop", as: .broker).status == 303)
        try await rig.site.write {
            [now = rig.site.clock.now, house = rig.site.town.house] (db: any SQLConnection) throws in
            let rule = Brokerage(house: house).buddyRetention
            #expect(try rule.apply(now - rule.keep, now, db) == 0)
            let later = now + .days(732)
            #expect(try rule.apply(later - rule.keep, later, db) == 1)
            #expect(try rule.apply(later - rule.keep, later, db) == 0)
        }
    }
}
