import Brokerage
import Community
import Core
import Foundation
import Services
import Storage
import Testing

/// What the desk keeps, and how it goes.
struct DeskDataTests {
    private static let secret = "geheimekanarie"

    private func raw(_ site: TestSite) async throws -> String {
        try await site.read { db in
            var all = ""
            for table in ["intake", "desk_contact", "desk_talk", "desk_proposal", "audit_event", "case_key"] {
                for row in try db.rows("SELECT * FROM \(name: table)") {
                    for value in row.values {
                        if case .blob(let bytes) = value {
                            all += String(decoding: bytes, as: UTF8.self)
                        } else {
                            all += "\(value)"
                        }
                    }
                }
            }
            return all
        }
    }

    @Test func `words lie sealed, and every reading is in the log`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.web("Sofie Stil", email: "sofie@test.example", question: Self.secret + "1")
        await rig.talk(number, notes: Self.secret + "2", checked: true)
        let contact = [("wat", "gebeld"), ("aantekening", Self.secret + "3")]
        #expect(await site.post(rig.path(number) + "/contact", form: contact, as: .broker).status == 303)
        #expect(!(try await raw(site)).contains(Self.secret))
        func readings() async throws -> Int {
            try await site.read { db in
                try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'intake-gelezen'")
            }
        }
        let before = try await readings()
        let page = await site.get(rig.path(number), as: .broker)
        for part in 1...3 { #expect(page.body.contains(Self.secret + "\(part)")) }
        #expect(try await readings() == before + 1)
        let seen = await site.get(rig.path(number), as: .centreManager)
        #expect(seen.body.contains("Wie dit las") && seen.body.contains("Test Broker"))
        #expect(!page.body.contains("Wie dit las"))
        // The person sees it too, in what they can take along.
        let file = await site.get(try await rig.link("sofie@test.example") + "/gegevens")
        #expect(file.body.contains(Self.secret + "2") && file.body.contains("Test CentreManager"))
    }

    @Test func `whoever typed an address for somebody else reads no notes of the desk`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let form = [
            ("jouw-naam", "Petra Werk"), ("jouw-organisatie", "Buurtteam"), ("jouw-mail", "petra@werk.example"),
            ("gemeente", "GM9999"), ("naam", "Sjaak Stil"), ("email", "vals@test.example"), ("goed", "ja"),
        ]
        #expect(await site.post("/doorverwijzen", form: form).status == 303)
        let number = try await rig.number("Sjaak Stil")
        await rig.talk(number, notes: Self.secret + "1")
        let contact = [("wat", "gebeld"), ("aantekening", Self.secret + "2")]
        #expect(await site.post(rig.path(number) + "/contact", form: contact, as: .broker).status == 303)
        let link = try await rig.link("vals@test.example") + "/gegevens"
        func readings() async throws -> Int {
            try await site.read { db in
                try db.count(
                    "SELECT COUNT(*) FROM audit_event WHERE action = 'intake-gelezen' AND actor = 'balie-link'")
            }
        }
        let closed = await site.get(link)
        #expect(closed.status == 200 && closed.body.contains("Sjaak Stil") && !closed.body.contains(Self.secret))
        #expect(try await readings() == 1)
        #expect(await site.get(rig.path(number), as: .centreManager).body.contains("via de link in de mail"))
        let asks = await site.get(rig.path(number) + "/gesprek", as: .broker)
        #expect(asks.body.contains("Ik vroeg het na: vals@test.example"))
        await rig.talk(number, notes: Self.secret + "1", checked: true)
        let open = await site.get(link)
        #expect(open.body.contains(Self.secret + "1") && open.body.contains(Self.secret + "2"))
        #expect(try await readings() == 2)
        // Who changes their mind takes the tick away.
        await rig.talk(number, notes: Self.secret + "1")
        #expect(!(await site.get(link)).body.contains(Self.secret))
        // Of who came to the counter a broker wrote the address down.
        let here = try await rig.counter("Hier Harm", email: "harm@test.example")
        #expect(!(await site.get(rig.path(here) + "/gesprek", as: .broker)).body.contains("Ik vroeg het na"))
    }

    @Test func `an erasure at the desk takes the person out of the mail about the application`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await VacancyFixture().add(to: site)
        let number = try await rig.counter("Weg Wilma", email: "wilma@test.example")
        await rig.talk(number)
        #expect(await rig.propose(number, [vacancy]).status == 303)
        let path = rig.path(number) + "/voorstellen/" + (try await rig.proposal(number))
        let yes = [("antwoord", "ja"), ("bericht", "Zij kan goed lassen.")]
        #expect(await site.post(path, form: yes, as: .broker).status == 303)
        // Some has left already, some waits; mail to strangers about another of that name stays.
        try await site.write { db in
            try db.run("UPDATE mail SET state = 'verstuurd' WHERE kind = 'reactie-balie-nieuw'")
            let list = Mail(
                to: Role.member.email, name: "Mem", subject: "Wachten", kind: "herinnering-organisatie",
                [.paragraph("Weg Wilma wacht al lang. Karel ook.")])
            let other = Mail(
                to: "elders@test.example", name: "Elders", subject: "Hoi", kind: "herinnering-organisatie",
                [.paragraph("Weg Wilma is hier een ander.")])
            for mail in [list, other] { try site.town.house.mail(mail, in: db) }
        }
        #expect(try await site.mails().contains { $0.text.contains("goed lassen") })
        let link = try await rig.link("wilma@test.example")
        #expect(await site.post(link + "/stoppen").status == 303)
        let left = try await site.mails()
        #expect(!left.contains { $0.recipient == "wilma@test.example" })
        #expect(!left.contains { $0.text.contains("goed lassen") || $0.html.contains("goed lassen") })
        let mentions = left.filter { ($0.text + $0.subject + $0.html + $0.recipientName).contains("Wilma") }
        #expect(mentions.map(\.recipient) == ["elders@test.example"])
        #expect(left.contains { $0.text.contains("Karel ook") })
        #expect(left.contains { $0.kind == "reactie-vertrokken" && $0.state == .waiting })
    }

    @Test func `a case stays as long as a placement without an account runs`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await VacancyFixture().add(to: site)
        let number = try await rig.counter("Lange Leo")
        await rig.talk(number)
        #expect(await rig.propose(number, [vacancy]).status == 303)
        let path = rig.path(number) + "/voorstellen/" + (try await rig.proposal(number))
        #expect(await site.post(path, form: [("antwoord", "ja"), ("delen", "ja")], as: .broker).status == 303)
        let placed = await site.post(
            "/organisatie/1/reacties/1", form: [("actie", "plaatsen"), ("tekst", "Welkom!")], as: .member)
        #expect(placed.status == 303)
        let closed = await site.post(rig.path(number) + "/sluiten", form: [("reden", "geplaatst")], as: .broker)
        #expect(closed.status == 303)
        func kept() async throws -> Int {
            try await site.read { db in try db.count("SELECT COUNT(*) FROM intake WHERE name = 'Lange Leo'") }
        }
        try await rig.pass(.days(800))
        try await site.tick()
        #expect(try await kept() == 1)
        try await site.write { [now = site.clock.now] db in
            _ = try db.run("UPDATE application SET stopped_at = \(now), state_at = \(now)")
        }
        try await rig.pass(.days(1))
        try await site.tick()
        #expect(try await kept() == 0)
    }

    @Test func `an erasure by link takes the words, the name and the open application`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await VacancyFixture().add(to: site)
        let number = try await rig.counter("Weg Wilma", email: "wilma@test.example")
        await rig.talk(number, notes: Self.secret)
        #expect(await rig.propose(number, [vacancy]).status == 303)
        let path = rig.path(number) + "/voorstellen/" + (try await rig.proposal(number))
        #expect(await site.post(path, form: [("antwoord", "ja")], as: .broker).status == 303)
        let link = try await rig.link("wilma@test.example")
        #expect(await site.get(link + "/stoppen").status == 200)
        #expect(await site.post(link + "/stoppen").status == 303)
        #expect(await site.get(link).status == 404)
        #expect(await site.get(rig.path(number), as: .broker).status == 404)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM case_key") } == 0)
        let all = try await raw(site)
        #expect(!all.contains("Wilma") && !all.contains("wilma@"))
        let application = try await site.read { db in
            try db.first("SELECT name, email, state, erased_at FROM application")
        }
        #expect(
            try application?("name", as: String.self) == "" && application?("state", as: String.self) == "ingetrokken")
        #expect(!(await site.get(DeskRig.home + "/lijst?stand=gesloten", as: .broker)).body.contains("Wilma"))
    }

    @Test func `who said yes by mail and stops later is gone at the organisation too`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await VacancyFixture().add(to: site)
        let number = try await rig.counter("Weg Wilma", email: "wilma@test.example")
        await rig.talk(number, notes: Self.secret)
        #expect(await rig.propose(number, [vacancy]).status == 303)
        let link = try await rig.link("wilma@test.example")
        let yes = await site.post(
            link + "/voorstellen/" + (try await rig.proposal(number)), form: [("antwoord", "ja")])
        #expect(yes.status == 303)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM application WHERE name <> ''") } == 1)
        #expect(await site.get(link + "/stoppen").body.contains("Je hebt ook een account."))
        #expect(await site.post(link + "/stoppen").status == 303)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM application WHERE name <> ''") } == 0)
        #expect(!(try await raw(site)).contains("Wilma"))
    }

    @Test func `an account's export and erasure cover the desk`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let house = site.town.house
        let number = try await rig.web("Test Resident", email: Role.resident.email, question: Self.secret)
        let person = Person.Identity(site.id(.resident))
        let export = try await PersonFile.export(person, house: house)
        #expect(export.contains { $0.data.text.contains(Self.secret) })
        try await PersonFile.erase(person, by: .program("test"), house: house)
        let row = try await site.read { db in try db.first("SELECT * FROM intake WHERE number = \(number)") }
        #expect(try row?("name", as: String.self) == "" && row?("state", as: String.self) == "gesloten")
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM case_key") } == 0)
        // Who works at the desk leaves nothing that points at them, and their cases to the others.
        let left = try await rig.counter("Blijft Staan", as: .broker)
        try await PersonFile.erase(Person.Identity(site.id(.broker)), by: .program("test"), house: house)
        let owner = try await site.read { db in
            try db.value("SELECT owner_id FROM intake WHERE number = \(left)", as: String?.self)
        }
        #expect(owner == nil || owner == .some(nil))
        #expect(await site.get(rig.path(left), as: .centreManager).body.contains("Blijft Staan"))
    }

    @Test func `a closed case is forgotten after two years`() async throws {
        let rig = try await DeskRig()
        let number = try await rig.counter("Oude Otto", as: .broker)
        await rig.talk(number, notes: Self.secret)
        #expect(await rig.site.post(rig.path(number) + "/sluiten", form: [], as: .broker).status == 400)
        let closed = await rig.site.post(rig.path(number) + "/sluiten", form: [("reden", "elders")], as: .broker)
        #expect(closed.status == 303)
        try await rig.pass(.days(729))
        try await rig.site.tick()
        #expect(try await rig.number("Oude Otto") == number)
        try await rig.pass(.days(2))
        try await rig.site.tick()
        #expect(!(try await raw(rig.site)).contains("Oude Otto"))
        #expect(try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM case_key") } == 0)
    }

    @Test func `figures count who came, how soon, and who was placed`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let vacancy = try await VacancyFixture().add(to: site)
        let number = try await rig.web("Een Telt", email: "een@test.example")
        try await rig.pass(.days(2))
        await rig.talk(number)
        #expect(await rig.propose(number, [vacancy]).status == 303)
        _ = try await rig.web("Twee Telt", email: "twee@test.example")
        try await rig.pass(.days(20))
        let indicators = site.town.brokerage.indicators
        let values = try await site.read { [today = site.clock.now.day] db in
            try Dictionary(
                indicators.filter { $0.id.hasPrefix("desk-") }.map {
                    ($0.id, try $0.measured("GM9999", on: today, in: db))
                }
            ) { first, _ in first }
        }
        #expect(values["desk-intakes"]??.value == 2)
        #expect(values["desk-first-contact"]??.value == 2)
        #expect(values["desk-proposal-share"]??.value == 50)
        #expect(values["desk-placed"] == .some(nil))
    }

    @Test func `an open case always has a next step`() async throws {
        let rig = try await DeskRig()
        _ = try await rig.counter("Altijd Verder", as: .broker)
        await #expect(throws: (any Error).self) {
            try await rig.site.write { db in try db.run("UPDATE intake SET next_at = NULL") }
        }
    }
}
