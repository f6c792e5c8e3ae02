import Core
import Logging
import Services
import Storage
import Synchronization
import Testing

/// A way out for mail that fails as a test says and remembers what it took.
final class TestTransport: MailTransport {
    let taken = Mutex<[String]>([])
    let failure = Mutex<MailFailure?>(nil)
    let keepsMail: Bool

    init(keepsMail: Bool = false) { self.keepsMail = keepsMail }

    var count: Int { taken.withLock { $0.count } }

    /// After so many mails the line breaks in a way nobody foresaw.
    let breaksAfter = Mutex(Int.max)
    struct Broken: Error {}

    func send(_ message: [UInt8], from: String, to: String, id: String) async throws {
        if taken.withLock({ $0.count }) >= breaksAfter.withLock({ $0 }) { throw Broken() }
        if let failure = failure.withLock({ $0 }) { throw failure }
        taken.withLock { $0.append(id) }
    }
}

struct OutboxTests {
    private let sender = Outbox.Sender(name: "Centrale", address: "noreply@inzet.test")

    private func runner(_ desk: Desk, _ transport: TestTransport, _ clock: FixedClock, jobs: [Job] = []) -> Runner {
        Runner(
            database: desk.database, clock: clock, jobs: jobs, transport: transport, sender: sender,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func add(_ desk: Desk, subject: String = "Hallo", name: String = "Lotte") async throws {
        let mail = Mail(to: "lotte@x.example", name: name, subject: subject, kind: "test", [.paragraph("Dag!")])
        try await desk.database.write { [sender] in try Outbox.add(mail, sender: sender, now: Desk.start, in: $0) }
    }

    @Test func `mail leaves once`() async throws {
        let desk = try await Desk()
        let transport = TestTransport()
        let runner = runner(desk, transport, FixedClock(Desk.start))
        try await add(desk)
        try await runner.tick()
        try await runner.tick()
        #expect(transport.taken.withLock { $0.count } == 1)
    }

    @Test func `what left before a break is written down and never leaves again`() async throws {
        let desk = try await Desk()
        let transport = TestTransport()
        let clock = FixedClock(Desk.start)
        let runner = runner(desk, transport, clock)
        for number in 0..<5 { try await add(desk, subject: "Hallo \(number)") }
        transport.breaksAfter.withLock { $0 = 2 }
        await #expect(throws: TestTransport.Broken.self) { try await runner.tick() }
        let sent = try await desk.database.read {
            try $0.count("SELECT COUNT(*) FROM mail WHERE state = \(Outbox.State.sent)")
        }
        #expect(sent == 2)
        transport.breaksAfter.withLock { $0 = .max }
        clock.move(by: .hours(1))
        try await runner.tick()
        let ids = transport.taken.withLock { $0 }
        #expect(ids.count == 5 && Set(ids).count == 5)
    }

    @Test(arguments: [(true, false, true), (true, true, false), (false, false, false)])
    func `a secret is forgotten once it has left`(_ isSecret: Bool, _ keepsMail: Bool, _ isForgotten: Bool) async throws
    {
        let desk = try await Desk()
        let transport = TestTransport(keepsMail: keepsMail)
        let clock = FixedClock(Desk.start)
        let runner = runner(desk, transport, clock)
        let mail = Mail(
            to: "lotte@x.example", subject: "Inloggen", kind: "test", isSecret: isSecret,
            [.button(label: "Kom", url: "https://x/geheim")])
        try await desk.database.write { [sender] in try Outbox.add(mail, sender: sender, now: Desk.start, in: $0) }

        // What did not leave must stay whole for the next try.
        transport.failure.withLock { $0 = MailFailure(isPermanent: false, reason: "weg") }
        try await runner.tick()
        #expect(try await texts(desk).allSatisfy { $0.contains("geheim") })

        transport.failure.withLock { $0 = nil }
        clock.move(by: .minutes(2))
        try await runner.tick()
        #expect(transport.taken.withLock { $0.count } == 1)
        #expect(try await texts(desk).allSatisfy { $0.isEmpty == isForgotten && $0.contains("geheim") != isForgotten })
    }

    private func texts(_ desk: Desk) async throws -> [String] {
        try await desk.database.read { db in
            try db.rows("SELECT text, html FROM mail").flatMap {
                try [$0("text", as: String.self), $0("html", as: String.self)]
            }
        }
    }

    @Test func `the mark for secrets comes to a table with mail in it`() async throws {
        let desk = try await Desk(migrations: [Outbox.migration])
        try await desk.database.write { db in
            try db.run(
                """
                INSERT INTO mail (id, message_id, kind, recipient, recipient_name, subject, text, html, state, tries, next_at, created_at)
                VALUES ('a', 'a@x', 'test', 'x@x.example', '', 'x', 'tekst', 'html', 'verstuurd', 1, \(Desk.start), \(Desk.start))
                """)
        }
        _ = try await desk.database.migrate([Outbox.migration, Outbox.secretMigration], now: Desk.start)
        #expect(try await desk.database.read { try $0.count("SELECT COUNT(*) FROM mail WHERE secret = \(false)") } == 1)
    }

    @Test func `an hour without a mail server loses nothing`() async throws {
        let desk = try await Desk()
        let transport = TestTransport()
        let clock = FixedClock(Desk.start)
        let runner = runner(desk, transport, clock)
        transport.failure.withLock { $0 = MailFailure(isPermanent: false, reason: "weg") }
        for _ in 0..<60 {
            try await add(desk)
            try await runner.tick()
            clock.move(by: .minutes(1))
        }
        #expect(transport.taken.withLock { $0.isEmpty })
        transport.failure.withLock { $0 = nil }
        for _ in 0..<30 {
            clock.move(by: .minutes(10))
            try await runner.tick()
        }
        #expect(transport.taken.withLock { Set($0).count == 60 && $0.count == 60 })
    }

    @Test func `a refusal is put aside for a person, who can try again`() async throws {
        let desk = try await Desk()
        let transport = TestTransport()
        let clock = FixedClock(Desk.start)
        let runner = runner(desk, transport, clock)
        transport.failure.withLock { $0 = MailFailure(isPermanent: true, reason: "550 bestaat niet") }
        try await add(desk)
        try await runner.tick()
        let dead = try await desk.database.read {
            try $0.rows("SELECT * FROM mail WHERE state = 'mislukt'").map(Outbox.Item.init(row:))
        }
        #expect(dead.first?.lastError == "550 bestaat niet")
        transport.failure.withLock { $0 = nil }
        let id = try #require(dead.first?.id)
        let isRetried = try await desk.database.write { [now = clock.now] db in try Outbox.retry(id, now: now, in: db) }
        #expect(isRetried)
        try await runner.tick()
        #expect(transport.taken.withLock { $0 } == [id])
    }

    @Test func `after the last try a mail is put aside`() async throws {
        let desk = try await Desk()
        let transport = TestTransport()
        let clock = FixedClock(Desk.start)
        let runner = runner(desk, transport, clock)
        transport.failure.withLock { $0 = MailFailure(isPermanent: false, reason: "weg") }
        try await add(desk)
        for _ in 0..<12 {
            try await runner.tick()
            clock.move(by: .days(2))
        }
        let states = try await desk.database.read {
            try $0.rows("SELECT state FROM mail").map { try $0("state", as: String.self) }
        }
        #expect(states == ["mislukt"])
    }

    @Test func `a mail whose sender died is sent by the next, under the same name`() async throws {
        let desk = try await Desk()
        let transport = TestTransport()
        let clock = FixedClock(Desk.start)
        try await add(desk)
        let taken = try await desk.database.write { [now = clock.now] in try Outbox.take(5, now: now, in: $0) }
        #expect(taken.count == 1)
        let runner = runner(desk, transport, clock)
        try await runner.tick()
        #expect(transport.taken.withLock { $0.isEmpty })
        clock.move(by: .minutes(6))
        try await runner.tick()
        #expect(transport.taken.withLock { $0 } == taken.map(\.id))
    }

    @Test func `a name with a line break does not reach the headers`() async throws {
        let desk = try await Desk()
        try await add(desk, subject: "Hallo\r\nBcc: alle@x.example", name: "Lotte\nX-Kwaad: ja")
        let items = try await desk.database.read { try $0.rows("SELECT * FROM mail").map(Outbox.Item.init(row:)) }
        #expect(items.first?.subject.contains("\n") == false)
        #expect(items.first?.recipientName.contains("\n") == false)
    }

    @Test func `a job that fails is tried again and then put aside`() async throws {
        let desk = try await Desk()
        let clock = FixedClock(Desk.start)
        let runs = Mutex(0)
        let job = Job("breekt") { _, _ in
            runs.withLock { $0 += 1 }
            throw StorageError.unusable("kapot")
        }
        let runner = runner(desk, TestTransport(), clock, jobs: [job])
        try await desk.database.write { try Jobs.add("breekt", at: Desk.start, now: Desk.start, in: $0) }
        for _ in 0..<10 {
            try await runner.tick()
            clock.move(by: .hours(1))
        }
        #expect(runs.withLock { $0 } == 5)
    }

    @Test func `a job that brings the program down is put aside after five times`() async throws {
        let desk = try await Desk()
        try await desk.database.write { try Jobs.add("valt", at: Desk.start, now: Desk.start, in: $0) }
        // Whoever took it died each time, so nobody says how it went.
        try await desk.database.write { db in
            try db.run("UPDATE job SET state = 'bezig', tries = 5, run_at = \(Desk.start)")
        }
        let runs = Mutex(0)
        let runner = runner(
            desk, TestTransport(), FixedClock(Desk.start + .hours(1)),
            jobs: [Job("valt") { _, _ in runs.withLock { $0 += 1 } }])
        try await runner.tick()
        #expect(runs.withLock { $0 } == 0)
        let states = try await desk.database.read {
            try $0.rows("SELECT state FROM job").map { try $0("state", as: String.self) }
        }
        #expect(states == ["mislukt"])
    }

    @Test func `a daily job runs once a day, also after a long stop`() async throws {
        let desk = try await Desk()
        let clock = FixedClock(Desk.start)
        let runs = Mutex(0)
        let job = Job("dagelijks", .daily(minute: 180)) { _, _ in runs.withLock { $0 += 1 } }
        let runner = runner(desk, TestTransport(), clock, jobs: [job])
        for _ in 0..<48 {
            try await runner.tick()
            clock.move(by: .hours(1))
        }
        #expect(runs.withLock { $0 } == 3)
    }
}
