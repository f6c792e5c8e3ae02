package import Core
package import Services
package import Storage

/// What waits in the tables: mail that must leave, jobs that must be done. Read when someone asks.
package struct QueueFigures: Sendable {
    package let mail: [Outbox.State: Int]
    /// The age of the mail that waits longest for its turn (seconds).
    package let oldestMail: Int
    package let deadJobs: Int
    package let lateJobs: Int

    /// A job that could have been taken this long ago is late.
    package static let patience = Span.minutes(5)

    package static func read(now: Moment, in db: any SQLConnection) throws -> QueueFigures {
        var mail: [Outbox.State: Int] = [:]
        // One question for each state: each is answered from the index alone, however much mail was sent.
        for state in Outbox.State.allCases where state != .sent {
            mail[state] = try db.count("SELECT COUNT(*) FROM mail WHERE state = \(state)")
        }
        let oldest = try db.value(
            "SELECT MIN(next_at) FROM mail WHERE state = \(Outbox.State.waiting)", as: Moment.self)
        return QueueFigures(
            mail: mail, oldestMail: oldest.map { max(0, Int((now - $0).milliseconds / 1000)) } ?? 0,
            deadJobs: try db.count("SELECT COUNT(*) FROM job WHERE state = \(Jobs.State.dead)"),
            lateJobs: try db.count(
                "SELECT COUNT(*) FROM job WHERE state = \(Jobs.State.waiting) AND run_at < \(now - patience)"))
    }

    func write(to text: inout PrometheusText) {
        text.family("inzet_mail", .gauge, "Mail in the outbox by state; dead mail waits for a person.")
        for (state, name) in [(Outbox.State.waiting, "waiting"), (.sending, "sending"), (.dead, "dead")] {
            text.sample("inzet_mail", [("state", name)], Double(mail[state] ?? 0))
        }
        text.family("inzet_mail_oldest_seconds", .gauge, "How long the mail that is most overdue waits for its turn.")
        text.sample("inzet_mail_oldest_seconds", Double(oldestMail))
        text.family("inzet_jobs_dead", .gauge, "Jobs that failed too often and wait for a person.")
        text.sample("inzet_jobs_dead", Double(deadJobs))
        text.family("inzet_jobs_late", .gauge, "Jobs that could have been done five minutes ago.")
        text.sample("inzet_jobs_late", Double(lateJobs))
    }
}
