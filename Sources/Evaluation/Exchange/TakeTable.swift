import Community
import Core
import Formats
import Questionnaires
import Services
import Storage
import Web

/// Makes a survey of a table: first the questionnaire and the survey, then the rows in batches. Each batch is a
/// transaction of its own that also says how far it is, so that a stop at any moment loses and doubles nothing.
struct TakeTable: Sendable {
    static let batch = 400

    let house: House

    /// Begins. What is made here is closed from the start: there is nothing to ask any more.
    func start(_ table: TableImport, sheet: Int, uses: [TableUse], _ plan: TablePlan, by visit: Visit) async throws {
        let content = JSONValue(uses.map { JSONValue.string($0.rawValue) }).text
        try await house.database.write { [house] db in
            guard visit.actor.has(SurveyAccess.makers, in: table.municipality) else { throw WebError.notFound }
            let begun = try db.run(
                """
                UPDATE survey_import SET state = \(TableImport.State.running), sheet = \(sheet), columns = \(content),
                    rows_total = \(plan.table.rows.count), rows_done = 0,
                    report = \(TableReport(plan.table.problems).json.text)
                WHERE id = \(table.id) AND state = \(TableImport.State.looked)
                """)
            guard begun == 1 else {
                throw WebError.badRequest(Text("Deze tabel is al overgenomen. Ververs de pagina."))
            }
            let survey = try survey(table, plan, visit, in: db)
            try db.run("UPDATE survey_import SET survey_id = \(survey.id) WHERE id = \(table.id)")
            try Jobs.add(TableImport.kind, payload: table.id, at: visit.now, now: visit.now, in: db)
            try house.record(
                Audit.Event(
                    "enquete-ingelezen", "enquete", survey.id.text, municipality: survey.municipality,
                    details: ["regels": .int(plan.table.rows.count)]), by: visit, in: db)
        }
    }

    private func survey(_ table: TableImport, _ plan: TablePlan, _ visit: Visit, in db: any SQLConnection) throws
        -> Survey
    {
        let now = visit.now
        let questionnaire = try StoredQuestionnaire.add(
            plan.questionnaire, name: table.title, municipality: table.municipality, origin: nil,
            owner: visit.actor.person, now: now, in: db)
        let survey = try StartSurvey.add(
            table.title, municipality: table.municipality, kind: .imported, mode: .anonymous,
            questionnaire: questionnaire, owner: visit.actor.person, now: now, in: db)
        let version = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO survey_version (id, questionnaire_id, version, content, hash, frozen_at)
            VALUES (\(version), \(questionnaire), 1, \(plan.questionnaire.json), \(plan.questionnaire.hash), \(now))
            """)
        try db.run(
            """
            UPDATE survey SET state = \(Survey.State.closed), version_id = \(version), opened_at = \(now),
                closed_at = \(now) WHERE id = \(survey.id)
            """)
        return survey
    }

    /// Goes on until all rows are in.
    func run(_ id: String, now: Moment) async throws {
        let found = try await house.database.read { db -> (Survey, TablePlan)? in
            guard let item = try TableImport.find(id, in: nil, db: db), item.state == .running,
                let survey = try item.survey.flatMap({ try Survey.find($0, in: db) })
            else { return nil }
            let tables = try TableImport.tables(id, in: db)
            guard tables.indices.contains(item.sheet), tables[item.sheet].columns.count == item.uses.count else {
                return nil
            }
            let table = tables[item.sheet]
            return (
                survey,
                try TablePlan(table, uses: item.uses, groups: TableGroup.groups(of: table), title: item.title)
            )
        }
        guard let (survey, plan) = found else { return }
        while try await step(id, survey, plan, now) {}
    }

    /// One batch. Gives whether there is more.
    private func step(_ id: String, _ survey: Survey, _ plan: TablePlan, _ now: Moment) async throws -> Bool {
        try await house.database.write { db in
            guard let item = try TableImport.find(id, in: nil, db: db), item.state == .running,
                let version = survey.version
            else { return false }
            var report = item.report
            let rows = plan.table.rows.dropFirst(item.done).prefix(Self.batch)
            for row in rows {
                guard let answers = plan.answers(row, notes: &report) else { continue }
                try db.run(
                    """
                    INSERT INTO survey_response (id, survey_id, version_id, channel, state, language, answers,
                        started_at, changed_at, completed_at)
                    VALUES (\(UUIDv7.make(at: now)), \(survey.id), \(version), \(SurveyChannel.file),
                        \(ResponseState.complete), 'nl', \(answers.json), \(now), \(now), \(now))
                    """)
            }
            let done = item.done + rows.count
            let isMore = done < plan.table.rows.count && !rows.isEmpty
            let state: TableImport.State = isMore ? .running : .done
            let content: SQL = isMore ? "" : ", content = NULL"
            try db.run(
                """
                UPDATE survey_import SET rows_done = \(done), report = \(report.json.text), state = \(state)\(content)
                WHERE id = \(id)
                """)
            return isMore
        }
    }
}
