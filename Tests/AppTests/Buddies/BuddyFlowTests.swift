import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Buddies from a request to a last word.
struct BuddyFlowTests {
    @Test func `from the form to the thanks`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let request = try await rig.waiting("Corrie")
        let volunteer = try await rig.ready("Sanne")
        let page = await site.get("\(BuddyRig.home)/aanvragen/\(request)", as: .broker)
        #expect(page.status == 200 && page.body.contains(BuddyRig.canary) && page.body.contains("voorstel"))
        #expect(await rig.pair(request, volunteer).location == "\(BuddyRig.home)/koppels/1")
        // Before the yes: no name, no wish.
        let link = try await rig.link("sanne@helpt.example")
        let asked = await site.get(link)
        #expect(asked.status == 200 && !asked.body.contains("Corrie") && !asked.body.contains(BuddyRig.canary))
        #expect(await site.post(link + "/ja", form: [("koppel", "1")]).status == 303)
        let known = await site.get(link)
        #expect(known.body.contains("Corrie") && !known.body.contains(BuddyRig.canary))
        #expect(await rig.on(1, "kennismaking", BuddyRig.meeting(site)).status == 303)
        let own = try await rig.link("corrie@vraagt.example")
        let meeting = await site.get(own)
        #expect(meeting.body.contains("Sanne") && meeting.body.contains("Bibliotheek"))
        #expect(await site.get("\(BuddyRig.home)/koppels/1/brief", as: .broker).body.contains("Sanne"))
        #expect(await rig.on(1, "uitkomst", [("doe", "verder")]).status == 303)
        #expect(try await rig.state("buddy_pair", 1) == "proef")
        try await rig.move(days: 42)
        #expect(await site.get("/vandaag", as: .broker).body.contains("Maatjes: de proeftijd is voorbij"))
        try await site.tick()
        let moment = try await site.read { db in
            try db.count("SELECT number FROM buddy_moment WHERE kind = 'proef'")
        }
        #expect(await site.post(own + "/hoe/\(moment)", form: [("hoe", "goed")]).status == 303)
        #expect(await rig.on(1, "verder").status == 303)
        #expect(try await rig.state("buddy_pair", 1) == "loopt")
        #expect(await rig.on(1, "pauze", [("tot", site.clock.now.day.iso)]).status == 400)
        #expect(await rig.on(1, "pauze", [("tot", (site.clock.now.day + 10).iso)]).status == 303)
        try await rig.move(days: 11)
        #expect(await site.get("/vandaag", as: .broker).body.contains("Maatjes: de pauze is voorbij"))
        #expect(await rig.on(1, "hervat").status == 303)
        let end = await rig.on(1, "einde", [("reden", "klaar"), ("woorden", "Wat fijn dat het lukte.")])
        #expect(end.status == 303)
        #expect(try await rig.state("buddy_request", request) == "gestopt")
        let goodbye = try await site.mails(to: "corrie@vraagt.example").first { $0.kind == "maatje-klaar" }
        #expect(goodbye?.text.contains("Wat fijn dat het lukte.") == true)
        let last = await site.get(try await rig.link("sanne@helpt.example"))
        #expect(last.body.contains("een laatste woord"))
    }

    @Test func `another than the proposal asks a reason, and who is passed over is written down`() async throws {
        let rig = try await BuddyRig()
        let first = try await rig.waiting("Corrie")
        try await rig.move(days: 3)
        let second = try await rig.waiting("Piet")
        let volunteer = try await rig.ready("Sanne")
        let refused = await rig.pair(second, volunteer)
        #expect(refused.status == 400 && refused.body.contains("Schrijf op waarom"))
        #expect(await rig.pair(second, volunteer, reason: "Ze kennen elkaar").status == 303)
        let page = await rig.site.get("\(BuddyRig.home)/aanvragen/\(first)", as: .broker)
        #expect(page.body.contains("1 keer overgeslagen") && page.body.contains("Ze kennen elkaar"))
        #expect(page.body.contains("heeft geen tijd over"))
        // What was sealed lies nowhere in the open.
        try await rig.site.read { db in
            for row in try db.rows("SELECT * FROM buddy_request") {
                let open = row.values.compactMap { value -> String? in
                    if case .text(let text) = value { text } else { nil }
                }
                #expect(!open.contains { $0.contains(BuddyRig.canary) || $0.contains("Corrie") })
            }
        }
    }

    @Test func `a late no does not end a pair that runs`() async throws {
        let rig = try await BuddyRig()
        let pair = try await rig.together(try await rig.waiting("Corrie"), try await rig.ready("Sanne"))
        let mails = try await rig.site.mails().count
        let late = await rig.on(pair, "ja", [("doe", "nee")])
        #expect(late.status == 400 && late.body.contains("Deze vraag is al beantwoord."))
        #expect(try await rig.state("buddy_pair", pair) == "proef")
        #expect(try await rig.site.mails().count == mails)
        #expect(await rig.on(pair, "ja", [("doe", "ja")]).status == 400)
    }

    @Test func `a tandem shares one request`() async throws {
        let rig = try await BuddyRig()
        let request = try await rig.waiting("Corrie", helpers: 2)
        let (one, two) = (try await rig.ready("Sanne"), try await rig.ready("Joris"))
        #expect(await rig.pair(request, one).status == 303)
        #expect(try await rig.state("buddy_request", request) == "wacht")
        #expect(await rig.pair(request, one).status == 400)
        #expect(await rig.pair(request, two).status == 303)
        #expect(try await rig.state("buddy_request", request) == "gekoppeld")
        _ = await rig.on(1, "einde", [("reden", "vrijwilliger")])
        #expect(try await rig.state("buddy_request", request) == "wacht")
        #expect(try await rig.state("buddy_pair", 2) == "gevraagd")
    }

    @Test func `a warm handover keeps the first until the second begins`() async throws {
        let rig = try await BuddyRig()
        let request = try await rig.waiting("Corrie")
        let pair = try await rig.together(request, try await rig.ready("Sanne"))
        #expect(await rig.on(pair, "overdracht").status == 303)
        #expect(await rig.on(pair, "overdracht").status == 400)
        #expect(try await rig.state("buddy_request", request) == "wacht")
        #expect(await rig.site.get("/vandaag", as: .broker).body.contains("Maatjes: de overdracht staat open"))
        let next = try await rig.ready("Joris")
        #expect(await rig.pair(request, next).status == 303)
        #expect(await rig.on(2, "ja", [("doe", "ja")]).status == 303)
        #expect(await rig.on(2, "kennismaking", BuddyRig.meeting(rig.site)).status == 303)
        // The old volunteer is asked to come too.
        let mails = try await rig.site.mails(to: "sanne@helpt.example")
        #expect(mails.filter { $0.kind == "maatje-afspraak" }.count == 2)
        #expect(try await rig.state("buddy_pair", pair) == "proef")
        #expect(await rig.on(2, "uitkomst", [("doe", "verder")]).status == 303)
        #expect(try await rig.state("buddy_pair", pair) == "gestopt")
        #expect(try await rig.state("buddy_pair", 2) == "proef")
        #expect(try await rig.state("buddy_request", request) == "gekoppeld")
        #expect(await rig.site.get("\(BuddyRig.home)/koppels/\(pair)", as: .broker).body.contains("koppels/2"))
    }

    @Test func `a course comes first, and a certificate is only a day`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        try await site.write { db in
            _ = try db.run("UPDATE buddy_kind SET needs_course = \(true), needs_vog = \(true) WHERE name = 'Buddy'")
        }
        let request = try await rig.waiting("Corrie")
        let volunteer = try await rig.ready("Sanne")
        #expect(await rig.pair(request, volunteer, reason: "toch").status == 400)
        let day = site.clock.now.day + 2
        let kind = try await rig.kind("Buddy")
        let form = [("soort", String(kind)), ("dag", day.iso), ("tijd", "14:00"), ("plek", "Centrale")]
        #expect(await site.post(BuddyRig.home + "/cursussen", form: form, as: .broker).status == 303)
        let course = BuddyRig.home + "/cursussen/1"
        #expect(await site.post(course + "/lijst", form: [("wie", String(volunteer))], as: .broker).status == 303)
        #expect(try await site.mails(to: "sanne@helpt.example").contains { $0.kind == "maatje-cursus" })
        try await rig.move(days: 3)
        #expect(await site.get("/vandaag", as: .broker).body.contains("Maatjes: wie was er bij de cursus?"))
        #expect(await site.post(course + "/klaar", form: [("wie", String(volunteer))], as: .broker).status == 303)
        let page = await site.get("\(BuddyRig.home)/aanvragen/\(request)", as: .broker)
        #expect(page.body.contains("Als de VOG is gezien, past 1 vrijwilliger wel."))
        let done = try await site.read { db in
            try db.value("SELECT course_done FROM buddy_volunteer_kind", as: Day.self)
        }
        #expect(done == day)
        let ready = [
            ("soorten", String(kind)), ("aantal", "1"), ("cursus-\(kind)", day.iso), ("vog", site.clock.now.day.iso),
        ]
        #expect(
            await site.post("\(BuddyRig.home)/vrijwilligers/\(volunteer)/klaar", form: ready, as: .broker).status == 303
        )
        #expect(await rig.pair(request, volunteer).status == 303)
    }

    @Test func `of what waits the oldest ten are shown, and all to who wants them`() async throws {
        let rig = try await BuddyRig()
        for number in 1...12 { #expect(try await rig.ask("Vrager\(number)").status == 303) }
        let front = await rig.site.get(BuddyRig.home, as: .broker).body
        #expect(front.contains("(12)") && front.contains("Bekijk Aanvraag 10") && !front.contains("Bekijk Aanvraag 11"))
        #expect(front.contains("href=\"\(BuddyRig.home)?toon=nieuw#nieuw\""))
        let all = await rig.site.get(BuddyRig.home + "?toon=nieuw", as: .broker).body
        #expect(all.contains("Bekijk Aanvraag 12") && !all.contains("toon=nieuw#nieuw"))
    }

    @Test func `nothing waits unseen`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        func today() async -> String { await site.get("/vandaag", as: .broker).body }
        #expect(try await rig.ask("Corrie").status == 303)
        #expect(await today().contains("1 nieuwe aanvraag voor een maatje"))
        #expect(await site.post("\(BuddyRig.home)/aanvragen/1/lijst", as: .broker).status == 303)
        try await rig.move(days: 43)
        #expect(await today().contains("1 aanvraag voor een maatje wacht langer dan afgesproken"))
        let volunteer = try await rig.ready("Sanne")
        #expect(await rig.pair(1, volunteer).status == 303)
        try await rig.move(days: 8)
        #expect(await today().contains("Maatjes: een vrijwilliger antwoordt niet"))
        #expect(await rig.on(1, "ja", [("doe", "ja")]).status == 303)
        #expect(await today().contains("Maatjes: plan de kennismaking"))
        #expect(await rig.on(1, "kennismaking", BuddyRig.meeting(site)).status == 303)
        try await rig.move(days: 4)
        #expect(await today().contains("Maatjes: hoe was de kennismaking?"))
        #expect(await rig.on(1, "uitkomst", [("doe", "verder")]).status == 303)
        try await rig.move(days: 43)
        #expect(await today().contains("Maatjes: al lang niets gehoord"))
        #expect(await rig.on(1, "verder").status == 303)
        try await rig.move(days: 60)
        try await site.tick()
        #expect(await today().contains("Maatjes: bel hoe het gaat"))
        let own = try await rig.link("corrie@vraagt.example")
        let moment = try await site.read { db in
            try db.count("SELECT MIN(number) FROM buddy_moment WHERE done_at IS NULL")
        }
        #expect(
            await site.post(own + "/hoe/\(moment)", form: [("hoe", "stoppen"), ("woorden", "Zwaar")]).status == 303)
        #expect(await today().contains("Maatjes: het kan beter, of iemand wil stoppen"))
        #expect(await site.post(own + "/bezwaar", form: [("bezwaar", "Niet eens")]).status == 303)
        #expect(await today().contains("Maatjes: iemand is het er niet mee eens"))
        let desk = await site.get(BuddyRig.home, as: .broker)
        #expect(desk.body.contains("Niet eens"))
        let id = try #require(desk.link(BuddyRig.home + "/bezwaren/"))
        #expect(await site.post(id, form: [("antwoord", "")], as: .broker).status == 400)
        #expect(await site.post(id, form: [("antwoord", "We bellen je.")], as: .broker).status == 303)
        #expect(await site.get(own).body.contains("We bellen je."))
    }

    @Test func `a volunteer who hears nothing for long is on the list, a lost mail is sent again`() async throws {
        let rig = try await BuddyRig()
        let volunteer = try await rig.ready("Sanne")
        try await rig.move(days: 61)
        #expect(
            await rig.site.get("/vandaag", as: .broker).body.contains("Maatjes: een vrijwilliger hoort al lang niets"))
        let page = "\(BuddyRig.home)/vrijwilligers/\(volunteer)"
        #expect(await rig.site.post(page + "/link", as: .broker).status == 303)
        #expect(await rig.site.get(try await rig.link("sanne@helpt.example")).status == 200)
        let form = [("soorten", String(try await rig.kind("Buddy"))), ("aantal", "1")]
        #expect(await rig.site.post(page + "/klaar", form: form, as: .broker).status == 303)
        #expect(
            await !rig.site.get("/vandaag", as: .broker).body.contains("Maatjes: een vrijwilliger hoort al lang niets"))
    }

    @Test func `the form says what is wrong and loses nothing`() async throws {
        let rig = try await BuddyRig()
        let none = try await rig.ask("Corrie", ["email": "", "wens": "burger 111222333"])
        #expect(none.status == 400 && none.body.contains("Vul een e-mailadres of een telefoonnummer in."))
        #expect(none.body.contains("burgerservicenummer") && none.body.contains("Corrie"))
        let other = try await rig.ask("Corrie", ["wie": "ander"])
        #expect(other.status == 400 && other.body.contains("Vul je eigen naam in."))
        for number in 1...5 { #expect(try await rig.ask("Corrie", ["wens": "Keer \(number)"]).status == 303) }
        #expect(try await rig.ask("Corrie").body.contains("vandaag al vaak gebruikt"))
    }
}
