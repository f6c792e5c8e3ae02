import App
import Brokerage
import Core
import Storage
import TestEngines
import Testing

/// Two processes on one database: what one changes, the other finds.
@Suite("Search of several processes", .enabled(if: TestEngine.chosen == .postgres, "needs PostgreSQL"))
struct SharedSearchTests {
    /// A change that is unseen for so long never comes. A search catches up ten times a second.
    static let bound = Duration.seconds(60)

    @Test func aVacancyOfOneProcessIsFoundInTheOther() async throws {
        let site = try await TestSite()
        let rig = ApplyRig(site: site)
        try await rig.addVacancy(1, title: "Zwemmaatje")
        let other = VacancySearchIndex()
        let line = try site.place.open()
        other.follow(line)
        try await other.load(line)
        #expect(other.count == 1)

        try await rig.addVacancy(2, title: "Leesmaatje")
        try await site.write { db in try db.notify("vacancy_index", "v2") }
        let began = ContinuousClock.now
        while other.count < 2, ContinuousClock.now - began < Self.bound {
            try await other.catchUp(line)
            try await Task.sleep(for: .milliseconds(10))
        }
        let waited = ContinuousClock.now - began
        #expect(other.count == 2)
        print("A change reached another process after \(waited) (bound \(Self.bound)).")

        // Pausing goes through the action itself, which tells the others.
        let paused = await site.post("/organisatie/1/vacatures/2/pauze", as: .member)
        #expect(paused.status == 303)
        let again = ContinuousClock.now
        while other.count > 1, ContinuousClock.now - again < Self.bound {
            try await other.catchUp(line)
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(other.count == 1)
        try await line.close()
    }
}
