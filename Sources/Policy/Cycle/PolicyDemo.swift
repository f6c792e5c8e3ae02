import Community
import Core
import Storage

extension PolicyDemo {
    /// Makes the two rounds of the demo municipality; `nil` when it has no policy officer.
    static func rounds(_ world: DemoWorld, in db: any SQLConnection) throws -> PolicyDemo? {
        let row = try db.first(
            """
            SELECT person_id FROM municipal_role WHERE municipality_code = 'GM9999'
            AND role = \(MunicipalRole.policyOfficer) ORDER BY person_id LIMIT 1
            """)
        guard let officer = try row.map({ Person.Identity(try $0("person_id")) }) else { return nil }
        let year = world.today.year
        let past = try add(
            1, "Samen aan zet \(year - 4)–\(year - 1)", year - 4...year - 1, .closed, officer, nil, world, in: db)
        let present = try add(
            2, "Plan vrijwillige inzet \(year)–\(year + 3)", year...year + 3, .running, officer, past.id, world, in: db)
        return PolicyDemo(world: world, past: past, present: present, officer: officer)
    }

    private static func add(
        _ number: Int, _ name: String, _ years: ClosedRange<Int>, _ phase: PolicyCycle.Phase,
        _ officer: Person.Identity, _ previous: PolicyCycle.Identity?, _ world: DemoWorld, in db: any SQLConnection
    ) throws -> PolicyCycle {
        let begun = DutchTime.moment(Day(year: years.lowerBound - 1, month: 3, day: 7) ?? world.today)
        let id = PolicyCycle.Identity(at: begun)
        let closed =
            phase == .closed ? DutchTime.moment(Day(year: years.upperBound, month: 12, day: 15) ?? world.today) : nil
        try db.run(
            """
            INSERT INTO policy_cycle (id, number, municipality_code, name, first_year, last_year, phase, step, owner_id,
                previous_id, council_day, created_at, closed_at)
            VALUES (\(id), \(number), 'GM9999', \(name), \(years.lowerBound), \(years.upperBound), \(phase), 9,
                \(officer), \(previous), \(Day(year: years.lowerBound - 1, month: 12, day: 11)), \(begun), \(closed))
            """)
        guard let cycle = try PolicyCycle.find(id, in: db) else { throw StorageError.missingColumn("policy_cycle") }
        return cycle
    }
}
