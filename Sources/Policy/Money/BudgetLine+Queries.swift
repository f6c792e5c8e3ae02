import Core
package import Storage

extension BudgetLine {
    static let migration = Migration(
        "policy-70-money",
        [
            """
            CREATE TABLE policy_money_line (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                name TEXT NOT NULL, basic_function TEXT, department TEXT NOT NULL, note TEXT NOT NULL,
                version BIGINT NOT NULL, created_at \(type: .timestamp) NOT NULL, archived_at \(type: .timestamp),
                UNIQUE (cycle_id, number))
            """,
            """
            CREATE TABLE policy_money_amount (
                line_id TEXT NOT NULL REFERENCES policy_money_line (id), year BIGINT NOT NULL,
                version BIGINT NOT NULL, cents BIGINT NOT NULL, reason TEXT NOT NULL,
                person_id TEXT REFERENCES person (id), entered_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (line_id, year, version))
            """,
            "CREATE INDEX policy_money_amount_person ON policy_money_amount (person_id)",
            """
            CREATE TABLE policy_money_booking (
                id TEXT PRIMARY KEY, line_id TEXT NOT NULL REFERENCES policy_money_line (id), kind TEXT NOT NULL,
                year BIGINT NOT NULL, cents BIGINT NOT NULL, booked_on \(type: .date) NOT NULL,
                description TEXT NOT NULL, person_id TEXT REFERENCES person (id),
                entered_at \(type: .timestamp) NOT NULL, taken_back_at \(type: .timestamp),
                taken_back_by TEXT REFERENCES person (id), taken_back_reason TEXT NOT NULL)
            """,
            "CREATE INDEX policy_money_booking_line ON policy_money_booking (line_id, booked_on, id)",
            "CREATE INDEX policy_money_booking_person ON policy_money_booking (person_id)",
            "CREATE INDEX policy_money_booking_back ON policy_money_booking (taken_back_by)",
        ])

    /// Money that began as the amount of a goal.
    static let forGoals = Migration(
        "policy-71-money-goals",
        [
            "ALTER TABLE policy_money_line ADD COLUMN goal_id TEXT REFERENCES policy_goal (id)",
            "CREATE INDEX policy_money_line_goal ON policy_money_line (goal_id)",
        ])

    /// What stands on the budget for one goal.
    package static func all(for goal: Goal.Identity, in db: any SQLConnection) throws -> [BudgetLine] {
        try db.rows(
            "SELECT * FROM policy_money_line WHERE goal_id = \(goal) AND archived_at IS NULL ORDER BY number"
        ).map(BudgetLine.init(row:))
    }

    /// The lines of a round in the order in which they were made: a budget for volunteers has a few dozen.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [BudgetLine] {
        try db.rows("SELECT * FROM policy_money_line WHERE cycle_id = \(cycle) ORDER BY number").map(
            BudgetLine.init(row:))
    }

    package static func find(number: Int, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws
        -> BudgetLine?
    {
        try db.first("SELECT * FROM policy_money_line WHERE cycle_id = \(cycle) AND number = \(number)").map(
            BudgetLine.init(row:))
    }
}

extension BudgetAmount {
    /// All that was ever entered for the lines of a round, the oldest first.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [BudgetAmount] {
        try db.rows(
            """
            SELECT a.* FROM policy_money_line l JOIN policy_money_amount a ON a.line_id = l.id
            WHERE l.cycle_id = \(cycle) ORDER BY a.line_id, a.year, a.version
            """
        ).map(BudgetAmount.init(row:))
    }

    /// All that was ever entered for one line, the newest first.
    package static func history(of line: BudgetLine.Identity, in db: any SQLConnection) throws -> [BudgetAmount] {
        try db.rows(
            """
            SELECT * FROM policy_money_amount WHERE line_id = \(line)
            ORDER BY entered_at DESC, year, version DESC
            """
        ).map(BudgetAmount.init(row:))
    }
}

extension Booking {
    package static func find(_ id: String, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Booking?
    {
        try db.first(
            """
            SELECT b.* FROM policy_money_booking b JOIN policy_money_line l ON l.id = b.line_id
            WHERE b.id = \(id) AND l.cycle_id = \(cycle)
            """
        ).map(Booking.init(row:))
    }

    /// A page of the bookings of one line, the newest first.
    package static func page(
        of line: BudgetLine.Identity, after key: String?, limit: Int = 50, in db: any SQLConnection
    ) throws -> Page<Booking> {
        var conditions: [SQL] = ["line_id = \(line)"]
        let parts = (key ?? "").split(separator: "_")
        if parts.count == 2, let day = Day(iso: String(parts[0])) {
            conditions.append("(booked_on, id) < (\(day), \(String(parts[1])))")
        }
        let found = try db.rows(
            """
            SELECT * FROM policy_money_booking WHERE \(SQL.all(conditions))
            ORDER BY booked_on DESC, id DESC LIMIT \(limit + 1)
            """
        ).map(Booking.init(row:))
        return Page(fetched: found, limit: limit) { "\($0.day.iso)_\($0.id.text)" }
    }

    /// What the bookings of a round add up to, by line, year and kind; those that were taken back do not count.
    package static func sums(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [Sum] {
        try db.rows(
            """
            SELECT b.line_id, b.year, b.kind, CAST(SUM(b.cents) AS BIGINT) AS cents FROM policy_money_line l
            JOIN policy_money_booking b ON b.line_id = l.id
            WHERE l.cycle_id = \(cycle) AND b.taken_back_at IS NULL GROUP BY b.line_id, b.year, b.kind
            """
        ).map { row in
            try Sum(line: row("line_id"), year: row("year"), kind: row("kind"), cents: row("cents"))
        }
    }

    package struct Sum: Sendable {
        package let line: BudgetLine.Identity
        package let year: Int
        package let kind: Kind
        package let cents: Int
    }
}
