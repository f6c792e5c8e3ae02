import Community
import Core
import Formats
import Services
import Storage
import Tabulation
import Web

/// What makers do with tables that are kept. Each action looks again, in its transaction, who asks.
struct SavedTableActions: Sendable {
    let house: House

    func add(_ request: TableRequest, _ picture: PictureKind?, _ state: FormState, by visit: Visit) async throws
        -> String
    {
        try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            try db.holdAlone("survey_table")
            let number = try SavedTable.add(
                request, title: state["titel"], remark: state["toelichting"], picture: picture, to: survey.id,
                now: visit.now, in: db)
            try house.record(Self.event("tabel-bewaard", survey, number), by: visit, in: db)
            return ResultsSection.plan.path(of: survey) + "/\(number)"
        }
    }

    func rename(_ state: FormState, by visit: Visit) async throws -> String {
        try await change("tabel-veranderd", visit) { survey, table, db in
            try db.run(
                """
                UPDATE survey_table SET title = \(state["titel"]), remark = \(state["toelichting"]) WHERE id = \(table.id)
                """)
        }
    }

    /// Takes it out of the list, or puts it back.
    func remove(_ isGone: Bool, by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let number = try visit.number("tabel")
            let gone: Moment? = isGone ? visit.now : nil
            let changed = try db.run(
                "UPDATE survey_table SET removed_at = \(gone) WHERE survey_id = \(survey.id) AND number = \(number)")
            if changed == 0 { throw WebError.notFound }
            if isGone {
                try db.run(
                    """
                    DELETE FROM survey_report_block WHERE table_id IN
                    (SELECT id FROM survey_table WHERE survey_id = \(survey.id) AND number = \(number))
                    """)
            }
            try house.record(Self.event(isGone ? "tabel-weg" : "tabel-terug", survey, number), by: visit, in: db)
            return survey
        }
    }

    /// Changes places with the table above or below it.
    func move(up: Bool, by visit: Visit) async throws -> String {
        try await change("tabel-verplaatst", visit) { survey, table, db in
            let all = try SavedTable.all(of: survey.id, in: db)
            guard let here = all.firstIndex(where: { $0.id == table.id }) else { return }
            let other = up ? here - 1 : here + 1
            guard all.indices.contains(other) else { return }
            try db.run("UPDATE survey_table SET place = \(all[other].place) WHERE id = \(table.id)")
            try db.run("UPDATE survey_table SET place = \(table.place) WHERE id = \(all[other].id)")
        }
    }

    /// Takes over the list of the survey before this one: what is there already with the same request stays once.
    ///
    /// - Returns: how many tables came.
    func copy(by visit: Visit) async throws -> (survey: Survey, count: Int) {
        try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard let before = try survey.previous.flatMap({ try Survey.find($0, in: db) }),
                before.municipality == survey.municipality
            else { throw WebError.notFound }
            try db.holdAlone("survey_table")
            let known = Set(try SavedTable.all(of: survey.id, in: db).map(\.request))
            var count = 0
            for table in try SavedTable.all(of: before.id, in: db) where !known.contains(table.request) {
                try SavedTable.add(
                    table.request, title: table.title, picture: table.picture, to: survey.id, now: visit.now, in: db)
                count += 1
            }
            try house.record(
                Audit.Event("tabellen-overgenomen", "enquete", survey.id.text, municipality: survey.municipality),
                by: visit, in: db)
            return (survey, count)
        }
    }

    private func change(
        _ word: String, _ visit: Visit,
        _ body: @escaping @Sendable (Survey, SavedTable, any SQLConnection) throws -> Void
    ) async throws -> String {
        try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard let table = try SavedTable.find(number: visit.number("tabel"), of: survey.id, in: db) else {
                throw WebError.notFound
            }
            try body(survey, table, db)
            try house.record(Self.event(word, survey, table.number), by: visit, in: db)
            return table.path(survey)
        }
    }

    private static func event(_ word: String, _ survey: Survey, _ number: Int) -> Audit.Event {
        Audit.Event(
            word, "enquete", survey.id.text, municipality: survey.municipality, details: ["tabel": .string("\(number)")]
        )
    }
}
