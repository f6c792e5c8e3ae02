import Community
import Core
import Services
import Storage
import Testing

@testable import Policy

/// What goes along: to the next round, and to another mailbox.
struct TakenAlongTests {
    @Test func `parties and own fields go along to the next round, talks stay`() async throws {
        let site = try await PartyTests.added()
        _ = await site.post(
            FieldTests.base + "/nieuw", form: [("naam", "Het water"), ("sectoren", "buurt")], as: .policyOfficer)
        try await site.write { db in
            let row = try #require(try db.first("SELECT id FROM policy_party"))
            let day = try #require(Day(iso: "2026-03-02"))
            try Party.addTalk(
                Party.Identity(try row("id")), day: day, withWhom: "Noor", note: "Koffie", person: nil,
                now: DutchTime.moment(day), in: db)
        }
        _ = await site.post(
            "/beleid/nieuw", form: [("naam", "Daarna"), ("van", "2031"), ("tot", "2034")], as: .policyOfficer)
        #expect(await site.get("/beleid/2/partijen", as: .policyOfficer).body.contains("Ondernemerskring"))
        #expect(await site.get("/beleid/2/velden", as: .policyOfficer).body.contains("Het water"))
        let talks = try await site.read { db in
            try db.count(
                """
                SELECT COUNT(*) FROM policy_party_talk t JOIN policy_party p ON p.id = t.party_id
                JOIN policy_cycle c ON c.id = p.cycle_id WHERE c.number = 2
                """)
        }
        #expect(talks == 0)
    }

    @Test func `an invitation follows its reader, and not to an address that has one`() async throws {
        let (site, _) = try await TypeTestInvitationTests.invited()
        try await site.write { db in
            let part = try #require(try Policy(house: site.town.house).part(.typeTest))
            try part.moved("p", from: "anna@voorbeeld.nl", to: "anna@elders.nl", now: site.town.house.clock.now, in: db)
            try part.moved(
                "q", from: "resident@test.example", to: "anna@elders.nl", now: site.town.house.clock.now, in: db)
        }
        let addresses = try await site.read { db in
            try db.rows("SELECT email FROM policy_type_invitation ORDER BY email").map {
                try $0("email", as: String.self)
            }
        }
        #expect(addresses == ["anna@elders.nl", "resident@test.example"])
    }

    @Test func `whoever reads English is invited in English`() async throws {
        let site = try await ChanceTests.open()
        try await site.write { db in
            try db.run("UPDATE person SET language = 'en' WHERE email = 'resident@test.example'")
        }
        _ = await site.post(
            "/beleid/1/kansen/uitnodigen", form: [("adressen", "resident@test.example\nanna@voorbeeld.nl")],
            as: .policyOfficer)
        let english = try await site.mails(to: "resident@test.example").last
        #expect(english?.subject.contains("Think along") == true)
        #expect(try await site.mails(to: "anna@voorbeeld.nl").last?.subject.contains("Denk mee") == true)
    }
}
