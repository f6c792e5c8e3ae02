import Community
import Core
import Services
import Storage
import Web

/// A pupil, or a parent, does not agree. A person reads it and answers.
struct Objection: Sendable {
    let id: String
    let pupil: Pupil.Identity
    let words: String
    let createdAt: Moment
    let answer: String?

    init(row: Row) throws {
        id = try row("id")
        pupil = try row("pupil_id")
        words = try row("words")
        createdAt = try row("created_at")
        answer = try row("answer")
    }

    static let form = Form([
        Field(
            "bezwaar", Text("Waarom ben je het er niet mee eens?"), .area(rows: 4),
            hint: Text("Iemand van de vrijwilligerscentrale leest dit en geeft antwoord op deze pagina."), limit: 1500)
    ])
    /// Several stand on one page: each has a field of its own name.
    static func answerForm(_ id: String) -> Form {
        Form([Field("antwoord-" + id, Text("Je antwoord"), .area(rows: 4), limit: 1500)])
    }
    private static let most = 5

    static func all(of pupil: Pupil.Identity, in db: any SQLConnection) throws -> [Objection] {
        try db.rows("SELECT * FROM pupil_objection WHERE pupil_id = \(pupil) ORDER BY created_at, id").map(
            Objection.init(row:))
    }

    /// What waits for an answer, the oldest first.
    static func open(of round: PupilRound.Identity, municipality: String, in db: any SQLConnection) throws -> [(
        objection: Objection, pupil: Pupil
    )] {
        try db.rows(
            """
            SELECT * FROM pupil_objection WHERE municipality_code = \(municipality) AND answered_at IS NULL
            AND round_id = \(round) ORDER BY created_at, id LIMIT 100
            """
        ).compactMap { row in
            let objection = try Objection(row: row)
            return try Pupil.find(objection.pupil, in: db).map { (objection, $0) }
        }
    }

    static func add(_ words: String, by pupil: Pupil, house: House, visit: Visit, in db: any SQLConnection) throws {
        guard let round = try PupilRound.find(pupil.round, in: db), round.state == .published,
            try all(of: pupil.id, in: db).count < most
        else { throw WebError.notFound }
        let id = UUIDv7.make(at: visit.now)
        try db.run(
            """
            INSERT INTO pupil_objection (id, round_id, pupil_id, municipality_code, words, created_at)
            VALUES (\(id), \(pupil.round), \(pupil.id), \(pupil.municipality), \(words), \(visit.now))
            """)
        try house.record(
            Audit.Event("stage-bezwaar", "leerling", pupil.id.text, municipality: pupil.municipality), by: visit, in: db
        )
    }

    static func reply(
        _ id: String, _ words: String, round: PupilRound, house: House, visit: Visit, in db: any SQLConnection
    )
        throws
    {
        let changed = try db.run(
            """
            UPDATE pupil_objection SET answer = \(words), answered_at = \(visit.now), answered_by = \(visit.actor.person)
            WHERE id = \(id) AND round_id = \(round.id) AND answered_at IS NULL
            """)
        guard changed == 1 else { throw WebError.notFound }
        try house.record(
            Audit.Event("stage-bezwaar-beantwoord", "bezwaar", id, municipality: round.municipality), by: visit, in: db)
    }
}
