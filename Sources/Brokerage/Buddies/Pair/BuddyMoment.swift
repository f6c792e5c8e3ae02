import Community
import Core
import Services
import Storage
import Web

/// A moment at which both sides say how it goes: by their link, or on the phone with the centre.
struct BuddyMoment: Sendable {
    enum Kind: String, Sendable, SQLConvertible {
        case trial = "proef"
        case evaluation = "evaluatie"
        /// A last word, for who wants.
        case farewell = "afscheid"

        var label: Text {
            switch self {
            case .trial: Text("einde van de proeftijd")
            case .evaluation: Text("hoe gaat het?")
            case .farewell: Text("een laatste woord")
            }
        }
    }

    enum Side: Sendable { case asker, volunteer }

    let id: String
    let number: Int
    let pair: BuddyPair.Identity
    let kind: Kind
    let due: Day
    let askedAt: Moment?
    let askerAnswer: BuddyAnswer?
    let askerWords: [UInt8]?
    let volunteerAnswer: BuddyAnswer?
    let volunteerWords: [UInt8]?
    let doneAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        pair = try row("pair_id")
        kind = try row("kind")
        due = try row("due")
        askedAt = try row("asked_at")
        askerAnswer = try row("asker_answer")
        askerWords = try row("asker_words")
        volunteerAnswer = try row("volunteer_answer")
        volunteerWords = try row("volunteer_words")
        doneAt = try row("done_at")
    }

    func answer(_ side: Side) -> BuddyAnswer? { side == .asker ? askerAnswer : volunteerAnswer }

    static func all(of pair: BuddyPair.Identity, in db: any SQLConnection) throws -> [BuddyMoment] {
        try db.rows("SELECT * FROM buddy_moment WHERE pair_id = \(pair) ORDER BY due, number LIMIT 100").map(
            BuddyMoment.init(row:))
    }

    /// What one side can answer now: the newest that is due and has no answer of theirs.
    static func open(of pair: BuddyPair, _ side: Side, today: Day, in db: any SQLConnection) throws -> BuddyMoment? {
        try all(of: pair.id, in: db).last { moment in
            let isOpen = moment.kind == .farewell || (moment.doneAt == nil && pair.state.isTogether)
            return isOpen && moment.due <= today && moment.answer(side) == nil
        }
    }

    static let form = Form([
        Field("hoe", Text("Hoe gaat het?"), .radios(BuddyAnswer.allCases.map { .init($0.rawValue, $0.label) })),
        Field(
            "woorden", Text("Wil je er iets bij zeggen?"), .area(rows: 3),
            hint: Text("Alleen de vrijwilligerscentrale leest dit."), required: false, limit: 800),
    ])
    static let farewell = Form([
        Field(
            "woorden", Text("Wil je nog iets zeggen?"), .area(rows: 3),
            hint: Text("Alleen de vrijwilligerscentrale leest dit."), limit: 800)
    ])
}

extension BuddyWork {
    func add(moment kind: BuddyMoment.Kind, due: Day, to pair: BuddyPair, in db: any SQLConnection) throws {
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM buddy_moment")
        try db.run(
            """
            INSERT INTO buddy_moment (id, number, pair_id, municipality_code, kind, due)
            VALUES (\(UUIDv7.make(at: now)), \(number), \(pair.id), \(pair.municipality), \(kind), \(due))
            """)
    }

    /// One side answers. When both say it goes well the moment is done; else somebody of the centre calls.
    func answer(
        _ moment: BuddyMoment, of pair: BuddyPair, _ side: BuddyMoment.Side, _ answer: BuddyAnswer, words: String?,
        in db: any SQLConnection
    ) throws {
        let owner = side == .asker ? pair.request.text : pair.volunteer.text
        let sealed = try seal(words, owner, "moment \(moment.id)", in: db)
        let changed =
            side == .asker
            ? try db.run(
                """
                UPDATE buddy_moment SET asker_answer = \(answer), asker_words = \(sealed)
                WHERE id = \(moment.id) AND asker_answer IS NULL
                """)
            : try db.run(
                """
                UPDATE buddy_moment SET volunteer_answer = \(answer), volunteer_words = \(sealed)
                WHERE id = \(moment.id) AND volunteer_answer IS NULL
                """)
        guard changed == 1 else { throw WebError.badRequest(Text("Je hebt dit al beantwoord. Dank je wel.")) }
        try db.run("UPDATE buddy_pair SET heard_at = \(now) WHERE id = \(pair.id)")
        // The end of a trial is closed by a person who decides, not by two ticks.
        if moment.kind == .evaluation {
            try db.run(
                """
                UPDATE buddy_moment SET done_at = \(now) WHERE id = \(moment.id) AND done_at IS NULL
                AND asker_answer = \(BuddyAnswer.good) AND volunteer_answer = \(BuddyAnswer.good)
                """)
        }
        try record("maatje-antwoord", "maatje-koppel", pair.id.text, pair.municipality, in: db)
    }

    /// The centre spoke with them and closes the moment.
    func close(
        _ moment: BuddyMoment, of pair: BuddyPair, asker: BuddyAnswer?, volunteer: BuddyAnswer?,
        in db: any SQLConnection
    ) throws {
        let changed = try db.run(
            """
            UPDATE buddy_moment SET asker_answer = COALESCE(\(asker), asker_answer),
                volunteer_answer = COALESCE(\(volunteer), volunteer_answer), done_at = \(now)
            WHERE id = \(moment.id) AND pair_id = \(pair.id) AND done_at IS NULL
            """)
        guard changed == 1 else { throw WebError.badRequest(Text("Dit moment is al afgerond.")) }
        try db.run("UPDATE buddy_pair SET heard_at = \(now) WHERE id = \(pair.id)")
        try record("maatje-evaluatie", "maatje-koppel", pair.id.text, pair.municipality, in: db)
    }

    /// Asks both sides of every moment that is due, once.
    func askMoments(in db: any SQLConnection) throws -> Int {
        let rows = try db.rows(
            """
            SELECT m.* FROM buddy_moment m JOIN buddy_pair p ON p.id = m.pair_id
            WHERE m.done_at IS NULL AND m.asked_at IS NULL AND m.due <= \(now.day)
            AND m.kind <> \(BuddyMoment.Kind.farewell)
            AND p.state IN (\(list: [BuddyPair.State.trial, .running])) ORDER BY m.due, m.number LIMIT 200
            """)
        for row in rows {
            let moment = try BuddyMoment(row: row)
            try db.run("UPDATE buddy_moment SET asked_at = \(now) WHERE id = \(moment.id)")
            guard let pair = try BuddyPair.find(moment.pair, in: db),
                let request = try BuddyRequest.find(pair.request, in: db),
                let volunteer = try BuddyVolunteer.find(pair.volunteer, in: db)
            else { continue }
            try tellAsker(
                request, kind: "maatje-hoe-gaat-het", subject: { t in t("Hoe gaat het met je maatje?") }, in: db
            ) { t, _ in [.paragraph(t("Vertel het in een halve minuut."))] }
            try tellVolunteer(
                volunteer, kind: "maatje-hoe-gaat-het", subject: { t in t("Hoe gaat het met je maatje?") }, in: db
            ) { t in [.paragraph(t("Vertel het in een halve minuut."))] }
        }
        return rows.count
    }
}
