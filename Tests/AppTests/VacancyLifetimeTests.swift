import App
import Brokerage
import Community
import Core
import Services
import Storage
import Testing
import Web

private let workplace = "/organisatie/1/vacatures"

/// What happens to a vacancy as time goes by.
extension VacancyTests {
    @Test func `a silent vacancy is asked about, paused, and comes back with one click`() async throws {
        _ = try await site.addVacancy(state: .online)
        site.clock.move(by: .days(13))
        try await site.tick()
        #expect(try await site.mails(to: Role.manager.email).isEmpty)
        site.clock.move(by: .days(2))
        try await site.tick()
        try await site.tick()
        let asked = try await site.mails(to: Role.manager.email)
        #expect(asked.map(\.kind) == ["vacature-nog-open"])
        let link = try #require(asked.first?.path("/nog-open/"))
        for _ in 0..<3 { #expect(await site.get(link).status == 200) }
        #expect(try await site.vacancy(1)?.isAskedOpen == true)
        #expect(await site.get(workplace + "/1", as: .member).body.contains("Ja, nog open"))

        site.clock.move(by: .days(8))
        try await site.tick()
        #expect(try await site.vacancy(1)?.state == .paused)
        let back = try #require(try await site.mails(to: Role.manager.email).last)
        #expect(back.kind == "vacature-op-pauze")
        let return_ = try #require(back.path("/nog-open/"))
        #expect(await site.get(return_).body.contains("Ja, zet weer online"))
        #expect(await site.post(return_, form: [("antwoord", "ja")]).status == 200)
        let online = try #require(try await site.vacancy(1))
        #expect(online.state == .online && !online.isAskedOpen)
        #expect(await site.post(return_, form: [("antwoord", "sluiten")]).status == 410)
        #expect(await site.get(link).status == 410)
    }

    @Test func `one click says it is still open, or closes`() async throws {
        _ = try await site.addVacancy(state: .online)
        site.clock.move(by: .days(15))
        try await site.tick()
        let link = try #require(try await site.mails(to: Role.manager.email).first?.path("/nog-open/"))
        #expect(await site.post(link, form: [("antwoord", "ja")], withToken: false).status == 403)
        #expect(await site.post(link, form: [("antwoord", "wat")]).status == 400)
        #expect(await site.post(link, form: [("antwoord", "ja")]).status == 200)
        site.clock.move(by: .days(8))
        try await site.tick()
        #expect(try await site.vacancy(1)?.state == .online)
        site.clock.move(by: .days(8))
        try await site.tick()
        let again = try #require(try await site.mails(to: Role.manager.email).last?.path("/nog-open/"))
        #expect(await site.post(again, form: [("antwoord", "sluiten"), ("reden", "vervuld")]).status == 200)
        let closed = try #require(try await site.vacancy(1))
        #expect(closed.state == .closed && closed.closedReason == "vervuld")
    }

    @Test func `a vacancy closes after its last day`() async throws {
        let last = site.clock.now.day + 2
        _ = try await site.addVacancy(["laatste-dag": last.iso], state: .online)
        site.clock.move(by: .days(2))
        try await site.tick()
        #expect(try await site.vacancy(1)?.state == .online)
        site.clock.move(by: .days(1))
        try await site.tick()
        let closed = try #require(try await site.vacancy(1))
        #expect(closed.state == .closed && closed.closedReason == "afgelopen")
        #expect(try await site.mails(to: Role.manager.email).map(\.kind) == ["vacature-afgelopen"])
        _ = await site.post(workplace + "/1/heropening", as: .member)
        #expect(try await site.vacancy(1)?.state == .draft)
    }

    @Test func `a name is forgotten two years after closing`() async throws {
        _ = try await site.addVacancy(state: .online)
        _ = await site.post(workplace + "/1/sluiting", form: [("reden", "vervuld")], as: .member)
        let rule = try #require(site.town.brokerage.vacancyRetention.first)
        let now = site.clock.now + .days(731)
        let removed = try await site.write { db in try rule.apply(now - rule.keep, now, db) }
        #expect(removed == 1)
        let after = try #require(try await site.vacancy(1))
        #expect(after.contact.isEmpty && after.approvedCopy == nil)
    }

    @Test func `who still waits hears that it closed, or is left to the organisation`() async throws {
        for number in 1...2 {
            let vacancy = try await site.addVacancy(["plaatsen": "1"], state: .online)
            try await apply(to: vacancy, number: number)
        }
        #expect(
            await site.get(workplace + "/1/sluiting", as: .member).body.contains("Er wacht nog 1 reactie op antwoord."))
        let reason = ("reden", "gaat-niet-door")
        #expect(await site.post(workplace + "/1/sluiting", form: [reason], as: .member).status == 400)
        _ = await site.post(workplace + "/1/sluiting", form: [reason, ("reacties", "afmelden")], as: .member)
        _ = await site.post(workplace + "/2/sluiting", form: [reason, ("reacties", "zelf")], as: .member)
        #expect(try await site.mails(to: "vrijwilliger@test.example").map(\.kind) == ["reactie-afgewezen"])
        let states = try await site.read { db in
            try db.rows("SELECT state FROM application ORDER BY number").map { try $0("state", as: String.self) }
        }
        #expect(states == ["niet-doorgegaan", "ontvangen"])
    }

    @Test func `a full vacancy offers the waiting list`() async throws {
        let vacancy = try await site.addVacancy(["plaatsen": "1"], state: .online)
        #expect(await site.get("/vacatures/1").body.contains("Nog 1 plek vrij."))
        try await apply(to: vacancy, number: 1, state: .placed)
        let body = await site.get("/vacatures/1").body
        #expect(body.contains("Vol: je kunt op de wachtlijst.") && body.contains("Zet mij op de wachtlijst"))
    }
}
