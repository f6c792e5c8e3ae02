import Core
import Storage

/// After five wrong tries an account waits a minute, then twice as long after each next one, up to an hour.
///
/// A try is counted before it is checked and given back when it was right: a flood of simultaneous guesses meets the
/// lock as well.
enum Lockout {
    static let free = 5

    /// How long the account waits after this many failures in a row.
    static func pause(after failures: Int) -> Span? {
        guard failures >= free else { return nil }
        return .minutes(min(60, 1 << min(failures - free, 6)))
    }

    /// Counts a try. False when the account is locked, or has nothing to try.
    static func reserve(_ person: Person.Identity, now: Moment, in db: any SQLConnection) throws -> Bool {
        guard let credential = try Credential.find(person, in: db) else { return false }
        if let until = credential.lockedUntil, until > now { return false }
        let failures = credential.failures + 1
        let until = pause(after: failures).map { now + $0 }
        try db.run(
            "UPDATE credential SET failures = \(failures), locked_until = \(until) WHERE person_id = \(person)")
        return true
    }

    /// Gives one counted try back: this part was right, but the sign-in is not complete.
    static func release(_ person: Person.Identity, in db: any SQLConnection) throws {
        try db.run(
            "UPDATE credential SET failures = failures - 1, locked_until = NULL WHERE person_id = \(person) AND failures > 0"
        )
    }

    /// Forgets all failures: the sign-in is complete.
    static func clear(_ person: Person.Identity, in db: any SQLConnection) throws {
        try db.run("UPDATE credential SET failures = 0, locked_until = NULL WHERE person_id = \(person)")
    }
}
