import Community
import Core
package import Storage
import Web

extension TypeTestSession {
    /// The sessions of a round, the newest first: a handful in four years.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [TypeTestSession] {
        try db.rows("SELECT * FROM policy_type_session WHERE cycle_id = \(cycle) ORDER BY number DESC").map(
            TypeTestSession.init(row:))
    }

    package static func find(_ id: Identity, in db: any SQLConnection) throws -> TypeTestSession? {
        try db.first("SELECT * FROM policy_type_session WHERE id = \(id)").map(TypeTestSession.init(row:))
    }

    /// The session whose number stands in the path as `{nummer}`.
    static func inPath(_ visit: Visit, of cycle: PolicyCycle, in db: any SQLConnection) throws -> TypeTestSession {
        let number = try visit.number("nummer")
        guard
            let row = try db.first(
                "SELECT * FROM policy_type_session WHERE cycle_id = \(cycle.id) AND number = \(number)")
        else { throw WebError.notFound }
        return try TypeTestSession(row: row)
    }

    /// The session behind the open link.
    static func find(linkHash: String, in db: any SQLConnection) throws -> TypeTestSession? {
        try db.first("SELECT * FROM policy_type_session WHERE link_hash = \(linkHash)").map(TypeTestSession.init(row:))
    }

    /// The session that takes people in with this code.
    static func find(code: String, in db: any SQLConnection) throws -> TypeTestSession? {
        try db.first("SELECT * FROM policy_type_session WHERE code = \(code)").map(TypeTestSession.init(row:))
    }

    /// So many have sent in their answers.
    package func sent(in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COUNT(*) FROM policy_type_participant WHERE session_id = \(id) AND sent = \(true)")
    }

    /// All that was sent in, in the order of random keys. Only for computing what may be shown: no page takes these.
    package func ballots(in db: any SQLConnection) throws -> [TypeTestBallot] {
        guard state == .shown else { return [] }
        return try db.rows(
            "SELECT * FROM policy_type_participant WHERE session_id = \(id) AND sent = \(true) ORDER BY key"
        ).map { try TypeTestParticipant(row: $0).ballot }
    }

    /// The last session before this one whose result was shown, in its round or in the round before.
    func before(_ cycle: PolicyCycle, in db: any SQLConnection) throws -> TypeTestSession? {
        try Self.lastShown(of: cycle.id, before: number, in: db)
            ?? cycle.previous.flatMap { try Self.lastShown(of: $0, before: nil, in: db) }
    }

    static func lastShown(of cycle: PolicyCycle.Identity, before number: Int?, in db: any SQLConnection) throws
        -> TypeTestSession?
    {
        let earlier: SQL = number.map { "AND number < \($0)" } ?? ""
        return try db.first(
            """
            SELECT * FROM policy_type_session WHERE cycle_id = \(cycle) AND state = \(State.shown) \(earlier)
            ORDER BY number DESC LIMIT 1
            """
        ).map(TypeTestSession.init(row:))
    }
}

extension TypeTestParticipant {
    static func find(key: String, in db: any SQLConnection) throws -> TypeTestParticipant? {
        try db.first("SELECT * FROM policy_type_participant WHERE key = \(key)").map(TypeTestParticipant.init(row:))
    }
}
