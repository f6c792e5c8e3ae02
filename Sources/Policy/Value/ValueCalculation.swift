package import Community
package import Core
package import Storage

/// What volunteering in the municipality is worth, as somebody calculated it with the assumptions of that day. A later
/// calculation is a new one: nothing is overwritten.
package struct ValueCalculation: Sendable, Equatable {
    package typealias Identity = ID<ValueCalculation>

    package let id: Identity
    package let cycle: PolicyCycle.Identity
    /// Within its round: 1, 2, 3.
    package let number: Int
    /// The year it is about.
    package let year: Int
    /// The version of the content whose explanations and national figures belong to it.
    package let contentVersion: Int
    package let note: String
    package let person: Person.Identity?
    package let at: Moment
    package let band: ValueBand
    /// Where the municipality's own figures come from; nothing for a factor that follows the content.
    package let why: [ValueFactor: String]

    static let migration = Migration(
        "policy-75-value",
        [
            """
            CREATE TABLE policy_value_calculation (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                year BIGINT NOT NULL, content_version BIGINT NOT NULL, note TEXT NOT NULL,
                person_id TEXT REFERENCES person (id), made_at \(type: .timestamp) NOT NULL, UNIQUE (cycle_id, number))
            """,
            "CREATE INDEX policy_value_calculation_person ON policy_value_calculation (person_id)",
            """
            CREATE TABLE policy_value_input (
                calculation_id TEXT NOT NULL REFERENCES policy_value_calculation (id), factor TEXT NOT NULL,
                low BIGINT NOT NULL, middle BIGINT NOT NULL, high BIGINT NOT NULL, why TEXT NOT NULL,
                PRIMARY KEY (calculation_id, factor))
            """,
        ])

    /// The calculations of a round, the newest first: a handful.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [ValueCalculation] {
        let inputs = try db.rows(
            """
            SELECT i.* FROM policy_value_calculation c JOIN policy_value_input i ON i.calculation_id = c.id
            WHERE c.cycle_id = \(cycle)
            """)
        let byCalculation = Dictionary(grouping: inputs) { (try? $0("calculation_id", as: String.self)) ?? "" }
        return try db.rows(
            "SELECT * FROM policy_value_calculation WHERE cycle_id = \(cycle) ORDER BY number DESC"
        ).map { row in
            try ValueCalculation(row: row, inputs: byCalculation[row("id", as: String.self)] ?? [])
        }
    }

    private init(row: Row, inputs: [Row]) throws {
        id = try row("id")
        cycle = try row("cycle_id")
        number = try row("number")
        year = try row("year")
        contentVersion = try row("content_version")
        note = try row("note")
        person = try row("person_id", as: String?.self).map { Person.Identity($0) }
        at = try row("made_at")
        let none = ValueFactors(volunteers: 0, hours: 0, weeks: 0, rate: 0)
        var band = ValueBand(low: none, middle: none, high: none)
        var why: [ValueFactor: String] = [:]
        for input in inputs {
            let factor: ValueFactor = try input("factor")
            band.low[factor] = try input("low")
            band.middle[factor] = try input("middle")
            band.high[factor] = try input("high")
            let text: String = try input("why")
            if !text.isEmpty { why[factor] = text }
        }
        self.band = band
        self.why = why
    }

    /// Adds a calculation to a round, in the transaction of `db`.
    static func add(
        _ band: ValueBand, why: [ValueFactor: String], year: Int, note: String, version: Int, cycle: PolicyCycle,
        person: String?, at: Moment, in db: any SQLConnection
    ) throws -> (id: Identity, number: Int) {
        let number = try db.count(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_value_calculation WHERE cycle_id = \(cycle.id)")
        let id = Identity(at: at)
        try db.run(
            """
            INSERT INTO policy_value_calculation (id, cycle_id, number, year, content_version, note, person_id, made_at)
            VALUES (\(id), \(cycle.id), \(number), \(year), \(version), \(note), \(person), \(at))
            """)
        for factor in ValueFactor.allCases {
            try db.run(
                """
                INSERT INTO policy_value_input (calculation_id, factor, low, middle, high, why)
                VALUES (\(id), \(factor), \(band.low[factor]), \(band.middle[factor]), \(band.high[factor]),
                    \(why[factor] ?? ""))
                """)
        }
        return (id, number)
    }
}
