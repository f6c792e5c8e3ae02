import Core
import Services
import Storage

/// How the installation is doing, in a few counts by index.
struct Health: Sendable {
    let waitingMail: Int
    let deadMail: Int
    let waitingJobs: Int
    let deadJobs: Int
    /// The last event of the audit log.
    let head: (seq: Int, hash: String)?
    let lastCheck: AuditCheck.Result?

    init(in db: any SQLConnection) throws {
        waitingMail = try Self.waitingMail(in: db)
        deadMail = try Self.deadMail(in: db)
        waitingJobs = try Self.waitingJobs(in: db)
        deadJobs = try Self.deadJobs(in: db)
        head = try Audit.head(in: db)
        lastCheck = try AuditCheck.last(in: db)
    }

    static func waitingMail(in db: any SQLConnection) throws -> Int {
        try db.count(
            "SELECT COUNT(*) FROM mail WHERE state IN (\(Outbox.State.waiting), \(Outbox.State.sending))")
    }

    static func deadMail(in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COUNT(*) FROM mail WHERE state = \(Outbox.State.dead)")
    }

    static func waitingJobs(in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COUNT(*) FROM job WHERE state IN (\(Jobs.State.waiting), \(Jobs.State.running))")
    }

    static func deadJobs(in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COUNT(*) FROM job WHERE state = \(Jobs.State.dead)")
    }
}
