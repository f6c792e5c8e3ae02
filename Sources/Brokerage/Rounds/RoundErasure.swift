import Community
import Core
import Formats
import Services
import Storage

/// How people go out of trajectories and rounds: by their wish, or some months after the end.
enum RoundErasure {
    /// Takes out name, numbers and words; that there was a talk, and what came of it, stays as a number.
    static func forget(_ person: TrajectoryPerson.Identity, now: Moment, in db: any SQLConnection) throws {
        try CaseSeal.destroy(case: person.text, in: db)
        try AnswerReferral.withdraw(person, now: now, in: db)
        try db.run("UPDATE trajectory_referral SET words = NULL, reason = '' WHERE person_id = \(person)")
        try db.run(
            """
            UPDATE trajectory_person SET name = '', sort_key = '', email = NULL, phone = NULL, relation = '',
                notes = NULL, wishes = NULL, ask_again = NULL, erased_at = \(now), intake_id = NULL,
                started_at = COALESCE(started_at, (SELECT i.placed_at FROM intake i WHERE i.id = intake_id)),
                state = CASE WHEN state IN (\(list: [TrajectoryPerson.State.open, .later]))
                    THEN \(TrajectoryPerson.State.unreachable) ELSE state END,
                route = CASE WHEN state = \(TrajectoryPerson.State.wants) AND (route IS NULL
                    OR (route = \(TrajectoryPerson.Route.organisation) AND started_at IS NULL))
                    THEN \(TrajectoryPerson.Route.closed) ELSE route END
            WHERE id = \(person) AND erased_at IS NULL
            """)
    }

    /// The same when they ask for it: it is on the list of erasures then, for after a restore.
    static func forgetOnRequest(_ person: TrajectoryPerson.Identity, now: Moment, in db: any SQLConnection) throws {
        try forget(person, now: now, in: db)
        try ErasedCase.note(Brokerage.ErasedKind.trajectoryPerson.rawValue, person.text, now: now, in: db)
    }

    /// Ends the link of a helper and forgets who it was. What they did stays counted.
    static func forget(_ helper: RoundHelper.Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE trajectory_person SET helper_id = NULL, assigned_at = NULL WHERE helper_id = \(helper)
            AND state IN (\(list: [TrajectoryPerson.State.open, .later]))
            """)
        try db.run(
            "UPDATE door SET helper_id = NULL WHERE helper_id = \(helper) AND state IN (\(list: Door.State.toDo))")
        try db.run(
            """
            UPDATE round_helper SET name = '', email = NULL, phone = NULL, key_hash = NULL, key_sealed = NULL,
                stopped_at = COALESCE(stopped_at, \(now)), erased_at = \(now) WHERE id = \(helper) AND erased_at IS NULL
            """)
    }

    /// What is kept of somebody with this account: by the mail address, because lists know no accounts.
    static let personalData = PersonalData(
        name: Text("Gesprekken en rondes langs de deuren"),
        export: { person, db in
            guard let email = try Person.find(.init(person), in: db)?.email?.lowercased() else { return .array([]) }
            let talks = try db.rows(
                """
                SELECT p.*, t.name AS whole FROM trajectory_person p JOIN trajectory t ON t.id = p.trajectory_id
                WHERE p.email = \(email) ORDER BY p.created_at, p.id
                """
            ).map { row -> JSONValue in
                let person = try TrajectoryPerson(row: row)
                return [
                    "traject": .string(try row("whole")), "naam": .string(person.name),
                    "telefoon": JSONValue(person.phone), "bekendAls": .string(person.relation),
                    "stand": .string(person.state.rawValue), "gesproken": JSONValue(person.talkedAt?.iso),
                    "toestemming": JSONValue(person.consentAt?.iso),
                    "inhoudVersleuteld": .bool(person.notes != nil || person.wishes != nil),
                ]
            }
            let helps = try db.rows("SELECT * FROM round_helper WHERE email = \(email) ORDER BY created_at, id").map {
                row -> JSONValue in
                let helper = try RoundHelper(row: row)
                return [
                    "rol": .string(helper.trajectory == nil ? "loper" : "gespreksvoerder"),
                    "naam": .string(helper.name), "sinds": .string(helper.createdAt.iso),
                ]
            }
            return ["gesprekken": .array(talks), "hulp": .array(helps)]
        },
        erase: { person, now, db in
            try db.run("UPDATE trajectory_referral SET answered_by = NULL WHERE answered_by = \(person)")
            guard let email = try Person.find(.init(person), in: db)?.email?.lowercased() else { return }
            for row in try db.rows("SELECT id FROM trajectory_person WHERE email = \(email)") {
                try forgetOnRequest(TrajectoryPerson.Identity(row("id")), now: now, in: db)
            }
            for row in try db.rows("SELECT id FROM round_helper WHERE email = \(email)") {
                let helper: RoundHelper.Identity = try row("id")
                try forget(helper, now: now, in: db)
                try ErasedCase.note(Brokerage.ErasedKind.roundHelper.rawValue, helper.text, now: now, in: db)
            }
        })

    /// A person who moved to another address is found there.
    static func moved(from old: String, to new: String, in db: any SQLConnection) throws {
        let (old, new) = (old.lowercased(), new.lowercased())
        try db.run("UPDATE trajectory_person SET email = \(new) WHERE email = \(old)")
        // A link in the old mailbox no longer opens anything; the centre gives a new one.
        try db.run(
            "UPDATE round_helper SET email = \(new), key_hash = NULL, key_sealed = NULL WHERE email = \(old)")
    }

    static let retention = RetentionRule(
        id: "trajecten-en-rondes", name: Text("Namen in trajecten en rondes"),
        reason: Text(
            "Drie maanden na het einde is nagevraagd of mensen begonnen zijn. Daarna zijn de namen niet meer nodig."),
        keep: .days(92)
    ) { before, now, db in
        var count = 0
        for row in try db.rows(
            """
            SELECT id FROM trajectory WHERE state = \(Trajectory.State.ended) AND ended_at < \(before)
            AND forgotten_at IS NULL ORDER BY id LIMIT 20
            """)
        {
            count += try forgetTrajectory(Trajectory.Identity(row("id")), now: now, in: db)
        }
        for row in try db.rows(
            """
            SELECT id FROM door_round WHERE state = \(DoorRound.State.ended) AND ended_at < \(before)
            AND forgotten_at IS NULL ORDER BY id LIMIT 20
            """)
        {
            count += try forgetRound(DoorRound.Identity(row("id")), now: now, in: db)
        }
        return count
    }

    /// Names that go in one transaction.
    private static let most = 3_000

    private static func forgetTrajectory(_ id: Trajectory.Identity, now: Moment, in db: any SQLConnection) throws -> Int
    {
        let people = try db.rows(
            "SELECT id FROM trajectory_person WHERE trajectory_id = \(id) AND erased_at IS NULL LIMIT \(most)")
        for row in people { try forget(TrajectoryPerson.Identity(row("id")), now: now, in: db) }
        // A long list takes more than one night; it is forgotten when the last name is.
        if people.count == most { return people.count }
        for helper in try RoundHelper.all(of: id, in: db) { try forget(helper.id, now: now, in: db) }
        try db.run("UPDATE trajectory_step SET who = '' WHERE trajectory_id = \(id)")
        try db.run("UPDATE trajectory SET forgotten_at = \(now) WHERE id = \(id)")
        return people.count
    }

    /// Streets with their counts stay; which house it was does not.
    private static func forgetRound(_ id: DoorRound.Identity, now: Moment, in db: any SQLConnection) throws -> Int {
        // Counted a last time, before the line to the desk is cut.
        let placed = try DoorRoundView.placed(id, in: db)
        try db.run("DELETE FROM door_intake WHERE door_id IN (SELECT id FROM door WHERE round_id = \(id))")
        let count = try db.run(
            """
            UPDATE door SET house = 0, suffix = id, code_hash = NULL, code_sealed = NULL
            WHERE round_id = \(id) AND house <> 0
            """)
        for helper in try RoundHelper.all(of: id, in: db) { try forget(helper.id, now: now, in: db) }
        try db.run("UPDATE door_round SET forgotten_at = \(now), placed = \(placed) WHERE id = \(id)")
        return count
    }
}
