import App
import Brokerage
import Community
import Core
import Formats
import Services
import Storage
import Testing
import Web

/// What waits, what is taken out and what goes by itself.
extension ApplicationProcessTests {
    @Test func tasksShowWhoWaits() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        _ = await rig.site.post(
            "/vacatures/1/reageren", form: rig.form("Test Resident", Role.resident.email), as: .resident)
        let membership = Actor.Membership(
            id: TestSite.organisation.id, number: 1, name: "Taalhuis De Brug", role: .member)
        let actor = Actor(person: rig.site.id(.member), organisations: [membership])
        let brokerage = rig.site.town.brokerage
        let fresh = try await brokerage.applicationTasks(for: actor, t: .dutch, now: rig.site.clock.now)
        #expect(fresh.map(\.isUrgent) == [false])
        #expect(fresh.first?.path == "/organisatie/1/reacties/1")
        let late = try await brokerage.applicationTasks(for: actor, t: .dutch, now: rig.site.clock.now + .days(5))
        #expect(late.map(\.isUrgent) == [true])
        _ = await rig.answer(1, "plaatsen")
        #expect(try await brokerage.applicationTasks(for: actor, t: .dutch, now: rig.site.clock.now).isEmpty)
        rig.site.clock.move(by: .days(15))
        try await rig.site.tick()
        let resident = Actor(person: rig.site.id(.resident))
        let care = try await brokerage.applicationTasks(for: resident, t: .dutch, now: rig.site.clock.now)
        #expect(care.map(\.path) == ["/mijn/reacties/1/gaat-het"])
    }

    @Test func anErasedPersonLeavesNothingButTotals() async throws {
        let rig = try await ApplyRig()
        for number in 1...2 { try await rig.addVacancy(number, title: "Werk \(number)") }
        let form = rig.form(
            "Rosa Unieknaam", Role.resident.email, message: "Geheime woorden", extra: [("postcode", "9902 AB")])
        for number in 1...2 { _ = await rig.site.post("/vacatures/\(number)/reageren", form: form, as: .resident) }
        rig.site.clock.move(by: .seconds(1))
        _ = await rig.site.post("/mijn/reacties/1/bericht", form: [("tekst", "Nog meer geheims")], as: .resident)
        _ = await rig.answer(2, "plaatsen")
        let mail = try await rig.lastMail(to: Role.resident.email, kind: "reactie-geplaatst")
        let link = try #require(mail.path("/reactie/"))
        let id = rig.site.id(.resident)
        let data = rig.site.town.brokerage.applicationPersonalData
        let exported = try await rig.site.read { db in try data.map { try $0.export(id, db).text }.joined() }
        #expect(exported.contains("Geheime woorden") && exported.contains("Nog meer geheims"))

        let now = rig.site.clock.now
        try await rig.site.write { db in for part in data { try part.erase(id, now, db) } }
        let left = try await rig.site.read { db in
            try db.rows("SELECT * FROM application").flatMap(\.values)
                + db.rows("SELECT * FROM application_message").flatMap(\.values)
        }
        for value in left {
            guard case .text(let text) = value else { continue }
            for word in ["Rosa", "geheim", "Geheim", Role.resident.email, "9902"] { #expect(!text.contains(word)) }
        }
        #expect(!left.contains(.text(id)))
        #expect(try await rig.application(1).state == .withdrawn)
        #expect(try await rig.application(2).stoppedAt != nil)
        #expect(await rig.site.get(link).status == 404)
        let told = try await rig.site.mails(to: Role.member.email).filter { $0.kind == "reactie-vertrokken" }
        #expect(told.count == 2)
        #expect(told.allSatisfy { !$0.text.contains("Rosa") })
    }

    @Test func dataGoesWhenItsTimeHasCome() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 3)
        let page = try await rig.apply()
        _ = await rig.answer(1, "afwijzen", text: "Helaas, Sanne.", reason: "vol")
        _ = await rig.site.post("/vacatures/1/reageren", form: rig.form("Piet", "piet@voorbeeld.nl"))
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM application") } == 2)
        rig.site.clock.move(by: .days(8))
        try await rig.site.tick()
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM application") } == 1)
        #expect(try await rig.application().name == "Sanne de Vries")
        rig.site.clock.move(by: .days(22))
        try await rig.site.tick()
        let gone = try await rig.application()
        #expect(gone.name.isEmpty && gone.email == nil && gone.person == nil && gone.reasonText == nil)
        #expect(gone.state == .declined && gone.reason == "vol")
        #expect(await rig.site.get(page).status == 404)
    }
}
