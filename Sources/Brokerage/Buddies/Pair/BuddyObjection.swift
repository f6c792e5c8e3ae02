import Core
import Services
import Storage
import Web

/// Someone does not agree with what was decided. A person of the centre reads it and answers.
struct BuddyObjection: Sendable {
    let id: String
    let municipality: String
    let request: BuddyRequest.Identity?
    let volunteer: BuddyVolunteer.Identity?
    let sealed: [UInt8]?
    let sealedAnswer: [UInt8]?
    let createdAt: Moment
    let answeredAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        municipality = try row("municipality_code")
        request = try row("request_id")
        volunteer = try row("volunteer_id")
        sealed = try row("sealed")
        sealedAnswer = try row("sealed_answer")
        createdAt = try row("created_at")
        answeredAt = try row("answered_at")
    }

    /// Under whose key the words lie.
    var owner: String { request?.text ?? volunteer?.text ?? "" }

    static let form = Form([
        Field(
            "bezwaar", Text("Waar ben je het niet mee eens?"), .area(rows: 4),
            hint: Text("Iemand van de vrijwilligerscentrale leest dit en geeft antwoord op deze pagina."), limit: 1500)
    ])
    static let answerForm = Form([Field("antwoord", Text("Je antwoord"), .area(rows: 4), limit: 1500)])
    static let most = 5

    static func all(request: String?, volunteer: String?, in db: any SQLConnection) throws -> [BuddyObjection] {
        let condition: SQL = request.map { "request_id = \($0)" } ?? "volunteer_id = \(volunteer)"
        return try db.rows("SELECT * FROM buddy_objection WHERE \(condition) ORDER BY created_at, id LIMIT 20").map(
            BuddyObjection.init(row:))
    }

    static func open(in codes: [String], db: any SQLConnection) throws -> [BuddyObjection] {
        try db.rows(
            """
            SELECT * FROM buddy_objection WHERE municipality_code IN (\(list: codes)) AND answered_at IS NULL
            AND sealed IS NOT NULL ORDER BY created_at, id LIMIT 50
            """
        ).map(BuddyObjection.init(row:))
    }
}

extension BuddyWork {
    func object(
        _ words: String, request: BuddyRequest?, volunteer: BuddyVolunteer?, in db: any SQLConnection
    ) throws {
        guard let owner = request?.id.text ?? volunteer?.id.text,
            let municipality = request?.municipality ?? volunteer?.municipality,
            try BuddyObjection.all(request: request?.id.text, volunteer: volunteer?.id.text, in: db).count
                < BuddyObjection.most
        else { throw WebError.badRequest(Text("Je hebt al vaak bezwaar gemaakt. Bel ons, dan praten we erover.")) }
        let id = UUIDv7.make(at: now)
        let sealed = try seal(words, owner, "objection \(id)", in: db)
        try db.run(
            """
            INSERT INTO buddy_objection (id, municipality_code, request_id, volunteer_id, sealed, created_at)
            VALUES (\(id), \(municipality), \(request?.id), \(volunteer?.id), \(sealed), \(now))
            """)
        try record("maatje-bezwaar", "maatje-bezwaar", id, municipality, in: db)
    }

    func reply(_ objection: BuddyObjection, _ words: String, in db: any SQLConnection) throws {
        let sealed = try seal(words, objection.owner, "objection-answer \(objection.id)", in: db)
        let changed = try db.run(
            """
            UPDATE buddy_objection SET sealed_answer = \(sealed), answered_at = \(now), answered_by = \(person)
            WHERE id = \(objection.id) AND answered_at IS NULL
            """)
        guard changed == 1 else { throw WebError.badRequest(Text("Dit bezwaar is al beantwoord.")) }
        try record(
            "maatje-bezwaar-beantwoord", "maatje-bezwaar", objection.id, objection.municipality, in: db)
        if let request = try objection.request.flatMap({ try BuddyRequest.find($0, in: db) }) {
            try tellAsker(
                request, kind: "maatje-antwoord", subject: { t in t("Antwoord op je bezwaar") }, in: db
            ) { t, _ in [.paragraph(t("Er staat een antwoord op je eigen pagina."))] }
        }
        if let volunteer = try objection.volunteer.flatMap({ try BuddyVolunteer.find($0, in: db) }) {
            try tellVolunteer(
                volunteer, kind: "maatje-antwoord", subject: { t in t("Antwoord op je bezwaar") }, in: db
            ) { t in [.paragraph(t("Er staat een antwoord op je eigen pagina."))] }
        }
    }
}
