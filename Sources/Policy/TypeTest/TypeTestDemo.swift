import Community
import Core
import Services
import Storage

extension TypeTestPart {
    func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try TypeTestDemo(
            demo: demo, secrets: TypeTestSecrets(house: house), version: content.file(TypeTestContent.self).version
        )
        .write(in: db)
    }
}

/// Three sessions in the demo municipality: one of the last round, one of this round that was talked about, and one
/// that is open, so that a visitor can take part.
struct TypeTestDemo {
    let demo: PolicyDemo
    let secrets: TypeTestSecrets
    let version: Int

    /// How likely the answer a is at each statement, in per cent, on average over the group.
    private static let then = [72, 40, 66, 35, 58, 44, 55, 30, 60, 52, 35, 28, 62, 25]
    static let now = [50, 45, 42, 50, 62, 40, 50, 33, 45, 55, 25, 47, 40, 30]
    static let wanted = [78, 55, 85, 45, 60, 75, 50, 35, 72, 40, 22, 52, 68, 38]
    static let people = [
        "councillor", "councillor", "councillor", "councillor", "councillor", "councillor", "official", "official",
        "official", "organisation", "organisation", "organisation", "centre", "alderman",
    ]

    func write(in db: any SQLConnection) throws {
        let past = Day(year: demo.past.firstYear - 1, month: 4, day: 14) ?? demo.world.today
        let start = Day(year: demo.present.firstYear - 1, month: 3, day: 17) ?? demo.world.today
        let first = try session(
            demo.past.id, 1, "Raadsavond over vrijwilligers", asksWanted: false, .shown, past, code: nil, in: db)
        try fill(first, Self.people, now: Self.then, wanted: nil, seed: 11, in: db)
        let second = try session(
            demo.present.id, 1, "Startavond met de raad en het veld", asksWanted: true, .shown, start, code: nil, in: db
        )
        try fill(second, Self.people, now: Self.now, wanted: Self.wanted, seed: 7, in: db)
        try notes(second, DutchTime.moment(start, minute: 22 * 60), in: db)
        let third = try session(
            demo.present.id, 2, "Tussenstand: denken we nog hetzelfde?", asksWanted: false, .open,
            demo.world.today - 3, code: "WTRVN7", in: db)
        try fill(third, Array(Self.people.prefix(6)), now: Self.wanted, wanted: nil, seed: 23, in: db)
    }

    func session(
        _ cycle: PolicyCycle.Identity, _ number: Int, _ title: String, asksWanted: Bool,
        _ state: TypeTestSession.State, _ day: Day, code: String?, in db: any SQLConnection
    ) throws -> TypeTestSession.Identity {
        let made = DutchTime.moment(day, minute: 19 * 60)
        let closed = state == .shown ? made + .minutes(101) : nil
        let id = TypeTestSession.Identity(at: made)
        try db.run(
            """
            INSERT INTO policy_type_session (id, cycle_id, number, title, asks_now, asks_wanted, way, state, version,
                link_hash, code, created_at, closed_at, shown_at)
            VALUES (\(id), \(cycle), \(number), \(title), \(true), \(asksWanted), \(TypeTestSession.Way.open), \(state),
                \(version), \(Secret.hash(secrets.link(id))), \(code), \(made), \(closed), \(closed))
            """)
        return id
    }

    func fill(
        _ session: TypeTestSession.Identity, _ people: [String], now: [Int], wanted: [Int]?, seed: UInt64,
        in db: any SQLConnection
    ) throws {
        var random = Seeded(seed: seed)
        for role in people {
            // Everyone leans a little to one side: that makes people of the numbers.
            let lean = random.int(-18...18)
            let first = answers(now, lean, &random)
            let second = wanted.map { answers($0, lean, &random) } ?? TypeTestAnswers(count: now.count)
            try db.run(
                """
                INSERT INTO policy_type_participant (key, session_id, role, answers_now, answers_wanted, sent)
                VALUES (\(Secret.hash(Secret.make())), \(session), \(role), \(first), \(second), \(true))
                """)
        }
    }

    private func answers(_ chances: [Int], _ lean: Int, _ random: inout Seeded) -> TypeTestAnswers {
        TypeTestAnswers(chances.map { random.chance(min(97, max(3, $0 + lean))) ? .a : .b })
    }

    private func notes(_ session: TypeTestSession.Identity, _ at: Moment, in db: any SQLConnection) throws {
        let said = [
            "discussion-recognise":
                "Herkenbaar. Vorig jaar vroegen we **sportclubs** om mee te doen met de maatjes. Drie clubs wilden wel, maar wisten niet hoe.",
            "discussion-ambition":
                "De raad wil meer sturen op eenzaamheid. Het veld wil eerst rust. Samen gekozen: *breed steunen, met afspraken op twee doelen*.",
            "discussion-differences":
                "Geld is het lastigst.\n\n- De ene helft wil afspraken over wat clubs bereiken.\n- De andere helft wil een vaste bijdrage.\n\nWe zoeken het in een vaste basis met een klein deel voor afspraken.",
        ]
        for (question, text) in said.sorted(by: { $0.key < $1.key }) {
            try db.run(
                """
                INSERT INTO policy_type_note (session_id, question, text, version, person_id, saved_at)
                VALUES (\(session), \(question), \(text), 1, \(demo.officer), \(at))
                """)
        }
    }
}
