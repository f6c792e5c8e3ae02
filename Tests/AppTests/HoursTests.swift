import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Hours of placed volunteers.
struct HoursTests {
    @Test func `time is read as people write it`() {
        let good = ["2": 120, "2,5": 150, "2.25": 135, "2:30": 150, "2u30": 150, "1 uur": 60, "45 min": 45, "0:15": 15]
        for (text, minutes) in good { #expect(HoursText.minutes(text) == minutes, "\(text)") }
        for text in ["", "0", "-1", "25", "2:75", "x", "2,5,5", "99999999", "1:2:3", ",", "min"] {
            #expect(HoursText.minutes(text) == nil, "\(text)")
        }
    }

    private static func placed() async throws -> (rig: ApplyRig, link: String) {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let link = try await rig.apply()
        #expect(await rig.answer(1, "plaatsen").status == 303)
        return (rig, link)
    }

    private static func today(_ rig: ApplyRig) -> String { rig.site.clock.now.day.iso }

    @Test func `a volunteer writes hours down, the organisation says yes, the year prints`() async throws {
        let (rig, link) = try await Self.placed()
        let day = Self.today(rig)
        let form = [("dag", day), ("uren", "2,5"), ("wat", "Koken")]
        #expect(await rig.site.post(link + "/uren", form: form).status == 303)
        #expect(await rig.site.get(link + "/uren").body.contains("2:30 uur"))
        let waiting = await rig.site.get("/organisatie/1/uren", as: .member)
        #expect(waiting.body.contains("Koken"))
        #expect(await rig.site.get("/vandaag", as: .member).body.contains("wacht op akkoord"))
        let id = try await rig.site.read { db in
            try db.first("SELECT id FROM hours_entry")?("id", as: String.self) ?? ""
        }
        #expect(await rig.site.post("/organisatie/1/uren/akkoord", form: [("uren", id)], as: .member).status == 303)
        let year = String(rig.site.clock.now.day.year)
        #expect(await rig.site.get(link + "/uren/" + year).body.contains("2:30 uur"))
        #expect(await rig.site.get(link + "/bewijs").body.contains("2:30 uur"))
        // What was agreed on is not taken away by the volunteer.
        _ = await rig.site.post(link + "/uren/\(id)/weg")
        #expect(try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM hours_entry") } == 1)
    }

    @Test func `what cannot be is said at the field and keeps what was typed`() async throws {
        let (rig, link) = try await Self.placed()
        let tomorrow = (rig.site.clock.now.day + 1).iso
        let future = await rig.site.post(link + "/uren", form: [("dag", tomorrow), ("uren", "2"), ("wat", "Soep")])
        #expect(future.status == 400 && future.body.contains("moet nog komen") && future.body.contains("Soep"))
        let before = (rig.site.clock.now.day - 400).iso
        #expect(await rig.site.post(link + "/uren", form: [("dag", before), ("uren", "2")]).status == 400)
        let day = Self.today(rig)
        #expect(await rig.site.post(link + "/uren", form: [("dag", day), ("uren", "20")]).status == 303)
        #expect(await rig.site.post(link + "/uren", form: [("dag", day), ("uren", "5")]).status == 400)
        #expect(await rig.site.post(link + "/uren", form: [("dag", day), ("uren", "veel")]).status == 400)
    }

    @Test func `an organisation sends hours back with a reason, and sees only its own`() async throws {
        let (rig, link) = try await Self.placed()
        _ = await rig.site.post(link + "/uren", form: [("dag", Self.today(rig)), ("uren", "3")])
        let id = try await rig.site.read { db in
            try db.first("SELECT id FROM hours_entry")?("id", as: String.self) ?? ""
        }
        let back = "/organisatie/1/uren/\(id)/terug"
        #expect(await rig.site.get(back, as: .stranger).status == 404)
        #expect(await rig.site.post(back, form: [("reden", "x")], as: .stranger).status == 404)
        #expect(await rig.site.post(back, form: [("reden", "")], as: .member).status == 400)
        #expect(await rig.site.post(back, form: [("reden", "Het was een uur")], as: .member).status == 303)
        #expect(await rig.site.get(link + "/uren").body.contains("Het was een uur"))
        _ = try await rig.lastMail(to: "sanne@voorbeeld.nl", kind: "uren-terug")
        _ = await rig.site.post(link + "/uren/\(id)/weg")
        #expect(try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM hours_entry") } == 0)
    }

    @Test func `a yes of another organisation changes nothing`() async throws {
        let (rig, link) = try await Self.placed()
        _ = await rig.site.post(link + "/uren", form: [("dag", Self.today(rig)), ("uren", "3")])
        let id = try await rig.site.read { db in
            try db.first("SELECT id FROM hours_entry")?("id", as: String.self) ?? ""
        }
        let form = [("uren", id)]
        #expect(await rig.site.post("/organisatie/1/uren/akkoord", form: form, as: .stranger).status == 404)
        // Into the own workspace with the number of somebody else's hours: accepted as a form, and nothing happens.
        #expect(await rig.site.post("/organisatie/2/uren/akkoord", form: form, as: .stranger).status == 303)
        try await rig.site.read { db in
            let entry = try #require(try db.first("SELECT state, decided_by FROM hours_entry"))
            #expect(try entry("state", as: HoursEntry.State.self) == .waiting)
            #expect(try entry("decided_by", as: String?.self) == nil)
            #expect(try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'uren-akkoord'") == 0)
        }
    }

    @Test func `an erasure takes the words and leaves the time`() async throws {
        let (rig, link) = try await Self.placed()
        _ = await rig.site.post(link + "/uren", form: [("dag", Self.today(rig)), ("uren", "3"), ("wat", "Geheim")])
        try await rig.site.write { db in
            let row = try #require(try db.first("SELECT person_id FROM hours_entry"))
            let person: String = try row("person_id")
            let exported = try HoursEntry.personalData.export(person, db)
            #expect(exported.array?.count == 1)
            try HoursEntry.personalData.erase(person, rig.site.clock.now, db)
            let left = try #require(try db.first("SELECT * FROM hours_entry"))
            #expect(try left("note", as: String.self).isEmpty)
            #expect(try left("minutes", as: Int.self) == 180)
            #expect(try left("person_id", as: String?.self) == nil)
        }
    }
}

/// The limits of the allowance.
struct AllowanceTests {
    static let rate = AllowanceRate(
        year: 2025, hour: 560, youngHour: 330, month: 21_000, wholeYear: 210_000, source: "")

    static func paid(_ day: String, _ minutes: Int, _ cents: Int, _ organisation: String = "a") -> AllowanceCheck.Paid {
        AllowanceCheck.Paid(
            day: Day(iso: day) ?? Moment(milliseconds: 0).day, minutes: minutes, cents: cents,
            organisation: organisation)
    }

    @Test func `each limit counts by itself, exactly at the limit is allowed`() {
        let right = AllowanceCheck([Self.paid("2025-03-01", 60, 560)], year: 2025, rate: Self.rate, birthYear: nil)
        #expect(right.warnings.isEmpty)
        let above = AllowanceCheck([Self.paid("2025-03-01", 60, 561)], year: 2025, rate: Self.rate, birthYear: nil)
        #expect(above.warnings == [.hour(month: 3, cents: 561, limit: 560)])
        let young = AllowanceCheck([Self.paid("2025-03-01", 60, 331)], year: 2025, rate: Self.rate, birthYear: 2006)
        #expect(young.warnings == [.hour(month: 3, cents: 331, limit: 330)])
        let month = AllowanceCheck([Self.paid("2025-03-01", 6000, 21_001)], year: 2025, rate: Self.rate, birthYear: nil)
        #expect(month.warnings == [.month(3, cents: 21_001, limit: 21_000)])
        let months = (1...12).map { Self.paid("2025-\($0 < 10 ? "0" : "")\($0)-01", 60_000, 17_501) }
        let year = AllowanceCheck(months, year: 2025, rate: Self.rate, birthYear: nil)
        #expect(year.warnings == [.year(cents: 210_012, limit: 210_000)])
    }

    @Test func `organisations are added up, and none reads what another paid`() {
        let check = AllowanceCheck(
            [Self.paid("2025-03-01", 3000, 15_000, "a"), Self.paid("2025-03-02", 3000, 15_000, "b")], year: 2025,
            rate: Self.rate, birthYear: nil)
        #expect(check.warnings == [.month(3, cents: 30_000, limit: 21_000)])
        #expect(check.isShared)
        #expect(!check.lines(.dutch, year: 2025, seesAmounts: false).joined().contains("300"))
        #expect(check.lines(.dutch, year: 2025, seesAmounts: true).joined().contains("300"))
    }

    @Test func `a year without limits is not judged`() {
        let check = AllowanceCheck([Self.paid("2026-03-01", 60, 9999)], year: 2026, rate: nil, birthYear: nil)
        #expect(check.warnings == [.unknownYear(2026)])
        #expect(AllowanceCheck([], year: 2026, rate: nil, birthYear: nil).warnings.isEmpty)
        #expect(!AllowanceRate.known.contains { $0.year == 2026 })
    }

    @Test func `the centre writes the limits of a year down`() async throws {
        let site = try await TestSite()
        let path = "/centrale/vergoedingen"
        #expect(await site.get(path, as: .broker).body.contains("Belastingdienst 2025"))
        let form = [
            ("jaar", "2026"), ("uur", "5,70"), ("uur-jong", "3,40"), ("maand", "220"), ("heel-jaar", "2.200"),
            ("bron", "Belastingdienst"),
        ]
        #expect(await site.post(path, form: form, as: .broker).status == 303)
        #expect(try await site.read { db in try AllowanceRate.find(2026, for: "GM9999", in: db)?.hour } == 570)
        #expect(try await site.read { db in try AllowanceRate.find(2026, for: "GM9998", in: db) } == nil)
        let wrong = await site.post(path, form: [("jaar", "2026"), ("uur", "veel")], as: .broker)
        #expect(wrong.status == 400 && wrong.body.contains("veel"))
        #expect(await site.get(path, as: .policyOfficer).status == 404)
    }

    @Test func `a year that is over still needs its limits`() async throws {
        let site = try await TestSite()
        let apply = ApplyRig(site: site)
        try await apply.addVacancy()
        let page = try await apply.apply(to: 1, "Anna Bakker", "anna@voorbeeld.nl")
        #expect(await apply.answer(1, "plaatsen").status == 303)
        let hours = [("dag", site.clock.now.day.iso), ("uren", "2"), ("wat", "Koken"), ("vergoeding", "9,50")]
        #expect(await site.post(page + "/uren", form: hours).status == 303)
        func asks() async -> Bool {
            await site.get("/vandaag", as: .broker).body.contains("Vul de grenzen van de vergoeding in 2026 in")
        }
        #expect(await asks())
        site.clock.move(by: .days(60))
        try await site.write { [now = site.clock.now] db in _ = try db.run("UPDATE session SET last_seen_at = \(now)") }
        #expect(site.clock.now.day.year == 2027)
        #expect(await asks())
        #expect(await site.get("/vandaag", as: .broker).body.contains("/centrale/vergoedingen?jaar=2026"))
        #expect(await site.get("/centrale/vergoedingen?jaar=2026", as: .broker).body.contains("value=\"2026\""))
        let rate = [
            ("jaar", "2026"), ("uur", "5,70"), ("uur-jong", "3,40"), ("maand", "220"), ("heel-jaar", "2.200"),
            ("bron", "Belastingdienst"),
        ]
        #expect(await site.post("/centrale/vergoedingen", form: rate, as: .broker).status == 303)
        #expect(await !asks())
    }
}
