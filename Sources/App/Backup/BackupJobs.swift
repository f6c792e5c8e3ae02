package import Community
import Core
import Formats
package import Services
import Storage

/// The background work of the backups.
extension Backups {
    static let job = "reservekopie"

    /// The list of erased people, and the backup when there is a plan for it.
    package func jobs(house: House) -> [Job] {
        var jobs = [erasureJob(house: house)]
        if let plan = configuration.backup, !configuration.database.isPostgres {
            jobs.append(
                Job(Self.job, .daily(minute: plan.hour * 60)) { _, now in
                    let made = try await runPlan(plan)
                    try await house.database.write { db in
                        let name = Disk.split(made.path).name
                        try Audit.record(
                            Audit.Event(
                                "reservekopie-gemaakt", "reservekopie", name, details: ["bytes": .int(made.bytes)]),
                            by: .program(Self.job), now: now, in: db)
                    }
                    house.note(
                        "backup",
                        ["bestand": made.path, "bytes": String(made.bytes), "duur": "\(made.milliseconds) ms"])
                })
        }
        return jobs
    }

    /// Carries the table of erased people over to the list outside the database: a second after each erasure, because
    /// that asks for it, and each hour for what slipped through.
    private func erasureJob(house: House) -> Job {
        let list = configuration.erasureList
        return Job(ErasedPerson.job, .every(.hours(1))) { _, _ in
            guard let list else { return }
            let entries = try await house.database.read { db in try ErasureList.noted(in: db) }
            _ = try await OffPool.run { try ErasureList.add(entries, to: list) }
        }
    }
}

/// The state of the backups for pages, looked up at most once a minute: the folder may be far away.
final class BackupWatch: Sendable {
    private let backups: Backups
    private let known = Remembered()

    init(_ backups: Backups) { self.backups = backups }

    func status() async throws -> BackupStatus {
        let now = backups.clock.now
        if let status = await known.status(at: now) { return status }
        let fresh = try await backups.status()
        await known.keep(fresh, at: now)
        return fresh
    }

    private actor Remembered {
        private var last: (status: BackupStatus, at: Moment)?
        func status(at now: Moment) -> BackupStatus? {
            guard let last, now >= last.at, now - last.at < .minutes(1) else { return nil }
            return last.status
        }
        func keep(_ status: BackupStatus, at now: Moment) { last = (status, now) }
    }
}
