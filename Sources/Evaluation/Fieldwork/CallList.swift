import Community
import Core
import Storage
import Tabulation
import Web

/// Who can be called: has a number, has not answered, did not say no. Two callers never get the same one: who takes an
/// address has it for a quarter of an hour.
struct CallList: Sendable {
    static let claim = Span.minutes(15)

    /// How many are left, by when.
    struct Counts: Sendable, Equatable {
        var now = 0
        /// Asked to be called back later.
        var later = 0
        /// With another caller.
        var taken = 0
        /// Calls made so far.
        var calls = 0
    }

    /// These can still be won over.
    static let open: [Outcome] = [.silence, .readOnly, .openedOnly, .breakOff, .undelivered, .moved, .notInvited]

    private static func candidates(_ survey: Survey.Identity) -> SQL {
        """
        survey_address a LEFT JOIN survey_call c ON c.address_id = a.id
        WHERE a.survey_id = \(survey) AND a.outcome IN (\(list: open)) AND a.phone IS NOT NULL AND a.refusal_way IS NULL
            AND a.turnout IN (\(Turnout.none), \(Turnout.started)) AND COALESCE(c.closed, \(false)) = \(false)
            AND COALESCE(c.attempts, 0) < \(CallResult.mostAttempts)
        """
    }

    static func counts(_ survey: Survey.Identity, person: String?, now: Moment, in db: any SQLConnection) throws
        -> Counts
    {
        var counts = Counts()
        let row = try db.first(
            """
            SELECT COUNT(*) AS amount, SUM(CASE WHEN c.call_at > \(now) THEN 1 ELSE 0 END) AS later,
                SUM(CASE WHEN c.claimed_until > \(now) AND c.claimed_by <> \(person) AND (c.call_at IS NULL
                    OR c.call_at <= \(now)) THEN 1 ELSE 0 END) AS taken
            FROM \(candidates(survey))
            """)
        counts.later = try row.flatMap { try $0("later", as: Int?.self) } ?? 0
        counts.taken = try row.flatMap { try $0("taken", as: Int?.self) } ?? 0
        counts.now = (try row.flatMap { try $0("amount", as: Int?.self) } ?? 0) - counts.later - counts.taken
        counts.calls = try db.count(
            "SELECT COALESCE(SUM(attempts), 0) FROM survey_call WHERE survey_id = \(survey)")
        return counts
    }

    /// The next addresses for this caller: appointments that are due first, then who was called least.
    static func next(_ survey: Survey.Identity, person: String, limit: Int, now: Moment, in db: any SQLConnection)
        throws
        -> [Address]
    {
        try db.rows(
            """
            SELECT a.* FROM \(candidates(survey)) AND (c.call_at IS NULL OR c.call_at <= \(now))
                AND (c.claimed_until IS NULL OR c.claimed_until <= \(now) OR c.claimed_by = \(person))
            ORDER BY CASE WHEN c.call_at IS NULL THEN 1 ELSE 0 END, c.call_at, COALESCE(c.attempts, 0), a.number
            LIMIT \(limit)
            """
        ).map(Address.init(row:))
    }

    /// Takes an address for this caller; `false` when another has it.
    static func take(_ address: Address, person: String, now: Moment, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            INSERT INTO survey_call (address_id, survey_id, attempts, closed, claimed_by, claimed_until)
            VALUES (\(address.id), \(address.survey), 0, \(false), \(person), \(now + claim))
            ON CONFLICT (address_id) DO UPDATE SET claimed_by = \(person), claimed_until = \(now + claim)
            WHERE survey_call.claimed_until IS NULL OR survey_call.claimed_until <= \(now)
                OR survey_call.claimed_by = \(person)
            """) == 1
    }

    /// Gives an address back without a call.
    static func release(_ address: Address, person: String, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE survey_call SET claimed_by = NULL, claimed_until = NULL
            WHERE address_id = \(address.id) AND claimed_by = \(person)
            """)
    }

    static func isOurs(_ address: Address, person: String, now: Moment, in db: any SQLConnection) throws -> Bool {
        try db.exists(
            """
            SELECT address_id FROM survey_call WHERE address_id = \(address.id) AND claimed_by = \(person)
            AND claimed_until > \(now)
            """)
    }

    static func attempts(_ address: Address, in db: any SQLConnection) throws -> Int {
        try db.count("SELECT attempts FROM survey_call WHERE address_id = \(address.id)")
    }
}
