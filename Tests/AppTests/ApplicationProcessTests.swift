import App
import Brokerage
import Community
import Core
import Formats
import Services
import Storage
import Testing
import Web

/// Waiting list, reminders, mail and erasure of applications.
struct ApplicationProcessTests {
    /// A vacancy with one place that Sanne has, and two people who wait for it.
    func fullVacancy() async throws -> (rig: ApplyRig, sanne: String, piet: String, anna: String) {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let sanne = try await rig.apply()
        #expect(await rig.answer(1, "plaatsen").status == 303)
        #expect(await rig.site.get("/vacatures/1/reageren").body.contains("wachtlijst"))
        let piet = try await rig.apply(to: 1, "Piet", "piet@voorbeeld.nl")
        let anna = try await rig.apply(to: 1, "Anna", "anna@voorbeeld.nl")
        #expect(try await rig.application(2).state == .waiting)
        #expect(await rig.site.get(anna).body.contains("plek 2 van de wachtlijst"))
        return (rig, sanne, piet, anna)
    }

    @Test func theWaitingListMovesUpAndOffersExpire() async throws {
        let (rig, sanne, piet, anna) = try await fullVacancy()
        #expect(await rig.site.post(sanne + "/stoppen", form: [("reden", "geen-tijd")]).status == 303)
        #expect(try await rig.application(2).offerUntil != nil)
        #expect(try await rig.application(3).offerUntil == nil)
        _ = try await rig.lastMail(to: "piet@voorbeeld.nl", kind: "plek-vrij")
        // Nobody else can take the place that is kept.
        #expect(await rig.answer(3, "plaatsen").status == 400)
        #expect(await rig.site.get(piet).body.contains("Ja, ik wil de plek"))
        #expect(await rig.site.post(anna + "/plek", form: [("antwoord", "ja")]).status == 303)
        #expect(try await rig.application(3).state == .waiting)

        rig.site.clock.move(by: .minutes(5 * 1440 + 1))
        #expect(await rig.site.post(piet + "/plek", form: [("antwoord", "ja")]).status == 303)
        #expect(try await rig.application(2).state == .waiting)
        try await rig.site.tick()
        #expect(try await rig.application(2).state == .declined)
        #expect(try await rig.application(3).offerUntil != nil)
        _ = try await rig.lastMail(to: "piet@voorbeeld.nl", kind: "plek-verlopen")

        #expect(await rig.site.post(anna + "/plek", form: [("antwoord", "ja")]).status == 303)
        #expect(try await rig.application(3).state == .talking)
        #expect(try await rig.application(3).holdsPlace)
        _ = try await rig.lastMail(to: Role.member.email, kind: "plek-aangenomen")
        #expect(await rig.answer(3, "plaatsen").status == 303)
        #expect(try await rig.application(3).isActivePlacement)
    }

    @Test func sayingNoPassesThePlaceOn() async throws {
        let (rig, sanne, piet, _) = try await fullVacancy()
        _ = await rig.site.post(sanne + "/stoppen", form: [("reden", "klaar")])
        #expect(await rig.site.post(piet + "/plek", form: [("antwoord", "nee")]).status == 303)
        #expect(try await rig.application(2).state == .withdrawn)
        #expect(try await rig.application(3).offerUntil != nil)
    }

    @Test func addedPlacesAndClosedVacanciesReachWhoWaits() async throws {
        let (rig, _, _, _) = try await fullVacancy()
        _ = try await rig.site.write { db in try db.run("UPDATE vacancy SET places = 2 WHERE number = 1") }
        rig.site.clock.move(by: .minutes(16))
        try await rig.site.tick()
        #expect(try await rig.application(2).offerUntil != nil)
        #expect(try await rig.application(3).offerUntil == nil)
        _ = try await rig.site.write { db in
            try db.run("UPDATE vacancy SET state = \(Vacancy.State.closed) WHERE number = 1")
        }
        rig.site.clock.move(by: .minutes(16))
        try await rig.site.tick()
        #expect(try await rig.application(3).state == .declined)
        _ = try await rig.lastMail(to: "anna@voorbeeld.nl", kind: "wachtlijst-gestopt")
    }

    @Test func onePlaceGoesToOnePerson() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        for (name, email) in [("Sanne", "sanne@voorbeeld.nl"), ("Piet", "piet@voorbeeld.nl")] {
            _ = try await rig.apply(to: 1, name, email)
        }
        async let first = rig.answer(1, "plaatsen")
        async let second = rig.answer(2, "plaatsen", as: .manager)
        #expect(Set([await first.status, await second.status]) == [303, 400])
        let placed = try await rig.site.read { db in
            try db.count("SELECT COUNT(*) FROM application WHERE state = \(VacancyApplication.State.placed)")
        }
        #expect(placed == 1)
    }

    @Test func severalPeopleHearKindlyThatItDoesNotGoOn() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 5)
        for (name, email) in [
            ("Sanne", "sanne@voorbeeld.nl"), ("Piet {{vacature}}", "piet@voorbeeld.nl"), ("Anna", "anna@voorbeeld.nl"),
        ] {
            _ = try await rig.apply(to: 1, name, email)
        }
        let ask = await rig.site.get("/organisatie/1/reacties/afwijzen?nummer=1&nummer=2", as: .member)
        #expect(ask.body.contains("Sanne") && !ask.body.contains("Anna –"))
        let form = [
            ("nummer", "1"), ("nummer", "2"), ("reden", "vol"), ("tekst", "Beste {{naam}}, bedankt voor {{vacature}}."),
        ]
        #expect(await rig.site.post("/organisatie/1/reacties/afwijzen", form: form, as: .member).status == 303)
        let sanne = try await rig.lastMail(to: "sanne@voorbeeld.nl", kind: "reactie-afgewezen")
        #expect(sanne.text.contains("Beste Sanne, bedankt voor Taalmaatje."))
        let piet = try await rig.lastMail(to: "piet@voorbeeld.nl", kind: "reactie-afgewezen")
        #expect(piet.text.contains("Beste Piet {{vacature}}, bedankt voor Taalmaatje."))
        #expect(!piet.text.contains("Sanne"))
        #expect(try await rig.application(3).state == .received)
        // A second press changes nothing.
        _ = await rig.site.post("/organisatie/1/reacties/afwijzen", form: form, as: .member)
        #expect(try await rig.site.mails().filter { $0.kind == "reactie-afgewezen" }.count == 2)
    }

    @Test func cannedTextsWorkWithoutScripts() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        _ = try await rig.apply()
        let filled = await rig.site.get("/organisatie/1/reacties/1?tekst=kennismaken", as: .member)
        #expect(filled.body.contains("Beste Sanne de Vries,"))
        let page = "/organisatie/1/antwoorden"
        #expect(
            await rig.site.post(page, form: [("naam", "Eigen"), ("tekst", "Hoi {{naam}}")], as: .member).status == 303)
        let list = await rig.site.get(page, as: .member)
        #expect(list.body.contains("Eigen") && list.body.contains("Uitnodiging om kennis te maken"))
        let edit = try #require(list.link("/organisatie/1/antwoorden/"))
        #expect(await rig.site.get(edit, as: .member).status == 200)
        let other = edit.replacing("/organisatie/1/", with: "/organisatie/2/")
        #expect(await rig.site.post(other, form: [("naam", "X"), ("tekst", "Y")], as: .stranger).status == 404)
        #expect(await rig.site.post(edit + "/weg", as: .member).status == 303 || edit.hasSuffix("/weg"))
    }

    @Test func repliesByMailReachTheThreadBothWays() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let page = try await rig.apply()
        let inbox = InboundMail(house: rig.site.town.house)
        let arrival = try await rig.lastMail(to: Role.member.email, kind: "reactie-nieuw")
        let fromMember = try rig.replyMail(to: arrival, from: Role.member.email, text: "Dag Sanne, kom je dinsdag?")
        #expect(try await inbox.receive(fromMember, now: rig.site.clock.now) == .added(application: 1))
        #expect(try await rig.application().answeredAt != nil)
        let toSanne = try await rig.lastMail(to: "sanne@voorbeeld.nl", kind: "reactie-bericht")
        #expect(toSanne.text.contains("> Dag Sanne, kom je dinsdag?"))
        #expect(!toSanne.text.contains(Role.member.email))
        rig.site.clock.move(by: .minutes(1))
        let back = try rig.replyMail(to: toSanne, from: "sanne.prive@elders.nl", text: "Ja graag!\r\nNummer 111222333.")
        #expect(try await inbox.receive(back, now: rig.site.clock.now) == .added(application: 1))
        #expect(try await inbox.receive(back, now: rig.site.clock.now) == .dropped(.repeated))
        let toMember = try await rig.lastMail(to: Role.member.email, kind: "reactie-bericht-organisatie")
        #expect(toMember.text.contains("> Ja graag!"))
        #expect(!toMember.text.contains("sanne") && !toMember.text.contains("111222333"))
        let shown = await rig.site.get(page).body
        #expect(shown.contains("Dag Sanne, kom je dinsdag?") && shown.contains("Ja graag!"))
        #expect(!shown.contains("Op ma 23 nov"))
        let author = try await rig.site.read { db in
            try db.value("SELECT person_id FROM application_message WHERE author = 'organisatie'", as: String.self)
        }
        #expect(author == rig.site.id(.member))
    }

    @Test func whoLeftAnOrganisationWritesForItNoLonger() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let page = try await rig.apply()
        let house = rig.site.town.house
        let inbox = InboundMail(house: house)
        let arrival = try await rig.lastMail(to: Role.member.email, kind: "reactie-nieuw")
        let ofManager = try await rig.lastMail(to: Role.manager.email, kind: "reactie-nieuw")
        #expect(arrival.replyTo != ofManager.replyTo)
        try await rig.site.write { [id = rig.site.id(.member)] db in
            _ = try db.run("DELETE FROM membership WHERE person_id = \(id)")
        }
        // Also not when the sender pretends to be someone who still belongs there.
        for sender in [Role.member.email, Role.manager.email] {
            let late = try rig.replyMail(to: arrival, from: sender, text: "Geelveer schrijft nog iets.")
            #expect(try await inbox.receive(late, now: rig.site.clock.now) == .dropped(.formerMember))
        }
        let good = try rig.replyMail(to: ofManager, from: "thuis@elders.example", text: "Kom je dinsdag?")
        #expect(try await inbox.receive(good, now: rig.site.clock.now) == .added(application: 1))
        let shown = await rig.site.get(page).body
        #expect(shown.contains("Kom je dinsdag?") && !shown.contains("Geelveer"))

        // Mail from before addresses named their reader: only who belongs there, by the address they write from.
        let old = try ReplyAddress(number: 1, author: .organisation).text(
            vault: house.vault, domain: house.sender.domain)
        for (sender, isIn) in [(Role.manager.email, true), (Role.member.email, false), ("x@y.nl", false)] {
            rig.site.clock.move(by: .minutes(1))
            let text = "From: <\(sender)>\r\nTo: \(old)\r\nSubject: Re\r\n\r\nHoi van \(sender)\r\n"
            let outcome = try await inbox.receive(Array(text.utf8), now: rig.site.clock.now)
            #expect(outcome == (isIn ? .added(application: 1) : .dropped(.formerMember)), "\(sender)")
        }
    }

    @Test func mailThatIsNoReplyIsDropped() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let page = try await rig.apply()
        let inbox = InboundMail(house: rig.site.town.house)
        let now = rig.site.clock.now
        let mail = try await rig.lastMail(to: Role.member.email, kind: "reactie-nieuw")
        let absence = try rig.replyMail(
            to: mail, from: "x@y.nl", text: "Ik ben er niet.", headers: "Auto-Submitted: auto-replied\r\n")
        #expect(try await inbox.receive(absence, now: now) == .dropped(.automatic))
        let text = String(decoding: try rig.replyMail(to: mail, from: "x@y.nl", text: "Hoi"), as: UTF8.self)
        let address = try #require(mail.replyTo)
        // One sign changed: the seal is broken.
        let spot = address.index(address.startIndex, offsetBy: 20)
        let changed = address[..<spot] + (address[spot] == "a" ? "b" : "a") + address[address.index(after: spot)...]
        #expect(
            try await inbox.receive(Array(text.replacing(address, with: changed).utf8), now: now)
                == .dropped(.unknownAddress))
        #expect(
            try await inbox.receive(Array(text.replacing(address, with: "info@inzet.test").utf8), now: now)
                == .dropped(.unknownAddress))
        #expect(
            try await inbox.receive(Array(text.replacing(address, with: address.uppercased()).utf8), now: now)
                == .added(application: 1))
        #expect(
            try await inbox.receive(try rig.replyMail(to: mail, from: "x@y.nl", text: ""), now: now) == .dropped(.empty)
        )
        #expect(try await inbox.receive([], now: now) == .dropped(.unreadable))
        #expect(
            try await inbox.receive(Array(repeating: 65, count: InboundMail.byteLimit + 1), now: now)
                == .dropped(.tooLarge))
        _ = await rig.site.post(page + "/intrekken", form: [("reden", "geen-tijd")])
        #expect(
            try await inbox.receive(try rig.replyMail(to: mail, from: "x@y.nl", text: "Nog iets"), now: now)
                == .dropped(.closed))
    }

    @Test func silenceIsChasedAndTold() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 3)
        _ = try await rig.apply()
        _ = try await rig.apply(to: 1, "Piet", "piet@voorbeeld.nl")
        _ = await rig.answer(2, "antwoorden", text: "We bellen je.")
        try await rig.site.tick()
        rig.site.clock.move(by: .days(6))
        try await rig.site.tick()
        #expect(try await rig.site.mails().contains { $0.kind == "herinnering-organisatie" } == false)
        rig.site.clock.move(by: .days(2))
        try await rig.site.tick()
        rig.site.clock.move(by: .days(1))
        try await rig.site.tick()
        let chasers = try await rig.site.mails(to: Role.member.email).filter { $0.kind == "herinnering-organisatie" }
        #expect(chasers.count == 1)
        #expect(chasers.first?.text.contains("Sanne de Vries") == true && chasers.first?.text.contains("Piet") == false)
        let honest = try await rig.lastMail(to: "sanne@voorbeeld.nl", kind: "herinnering-inwoner")
        let links = honest.text.split(whereSeparator: \.isWhitespace).filter { $0.hasSuffix("/intrekken") }
        let withdraw = try #require(links.first?.dropFirst(TestSite.origin.count))
        #expect(await rig.site.get(String(withdraw)).status == 200)
        let now = rig.site.clock.now
        let (early, late) = try await rig.site.read { db in
            (
                try Overdue.list(municipalities: ["GM9999"], days: 14, now: now, in: db),
                try Overdue.list(municipalities: ["GM9999"], days: 14, now: now + .days(6), in: db)
            )
        }
        #expect(early.isEmpty)
        #expect(late.map(\.count) == [1])
        #expect(late.first?.chasedAt != nil)
        let elsewhere = try await rig.site.read { db in
            try Overdue.list(municipalities: ["GM9998"], now: now + .days(60), in: db)
        }
        #expect(elsewhere.isEmpty)
    }

    @Test func twoWeeksLaterTheSiteAsksHowItGoes() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let page = try await rig.apply()
        _ = await rig.answer(1, "plaatsen")
        rig.site.clock.move(by: .days(15))
        try await rig.site.tick()
        let mail = try await rig.lastMail(to: "sanne@voorbeeld.nl", kind: "nazorg")
        let link = try #require(mail.path("/reactie/"))
        #expect(await rig.site.get(link).status == 200)
        #expect(try await rig.application().careAnswer == nil)
        #expect(
            await rig.site.post(page + "/gaat-het", form: [("antwoord", "vraag"), ("tekst", "Ik mis uitleg.")]).status
                == 303)
        #expect(try await rig.application().careAnswer == "vraag")
        let centre = try await rig.lastMail(to: "centrale@test.example", kind: "nazorg-centrale")
        #expect(centre.text.contains("Ik mis uitleg."))
        #expect(try await rig.site.mails(to: Role.member.email).allSatisfy { !$0.text.contains("Ik mis uitleg.") })
        rig.site.clock.move(by: .days(1))
        try await rig.site.tick()
        #expect(try await rig.site.mails().filter { $0.kind == "nazorg" }.count == 1)
    }
}
