import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// What is seen of buddies, and what is not.
struct BuddySeenTests {
    @Test func `who wants to stop in a pause is heard in the pause`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let pair = try await rig.together(try await rig.waiting("Corrie"), try await rig.ready("Sanne"))
        try await rig.move(days: 42)
        try await site.tick()
        #expect(await rig.on(pair, "pauze", [("tot", (site.clock.now.day + 60).iso)]).status == 303)
        let link = try await rig.link("corrie@vraagt.example")
        let moment = try await site.read { db in try db.count("SELECT MIN(number) FROM buddy_moment") }
        let task = "Maatjes: het kan beter, of iemand wil stoppen"
        #expect(await !site.get("/vandaag", as: .broker).body.contains(task))
        #expect(await site.post(link + "/hoe/\(moment)", form: [("hoe", "stoppen")]).status == 303)
        #expect(await site.get("/vandaag", as: .broker).body.contains(task))
        #expect(await site.get(BuddyRig.home, as: .broker).body.contains("id=\"zorg\""))
    }

    @Test func `a calendar does not say where someone lives`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let request = try await rig.waiting("Corrie")
        #expect(await rig.pair(request, try await rig.ready("Sanne")).status == 303)
        #expect(await rig.on(1, "ja", [("doe", "ja")]).status == 303)
        #expect(await rig.on(1, "kennismaking", BuddyRig.meeting(site)).status == 303)
        let actor = Actor(person: site.id(.broker), municipal: ["GM9999": [.broker]])
        let entries = try await Brokerage(house: site.town.house).buddyCalendar(
            for: actor, t: site.town.house.t(.dutch), from: site.clock.now.day)
        #expect(entries.count == 1 && entries.allSatisfy { $0.place == nil && !$0.title.contains("Bibliotheek") })
    }

    @Test func `what is read by link is in the log, in the name of the link`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let request = try await rig.waiting("Corrie")
        #expect(await rig.pair(request, try await rig.ready("Sanne")).status == 303)
        let link = try await rig.link("sanne@helpt.example")
        func log(_ action: String) async throws -> [String] {
            try await site.read { db in
                try db.rows("SELECT actor FROM audit_event WHERE action = \(action) ORDER BY seq").map {
                    try $0("actor")
                }
            }
        }
        let (asker, volunteer) = ("maatje-aanvraag-gelezen", "maatje-vrijwilliger-gelezen")
        // Before the yes nothing of who asked is opened. Another is signed in on this device all the while.
        #expect(await site.get(link, as: .resident).status == 200)
        #expect(try await log(asker).isEmpty)
        #expect(await site.post(link + "/ja", form: [("koppel", "1")], as: .resident).status == 303)
        #expect(try await log("maatje-ja") == ["maatje-link"])
        #expect(await site.get(link, as: .resident).body.contains("Corrie"))
        #expect(try await log(asker) == ["maatje-link"])
        #expect(await site.get(link + "/gegevens", as: .resident).status == 200)
        #expect(try await log(volunteer) == ["maatje-link"])
        try await rig.move(days: 91)
        #expect(await site.get(link).status == 404)
    }

    @Test func `buddies fill at most five lines of a list, the last leads to the rest`() async throws {
        let site = try await TestSite()
        let now = site.clock.now
        let t = site.town.house.t(.dutch)
        let items = BuddyAlarm.allCases.enumerated().flatMap { index, alarm in
            (0...index).map { BuddyAlarm.Item(alarm: alarm, number: $0, since: now - .days(index + 1)) }
        }
        let lines = BuddyTasks.lines(items, t: t, now: now)
        #expect(lines.count == BuddyTasks.most && lines.last?.path == BuddyDesk.home)
        #expect(lines.dropLast().allSatisfy { $0.isUrgent && $0.title.hasPrefix("Maatjes: ") })
        let sums = lines.dropLast().map { line in BuddyAlarm.allCases.first { t($0.title) == line.title } }
        let shown = items.filter { sums.contains($0.alarm) }.count
        #expect(lines.last?.detail == "Nog \(items.count - shown) dingen in het overzicht van maatjes")
        let long = BuddyTasks.lines(items.filter { $0.alarm == .longWait }, t: t, now: now)
        #expect(long.map(\.detail) == ["2 aanvragen voor een maatje wachten langer dan afgesproken"])
        #expect(long.map(\.path) == ["\(BuddyDesk.home)#lang"])
        #expect(BuddyTasks.lines([], t: t, now: now).isEmpty)
    }
}
