import Community
import Core
import Questionnaires
import Storage
import Web

extension StoredQuestionnaire {
    /// `/enquetes/vragenlijsten/4/…`.
    func path(_ part: String? = nil) -> String {
        part.map { "\(QuestionnairePart.shelf)/\(number)/\($0)" } ?? "\(QuestionnairePart.shelf)/\(number)"
    }

    /// The language it was written in.
    var first: String { content.languages.first ?? "nl" }

    /// The questionnaire in the path, for a maker in its municipality.
    ///
    /// - Throws: `WebError.notFound` for everyone else.
    static func found(_ visit: Visit, in db: any SQLConnection) throws -> StoredQuestionnaire {
        guard let stored = try find(number: visit.number("vragenlijst"), in: db),
            visit.actor.has(SurveyAccess.makers, in: stored.municipality)
        else { throw WebError.notFound }
        return stored
    }

    /// Those of these municipalities by name, after the name and id in `key` (`naam|id`).
    static func page(of codes: [String], after key: String?, archived: Bool, limit: Int, in db: any SQLConnection)
        throws -> Page<StoredQuestionnaire>
    {
        let mark = key.flatMap { $0.lastIndex(of: "|") }
        let name = mark.flatMap { mark in key.map { String($0[..<mark]) } } ?? ""
        let id = mark.flatMap { mark in key.map { String($0[$0.index(after: mark)...]) } } ?? ""
        let rows = try db.rows(
            """
            SELECT * FROM survey_questionnaire WHERE municipality_code IN (\(list: codes))
            AND (archived_at IS NOT NULL) = \(archived) AND (name_key, id) > (\(name), \(id))
            ORDER BY name_key, id LIMIT \(limit + 1)
            """)
        return Page(fetched: try rows.map(StoredQuestionnaire.init(row:)), limit: limit) {
            "\(TextFolding.sortKey($0.name))|\($0.id)"
        }
    }

    /// The surveys that use it, the newest first.
    func surveys(in db: any SQLConnection) throws -> [Survey] {
        try db.rows(
            "SELECT * FROM survey WHERE questionnaire_id = \(id) ORDER BY number DESC LIMIT 50"
        ).map(Survey.init(row:))
    }
}
