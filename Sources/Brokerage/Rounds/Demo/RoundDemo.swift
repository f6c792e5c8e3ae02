import Community
import Core
import Services
import Storage

/// A trajectory that is over, one that runs in a neighbourhood, and a village round half way.
struct RoundDemo: Sendable {
    let house: House
    let now: Moment
    var today: Day { now.day }
    var municipality = "GM9999"

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 35)
        let areas = try Places.neighbourhoods(of: municipality, in: db)
        let organisations = try db.rows(
            """
            SELECT * FROM organisation WHERE municipality_code = \(municipality)
            AND state = \(Organisation.State.approved) ORDER BY number LIMIT 40
            """
        ).map(Organisation.init(row:))
        guard organisations.count > 8, let area = areas.last else { return }
        try finished(organisations[3], &random, in: db)
        try running(Array(organisations[3...5]), area, &random, in: db)
        try VillageDemo(house: house, now: now, municipality: municipality).write(area, &random, in: db)
    }

    private func trajectory(
        _ name: String, _ kind: Trajectory.Kind, _ organisations: [Organisation], _ area: Neighbourhood?, goal: String,
        days: [Int], done: Int, started: Int, in db: any SQLConnection
    ) throws -> Trajectory {
        let begun = DutchTime.moment(today - started, minute: 600)
        let id = Trajectory.Identity(at: begun)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM trajectory")
        try db.run(
            """
            INSERT INTO trajectory (id, number, municipality_code, name, kind, neighbourhood_id, goal, state, conclusion,
                created_at)
            VALUES (\(id), \(number), \(municipality), \(name), \(kind), \(area?.id), \(goal),
                \(Trajectory.State.running), '', \(begun))
            """)
        for organisation in organisations {
            try db.run(
                """
                INSERT INTO trajectory_organisation (trajectory_id, organisation_id) VALUES (\(id), \(organisation.id))
                """)
        }
        let who = ["Kim en Bas", "Kim (centrale)", "alle gespreksvoerders", "Kim en het bestuur", "Bas", "Bas"]
        for (index, kind) in TrajectoryStep.Kind.allCases.enumerated() {
            let day = today + days[index]
            let doneAt: Moment? = index < done ? DutchTime.moment(day, minute: 900) : nil
            try TrajectoryStep(kind: kind, day: day, who: who[index], doneAt: doneAt).save(for: id, in: db)
        }
        guard let made = try Trajectory.find(id, in: db) else { throw StorageError.missingColumn("trajectory") }
        return made
    }

    private func finished(_ organisation: Organisation, _ random: inout Seeded, in db: any SQLConnection) throws {
        let trajectory = try trajectory(
            "Mensen rond \(organisation.name)", .single, [organisation], nil,
            goal: "Meer mensen uit de eigen kring laten meedoen, met werk dat bij hen past.",
            days: [-205, -190, -150, -143, -120, -55], done: 6, started: 220, in: db)
        let people = RoundDemoPeople(house: house, trajectory: trajectory, now: now)
        let helpers = try people.helpers(4, [organisation], created: today - 195, in: db)
        for index in 0..<40 {
            let talked = today - random.int(152...186)
            let person = try people.add(
                index, organisation, helpers[index % helpers.count], assigned: today - 188, &random, in: db)
            switch index % 20 {
            case 0...3: try people.toDesk(person, on: talked, isOld: true, &random, in: db)
            case 4...7: try people.refer(person, to: organisation, on: talked, state: .started, &random, in: db)
            case 8: try people.wantsOwn(person, on: talked, in: db)
            case 9, 10: try people.close(person, .later, on: talked, again: today + 40 + index, in: db)
            case 11, 12: try people.close(person, .unreachable, on: talked, in: db)
            default: try people.close(person, .no, on: talked, in: db)
            }
        }
        let ended = DutchTime.moment(today - 50, minute: 930)
        let words = """
            Bijna iedereen vond het fijn om gevraagd te worden. Mensen wilden vooral korte klussen in het weekend.

            We spreken af dat we elk jaar in september opnieuw vragen.
            """
        try db.run(
            """
            UPDATE trajectory SET state = \(Trajectory.State.ended), ended_at = \(ended), conclusion = \(words)
            WHERE id = \(trajectory.id)
            """)
        try db.run(
            """
            UPDATE round_helper SET stopped_at = \(ended), key_hash = NULL, key_sealed = NULL
            WHERE trajectory_id = \(trajectory.id)
            """)
    }

    private func running(
        _ organisations: [Organisation], _ area: Neighbourhood, _ random: inout Seeded, in db: any SQLConnection
    ) throws {
        let trajectory = try trajectory(
            "\(area.name) vraagt elkaar", .neighbourhood, organisations, area,
            goal: "Drie organisaties vragen hun eigen mensen, en verwijzen naar elkaar door.",
            days: [-40, -31, 12, 19, 40, 100], done: 2, started: 52, in: db)
        let people = RoundDemoPeople(house: house, trajectory: trajectory, now: now)
        let helpers = try people.helpers(6, organisations, created: today - 35, in: db)
        for index in 0..<58 {
            let organisation = organisations[index % 3]
            let own = helpers.filter { $0.organisation == organisation.id }
            let isAssigned = index % 15 != 14
            let person = try people.add(
                100 + index, organisation, isAssigned ? own[index / 3 % own.count] : nil,
                assigned: today - (index % 4 == 0 ? 20 : 9), &random, in: db)
            guard isAssigned, index < 34 else { continue }
            let talked = today - random.int(4...28)
            switch index {
            case 0...4: try people.toDesk(person, on: talked, isOld: true, &random, in: db)
            case 5, 6: try people.toDesk(person, on: today - 1, isOld: false, &random, in: db)
            case 7: try people.refer(person, to: organisations[1], on: today - 17, state: .asked, &random, in: db)
            case 8, 9: try people.refer(person, to: organisation, on: today - 5, state: .asked, &random, in: db)
            case 10: try people.refer(person, to: organisations[2], on: today - 12, state: .yes, &random, in: db)
            case 11, 12: try people.refer(person, to: organisation, on: today - 27, state: .started, &random, in: db)
            case 13: try people.refer(person, to: organisations[0], on: today - 10, state: .no, &random, in: db)
            case 15, 16: try people.close(person, .later, on: talked, again: today + 60, in: db)
            case 17: try people.close(person, .later, on: today - 30, again: today - 2, in: db)
            case 18: try people.wantsOwn(person, on: talked, in: db)
            case 19, 20: try people.close(person, .unreachable, on: talked, in: db)
            default: try people.close(person, .no, on: talked, in: db)
            }
        }
    }
}
