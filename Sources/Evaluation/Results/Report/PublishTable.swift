import Community
import Core
import Formats
import Services
import Storage
import Tabulation
import Web

/// The one door through which figures leave a survey. What was told before is laid beside what is asked now, so that no
/// two tables together tell what each of them hides.
struct PublishTable: Sendable {
    let house: House

    func publish(_ remark: String, by visit: Visit) async throws -> String {
        try await Self.again { [house] in
            let (draft, stamp) = try await house.database.read { db in
                let (survey, table) = try Self.found(visit, in: db)
                let basis = try PublicationBasis.load(survey, house: house, in: db)
                return (try basis.draft(table), basis.stamp)
            }
            return try await house.database.write { db -> String? in
                try db.holdAlone("survey_publication")
                let (survey, table) = try Self.found(visit, in: db)
                guard table == draft.table, try PublicationBasis.stamp(survey, in: db) == stamp else { return nil }
                try Self.insert(draft, remark: remark, survey, person: visit.actor.person, now: visit.now, in: db)
                try house.record(Self.event("tabel-gepubliceerd", survey, table), by: visit, in: db)
                return table.path(survey)
            }
        }
    }

    func withdraw(by visit: Visit) async throws -> String {
        try await house.database.write { [house] db in
            let (survey, table) = try Self.found(visit, in: db)
            try Self.withdraw(table.id, now: visit.now, in: db)
            try house.record(Self.event("tabel-ingetrokken", survey, table), by: visit, in: db)
            return table.path(survey)
        }
    }

    /// Tries until nothing changed between counting and writing; three times at most.
    ///
    /// - Parameter attempt: gives `nil` when something did change.
    /// - Throws: `WebError.badRequest` when it kept changing.
    static func again<Done: Sendable>(_ attempt: @Sendable () async throws -> Done?) async throws -> Done {
        for _ in 0..<3 {
            if let done = try await attempt() { return done }
        }
        throw WebError.badRequest(Text("Iemand veranderde net iets aan deze enquête. Probeer het nog eens."))
    }

    /// Makes a draft public, in the place of what was public of its table. Call it inside the writing transaction, after
    /// seeing that the stamp of its basis still holds.
    static func insert(
        _ draft: PublicationDraft, remark: String, _ survey: Survey, person: String?, now: Moment,
        in db: any SQLConnection
    ) throws {
        let table = draft.table
        try withdraw(table.id, now: now, in: db)
        let seq = try db.count(
            "SELECT COALESCE(MAX(seq), 0) + 1 FROM survey_publication WHERE survey_id = \(survey.id)")
        try db.run(
            """
            INSERT INTO survey_publication (id, survey_id, table_id, seq, title, remark, content, told, published_at,
                published_by)
            VALUES (\(UUIDv7.make(at: now)), \(survey.id), \(table.id), \(seq), \(table.title),
                \(remark.isEmpty ? table.remark : remark), \(try Stored.write(draft.content)),
                \(try Stored.write(draft.told)), \(now), \(person))
            """)
    }

    private static func found(_ visit: Visit, in db: any SQLConnection) throws -> (Survey, SavedTable) {
        let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
        guard let table = try SavedTable.find(number: visit.number("tabel"), of: survey.id, in: db) else {
            throw WebError.notFound
        }
        return (survey, table)
    }

    private static func withdraw(_ table: String, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            "UPDATE survey_publication SET withdrawn_at = \(now) WHERE table_id = \(table) AND withdrawn_at IS NULL")
    }

    private static func event(_ word: String, _ survey: Survey, _ table: SavedTable) -> Audit.Event {
        Audit.Event(
            word, "enquete", survey.id.text, municipality: survey.municipality,
            details: ["tabel": .string("\(table.number)")])
    }
}
