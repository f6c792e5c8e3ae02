import Community
package import Core
package import Questionnaires
package import Storage
import Web

/// A questionnaire of a municipality, as it is being written.
package struct StoredQuestionnaire: Sendable {
    package let id: String
    /// As in its address.
    package let number: Int
    package let municipality: String
    package let name: String
    /// The ready-made questionnaire it was copied from: surveys with one origin can be compared.
    package let origin: String?
    package let content: Questionnaire
    package let changedAt: Moment
    package let archivedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        name = try row("name")
        origin = try row("origin")
        content = try Questionnaire(json: row("content"))
        changedAt = try row("changed_at")
        archivedAt = try row("archived_at")
    }

    package static func find(_ id: String, in db: any SQLConnection) throws -> StoredQuestionnaire? {
        try db.first("SELECT * FROM survey_questionnaire WHERE id = \(id)").map(StoredQuestionnaire.init(row:))
    }

    package static func find(number: Int, in db: any SQLConnection) throws -> StoredQuestionnaire? {
        try db.first("SELECT * FROM survey_questionnaire WHERE number = \(number)").map(StoredQuestionnaire.init(row:))
    }

    static let misfit = WebError.badRequest(
        Text("Dit past niet in een vragenlijst: er is te veel of een naam klopt niet."))

    /// What cannot be read back must not be kept: it would take the whole shelf along.
    static func requireReadable(_ content: Questionnaire) throws {
        guard (try? Questionnaire(json: content.json)) != nil else { throw misfit }
    }

    /// Keeps a questionnaire for a municipality and gives the id of its row. Call it inside the writing transaction.
    ///
    /// - Throws: `WebError.badRequest` when it does not fit.
    package static func add(
        _ content: Questionnaire, name: String, municipality: String, origin: String?, owner: String?, now: Moment,
        in db: any SQLConnection
    ) throws -> String {
        try requireReadable(content)
        try db.holdAlone("survey_questionnaire")
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM survey_questionnaire")
        let id = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO survey_questionnaire (id, number, municipality_code, name, name_key, content, origin, owner_id,
                created_at, changed_at)
            VALUES (\(id), \(number), \(municipality), \(name), \(TextFolding.sortKey(name)), \(content.json), \(origin),
                \(owner), \(now), \(now))
            """)
        return id
    }
}
