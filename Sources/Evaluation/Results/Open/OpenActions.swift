import Community
import Core
import Formats
import Services
import Storage
import Tabulation
import Web

/// Coding by hand and releasing quotes. Nothing here goes into the audit log but which survey and which question.
struct OpenActions: Sendable {
    let house: House

    /// Adds categories, one on each line; a name that is there already stays once.
    func add(_ lines: String, by visit: Visit) async throws {
        try await write("categorie-toegevoegd", visit) { survey, question, db in
            try db.holdAlone("survey_open_category")
            var labels = try OpenCoding.categories(question, of: survey.id, in: db).map(\.label)
            var next = try db.count(
                """
                SELECT COALESCE(MAX(code), 0) + 1 FROM survey_open_category WHERE survey_id = \(survey.id)
                AND question = \(question)
                """)
            for line in lines.split(whereSeparator: \.isNewline) {
                let label = String(line.trimmed.prefix(100))
                guard !label.isEmpty, !labels.contains(label), labels.count < 60 else { continue }
                labels.append(label)
                try db.run(
                    """
                    INSERT INTO survey_open_category (survey_id, question, code, label)
                    VALUES (\(survey.id), \(question), \(next), \(label))
                    """)
                next += 1
            }
        }
    }

    func rename(_ label: String, by visit: Visit) async throws {
        try await write("categorie-veranderd", visit) { survey, question, db in
            try db.run(
                """
                UPDATE survey_open_category SET label = \(label) WHERE survey_id = \(survey.id)
                AND question = \(question) AND code = \(try visit.number("code"))
                """)
        }
    }

    /// Takes a category out of the list or puts it back. What was coded with it stays kept.
    func remove(_ isGone: Bool, by visit: Visit) async throws {
        try await write(isGone ? "categorie-weg" : "categorie-terug", visit) { survey, question, db in
            let gone: Moment? = isGone ? visit.now : nil
            try db.run(
                """
                UPDATE survey_open_category SET removed_at = \(gone) WHERE survey_id = \(survey.id)
                AND question = \(question) AND code = \(try visit.number("code"))
                """)
        }
    }

    /// Sets the categories of the answers that stood on the page: `antwoord` names each, `KEY` its ticks.
    func code(by visit: Visit) async throws -> Int {
        let keys = visit.form.all("antwoord").filter { $0.utf8.count <= 64 }
        try await write("antwoorden-gecodeerd", visit) { survey, question, db in
            let known = Set(try OpenCoding.categories(question, of: survey.id, in: db).map(\.code))
            for key in keys.prefix(100) {
                try db.run(
                    """
                    DELETE FROM survey_open_code WHERE survey_id = \(survey.id) AND question = \(question)
                    AND answer_hash = \(key) AND code IN (\(list: known.sorted()))
                    """)
                for code in Set(visit.form.all(key).compactMap { Int($0) }).intersection(known).sorted() {
                    try db.run(
                        """
                        INSERT INTO survey_open_code (survey_id, question, answer_hash, code)
                        VALUES (\(survey.id), \(question), \(key), \(code))
                        """)
                }
            }
        }
        return keys.count
    }

    func release(_ text: String, answer key: String, by visit: Visit) async throws {
        try await write("citaat-vrijgegeven", visit) { survey, question, db in
            try db.holdAlone("survey_quote")
            let number = try db.count(
                "SELECT COALESCE(MAX(number), 0) + 1 FROM survey_quote WHERE survey_id = \(survey.id)")
            try db.run(
                """
                INSERT INTO survey_quote (id, survey_id, number, question, answer_hash, text, released_at, released_by)
                VALUES (\(UUIDv7.make(at: visit.now)), \(survey.id), \(number), \(question), \(key), \(text),
                    \(visit.now), \(visit.actor.person))
                """)
        }
    }

    /// Takes a quote back, also out of the report.
    func withdraw(by visit: Visit) async throws {
        try await write("citaat-ingetrokken", visit) { survey, question, db in
            let number = try visit.number("citaat")
            try db.run(
                """
                UPDATE survey_quote SET withdrawn_at = \(visit.now) WHERE survey_id = \(survey.id)
                AND number = \(number) AND withdrawn_at IS NULL
                """)
            try db.run(
                """
                DELETE FROM survey_report_block WHERE survey_id = \(survey.id) AND quote_id IN
                (SELECT id FROM survey_quote WHERE survey_id = \(survey.id) AND number = \(number))
                """)
        }
    }

    private func write(
        _ word: String, _ visit: Visit, _ body: @escaping @Sendable (Survey, String, any SQLConnection) throws -> Void
    ) async throws {
        let question = try visit.parameter("vraag")
        try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let columns = try ResultsData.load(survey, t: visit.t, in: db).openColumns
            guard columns.contains(where: { $0.name == question }) else { throw WebError.notFound }
            try body(survey, question, db)
            try house.record(
                Audit.Event(
                    word, "enquete", survey.id.text, municipality: survey.municipality,
                    details: ["vraag": .string(question)]), by: visit, in: db)
        }
    }
}
