import Community
import Core
import Formats
import Services
import Storage

/// People of a demo trajectory with what came of their talks.
struct RoundDemoPeople: Sendable {
    let house: House
    let trajectory: Trajectory
    let now: Moment

    static let firsts = [
        "Aisha", "Bram", "Carla", "Dirk", "Els", "Farid", "Greet", "Hans", "Ineke", "Jeroen", "Karin", "Lars", "Mieke",
        "Nadia", "Otto", "Petra", "Rachid", "Sjoerd", "Tineke", "Umit", "Vera", "Willem", "Yvonne", "Zeynep",
    ]
    static let lasts = [
        "Aksoy", "Bijlsma", "Cornelisse", "Dekker", "Elzinga", "Faber", "Gerritsen", "Hofman", "Idrissi", "Jonker",
        "Kok", "van Leeuwen", "Meijer", "Noordhof", "Oosterhuis", "Pietersen", "de Ruiter", "Scholten", "Tuinstra",
        "Veldkamp", "Wiersma", "Zijlstra",
    ]
    private static let relations = [
        "ouder van een lid", "oud-lid", "buurvrouw", "komt elke week koffie drinken", "donateur", "helpt soms mee",
        "partner van een vrijwilliger", "",
    ]
    private static let words = [
        "Wil graag iets met de handen doen, liefst buiten. Kan goed timmeren.",
        "Zoekt gezelschap sinds het pensioen. Vindt koken leuk.",
        "Wil iets nieuws leren en heeft op woensdag tijd.",
        "Kan rijden en wil mensen ophalen.", "Wil helpen met de administratie, een paar uur in de maand.",
        "Werkt graag met kinderen, maar niet elke week.", "Wil een keer meelopen en dan kiezen.",
    ]
    static let offers: [Sector] = Array(Sector.allCases.prefix(6))

    func helpers(_ count: Int, _ organisations: [Organisation], created: Day, in db: any SQLConnection) throws
        -> [RoundHelper]
    {
        try (0..<count).map { index in
            let at = DutchTime.moment(created, minute: 600 + index)
            let id = RoundHelper.Identity(at: at)
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM round_helper")
            let name =
                Self.firsts[(index * 5 + 2) % Self.firsts.count] + " " + Self.lasts[(index * 3) % Self.lasts.count]
            try db.run(
                """
                INSERT INTO round_helper (id, number, trajectory_id, municipality_code, organisation_id, name, phone,
                    created_at)
                VALUES (\(id), \(number), \(trajectory.id), \(trajectory.municipality),
                    \(organisations[index % organisations.count].id), \(name), \("06 0000 03\(10 + index)"), \(at))
                """)
            _ = try RoundKeys(house: house).renew(id, in: db)
            guard let helper = try RoundHelper.find(id, in: db) else {
                throw StorageError.missingColumn("round_helper")
            }
            return helper
        }
    }

    func add(
        _ index: Int, _ organisation: Organisation, _ helper: RoundHelper?, assigned: Day, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws -> TrajectoryPerson {
        let id = TrajectoryPerson.Identity(at: trajectory.createdAt)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM trajectory_person")
        let name =
            Self.firsts[(index * 7) % Self.firsts.count] + " "
            + Self.lasts[(index * 13 + index / 24) % Self.lasts.count]
        let at: Moment? = helper == nil ? nil : DutchTime.moment(assigned, minute: 660)
        let email: String? = random.chance(40) ? "persoon\(number)@inwoners.waterveen.example" : nil
        try db.run(
            """
            INSERT INTO trajectory_person (id, number, trajectory_id, municipality_code, organisation_id, helper_id, name,
                sort_key, email, phone, relation, state, created_at, assigned_at)
            VALUES (\(id), \(number), \(trajectory.id), \(trajectory.municipality), \(organisation.id), \(helper?.id),
                \(name), \(TextFolding.sortKey(name)), \(email), \("06 0000 04\(10 + index % 90)"),
                \(random.pick(Self.relations) ?? ""), \(TrajectoryPerson.State.open), \(trajectory.createdAt), \(at))
            """)
        guard let person = try TrajectoryPerson.find(id, in: db) else {
            throw StorageError.missingColumn("trajectory_person")
        }
        return person
    }

    func close(
        _ person: TrajectoryPerson, _ state: TrajectoryPerson.State, on day: Day, again: Day? = nil,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            UPDATE trajectory_person SET state = \(state), talked_at = \(DutchTime.moment(day, minute: 1140)),
                ask_again = \(again) WHERE id = \(person.id)
            """)
    }

    func wantsOwn(_ person: TrajectoryPerson, on day: Day, in db: any SQLConnection) throws {
        try close(person, .wants, on: day, in: db)
        try db.run("UPDATE trajectory_person SET route = \(TrajectoryPerson.Route.own) WHERE id = \(person.id)")
    }

    /// Keeps a talk with its words and a yes.
    private func wants(
        _ person: TrajectoryPerson, on day: Day, _ random: inout Seeded, in db: any SQLConnection
    ) throws -> TrajectoryPerson {
        try close(person, .wants, on: day, in: db)
        var wishes = Wishes()
        wishes.interests = [Self.offers[random.int(0...(Self.offers.count - 1))]]
        let id = person.id.text
        let notes = try house.seals.seal(
            random.pick(Self.words) ?? "", case: id, field: TrajectoryPerson.notesField, in: db)
        let kept = try house.seals.seal(wishes.json.text, case: id, field: TrajectoryPerson.wishesField, in: db)
        try db.run(
            """
            UPDATE trajectory_person SET notes = \(notes), wishes = \(kept),
                consent_at = \(DutchTime.moment(day, minute: 1140)) WHERE id = \(person.id)
            """)
        guard let kept = try TrajectoryPerson.find(person.id, in: db) else { return person }
        return kept
    }

    /// - Parameter isOld: the desk has done its work meanwhile.
    func toDesk(
        _ person: TrajectoryPerson, on day: Day, isOld: Bool, _ random: inout Seeded, in db: any SQLConnection
    ) throws {
        let person = try wants(person, on: day, &random, in: db)
        let at = DutchTime.moment(day, minute: 1140)
        let intake = try PersonToDesk(house: house).open(person, by: .program("demo"), now: at, in: db)
        if isOld { try RoundDemoDesk.settle(intake, opened: at, placed: random.chance(70), now: now, in: db) }
    }

    func refer(
        _ person: TrajectoryPerson, to organisation: Organisation, on day: Day, state: TrajectoryReferral.State,
        _ random: inout Seeded, in db: any SQLConnection
    ) throws {
        let person = try wants(person, on: day, &random, in: db)
        let at = DutchTime.moment(day, minute: 1150)
        let id = TrajectoryReferral.Identity(at: at)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM trajectory_referral")
        let words = try TrajectoryReferral.seal(
            "\(person.firstName) wil graag meehelpen, een paar uur in de week. Vindt praten met mensen leuk.", id,
            of: person.id, house, in: db)
        let answered: Moment? = state == .asked ? nil : at + .days(3)
        let outcome: Moment? = state == .started ? at + .days(15) : nil
        try db.run(
            """
            INSERT INTO trajectory_referral (id, number, person_id, trajectory_id, organisation_id, municipality_code,
                words, state, reason, created_at, answered_at, outcome_at)
            VALUES (\(id), \(number), \(person.id), \(trajectory.id), \(organisation.id), \(trajectory.municipality),
                \(words), \(state), \(state == .no ? "We hebben nu genoeg mensen." : ""), \(at), \(answered), \(outcome))
            """)
        let route: TrajectoryPerson.Route? = state == .no ? nil : .organisation
        try db.run(
            "UPDATE trajectory_person SET route = \(route), started_at = \(outcome) WHERE id = \(person.id)")
    }
}

/// What the desk did with somebody who came from a talk or a door in the past of the demo.
enum RoundDemoDesk {
    static func settle(
        _ intake: Intake.Identity, opened: Moment, placed: Bool, now: Moment, in db: any SQLConnection
    ) throws {
        let contact = opened + .days(1)
        let placedAt: Moment? = placed ? min(opened + .days(17), now - .days(1)) : nil
        let closed = min(opened + .days(100), now - .hours(20))
        let reason: Intake.CloseReason = placed ? .placed : .elsewhere
        try db.run(
            """
            UPDATE intake SET state = \(Intake.State.closed), next_step = NULL, next_at = NULL,
                first_contact_at = \(contact), talked_at = \(contact), proposed_at = \(placed ? opened + .days(4) : nil),
                placed_at = \(placedAt), closed_at = \(closed), close_reason = \(reason)
            WHERE id = \(intake)
            """)
    }
}
