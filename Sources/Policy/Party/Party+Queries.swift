import Community
import Core
import Storage

extension Party {
    private static let all: SQL = """
        SELECT p.*, COALESCE(o.name, p.name) AS shown_name, COALESCE(o.sort_key, p.sort_key) AS shown_key,
            o.number AS organisation_number
        FROM policy_party p LEFT JOIN organisation o ON o.id = p.organisation_id
        """

    static func find(_ number: Int, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Party? {
        try db.first("\(all) WHERE p.cycle_id = \(cycle) AND p.number = \(number)").map(Party.init(row:))
    }

    /// The parties of a round by name; with `kinds` only those.
    ///
    /// - Parameter after: the number of the last one on the page before.
    static func page(
        of cycle: PolicyCycle.Identity, kinds: [String]? = nil, after: Int? = nil, archived: Bool = false, limit: Int,
        in db: any SQLConnection
    ) throws -> Page<Party> {
        var conditions: [SQL] = ["p.cycle_id = \(cycle)"]
        conditions.append(archived ? "p.archived_at IS NOT NULL" : "p.archived_at IS NULL")
        if let kinds { conditions.append("p.kind IN (\(list: kinds))") }
        if let after {
            conditions.append(
                """
                (COALESCE(o.sort_key, p.sort_key), p.id) > (
                    SELECT COALESCE(b.sort_key, a.sort_key), a.id FROM policy_party a
                    LEFT JOIN organisation b ON b.id = a.organisation_id
                    WHERE a.cycle_id = \(cycle) AND a.number = \(after))
                """)
        }
        let rows = try db.rows(
            "\(all) WHERE \(SQL.all(conditions)) ORDER BY shown_key, p.id LIMIT \(limit + 1)")
        return Page(fetched: try rows.map(Party.init(row:)), limit: limit) { String($0.number) }
    }

    /// Those whose next step has a day from `from` up to and with `to`, the nearest first.
    static func next(
        of cycle: PolicyCycle.Identity, from: Day? = nil, to: Day? = nil, limit: Int, in db: any SQLConnection
    ) throws -> [Party] {
        var conditions: [SQL] = ["p.cycle_id = \(cycle)", "p.archived_at IS NULL", "p.next_day IS NOT NULL"]
        if let from { conditions.append("p.next_day >= \(from)") }
        if let to { conditions.append("p.next_day <= \(to)") }
        return try db.rows("\(all) WHERE \(SQL.all(conditions)) ORDER BY p.next_day, p.id LIMIT \(limit)").map(
            Party.init(row:))
    }

    /// How many there are of each kind.
    static func kinds(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [String: Int] {
        let rows = try db.rows(
            """
            SELECT kind, COUNT(*) AS amount FROM policy_party WHERE cycle_id = \(cycle) AND archived_at IS NULL
            GROUP BY kind
            """)
        return Dictionary(try rows.map { (try $0("kind", as: String.self), try $0("amount", as: Int.self)) }) {
            $0 + $1
        }
    }

    /// How many there are, and how many of them somebody spoke to since a day.
    static func spoken(of cycle: PolicyCycle.Identity, since: Day, upTo day: Day, in db: any SQLConnection) throws -> (
        all: Int, spoken: Int
    ) {
        let row = try db.first(
            """
            SELECT COUNT(*) AS amount, SUM(CASE WHEN EXISTS (SELECT 1 FROM policy_party_talk t WHERE t.party_id = p.id
                AND t.removed_at IS NULL AND t.day >= \(since) AND t.day <= \(day)) THEN 1 ELSE 0 END) AS spoken
            FROM policy_party p WHERE p.cycle_id = \(cycle) AND p.archived_at IS NULL
            """)
        return (try row?("amount") ?? 0, try row?("spoken", as: Int?.self) ?? 0)
    }

    /// The talks with a party, the latest first.
    static func talks(_ party: Identity, before: String? = nil, limit: Int, in db: any SQLConnection) throws -> Page<
        PartyTalk
    > {
        var conditions: [SQL] = ["t.party_id = \(party)", "t.removed_at IS NULL"]
        if let before {
            conditions.append("(t.day, t.id) < (SELECT day, id FROM policy_party_talk WHERE id = \(before))")
        }
        let rows = try db.rows(
            """
            SELECT t.*, p.name AS author FROM policy_party_talk t LEFT JOIN person p ON p.id = t.person_id
            WHERE \(SQL.all(conditions)) ORDER BY t.day DESC, t.id DESC LIMIT \(limit + 1)
            """)
        return Page(fetched: try rows.map(PartyTalk.init(row:)), limit: limit, key: \.id)
    }

    /// The talk that was removed last, as long as it can be put back.
    static func removedTalk(_ party: Identity, in db: any SQLConnection) throws -> PartyTalk? {
        try db.first(
            """
            SELECT t.*, p.name AS author FROM policy_party_talk t LEFT JOIN person p ON p.id = t.person_id
            WHERE t.party_id = \(party) AND t.removed_at IS NOT NULL ORDER BY t.removed_at DESC, t.id DESC LIMIT 1
            """
        ).map(PartyTalk.init(row:))
    }

    /// Organisations of the register that are no party of this round yet, by name.
    static func unlinked(
        of cycle: PolicyCycle, after: Int? = nil, limit: Int, in db: any SQLConnection
    ) throws -> Page<Organisation> {
        var conditions: [SQL] = [
            "o.municipality_code = \(cycle.municipality)", "o.state = \(Organisation.State.approved)",
            "NOT EXISTS (SELECT 1 FROM policy_party p WHERE p.cycle_id = \(cycle.id) AND p.organisation_id = o.id)",
        ]
        if let after {
            conditions.append("(o.sort_key, o.id) > (SELECT sort_key, id FROM organisation WHERE number = \(after))")
        }
        let rows = try db.rows(
            "SELECT o.* FROM organisation o WHERE \(SQL.all(conditions)) ORDER BY o.sort_key, o.id LIMIT \(limit + 1)")
        return Page(fetched: try rows.map(Organisation.init(row:)), limit: limit) { String($0.number) }
    }

    static func unlinkedCount(of cycle: PolicyCycle, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM organisation o WHERE o.municipality_code = \(cycle.municipality)
            AND o.state = \(Organisation.State.approved)
            AND NOT EXISTS (SELECT 1 FROM policy_party p WHERE p.cycle_id = \(cycle.id) AND p.organisation_id = o.id)
            """)
    }
}
