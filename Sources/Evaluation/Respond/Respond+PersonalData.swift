package import Community
import Core
import Formats
import Questionnaires
import Storage

extension RespondPart {
    /// Only answers on name are somebody's: under a code they are for as long as the survey runs, and then nobody can
    /// tell; anonymous ones never.
    package var personalData: [PersonalData] {
        [
            PersonalData(name: Text("Wat je antwoordde in enquêtes")) { person, db in
                .array(
                    try Self.rows(of: person, in: db).map { row in
                        let answers = try Answers(json: row("answers"))
                        let version: String = try row("version_id")
                        let questionnaire = try FrozenQuestionnaire.of(version, in: db)
                        return [
                            "enquete": .string(try row("title")), "begonnen": .string(try row("started_at")),
                            "verstuurd": JSONValue(try row("completed_at", as: String?.self)),
                            "antwoorden": .array(questionnaire.map { Self.said(answers, $0) } ?? []),
                        ]
                    })
            } erase: { person, now, db in
                for row in try Self.rows(of: person, in: db) {
                    try Self.untie(try row("id"), version: try row("version_id"), json: try row("answers"), in: db)
                }
            }
        ]
    }

    private static func rows(of person: String, in db: any SQLConnection) throws -> [Row] {
        try db.rows(
            """
            SELECT r.id, r.version_id, r.answers, r.started_at, r.completed_at, s.title FROM survey_address a
            JOIN survey s ON s.id = a.survey_id
            JOIN survey_response r ON r.survey_id = a.survey_id AND r.address_id = a.id WHERE a.person_id = \(person)
            UNION ALL
            SELECT r.id, r.version_id, r.answers, r.started_at, r.completed_at, s.title FROM survey_address a
            JOIN survey s ON s.id = a.survey_id JOIN survey_pseudonym p ON p.address_id = a.id
            JOIN survey_response r ON r.id = p.pseudonym WHERE a.person_id = \(person)
            ORDER BY 4, 1
            """)
    }

    private static func said(_ answers: Answers, _ questionnaire: Questionnaire) -> [JSONValue] {
        let language = questionnaire.languages.first ?? "nl"
        let words = AnswerWords(questionnaire: questionnaire, language: language, t: .dutch)
        return questionnaire.questions.compactMap { question in
            let lines = words.lines(question, answers)
            if lines.isEmpty { return nil }
            return [
                "vraag": .string(question.text(language)), "antwoord": .array(lines.map { .string($0) }),
            ]
        }
    }

    /// The answer stays in the totals; who gave it goes, and with it what they wrote in their own words.
    private static func untie(_ id: String, version: String, json: String, in db: any SQLConnection) throws {
        let answers = try Answers(json: json)
        let questionnaire = try FrozenQuestionnaire.of(version, in: db)
        try db.run("DELETE FROM survey_pseudonym WHERE pseudonym = \(id)")
        try db.run(
            """
            UPDATE survey_response SET address_id = NULL, pseudonym = NULL, secret_hash = NULL,
                answers = \(answers.withoutWords(questionnaire).json) WHERE id = \(id)
            """)
    }
}

extension Answers {
    /// Without what was written in own words; ticks and numbers stay.
    func withoutWords(_ questionnaire: Questionnaire?) -> Answers {
        var copy = self
        copy.others = [:]
        for (id, answer) in values {
            if case .text = answer { copy.values[id] = nil }
            if questionnaire?.question(id)?.kind == .text { copy.values[id] = nil }
        }
        return copy
    }
}
