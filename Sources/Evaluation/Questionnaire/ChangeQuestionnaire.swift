import Community
import Core
import Questionnaires
import Services
import Storage
import Web

/// What was done to a questionnaire, as it is kept and as it is said.
enum QuestionnaireChange: String, Sendable, CaseIterable, SQLConvertible {
    case questionAdded = "vraag-erbij", questionChanged = "vraag-anders", questionMoved = "vraag-verplaatst"
    case questionRemoved = "vraag-weg", blockAdded = "pagina-erbij", blockChanged = "pagina-anders"
    case blockMoved = "pagina-verplaatst", blockRemoved = "pagina-weg", details = "gegevens", translated = "vertaald"
    case replaced = "ingelezen", restored = "teruggezet"

    func label(_ target: String) -> Text {
        switch self {
        case .questionAdded: Text("vraag \(target) erbij")
        case .questionChanged: Text("vraag \(target) veranderd")
        case .questionMoved: Text("vraag \(target) verplaatst")
        case .questionRemoved: Text("vraag \(target) verwijderd")
        case .blockAdded: Text("pagina erbij")
        case .blockChanged: Text("pagina veranderd")
        case .blockMoved: Text("pagina verplaatst")
        case .blockRemoved: Text("pagina verwijderd")
        case .details: Text("titel en teksten veranderd")
        case .translated: Text("vertaling veranderd")
        case .replaced: Text("bestand ingelezen")
        case .restored: Text("eerdere versie teruggezet")
        }
    }
}

/// Changes the working text of a questionnaire. What it was is kept, so that each change can be taken back; a frozen
/// version is a copy and is never touched.
struct ChangeQuestionnaire {
    /// Changes that can be taken back.
    static let kept = 50

    let house: House

    /// - Parameters:
    ///   - target: the question or page it is about.
    ///   - change: works on the questionnaire as it is now; throws when that is no longer what its maker saw.
    @discardableResult
    func perform(
        _ word: QuestionnaireChange, _ target: String = "", by visit: Visit,
        _ change: @escaping @Sendable (inout Questionnaire) throws -> Void
    ) async throws -> StoredQuestionnaire {
        try await house.database.write { [house, now = visit.now] db in
            try db.holdAlone("survey_questionnaire")
            let stored = try StoredQuestionnaire.found(visit, in: db)
            var content = stored.content
            try change(&content)
            if content == stored.content { return stored }
            // What is not read back as it is must not be kept.
            guard (try? Questionnaire(json: content.json)) == content else { throw StoredQuestionnaire.misfit }
            let number = try PastChange.newest(of: stored, in: db) + 1
            try db.run(
                """
                INSERT INTO survey_questionnaire_past (questionnaire_id, number, content, change, target, changed_at)
                VALUES (\(stored.id), \(number), \(stored.content.json), \(word), \(target), \(now))
                """)
            try db.run(
                """
                DELETE FROM survey_questionnaire_past WHERE questionnaire_id = \(stored.id)
                AND number <= \(number - Self.kept)
                """)
            try Self.write(content, stored, now, in: db)
            try house.record(
                Audit.Event(
                    "vragenlijst-\(word.rawValue)", "vragenlijst", stored.id, municipality: stored.municipality),
                by: visit, in: db)
            return stored
        }
    }

    /// Takes the last change back; says which one it was, `nil` when there is none.
    func undo(by visit: Visit) async throws -> PastChange? {
        try await house.database.write { [house, now = visit.now] db in
            try db.holdAlone("survey_questionnaire")
            let stored = try StoredQuestionnaire.found(visit, in: db)
            guard let past = try PastChange.last(of: stored, in: db) else { return nil }
            try Self.write(past.content, stored, now, in: db)
            try db.run(
                """
                DELETE FROM survey_questionnaire_past WHERE questionnaire_id = \(stored.id) AND number = \(past.number)
                """)
            try house.record(
                Audit.Event("vragenlijst-ongedaan", "vragenlijst", stored.id, municipality: stored.municipality),
                by: visit, in: db)
            return past
        }
    }

    private static func write(
        _ content: Questionnaire, _ stored: StoredQuestionnaire, _ now: Moment, in db: any SQLConnection
    ) throws {
        try db.run(
            "UPDATE survey_questionnaire SET content = \(content.json), changed_at = \(now) WHERE id = \(stored.id)")
    }
}

/// One change that can be taken back.
struct PastChange: Sendable {
    /// Of the questionnaire's changes; the newest has the highest.
    let number: Int
    let content: Questionnaire
    let change: QuestionnaireChange
    let target: String

    /// The number of the newest; 0 when there is none.
    static func newest(of stored: StoredQuestionnaire, in db: any SQLConnection) throws -> Int {
        try db.count(
            "SELECT COALESCE(MAX(number), 0) FROM survey_questionnaire_past WHERE questionnaire_id = \(stored.id)")
    }

    static func last(of stored: StoredQuestionnaire, in db: any SQLConnection) throws -> PastChange? {
        try db.first(
            """
            SELECT number, content, change, target FROM survey_questionnaire_past
            WHERE questionnaire_id = \(stored.id) ORDER BY number DESC LIMIT 1
            """
        ).map {
            PastChange(
                number: try $0("number"), content: try Questionnaire(json: $0("content")), change: try $0("change"),
                target: try $0("target"))
        }
    }
}
