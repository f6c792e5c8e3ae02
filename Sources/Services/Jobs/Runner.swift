package import Core
import Formats
package import Logging
package import Storage

/// Sends the mail and does the jobs that are due. One call of `tick` does all there is. The program calls `work` and
/// `post` each second, apart from each other: who waits for a link to sign in does not wait for a long job.
package struct Runner: Sendable {
    private let database: any Database
    private let clock: any WallClock
    private let jobs: [String: Job]
    private let transport: any MailTransport
    private let sender: Outbox.Sender
    private let logger: Logger
    private let observer: (any JobObserver)?
    /// How often a running job says that it is still alive.
    private let heartbeat: Duration

    package init(
        database: any Database, clock: any WallClock, jobs: [Job], transport: any MailTransport, sender: Outbox.Sender,
        logger: Logger, observer: (any JobObserver)? = nil, heartbeat: Duration = .seconds(300)
    ) {
        self.database = database
        self.clock = clock
        self.jobs = Dictionary(jobs.map { ($0.kind, $0) }) { first, _ in first }
        self.transport = transport
        self.sender = sender
        self.logger = logger
        self.observer = observer
        self.heartbeat = heartbeat
    }

    /// The kinds of jobs there are.
    package var kinds: Set<String> { Set(jobs.keys) }

    /// When each kind comes back by itself.
    package var rhythms: [String: Job.Rhythm] { jobs.mapValues(\.rhythm) }

    /// Does all that is due now: first the jobs, then the mail they wrote.
    ///
    /// - Parameter isStopping: once it says so, what is under way is finished and nothing new is begun. Cancelling the
    ///   task goes further: a job that lets itself be cancelled gives its lease back.
    package func tick(until isStopping: @Sendable () -> Bool = { false }) async throws {
        try await work(until: isStopping)
        try await post(until: isStopping)
    }

    /// Does the jobs that are due.
    package func work(until isStopping: @Sendable () -> Bool) async throws {
        try await planRecurring()
        // A job that is cut short goes back and is due at once: whoever was cancelled takes nothing more.
        while !isStopping(), !Task.isCancelled,
            let item = try await database.write({ [now = clock.now] db in try Jobs.take(now: now, in: db) })
        {
            await run(item)
        }
    }

    /// Sends the mail that is due.
    package func post(until isStopping: @Sendable () -> Bool) async throws {
        while !isStopping(), try await sendMail(until: isStopping) > 0 {}
    }

    private func planRecurring() async throws {
        let now = clock.now
        let recurring = jobs.values.filter { if case .onDemand = $0.rhythm { false } else { true } }.sorted {
            $0.kind < $1.kind
        }
        let last = try await database.read { db in
            var last: [String: Moment] = [:]
            for row in try db.rows("SELECT kind, last_at FROM schedule") { last[try row("kind")] = try row("last_at") }
            return last
        }
        let due = recurring.filter { $0.isDue(last: last[$0.kind], now: now) }.map(\.kind)
        if due.isEmpty { return }
        try await database.write { db in
            for kind in due {
                // Another round may have planned it since: the demo does a round of its own beside the loop.
                let planned = try db.value("SELECT last_at FROM schedule WHERE kind = \(kind)", as: Moment.self)
                guard planned == last[kind] else { continue }
                try Jobs.add(kind, at: now, now: now, in: db)
                try db.run(
                    "INSERT INTO schedule (kind, last_at) VALUES (\(kind), \(now)) ON CONFLICT (kind) DO UPDATE SET last_at = \(now)"
                )
            }
        }
    }

    private func run(_ item: Jobs.Item) async {
        let start = ContinuousClock.now
        var problem: String?
        do {
            guard let job = jobs[item.kind] else { throw StorageError.unusable("No job is called \(item.kind).") }
            let lease = Task { await keepAlive(item) }
            defer { lease.cancel() }
            try await job.run(item.payload, clock.now)
        } catch StorageError.unavailable {
            // The database was away or too busy: no fault of the job's, so the try does not count.
            // It waits a little: taken again at once it would go round for as long as that lasts.
            await letGo(item, for: .seconds(10))
            return
        } catch {
            if Task.isCancelled {
                await letGo(item, for: .seconds(0))
                return
            }
            problem = String(String(describing: error).prefix(500))
            logger.error("job", metadata: ["soort": "\(item.kind)", "fout": "\(problem ?? "")"])
        }
        let elapsed = (ContinuousClock.now - start).components
        observer?.ended(
            item.kind, failed: problem != nil,
            microseconds: elapsed.seconds * 1_000_000 + elapsed.attoseconds / 1_000_000_000_000)
        await keep(item) { [now = clock.now, problem] db in
            try Jobs.finish(item, error: problem, now: now, in: db)
        }
    }

    /// Renews the lease of a job as long as it runs, so that no other process begins the same work.
    private func keepAlive(_ item: Jobs.Item) async {
        while (try? await Task.sleep(for: heartbeat)) != nil {
            do {
                let isOurs = try await database.write { [now = clock.now] db in
                    try Jobs.renew(item, now: now, in: db)
                }
                guard isOurs else { return }
            } catch {
                // The lease lasts several heartbeats: the next one tries again.
                logger.warning("job", metadata: ["soort": "\(item.kind)", "fout": "\(error)"])
            }
        }
    }

    /// Gives a job back that was cut short, so that another process takes it as soon as it may.
    private func letGo(_ item: Jobs.Item, for pause: Span) async {
        logger.notice("job", metadata: ["soort": "\(item.kind)", "resultaat": "teruggelegd"])
        await keep(item) { [now = clock.now] db in try Jobs.release(item, until: now + pause, in: db) }
    }

    /// Writes what became of a job. When that fails its lease runs out, and it is done again.
    private func keep(_ item: Jobs.Item, _ body: @escaping @Sendable (any SQLConnection) throws -> Bool) async {
        do {
            if try await write(body) { return }
            logger.warning("job", metadata: ["soort": "\(item.kind)", "resultaat": "overgenomen"])
        } catch {
            logger.error("job", metadata: ["soort": "\(item.kind)", "fout": "\(error)"])
        }
    }

    /// A write that goes on when this task was cancelled meanwhile: what it tells has already happened.
    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await Task { [database] in try await database.write(body) }.value
    }

    private func sendMail(until isStopping: @Sendable () -> Bool) async throws -> Int {
        let items = try await database.write { [now = clock.now] db in try Outbox.take(20, now: now, in: db) }
        for (index, item) in items.enumerated() {
            if isStopping() {
                let left = Array(items[index...])
                try await write { [now = clock.now] db in try Outbox.release(left, now: now, in: db) }
                break
            }
            if let item = try await held(item) { try await send(item) }
        }
        return items.count
    }

    /// The mail with a lease that outlasts a send, or `nil` when another process took it over: the mails before it in
    /// the same batch may have been slow.
    private func held(_ item: Outbox.Item) async throws -> Outbox.Item? {
        let now = clock.now
        if item.dueAt - now >= Outbox.leastLease { return item }
        let renewed = try await write { db in try Outbox.renew(item, now: now, in: db) }
        if renewed == nil { logger.notice("mail", metadata: ["mail": "\(item.id)", "resultaat": "overgenomen"]) }
        return renewed
    }

    private func send(_ item: Outbox.Item) async throws {
        do {
            try await transport.send(message(item), from: sender.address, to: item.recipient, id: item.id)
        } catch let failure as MailFailure {
            logger.warning("mail", metadata: ["mail": "\(item.id)", "fout": "\(failure.reason)"])
            try await write { [now = clock.now] db in
                _ = try Outbox.markFailed(item, failure, now: now, in: db)
            }
            return
        }
        try await write { [now = clock.now, keepsSecrets = transport.keepsMail] db in
            _ = try Outbox.markSent(item, keepsSecrets: keepsSecrets, now: now, in: db)
        }
    }

    private func message(_ item: Outbox.Item) throws(MailFailure) -> [UInt8] {
        do throws(MailError) {
            return try MailComposer.bytes(item, sender: sender)
        } catch {
            throw MailFailure(isPermanent: true, reason: "The mail cannot be written: \(error.word).")
        }
    }
}
