import Community
import Core
import Storage

extension PolicyDemo {
    /// Makes two rounds of the demo municipality; `nil` when it has no policy officer.
    ///
    /// - Parameter previous: the round before these, if there is one.
    static func rounds(
        _ world: DemoWorld, of municipality: String = "GM9999", after previous: PolicyCycle? = nil,
        in db: any SQLConnection
    ) throws -> PolicyDemo? {
        let row = try db.first(
            """
            SELECT person_id FROM municipal_role WHERE municipality_code = \(municipality)
            AND role = \(MunicipalRole.policyOfficer) ORDER BY person_id LIMIT 1
            """)
        guard let officer = try row.map({ Person.Identity(try $0("person_id")) }) else { return nil }
        let year = world.today.year
        let past = try add(
            "Samen aan zet \(year - 4)–\(year - 1)", year - 4...year - 1, .closed, municipality, officer, previous?.id,
            world, in: db)
        let present = try add(
            "Plan vrijwillige inzet \(year)–\(year + 3)", year...year + 3, .running, municipality, officer, past.id,
            world, in: db)
        return PolicyDemo(world: world, past: past, present: present, officer: officer)
    }

    static func add(
        _ name: String, _ years: ClosedRange<Int>, _ phase: PolicyCycle.Phase, _ municipality: String,
        _ officer: Person.Identity, _ previous: PolicyCycle.Identity?, _ world: DemoWorld, in db: any SQLConnection
    ) throws -> PolicyCycle {
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM policy_cycle")
        let begun = DutchTime.moment(Day(year: years.lowerBound - 1, month: 3, day: 7) ?? world.today)
        let id = PolicyCycle.Identity(at: begun)
        let closed =
            phase == .closed ? DutchTime.moment(Day(year: years.upperBound, month: 12, day: 15) ?? world.today) : nil
        try db.run(
            """
            INSERT INTO policy_cycle (id, number, municipality_code, name, first_year, last_year, phase, step, owner_id,
                previous_id, council_day, created_at, closed_at)
            VALUES (\(id), \(number), \(municipality), \(name), \(years.lowerBound), \(years.upperBound), \(phase), 9,
                \(officer), \(previous), \(Day(year: years.lowerBound - 1, month: 12, day: 11)), \(begun), \(closed))
            """)
        guard let cycle = try PolicyCycle.find(id, in: db) else { throw StorageError.missingColumn("policy_cycle") }
        return cycle
    }
}
