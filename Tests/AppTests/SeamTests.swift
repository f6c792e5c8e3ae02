import Community
import Core
import Formats
import Services
import Storage
import Synchronization
import Testing
import Web

/// A function of the house in the smallest form: one table, one of each contribution.
private struct Tiny: Module {
    let house: House
    let ran: Mutex<Int>.Box

    var migrations: [Migration] {
        [
            Migration(
                "tiny-001", ["CREATE TABLE tiny (id TEXT PRIMARY KEY, person_id TEXT, at \(type: .timestamp) NOT NULL)"]
            )
        ]
    }

    func routes(_ routes: Routes) {
        routes.get("/klein", access: .municipal([.researcher])) { visit in visit.simplePage("Klein", "<p>Hallo</p>") }
    }

    func menu(for visit: Visit) -> [MenuItem] { visit.actor.has([.researcher]) ? [MenuItem("Klein", "/klein")] : [] }

    func tasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        actor.has([.researcher])
            ? [
                TaskItem(
                    function: .verankeren, title: "Kleine taak", detail: "Sinds nu", action: "Doen", path: "/klein")
            ] : []
    }

    func calendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        [CalendarEntry(uid: "1", title: "Kleine afspraak", day: from, path: "/klein")]
    }

    var indicators: [Indicator] {
        [
            Indicator(
                id: "tiny.count", name: Text("Kleintjes"), definition: Text("Alle kleintjes"), unit: Text("stuks"),
                window: .moment
            ) { _, _, _, db in .init(Double(try db.count("SELECT COUNT(*) FROM tiny"))) }
        ]
    }

    var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Kleintjes"),
                export: { person, db in .int(try db.count("SELECT COUNT(*) FROM tiny WHERE person_id = \(person)")) },
                erase: { person, _, db in try db.run("UPDATE tiny SET person_id = NULL WHERE person_id = \(person)") })
        ]
    }

    var retention: [RetentionRule] {
        [
            RetentionRule(id: "tiny", name: Text("Kleintjes"), reason: Text("Zomaar"), keep: .days(10)) {
                before, _, db in
                try db.run("DELETE FROM tiny WHERE at < \(before)")
            }
        ]
    }

    var jobs: [Job] { [Job("klein", .every(.hours(1))) { [ran] _, _ in ran.value.withLock { $0 += 1 } }] }

    func demo(_ world: DemoWorld) async throws {
        try await house.database.write { db in try db.run("INSERT INTO tiny (id, at) VALUES ('demo', \(world.now))") }
    }
}

extension Mutex where Value == Int {
    /// A counter that a value type can share.
    final class Box: Sendable { let value = Mutex<Int>(0) }
}

struct SeamTests {
    @Test func `a new function is a new folder and nothing else changes`() async throws {
        let ran = Mutex<Int>.Box()
        let site = try await TestSite(extra: { house in [Tiny(house: house, ran: ran)] })
        // Access, page, menu and tasks.
        #expect(await site.get("/klein").status == 303)
        #expect(await site.get("/klein", as: .broker).status == 404)
        let page = await site.get("/klein", as: .researcher)
        #expect(page.status == 200)
        #expect(page.body.contains("href=\"/klein\""))
        let today = await site.get("/vandaag", as: .researcher)
        #expect(today.body.contains("Kleine taak"))
        #expect(today.body.contains("Kleine afspraak"))
        // Jobs, retention and demo.
        try await site.tick()
        #expect(ran.value.withLock { $0 } == 1)
        let person = site.id(.resident)
        try await site.write { db in
            try db.run("INSERT INTO tiny (id, person_id, at) VALUES ('oud', \(person), \(TestSite.start - .days(11)))")
            try db.run("INSERT INTO tiny (id, person_id, at) VALUES ('nieuw', \(person), \(TestSite.start))")
        }
        site.clock.move(by: .days(1))
        try await site.tick()
        #expect(try await site.read { try $0.count("SELECT COUNT(*) FROM tiny") } == 1)
        // Export and erasure.
        let parts = try await PersonFile.export(Person.Identity(person), house: site.town.house)
        #expect(parts.contains { $0.name.key == "Kleintjes" && $0.data == .int(1) })
        try await PersonFile.erase(Person.Identity(person), by: .program("test"), house: site.town.house)
        #expect(try await site.read { try $0.count("SELECT COUNT(*) FROM tiny WHERE person_id IS NOT NULL") } == 0)
        // Indicators.
        let indicator = try #require(site.town.modules.flatMap(\.indicators).first { $0.id == "tiny.count" })
        let value = try await site.read { db in try indicator.measured("GM9999", on: Day(number: 1), in: db) }
        #expect(value == .init(1))
    }
}
