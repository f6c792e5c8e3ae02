import Community
import Core
import Services
import Storage

/// The database and what waits in it.
enum DoctorDatabase {
    static func look(_ configuration: Configuration, site: RunningSite?, clock: any WallClock) async -> [Finding] {
        let database: any Database
        do {
            database = try open(configuration.database)
        } catch {
            return [.wrong("database", words(error), "Is the address right, and may this user read it?")]
        }
        var findings: [Finding] = []
        do {
            let modules = try Town.Modules.around(database, clock)
            findings += try await engine(database, configuration.database)
            findings.append(await schema(database, Town.schema(modules)))
            findings += try await rows(database, modules.flatMap(\.jobs), isRunning: site != nil, clock.now)
            findings.append(try await integrity(database))
        } catch {
            findings.append(.wrong("database", words(error), "Run 'inzet check' while the site stands still."))
        }
        try? await database.close()
        return findings
    }

    private static func open(_ address: DatabaseAddress) throws -> any Database {
        switch address {
        case .sqlite(let path): try ReadOnlyDatabase(path)
        case .postgres: try Engines.open(address)
        }
    }

    // MARK: The engine

    private static func engine(_ database: any Database, _ address: DatabaseAddress) async throws -> [Finding] {
        let version = try await database.engineVersion()
        var text = version
        if case .sqlite(let path) = address {
            text += ", \(DoctorMachine.size(UInt64(Disk.size(path) ?? 0)))"
            if let log = Disk.size(path + "-wal"), log > 256 << 20 {
                return [
                    .attention(
                        "database", "\(text); its journal has grown to \(DoctorMachine.size(UInt64(log))).",
                        "Something reads for very long. Restart the site.")
                ]
            }
        }
        let warnings = try await database.engineWarnings()
        if !address.isPostgres {
            // Our lock file keeps a second inzet out, so on the SQLite of Debian this is a remark and no task.
            return [.good("database", ([text + "."] + warnings).joined(separator: " "))]
        }
        return [.good("database", text + ".")]
            + warnings.map { .attention("database", $0, "See docs/operations.md.") }
    }

    private static func schema(_ database: any Database, _ migrations: [Migration]) async -> Finding {
        do {
            try await database.requireSchema(migrations)
            return .good("schema", "\(migrations.count) steps, up to date.")
        } catch let error as MigrationError {
            return .wrong("schema", "\(error)", "Stop the site, make a backup, and run 'inzet migrate'.")
        } catch {
            return .wrong("schema", words(error), "Is this a database of inzet?")
        }
    }

    private static func integrity(_ database: any Database) async throws -> Finding {
        let problems = try await database.integrityProblems()
        guard let first = problems.first else { return .good("integrity", "The engine finds nothing wrong.") }
        return .wrong(
            "integrity", problems.count == 1 ? first : "\(first) (and \(problems.count - 1) more)",
            "Stop the site and restore the last good backup; see docs/operations.md.")
    }

    // MARK: What waits

    private static func rows(
        _ database: any Database, _ jobs: [Job], isRunning: Bool, _ now: Moment
    ) async throws -> [Finding] {
        let (queues, last) = try await database.read { db in
            var last: [String: Moment] = [:]
            for row in try db.rows("SELECT kind, last_at FROM schedule") { last[try row("kind")] = try row("last_at") }
            return (try QueueFigures.read(now: now, in: db), last)
        }
        return [mail(queues), work(queues, jobs, last, isRunning: isRunning, now)] + future(last, now)
    }

    static func mail(_ queues: QueueFigures) -> Finding {
        let waiting = (queues.mail[.waiting] ?? 0) + (queues.mail[.sending] ?? 0)
        let dead = queues.mail[.dead] ?? 0
        let minutes = queues.oldestMail / 60
        if minutes >= 120 {
            return .wrong(
                "outbox", "\(waiting) mails wait, the longest \(minutes) minutes.",
                "Is the site running, and does the mail server take mail? See the log at 'mail'.")
        }
        if minutes >= 15 || dead > 0 {
            return .attention(
                "outbox", "\(waiting) mails wait; \(dead) were given up.",
                "Look at Beheer → Post: send them again or put them aside.")
        }
        return .good("outbox", "\(waiting) mails wait, none given up.")
    }

    static func work(
        _ queues: QueueFigures, _ jobs: [Job], _ last: [String: Moment], isRunning: Bool, _ now: Moment
    ) -> Finding {
        let late = jobs.filter { job in
            guard let moment = last[job.kind] else { return false }
            switch job.rhythm {
            case .onDemand: return false
            case .daily: return now - moment > .hours(25)
            case .every(let span): return now - moment > Span(milliseconds: span.milliseconds * 2) + .minutes(10)
            }
        }.map(\.kind).sorted()
        if queues.deadJobs > 0 {
            return .attention(
                "work", "\(queues.deadJobs) jobs failed five times.", "Look at Beheer → Achtergrondwerk and in the log."
            )
        }
        guard !late.isEmpty || queues.lateJobs > 0 else { return .good("work", "All background work is up to date.") }
        let names = late.isEmpty ? "\(queues.lateJobs) jobs" : late.prefix(5).joined(separator: ", ")
        return isRunning
            ? .wrong("work", "Late: \(names).", "Look in the log at 'job' and 'runner'; restart the site.")
            : .attention("work", "Late: \(names); no site runs on this machine.", "Start the site.")
    }

    /// Work that was done in the future: the clock of this machine was ahead, or is behind now.
    static func future(_ last: [String: Moment], _ now: Moment) -> [Finding] {
        guard let newest = last.values.max(), newest - now > .minutes(5) else { return [] }
        return [
            .wrong(
                "clock", "Work was done at \(newest.iso), and this machine says it is \(now.iso).",
                "Set the clock right before anything else.")
        ]
    }

    private static func words(_ error: any Error) -> String {
        switch error as? StorageError {
        case .unusable(let text), .unavailable(let text), .unknownOutcome(let text), .failed(_, let text): text
        default: "\(error)"
        }
    }
}

extension Span {
    fileprivate static func + (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds + right.milliseconds)
    }
}
