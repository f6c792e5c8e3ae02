import Community
import Core
import Formats
import Services
import Storage
package import Web

extension Brokerage {
    /// Lists that the centre takes in.
    package func importRoutes(_ routes: Routes) { ImportRoutes(house: house).register(routes) }
}

struct ImportRoutes: Sendable {
    let house: House

    func register(_ routes: Routes) {
        routes.get("/centrale/import", access: .centre) { visit in try await front(visit).reply }
        routes.post("/centrale/import", access: .centre, bodyLimit: ImportUpload.bodyLimit) { visit in
            try await upload(visit)
        }
        routes.get("/centrale/import/{import}", access: .centre) { visit in try await show(visit) }
        routes.get("/centrale/import/{import}/koppeling", access: .centre) { visit in
            let run = try await editable(visit)
            return ImportMappingPage(visit: visit, run: run, table: try await table(run), mapping: run.mapping).reply
        }
        routes.post("/centrale/import/{import}/koppeling", access: .centre, bodyLimit: 400_000) { visit in
            try await map(visit)
        }
        routes.post("/centrale/import/{import}/start", access: .centre) { visit in try await start(visit) }
        routes.post("/centrale/import/{import}/verwijdering", access: .centre) { visit in try await remove(visit) }
        routes.get("/centrale/import/{import}/fouten.csv", access: .centre) { visit in
            let run = try await run(visit)
            return .download(
                run.report.problemsFile(visit.t), name: "niet-overgenomen.csv", type: "text/csv; charset=utf-8")
        }
        MappingRoutes(routes: self).register(routes)
    }

    func scope(_ visit: Visit) -> [String] { visit.actor.municipalities(with: MunicipalRole.centre) }

    func front(_ visit: Visit, state: FormState? = nil, mappingProblem: Text? = nil) async throws -> ImportPage {
        let scope = scope(visit)
        let (municipalities, runs, mappings) = try await house.database.read { db in
            (
                try scope.compactMap { try Places.municipality($0, in: db) },
                try ImportRun.latest(30, in: scope, db: db),
                try SavedMapping.all(in: scope, db: db)
            )
        }
        return ImportPage(
            visit: visit, municipalities: municipalities, runs: runs, mappings: mappings, state: state,
            mappingProblem: mappingProblem)
    }

    private func upload(_ visit: Visit) async throws -> Reply {
        let page = try await front(visit)
        var state = ImportUpload.form(page.municipalities, page.mappings).read(visit.form)
        guard let file = visit.files[ImportUpload.Name.file], !file.bytes.isEmpty else {
            state.addError(ImportUpload.Name.file, Text("Kies een bestand."))
            return try await front(visit, state: state).reply
        }
        if file.bytes.count > ImportUpload.fileLimit {
            state.addError(ImportUpload.Name.file, Text("Dit bestand is groter dan 10 MB. Deel het op."))
        }
        guard state.isValid else { return try await front(visit, state: state).reply }
        let saved = page.mappings.first { $0.id == state[ImportUpload.Name.mapping] }
        do {
            let made = try await ImportUpload.keep(
                file, municipality: state[ImportUpload.Name.municipality], mapping: saved?.mapping, visit: visit,
                house: house)
            return .redirect(to: "/centrale/import/\(made.id)" + (made.needsMapping ? "/koppeling" : ""))
        } catch let refusal as ImportRefusal {
            state.addError(ImportUpload.Name.file, refusal.reason)
            return try await front(visit, state: state).reply
        }
    }

    /// The run in the path, when it is this centre's.
    func run(_ visit: Visit) async throws -> ImportRun {
        let id = try visit.parameter("import")
        let scope = scope(visit)
        guard let run = try await house.database.read({ db in try ImportRun.find(id, in: scope, db: db) }) else {
            throw WebError.notFound
        }
        return run
    }

    private func show(_ visit: Visit) async throws -> Reply {
        let run = try await run(visit)
        let name = try await house.database.read { db in try Places.municipality(run.municipality, in: db)?.name }
        return ImportRunPage(visit: visit, run: run, municipality: name ?? run.municipality).reply
    }

    /// A run whose mapping may still change.
    private func editable(_ visit: Visit) async throws -> ImportRun {
        let run = try await run(visit)
        guard [.uploaded, .tried, .refused].contains(run.state) else { throw WebError.notFound }
        return run
    }

    private func table(_ run: ImportRun) async throws -> CSVTable {
        guard let file = try await house.database.read({ db in try ImportRun.file(run.id, db: db) }) else {
            throw WebError.notFound
        }
        do {
            return try CSVReader.list(file, rows: ImportUpload.rowLimit)
        } catch let refusal as ImportRefusal {
            throw WebError.badRequest(refusal.reason)
        }
    }

    private func map(_ visit: Visit) async throws -> Reply {
        let run = try await editable(visit)
        var (mapping, errors) = ImportMappingForm.read(visit.form)
        mapping.publishes = run.mapping.publishes
        let table = try await table(run)
        if errors.isEmpty {
            do {
                _ = try ImportSheet(table, mapping)
            } catch let refusal as ImportRefusal {
                errors.append((ImportMappingForm.Name.columns(.title), refusal.reason))
            }
        }
        guard errors.isEmpty else {
            return ImportMappingPage(visit: visit, run: run, table: table, mapping: mapping, errors: errors).reply
        }
        let keeps = visit.form.text(ImportMappingForm.Name.keep) != nil
        try await house.database.write { [mapping, now = visit.now] db in
            if keeps { try SavedMapping.keep(mapping, in: run.municipality, now: now, db: db) }
            guard
                try ImportRun.begin(run.id, from: [.uploaded, .tried, .refused], as: .trying, mapping: mapping, in: db)
            else {
                throw Self.outdated
            }
            try Jobs.add(ImportJob.tryKind, payload: run.id, at: now, now: now, in: db)
        }
        return .redirect(to: run.path)
    }

    private func start(_ visit: Visit) async throws -> Reply {
        let run = try await run(visit)
        var mapping = run.mapping
        mapping.publishes = visit.form.text("online") != nil
        try await house.database.write { [mapping, now = visit.now] db in
            guard try ImportRun.begin(run.id, from: [.tried], as: .running, mapping: mapping, in: db) else {
                throw Self.outdated
            }
            try Jobs.add(ImportJob.runKind, payload: run.id, at: now, now: now, in: db)
            try house.record(
                Audit.Event("import-gestart", "import", run.id, municipality: run.municipality), by: visit, in: db)
        }
        return .redirect(to: run.path)
    }

    private func remove(_ visit: Visit) async throws -> Reply {
        let run = try await run(visit)
        try await house.database.write { db in
            let gone = try db.run(
                """
                DELETE FROM import_run WHERE id = \(run.id)
                    AND state IN (\(list: [ImportRun.State.uploaded, .tried, .refused]))
                """)
            guard gone == 1 else { throw Self.outdated }
            try house.record(
                Audit.Event("lijst-weggegooid", "import", run.id, municipality: run.municipality), by: visit, in: db)
        }
        return .redirect(to: "/centrale/import", notice: visit.t("Het bestand is weg."))
    }

    private static let outdated = WebError.badRequest(
        Text("Met dit bestand is intussen iets anders gebeurd. Ga terug, ververs de pagina en kijk opnieuw."))
}
