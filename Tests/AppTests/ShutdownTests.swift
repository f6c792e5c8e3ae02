import Community
import Core
import Logging
import Services
import Storage
import Synchronization
import Testing

@testable import App

/// How the program stops: who may finish, who is cut short, and what becomes of their work.
struct ShutdownTests {
    /// What happened, in order.
    private final class Diary: Sendable {
        private let lines = Mutex<[String]>([])
        func note(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }

        /// Waits for a line, however busy the machine is.
        func wait(for line: String, times: Int = 1) async throws {
            while all.filter({ $0 == line }).count < times { try await Task.sleep(for: .milliseconds(5)) }
        }
    }

    /// A server that runs until it is asked to stop, and then as long as its last visitor.
    private final class Web: Sendable {
        private let asked = AsyncStream.makeStream(of: Void.self)
        let diary: Diary
        let last: Duration
        init(_ diary: Diary, last: Duration = .zero) {
            self.diary = diary
            self.last = last
        }

        func run() async throws {
            for await _ in asked.stream { break }
            do {
                if !Task.isCancelled { try await Task.sleep(for: last) }
                diary.note("web ended")
            } catch {
                diary.note("web cut")
                throw error
            }
        }

        func stop() {
            diary.note("web asked")
            asked.continuation.yield()
        }
    }

    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func lifetime(
        _ web: Web, _ work: [Rounds], _ diary: Diary, grace: Duration = .zero, drain: Duration = .seconds(5)
    ) -> Lifetime {
        Lifetime(
            web: { try await web.run() }, stopWeb: { web.stop() }, work: work, onStopping: { diary.note("not ready") },
            grace: grace, drain: drain, logger: logger)
    }

    /// Work whose rounds take a while and let themselves be cancelled.
    private func rounds(_ diary: Diary, _ length: Duration) -> Rounds {
        Rounds(every: .seconds(60)) { _ in
            diary.note("round")
            do {
                try await Task.sleep(for: length)
                diary.note("round ended")
            } catch {
                diary.note("round cut")
            }
        }
    }

    @Test func `everyone may finish`() async throws {
        let diary = Diary()
        let (signals, tell) = AsyncStream.makeStream(of: Void.self)
        // A round that is at work when the end is asked for, however slow the machine.
        let atWork = Rounds(every: .seconds(60)) { _ in
            diary.note("round")
            try? await diary.wait(for: "not ready")
            diary.note("round ended")
        }
        let life = lifetime(Web(diary, last: .milliseconds(200)), [atWork], diary, drain: .seconds(60))
        async let running: Void = life.run(signals: signals) { diary.note("at once") }
        try await diary.wait(for: "round")
        tell.yield()
        try await running
        #expect(Array(diary.all.prefix(2)) == ["round", "not ready"])
        #expect(diary.all.filter { $0.hasPrefix("web") } == ["web asked", "web ended"])
        #expect(diary.all.dropFirst(2).filter { $0.hasPrefix("round") } == ["round ended"])
    }

    @Test func `during the grace all goes on`() async throws {
        let diary = Diary()
        let (signals, tell) = AsyncStream.makeStream(of: Void.self)
        let life = lifetime(Web(diary), [], diary, grace: .milliseconds(300))
        let start = ContinuousClock.now
        tell.yield()
        try await life.run(signals: signals) {}
        #expect(ContinuousClock.now - start >= .milliseconds(300))
        #expect(diary.all == ["not ready", "web asked", "web ended"])
    }

    @Test func `who takes too long is cut short`() async throws {
        let diary = Diary()
        let (signals, tell) = AsyncStream.makeStream(of: Void.self)
        let life = lifetime(
            Web(diary, last: .seconds(3600)), [rounds(diary, .seconds(3600))], diary, drain: .milliseconds(200))
        async let running: Void = life.run(signals: signals) {}
        try await diary.wait(for: "round")
        tell.yield()
        try await running
        #expect(Set(diary.all) == ["round", "not ready", "web asked", "web cut", "round cut"])
    }

    @Test func `who does not even hear that is left behind`() async throws {
        let diary = Diary()
        let (signals, tell) = AsyncStream.makeStream(of: Void.self)
        let deaf = Rounds(every: .seconds(60)) { _ in
            diary.note("deaf")
            await Task { try? await Task.sleep(for: .seconds(3600)) }.value
        }
        let life = lifetime(Web(diary), [deaf], diary, drain: .milliseconds(100))
        async let running: Void = life.run(signals: signals) {}
        try await diary.wait(for: "deaf")
        tell.yield()
        try await running
        #expect(diary.all.contains("web ended"))
    }

    @Test func `a second signal ends at once`() async throws {
        let diary = Diary()
        let (signals, tell) = AsyncStream.makeStream(of: Void.self)
        let life = lifetime(Web(diary, last: .seconds(1)), [], diary)
        async let running: Void = life.run(signals: signals) { diary.note("at once") }
        tell.yield()
        tell.yield()
        try await running
        #expect(diary.all.contains("at once"))
    }

    @Test func `a server that cannot start stops the work and says why`() async throws {
        struct Taken: Error {}
        let diary = Diary()
        let (signals, _) = AsyncStream.makeStream(of: Void.self)
        let life = Lifetime(
            web: { throw Taken() }, stopWeb: {}, work: [rounds(diary, .milliseconds(50))],
            onStopping: { diary.note("not ready") }, grace: .zero, drain: .seconds(5), logger: logger)
        await #expect(throws: Taken.self) { try await life.run(signals: signals) {} }
        #expect(diary.all.contains("not ready"))
    }

    @Test func `no round begins once the program stops`() async throws {
        let diary = Diary()
        let work = Rounds(every: .milliseconds(10)) { _ in diary.note("round") }
        let running = Task { await work.run() }
        try await diary.wait(for: "round", times: 2)
        work.stop()
        await running.value
        let count = diary.all.count
        try await Task.sleep(for: .milliseconds(50))
        #expect(diary.all.count == count)
    }

    // MARK: What becomes of a job

    private struct Work: Module {
        let jobs: [Job]
    }

    private func state(_ site: TestSite, _ kind: String) async throws -> (state: String, tries: Int) {
        try await site.read { db in
            let row = try #require(try db.first("SELECT state, tries FROM job WHERE kind = \(kind)"))
            return (try row("state"), try row("tries"))
        }
    }

    @Test func `a job that is cut short gives its lease back and counts no try`() async throws {
        let diary = Diary()
        let site = try await TestSite(extra: { _ in
            [
                Work(jobs: [
                    Job("lang") { _, _ in
                        diary.note("began")
                        try await Task.sleep(for: .seconds(60))
                    }
                ])
            ]
        })
        let now = site.clock.now
        try await site.write { try Jobs.add("lang", at: now, now: now, in: $0) }
        let runner = site.town.runner
        let round = Task { try? await runner.tick() }
        while diary.all.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await state(site, "lang") == ("bezig", 1))
        round.cancel()
        await round.value
        #expect(try await state(site, "lang") == ("wacht", 0))
    }

    @Test func `who was cancelled takes no job again that it gave back`() async throws {
        let runs = Mutex(0)
        let site = try await TestSite(extra: { _ in
            [
                Work(jobs: [
                    Job("eigenwijs") { _, _ in
                        runs.withLock { $0 += 1 }
                        while !Task.isCancelled { await Task.yield() }
                        throw CancellationError()
                    }
                ])
            ]
        })
        let now = site.clock.now
        try await site.write { try Jobs.add("eigenwijs", at: now - .hours(1), now: now, in: $0) }
        let round = Task { [runner = site.town.runner] in try? await runner.work { false } }
        while runs.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(5)) }
        round.cancel()
        await round.value
        #expect(runs.withLock { $0 } == 1)
        #expect(try await state(site, "eigenwijs") == ("wacht", 0))
    }

    @Test func `a job that finishes though the program stops is done`() async throws {
        let site = try await TestSite(extra: { _ in
            [Work(jobs: [Job("kort") { _, _ in await Task { try? await Task.sleep(for: .milliseconds(200)) }.value }])]
        })
        let now = site.clock.now
        try await site.write { try Jobs.add("kort", at: now, now: now, in: $0) }
        let runner = site.town.runner
        let round = Task { try? await runner.tick() }
        while try await state(site, "kort").state == "wacht" { try await Task.sleep(for: .milliseconds(5)) }
        round.cancel()
        await round.value
        #expect(try await state(site, "kort").state == "klaar")
    }

    @Test func `once the program stops no job and no mail is begun`() async throws {
        let site = try await TestSite()
        try await site.tick()
        let now = site.clock.now
        try await site.write { db in
            try Jobs.add("bewaartermijnen", payload: "later", at: now, now: now, in: db)
        }
        try await site.town.runner.tick(until: { true })
        let waiting = try await site.read {
            try $0.count("SELECT COUNT(*) FROM job WHERE payload = 'later' AND state = 'wacht'")
        }
        #expect(waiting == 1)
        try await site.tick()
        let left = try await site.read {
            try $0.count("SELECT COUNT(*) FROM job WHERE payload = 'later' AND state = 'wacht'")
        }
        #expect(left == 0)
    }
}
