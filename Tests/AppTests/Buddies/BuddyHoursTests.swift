import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

struct BuddyHoursTests {
    private static let desk = BuddyRig.home + "/uren"

    private static func running(_ rig: BuddyRig) async throws -> String {
        _ = try await rig.together(try await rig.waiting("Corrie"), try await rig.ready("Sanne"))
        return try await rig.link("sanne@helpt.example")
    }

    private static func only(_ site: TestSite) async throws -> String {
        try await site.read { db in try db.value("SELECT id FROM buddy_hours") ?? "" }
    }

    @Test func `a volunteer writes down, the centre says yes, the year prints`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let link = try await Self.running(rig)
        #expect(await site.get(link).body.contains(link + "/uren"))
        let form = [("dag", site.clock.now.day.iso), ("uren", "2,5"), ("wat", "Gewandeld")]
        #expect(await site.post(link + "/uren", form: form).status == 303)
        let own = await site.get(link + "/uren")
        #expect(own.body.contains("2:30 uur") && own.body.contains("wacht op akkoord"))
        // Of one pair no name is needed, so nobody's words are opened.
        #expect(!own.body.contains("Corrie"))
        #expect(await site.get("/vandaag", as: .broker).body.contains("Maatjes: uren wachten op akkoord"))
        #expect(await site.get(BuddyRig.home, as: .broker).body.contains(Self.desk))
        let waiting = await site.get(Self.desk, as: .broker)
        #expect(waiting.body.contains("Gewandeld") && waiting.body.contains("Sanne"))
        let id = try await Self.only(site)
        #expect(await site.post(Self.desk + "/akkoord", form: [("uren", id)], as: .broker).status == 303)
        let year = String(site.clock.now.day.year)
        let sheet = await site.get(link + "/uren/" + year)
        #expect(sheet.body.contains("2:30 uur") && sheet.body.contains("Sanne") && !sheet.body.contains("Corrie"))
        // What was agreed on the volunteer does not take away.
        _ = await site.post(link + "/uren/\(id)/weg")
        #expect(try await Self.only(site) == id)
        let hours = Brokerage(house: site.town.house).hoursIndicators
        let today = site.clock.now.day
        for (indicator, value) in zip(hours, [3.0, 1.0]) {
            let found = try await site.read { db in try indicator.measure("GM9999", today - 300, today, db)?.value }
            #expect(found == value, "\(indicator.id)")
        }
    }

    @Test func `what cannot be is said at the field, and goes back with a reason`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let link = try await Self.running(rig)
        let today = site.clock.now.day
        let future = await site.post(
            link + "/uren", form: [("dag", (today + 1).iso), ("uren", "2"), ("wat", "Soep")])
        #expect(future.status == 400 && future.body.contains("moet nog komen") && future.body.contains("Soep"))
        #expect(await site.post(link + "/uren", form: [("dag", (today - 5).iso), ("uren", "2")]).status == 400)
        #expect(await site.post(link + "/uren", form: [("dag", today.iso), ("uren", "20")]).status == 303)
        #expect(await site.post(link + "/uren", form: [("dag", today.iso), ("uren", "5")]).status == 400)
        let back = Self.desk + "/\(try await Self.only(site))/terug"
        #expect(await site.get(back, as: .broker).status == 200)
        #expect(await site.post(back, form: [("reden", "")], as: .broker).status == 400)
        #expect(await site.post(back, form: [("reden", "Het waren er twee")], as: .broker).status == 303)
        #expect(await site.get(link + "/uren").body.contains("Het waren er twee"))
        #expect(try await site.mails(to: "sanne@helpt.example").contains { $0.kind == "maatje-uren" })
        #expect(await !site.get("/vandaag", as: .broker).body.contains("Maatjes: uren wachten"))
        // The centre writes for who has no mail; that needs no yes.
        let pair = try await site.read { db in try db.count("SELECT number FROM buddy_pair") }
        let write = [("vrijwilliger", String(pair)), ("dag", today.iso), ("uren", "2")]
        #expect(await site.post(Self.desk, form: write, as: .broker).status == 303)
        #expect(await site.get(Self.desk, as: .broker).body.contains("2:00 uur"))
    }

    @Test func `another municipality, another side and another volunteer change nothing`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let link = try await Self.running(rig)
        #expect(await site.post(link + "/uren", form: [("dag", site.clock.now.day.iso), ("uren", "2")]).status == 303)
        let id = try await Self.only(site)
        _ = try await rig.ready("Vreemde")
        let (asker, other) = (
            try await rig.link("corrie@vraagt.example"), try await rig.link("vreemde@helpt.example")
        )
        func state() async throws -> String {
            try await site.read { db in try db.value("SELECT state FROM buddy_hours WHERE id = \(id)") ?? "weg" }
        }
        #expect(await site.get(asker + "/uren").status == 404)
        #expect(await site.post(asker + "/uren/\(id)/weg").status == 404)
        _ = await site.post(other + "/uren/\(id)/weg")
        #expect(await site.post(Self.desk + "/akkoord", form: [("uren", id)], as: .otherBroker).status == 303)
        #expect(await site.post(Self.desk + "/\(id)/terug", form: [("reden", "x")], as: .otherBroker).status == 404)
        #expect(await site.get(Self.desk + "/\(id)/terug", as: .otherBroker).status == 404)
        let pair = try await site.read { db in try db.count("SELECT number FROM buddy_pair") }
        let write = [("vrijwilliger", String(pair)), ("dag", site.clock.now.day.iso), ("uren", "2")]
        #expect(await site.post(Self.desk, form: write, as: .otherBroker).status != 303)
        #expect(await !site.get(Self.desk, as: .otherBroker).body.contains("Sanne"))
        for role in [Role.member, .resident, .anonymous] {
            #expect(await site.get(Self.desk, as: role).status != 200)
        }
        #expect(try await state() == "wacht")
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM buddy_hours") } == 1)
    }

    @Test func `with two people a choice is asked, and reading the names is written down`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let volunteer = try await rig.ready("Sanne", capacity: 2)
        _ = try await rig.together(try await rig.waiting("Corrie"), volunteer)
        _ = try await rig.together(try await rig.waiting("Piet"), volunteer)
        let link = try await rig.link("sanne@helpt.example")
        func read() async throws -> Int {
            try await site.read { db in
                try db.count(
                    """
                    SELECT COUNT(*) FROM audit_event WHERE action = 'maatje-aanvraag-gelezen' AND actor = 'maatje-link'
                    """)
            }
        }
        let before = try await read()
        let page = await site.get(link + "/uren")
        #expect(page.body.contains("Corrie") && page.body.contains("Piet") && !page.body.contains(BuddyRig.canary))
        #expect(try await read() == before + 2)
        let today = site.clock.now.day.iso
        #expect(await site.post(link + "/uren", form: [("dag", today), ("uren", "2")]).status == 400)
        let form = [("vrijwilliger", "2"), ("dag", today), ("uren", "2")]
        #expect(await site.post(link + "/uren", form: form).status == 303)
        let pair = try await site.read { db in
            try db.count("SELECT p.number FROM buddy_hours h JOIN buddy_pair p ON p.id = h.pair_id")
        }
        #expect(pair == 2)
        // A day has 24 hours, whoever they went to.
        let rest = [("vrijwilliger", "1"), ("dag", today), ("uren", "23")]
        #expect(await site.post(link + "/uren", form: rest).status == 400)
    }

    @Test func `the allowance counts over organisations and buddies, on one yearly sheet`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let apply = ApplyRig(site: site)
        try await apply.addVacancy()
        let placed = try await apply.apply(to: 1, "Test Resident", Role.resident.email)
        #expect(await apply.answer(1, "plaatsen").status == 303)
        _ = try await rig.ready("Sanne", ["email": Role.resident.email])
        try await site.write { [id = site.id(.resident)] db in
            try db.run("UPDATE buddy_volunteer SET person_id = \(id)")
            try db.run("UPDATE application SET person_id = \(id)")
        }
        _ = try await rig.together(try await rig.waiting("Corrie"), 1)
        let link = try await rig.link(Role.resident.email)
        let (today, year) = (site.clock.now.day, site.clock.now.day.year)
        let rate = [
            ("jaar", String(year)), ("uur", "5,60"), ("uur-jong", "3,30"), ("maand", "210"), ("heel-jaar", "2100"),
            ("bron", "proef"),
        ]
        #expect(await site.post("/centrale/vergoedingen", form: rate, as: .broker).status == 303)
        func write(_ path: String, _ euros: String) async {
            let form = [("dag", today.iso), ("uren", "10"), ("wat", "Samen"), ("vergoeding", euros)]
            #expect(await site.post(path + "/uren", form: form).status == 303)
        }
        await write(placed, "50")
        #expect(await !site.get(placed + "/uren").body.contains("De grens"))
        // Each alone is within the limit of an hour; together they are not.
        await write(link, "70")
        for page in [placed + "/uren", link + "/uren"] {
            #expect(await site.get(page).body.contains("is de vergoeding"), "\(page)")
        }
        try await site.write { db in
            try db.run("UPDATE hours_entry SET state = 'akkoord'")
            try db.run("UPDATE buddy_hours SET state = 'akkoord'")
        }
        let path = "/mijn/jaaroverzicht/\(year)"
        #expect(await site.get("/mijn/reacties", as: .resident).body.contains(path))
        let sheet = await site.get(path, as: .resident)
        for word in ["20:00 uur", "€\u{A0}120", "Taalmaatje", "Buddy"] { #expect(sheet.body.contains(word), "\(word)") }
        #expect(!sheet.body.contains("Corrie"))
        #expect(await site.get(path, as: .neighbour).body.contains("Nog niets akkoord"))
        #expect(await site.get(path).status != 200)
        #expect(await site.get("/mijn/jaaroverzicht/1", as: .resident).status == 404)
    }

    @Test func `after an erasure the time stays as a number`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let link = try await Self.running(rig)
        let form = [("dag", site.clock.now.day.iso), ("uren", "2"), ("wat", BuddyRig.canary)]
        #expect(await site.post(link + "/uren", form: form).status == 303)
        let taken = await site.get(link + "/gegevens").body
        #expect(taken.contains("\"minuten\"") && taken.contains("120"))
        #expect(await site.post(link + "/wissen", form: [("zeker", "ja")]).status == 303)
        try await site.read { db in
            let row = try #require(try db.first("SELECT * FROM buddy_hours"))
            let note: String = try row("note")
            let person: String? = try row("person_id")
            let minutes: Int = try row("minutes")
            #expect(note.isEmpty && person == nil && minutes == 120)
        }
        let desk = await site.get(Self.desk, as: .broker)
        #expect(desk.status == 200 && !desk.body.contains(BuddyRig.canary))
    }
}
