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
                for row in try Self.rows(of: person, in: db) { try Self.untie(row, now: now, in: db) }
            }
        ]
    }

    private static func rows(of person: String, in db: any SQLConnection) throws -> [Row] {
        try db.rows(
            """
            SELECT r.id, r.survey_id, r.version_id, r.answers, r.started_at, r.completed_at, s.title
            FROM survey_address a JOIN survey s ON s.id = a.survey_id
            JOIN survey_response r ON r.survey_id = a.survey_id AND r.address_id = a.id
            WHERE a.id IN (\(Address.ids(of: person)))
            UNION ALL
            SELECT r.id, r.survey_id, r.version_id, r.answers, r.started_at, r.completed_at, s.title
            FROM survey_address a JOIN survey s ON s.id = a.survey_id JOIN survey_pseudonym p ON p.address_id = a.id
            JOIN survey_response r ON r.id = p.pseudonym WHERE a.id IN (\(Address.ids(of: person)))
            ORDER BY 5, 1
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

    /// The answer stays in the totals; who gave it goes, and with it what they wrote in their own words, also where that
    /// was quoted.
    private static func untie(_ row: Row, now: Moment, in db: any SQLConnection) throws {
        let id: String = try row("id")
        let answers = try Answers(json: row("answers"))
        let rest = answers.withoutWords(try FrozenQuestionnaire.of(row("version_id"), in: db))
        try db.run("DELETE FROM survey_pseudonym WHERE pseudonym = \(id)")
        try db.run(
            """
            UPDATE survey_response SET address_id = NULL, pseudonym = NULL, secret_hash = NULL,
                answers = \(rest.json) WHERE id = \(id)
            """)
        try withdraw(answers.words, of: Survey.Identity(try row("survey_id")), now: now, in: db)
    }

    /// Takes back every quote of these words, also out of the report.
    private static func withdraw(
        _ words: [String], of survey: Survey.Identity, now: Moment, in db: any SQLConnection
    ) throws {
        let keys = Set(words.map(OpenCoding.key)).sorted()
        if keys.isEmpty { return }
        try db.run(
            """
            DELETE FROM survey_report_block WHERE survey_id = \(survey) AND quote_id IN
            (SELECT id FROM survey_quote WHERE survey_id = \(survey) AND answer_hash IN (\(list: keys)))
            """)
        try db.run(
            """
            UPDATE survey_quote SET text = '', withdrawn_at = COALESCE(withdrawn_at, \(now))
            WHERE survey_id = \(survey) AND answer_hash IN (\(list: keys))
            """)
    }
}

extension Answers {
    /// All that was written in own words.
    fileprivate var words: [String] {
        Array(others.values)
            + values.values.compactMap { answer -> String? in
                if case .text(let text) = answer { text } else { nil }
            }
    }

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
