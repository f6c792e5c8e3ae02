import Community
import Core
import Formats
import Services
import Storage
import Web

extension ExchangePart {
    func exportRoutes(_ routes: Routes) {
        let base = "/enquetes/{enquete}/bestanden"
        routes.get(base, access: .surveyMakers) { [house] visit in
            let view = try await house.database.read { db in
                let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
                return try ExchangeView.load(survey, visit, house, in: db)
            }
            return ExchangePages(visit: visit, survey: view.export.survey).files(view)
        }
        routes.get(base + "/{bestand}", access: .surveyMakers) { visit in try await download(visit) }
        routes.post(base + "/klaarzetten", access: .surveyMakers) { visit in try await prepare(visit) }
        routes.get(base + "/klaarzetten/{export}", access: .surveyMakers) { [house] visit in
            let (survey, run) = try await found(visit, house)
            return ExchangePages(visit: visit, survey: survey).run(run)
        }
        routes.get(base + "/klaarzetten/{export}/bestand", access: .surveyMakers) { [house] visit in
            let (survey, run) = try await found(visit, house)
            try survey.checkFiles(run.format)
            guard let bytes = try await house.database.read({ db in try ExportRun.file(run.id, in: db) }) else {
                throw WebError.notFound
            }
            return .download(bytes, name: run.format.fileName(survey), type: run.format.contentType)
        }
    }

    private func found(_ visit: Visit, _ house: House) async throws -> (Survey, ExportRun) {
        let id = try visit.parameter("export")
        return try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard let run = try ExportRun.find(id, of: survey.id, in: db) else { throw WebError.notFound }
            return (survey, run)
        }
    }

    /// A file that is made while the person waits.
    private func download(_ visit: Visit) async throws -> Reply {
        guard let format = ExportFormat(rawValue: try visit.parameter("bestand")) else { throw WebError.notFound }
        let includesOpen = visit.query.text("open") != nil
        let export = try await house.database.read { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            try survey.checkFiles(format)
            return try SurveyExport.load(
                survey, includesOpen: includesOpen, origin: house.origin, t: visit.t, in: db)
        }
        if export.isLarge, format.hasAnswers {
            return .redirect(
                to: export.survey.path("bestanden"),
                notice: visit.t("Dit bestand is groot. Laat het klaarzetten, dan hoef je niet te wachten."))
        }
        try await house.database.write { db in
            try record(format, Survey.found(visit, SurveyAccess.makers, in: db), visit, in: db)
        }
        let file = try await OffPool.run { () throws in try export.make(format) }
        return .download(file.bytes, name: format.fileName(export.survey), type: format.contentType)
    }

    private func prepare(_ visit: Visit) async throws -> Reply {
        guard let format = ExportFormat(rawValue: visit.form.text("soort") ?? ""), format.hasAnswers else {
            throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
        }
        let includesOpen = visit.form.text("open") != nil
        let path = try await house.database.write { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            try survey.checkFiles(format)
            let busy = try db.count(
                """
                SELECT COUNT(*) FROM survey_export
                WHERE survey_id = \(survey.id) AND state = \(ExportRun.State.running)
                """)
            guard busy < 3 else {
                throw WebError.badRequest(Text("Er worden al drie bestanden gemaakt. Wacht tot er een klaar is."))
            }
            let id = UUIDv7.make(at: visit.now)
            let total = try SurveyView.answers(survey, in: db)
            try db.run(
                """
                INSERT INTO survey_export (id, survey_id, format, includes_open, state, rows_total, rows_done, notes,
                    person_id, created_at)
                VALUES (\(id), \(survey.id), \(format), \(includesOpen), \(ExportRun.State.running), \(total), 0, '[]',
                    \(visit.actor.person), \(visit.now))
                """)
            try Jobs.add(ExportRun.kind, payload: id, at: visit.now, now: visit.now, in: db)
            try record(format, survey, visit, in: db)
            return survey.path("bestanden/klaarzetten/\(id)")
        }
        return .redirect(to: path)
    }

    private func record(_ format: ExportFormat, _ survey: Survey, _ visit: Visit, in db: any SQLConnection) throws {
        try house.record(
            Audit.Event(
                "enquete-bestand-gemaakt", "enquete", survey.id.text, municipality: survey.municipality,
                details: ["soort": .string(format.rawValue)]), by: visit, in: db)
    }
}

extension Survey {
    /// Why there are no files with answers yet; `nil` when there are. Two files, made before and after somebody
    /// answered, would tell which answer is theirs; an anonymous survey mixes its answers for that.
    var filesWait: Text? { kind == .own && mode == .pseudonymous && state != .closed ? Self.waits : nil }

    private static let waits = Text(
        "Deze enquête is onder een code. Bestanden met antwoorden zijn er pas na het sluiten: anders kun je uit twee bestanden opmaken wie er net meedeed."
    )

    fileprivate func checkFiles(_ format: ExportFormat) throws {
        if format.hasAnswers, let filesWait { throw WebError.badRequest(filesWait) }
    }
}
