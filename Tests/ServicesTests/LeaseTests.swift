import Core
import Logging
@testable import Services
import Storage
import Synchronization
import Testing

/// Two processes on one database, of which one is slow: what one does the other leaves alone.
struct LeaseTests {
    private let sender = Outbox.Sender(name: "Centrale", address: "noreply@inzet.test")

    /// A way out on which something happens during every send.
    private final class SlowTransport: MailTransport {
        let taken = Mutex<[String]>([])
        var count: Int { taken.withLock { $0.count } }
        private let during: @Sendable (String) async throws -> Void

        init(during: @escaping @Sendable (String) async throws -> Void) { self.during = during }

        func send(_ message: [UInt8], from: String, to: String, id: String) async throws {
            taken.withLock { $0.append(id) }
            try await during(id)
        }
    }

    private func runner(
        _ desk: Desk, _ transport: any MailTransport, _ clock: any WallClock, jobs: [Job] = [],
        heartbeat: Duration = .seconds(300)
    ) -> Runner {
        Runner(
            database: desk.database, clock: clock, jobs: jobs, transport: transport, sender: sender,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, heartbeat: heartbeat)
    }

    private func add(_ count: Int, to desk: Desk) async throws {
        try await desk.database.write { [sender] db in
            for number in 0..<count {
                let mail = Mail(
                    to: "lotte@x.example", subject: "Hallo \(number)", kind: "test", isSecret: true,
                    [.paragraph("Dag!")])
                try Outbox.add(mail, sender: sender, now: Desk.start, in: db)
            }
        }
    }

    private func states(of table: StaticString, in desk: Desk) async throws -> [String] {
        try await desk.database.read { db in
            try db.rows("SELECT state FROM \(raw: table) ORDER BY id").map { try $0("state", as: String.self) }
        }
    }

    @Test func `a batch that lasts longer than its lease sends no mail twice`() async throws {
        let desk = try await Desk()
        let clock = FixedClock(Desk.start)
        try await add(20, to: desk)
        let fast = TestTransport()
        let second = runner(desk, fast, clock)
        // The mail server takes a minute for each mail; the other process looks round all the time.
        let slow = SlowTransport { _ in
            clock.move(by: .minutes(1))
            try await second.post { false }
        }
        try await runner(desk, slow, clock).post { false }
        let ids = slow.taken.withLock { $0 } + fast.taken.withLock { $0 }
        #expect(ids.count == 20 && Set(ids).count == 20)
        #expect(try await states(of: "mail", in: desk) == Array(repeating: "verstuurd", count: 20))
    }

    @Test func `two processes at the same time send each mail once`() async throws {
        let desk = try await Desk()
        try await add(20, to: desk)
        let clock = FixedClock(Desk.start)
        let fast = TestTransport()
        let slow = SlowTransport { _ in
            clock.move(by: .seconds(30))
            try await Task.sleep(for: .milliseconds(2))
        }
        let first = runner(desk, slow, clock)
        let second = runner(desk, fast, clock)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await first.post { false } }
            group.addTask {
                while slow.count + fast.count < 20 {
                    // The slow one begins, and has them all; the other looks round all the time.
                    if slow.count > 0 { try await second.post { false } }
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
            try await group.waitForAll()
        }
        let ids = slow.taken.withLock { $0 } + fast.taken.withLock { $0 }
        #expect(ids.count == 20 && Set(ids).count == 20)
    }

    @Test(arguments: [true, false])
    func `what a process says of a mail that another sent meanwhile changes nothing`(_ isPermanent: Bool) async throws {
        let desk = try await Desk()
        let clock = FixedClock(Desk.start)
        try await add(1, to: desk)
        let fast = TestTransport()
        let second = runner(desk, fast, clock)
        // The program stood still (a paused machine) in the middle of a send, and hears only then that it failed.
        let paused = SlowTransport { _ in
            clock.move(by: .minutes(10))
            try await second.post { false }
            throw MailFailure(isPermanent: isPermanent, reason: "weg")
        }
        try await runner(desk, paused, clock).post { false }
        #expect(try await states(of: "mail", in: desk) == ["verstuurd"])
        clock.move(by: .hours(1))
        try await second.post { false }
        #expect(fast.taken.withLock { $0.count } == 1)
        let texts = try await desk.database.read {
            try $0.rows("SELECT text FROM mail").map { try $0("text", as: String.self) }
        }
        #expect(texts == [""], "A mail that left keeps no secret.")
    }

    @Test func `a mail that left late after all is sent, also when another failed with it meanwhile`() async throws {
        let desk = try await Desk()
        let clock = FixedClock(Desk.start)
        try await add(1, to: desk)
        let refusing = TestTransport()
        refusing.failure.withLock { $0 = MailFailure(isPermanent: true, reason: "550") }
        let second = runner(desk, refusing, clock)
        let paused = SlowTransport { _ in
            clock.move(by: .minutes(10))
            try await second.post { false }
        }
        try await runner(desk, paused, clock).post { false }
        #expect(try await states(of: "mail", in: desk) == ["verstuurd"])
    }

    @Test func `mail that was taken over meanwhile is not given back`() async throws {
        let desk = try await Desk()
        let clock = FixedClock(Desk.start)
        try await add(2, to: desk)
        let items = try await desk.database.write { try Outbox.take(2, now: Desk.start, in: $0) }
        clock.move(by: .minutes(6))
        let taken = try await desk.database.write { [now = clock.now] in try Outbox.take(2, now: now, in: $0) }
        #expect(taken.map(\.id) == items.map(\.id))
        try await desk.database.write { [now = clock.now] db in
            try Outbox.release(items, now: now, in: db)
            #expect(try items.allSatisfy { try Outbox.renew($0, now: now, in: db) == nil })
        }
        #expect(try await states(of: "mail", in: desk) == ["bezig", "bezig"])
    }

    /// Waits until a job has a full lease again, as long as a busy machine may take.
    private static func heartbeat(in desk: Desk, after now: Moment) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            let until = try await desk.database.read { try $0.value("SELECT run_at FROM job", as: Moment.self) }
            if let until, until >= now + .minutes(30) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("No heartbeat came.")
    }

    /// One process at a long job, and another that looks for work whenever the job lets it.
    private final class TwoProcesses: Sendable {
        let desk: Desk
        let clock = FixedClock(Desk.start)
        let runs = Mutex(0)
        private let runners = Mutex<[Runner]>([])

        /// - Parameter work: what the first to take the job does; who takes it over has nothing left to do.
        init(
            _ make: (Desk, FixedClock, Job, _ isFirst: Bool) -> Runner,
            _ work: @escaping @Sendable (TwoProcesses) async throws -> Void
        ) async throws {
            desk = try await Desk()
            let job = Job("lang") { [weak self] _, _ in
                guard let self else { return }
                let run = runs.withLock { count in
                    count += 1
                    return count
                }
                if run == 1 { try await work(self) }
            }
            let both = [true, false].map { make(desk, clock, job, $0) }
            runners.withLock { $0 = both }
            try await desk.database.write { try Jobs.add("lang", at: Desk.start, now: Desk.start, in: $0) }
        }

        func first() async throws { try await runners.withLock { $0[0] }.work { false } }
        func other() async throws { try await runners.withLock { $0[1] }.work { false } }
    }

    @Test func `a job that lasts for hours is done by one process`() async throws {
        let two = try await TwoProcesses { desk, clock, job, isFirst in
            runner(
                desk, TestTransport(), clock, jobs: [job], heartbeat: isFirst ? .milliseconds(20) : .seconds(300))
        } _: { two in
            for _ in 0..<8 {
                two.clock.move(by: .minutes(20))
                try await Self.heartbeat(in: two.desk, after: two.clock.now)
                try await two.other()
            }
        }
        try await two.first()
        #expect(two.runs.withLock { $0 } == 1)
        #expect(try await states(of: "job", in: two.desk) == ["klaar"])
    }

    @Test func `a process that stood still does not set a job back that another finished`() async throws {
        // No heartbeat: the program stood still, or the database was out of its reach.
        let two = try await TwoProcesses { desk, clock, job, _ in
            runner(desk, TestTransport(), clock, jobs: [job])
        } _: { two in
            two.clock.move(by: .minutes(40))
            try await two.other()
            throw StorageError.unusable("kapot")
        }
        try await two.first()
        #expect(two.runs.withLock { $0 } == 2)
        #expect(try await states(of: "job", in: two.desk) == ["klaar"])
        two.clock.move(by: .hours(1))
        try await two.first()
        #expect(two.runs.withLock { $0 } == 2)
    }

    @Test func `a job that finds the database away waits a little and loses no try`() async throws {
        let desk = try await Desk()
        let clock = FixedClock(Desk.start)
        let runs = Mutex(0)
        let job = Job("groot") { _, _ in
            runs.withLock { $0 += 1 }
            throw StorageError.unavailable("vol")
        }
        let runner = runner(desk, TestTransport(), clock, jobs: [job])
        try await desk.database.write { try Jobs.add("groot", at: Desk.start, now: Desk.start, in: $0) }
        try await runner.work { runs.withLock { $0 } > 3 }
        #expect(runs.withLock { $0 } == 1)
        clock.move(by: .seconds(10))
        try await runner.work { runs.withLock { $0 } > 3 }
        #expect(runs.withLock { $0 } == 2)
        #expect(try await desk.database.read { try $0.count("SELECT tries FROM job") } == 0)
    }

    @Test func `work that a clock which was ahead put off comes back when the clock is right`() {
        let now = Desk.start
        for rhythm in [Job.Rhythm.every(.minutes(10)), .daily(minute: 60)] {
            let job = Job("reservekopie", rhythm) { _, _ in }
            #expect(job.isDue(last: now + .days(1500), now: now))
            #expect(!job.isDue(last: now, now: now))
        }
    }
}
