import Community
import Core
import Formats
import Services
import Storage
import Web

extension ExchangePart {
    func importRoutes(_ routes: Routes) {
        let base = "/enquetes/inlezen"
        routes.get(base, access: .surveyMakers) { visit in
            let form = try await form(visit)
            return TableImportPages(visit: visit).front(form, form.filled())
        }
        routes.post(base, access: .surveyMakers, bodyLimit: TableImport.fileLimit + 100_000) { visit in
            try await upload(visit)
        }
        routes.get(base + "/{inlezing}", access: .surveyMakers) { visit in try await show(visit) }
        routes.post(base + "/{inlezing}", access: .surveyMakers, bodyLimit: 400_000) { visit in try await take(visit) }
        routes.post(base + "/{inlezing}/weg", access: .surveyMakers) { visit in try await remove(visit) }
        routes.post(base + "/{inlezing}/ongedaan", access: .surveyMakers) { visit in try await undo(visit) }
        routes.get(base + "/{inlezing}/meldingen.csv", access: .surveyMakers) { visit in
            let item = try await found(visit)
            return .download(item.report.file(visit.t), name: "meldingen.csv", type: "text/csv; charset=utf-8")
        }
    }

    private func form(_ visit: Visit) async throws -> Form {
        let codes = visit.actor.municipalities(with: SurveyAccess.makers)
        let places = try await house.database.read { db in
            try codes.compactMap { try Places.municipality($0, in: db) }.map { (code: $0.code, name: $0.name) }
        }
        return TableForm(municipalities: places).form
    }

    private func found(_ visit: Visit) async throws -> TableImport {
        let id = try visit.parameter("inlezing")
        let codes = visit.actor.municipalities(with: SurveyAccess.makers)
        guard let item = try await house.database.read({ db in try TableImport.find(id, in: codes, db: db) }) else {
            throw WebError.notFound
        }
        return item
    }

    private func upload(_ visit: Visit) async throws -> Reply {
        let form = try await form(visit)
        var state = form.read(visit.form)
        let file = visit.files[TableForm.Name.file]
        if file?.bytes.isEmpty ?? true { state.addError(TableForm.Name.file, Text("Kies een bestand.")) }
        guard state.isValid, let file else { return TableImportPages(visit: visit).front(form, state) }
        let codes = visit.actor.municipalities(with: SurveyAccess.makers)
        let code = codes.count == 1 ? codes[0] : state[TableForm.Name.municipality]
        guard codes.contains(code) else { throw WebError.notFound }
        do throws(TableRefusal) {
            let tables = try await ReadTable.standard.read(TableImport.kind(of: file.bytes), file.bytes)
            guard tables.contains(where: { !$0.rows.isEmpty && $0.columns.count <= TablePlan.mostColumns }) else {
                throw TableRefusal(tables.allSatisfy(\.rows.isEmpty) ? .empty : .tooManyColumns)
            }
            let kept = tables.filter { !$0.rows.isEmpty && $0.columns.count <= TablePlan.mostColumns }
            let path = await keep(kept, title: state[TableForm.Name.title], fileName: file.name, code, visit)
            return .redirect(to: try path.get())
        } catch {
            state.addError(TableForm.Name.file, error.text)
            return TableImportPages(visit: visit).front(form, state)
        }
    }

    private func keep(
        _ tables: [ImportedTable], title: String, fileName: String, _ municipality: String, _ visit: Visit
    ) async -> Result<String, TableRefusal> {
        var content: [UInt8] = []
        TableLines.write(tables) { content += $0 }
        let name = String((fileName.isEmpty ? "tabel" : fileName).prefix(120))
        let id = UUIDv7.make(at: visit.now)
        do {
            try await house.database.write { [content, house] db in
                try db.run(
                    """
                    INSERT INTO survey_import (id, municipality_code, title, file_name, content, sheet, columns, state,
                        rows_total, rows_done, report, person_id, created_at)
                    VALUES (\(id), \(municipality), \(title), \(name), \(content), 0, '[]',
                        \(TableImport.State.looked), \(tables[0].rows.count), 0, \(TableReport().json.text),
                        \(visit.actor.person), \(visit.now))
                    """)
                try house.record(
                    Audit.Event("enquete-tabel-geladen", "inlezen", id, municipality: municipality), by: visit, in: db)
            }
            return .success("/enquetes/inlezen/\(id)")
        } catch {
            house.note("survey.import.failed", ["error": "\(error)"])
            return .failure(TableRefusal(.failed))
        }
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let item = try await found(visit)
        let pages = TableImportPages(visit: visit)
        switch item.state {
        case .running: return pages.progress(item)
        case .done:
            let survey = try await house.database.read { db in try item.survey.flatMap { try Survey.find($0, in: db) } }
            return pages.result(item, survey)
        case .looked:
            let sheet = visit.query["blad"].flatMap { Int($0) } ?? item.sheet
            return pages.columns(item, try await view(item, sheet))
        }
    }

    private func view(_ item: TableImport, _ sheet: Int) async throws -> TableColumnsView {
        let tables = try await house.database.read { db in try TableImport.tables(item.id, in: db) }
        guard let view = TableColumnsView(tables, sheet: sheet) else { throw WebError.notFound }
        return view
    }

    private func take(_ visit: Visit) async throws -> Reply {
        let item = try await found(visit)
        guard item.state == .looked else { return .redirect(to: item.path) }
        var view = try await view(item, visit.form.text("blad").flatMap { Int($0) } ?? 0)
        for place in view.uses.indices {
            guard let word = visit.form.text("kolom-\(place)") else { continue }
            guard let use = TableUse(rawValue: word) else {
                throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
            }
            let inGroup = view.proposal.groups.contains { $0.columns.contains(place) }
            view.uses[place] = use == .part && !inGroup ? .skip : use
        }
        guard view.uses.contains(where: { $0 != .skip }) else {
            view.problem = Text("Kies ten minste één kolom.")
            return TableImportPages(visit: visit).columns(item, view)
        }
        do {
            let plan = try TablePlan(view.table, uses: view.uses, groups: view.proposal.groups, title: item.title)
            try await TakeTable(house: house).start(item, sheet: view.sheet, uses: view.uses, plan, by: visit)
            return .redirect(to: item.path)
        } catch let problem as TableQuestion.TooMany {
            let name = view.table.columns[problem.column].name
            view.problem = Text(
                "Kolom \(name) heeft meer dan \(TableQuestion.TooMany.limit) verschillende antwoorden. Kies daar Open antwoord of Getal."
            )
            view.wrong = problem.column
            return TableImportPages(visit: visit).columns(item, view)
        }
    }

    private func remove(_ visit: Visit) async throws -> Reply {
        let item = try await found(visit)
        try await house.database.write { [house] db in
            let gone = try db.run(
                "DELETE FROM survey_import WHERE id = \(item.id) AND state = \(TableImport.State.looked)")
            guard gone == 1 else { throw WebError.notFound }
            try house.record(
                Audit.Event("enquete-tabel-weggegooid", "inlezen", item.id, municipality: item.municipality), by: visit,
                in: db)
        }
        return .redirect(to: "/enquetes", notice: visit.t("Het bestand is weg."))
    }

    /// Takes the survey away again, as long as nothing was built on it.
    private func undo(_ visit: Visit) async throws -> Reply {
        let item = try await found(visit)
        guard item.state == .done, let id = item.survey else { throw WebError.notFound }
        do {
            try await house.database.write { [house] db in
                guard let survey = try Survey.find(id, in: db), survey.kind == .imported else {
                    throw WebError.notFound
                }
                try db.run("UPDATE survey_import SET survey_id = NULL WHERE id = \(item.id)")
                try db.run("DELETE FROM survey_export WHERE survey_id = \(id)")
                try db.run("DELETE FROM survey_response WHERE survey_id = \(id)")
                try db.run("DELETE FROM survey WHERE id = \(id)")
                try db.run("DELETE FROM survey_version WHERE questionnaire_id = \(survey.questionnaire)")
                try db.run("DELETE FROM survey_questionnaire WHERE id = \(survey.questionnaire)")
                try house.record(
                    Audit.Event("enquete-inlezen-ongedaan", "enquete", id.text, municipality: item.municipality),
                    by: visit, in: db)
            }
        } catch is StorageError {
            throw WebError.badRequest(
                Text("Er zijn al tabellen, cijfers of een rapport van deze enquête. Haal die eerst weg."))
        }
        return .redirect(to: item.path)
    }
}
