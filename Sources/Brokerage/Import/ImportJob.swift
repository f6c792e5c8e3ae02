import Community
import Core
import Formats
package import Services
import Storage

extension Brokerage {
    /// The background work of imports: trying a list out, and taking it in.
    package func importJobs(events: VacancyEvents) -> [Job] {
        [ImportJob.tryKind, ImportJob.runKind].map { kind in
            Job(kind) { [house] payload, now in
                try await ImportJob(house: house, events: events, kind: kind).perform(payload, now: now)
            }
        }
    }
}

/// Works on one run in chunks, each in a transaction of its own that also says how far it is: a stop at any moment loses
/// and doubles nothing. After a number of chunks it asks for another turn, so that mail and other work go on.
package struct ImportJob: Sendable {
    static let tryKind = "import-proef"
    static let runKind = "import-uitvoeren"
    static let chunk = 100
    static let chunksATurn = 20

    let house: House
    let events: VacancyEvents
    let kind: String

    func perform(_ id: String, now: Moment) async throws {
        let state: ImportRun.State = kind == Self.tryKind ? .trying : .running
        do {
            let (sheet, municipality) = try await open(id, state)
            guard let sheet, let municipality else { return }
            for _ in 0..<Self.chunksATurn {
                guard try await step(id, state, sheet, municipality, now) else { return }
            }
        } catch let refusal as ImportRefusal {
            try await house.database.write { db in try ImportRun.refuse(id, refusal.reason, now: now, in: db) }
            return
        }
        try await house.database.write { [kind] db in
            try Jobs.add(kind, payload: id, at: now + .seconds(1), now: now, in: db)
        }
    }

    /// The list, when the run still waits for this.
    private func open(_ id: String, _ state: ImportRun.State) async throws -> (ImportSheet?, Municipality?) {
        let found = try await house.database.read { db -> (ImportRun, [UInt8], Municipality)? in
            guard let run = try ImportRun.find(id, db: db), run.state == state,
                let file = try ImportRun.file(id, db: db),
                let municipality = try Places.municipality(run.municipality, in: db)
            else { return nil }
            return (run, file, municipality)
        }
        guard let (run, file, municipality) = found else { return (nil, nil) }
        return (try ImportSheet(try CSVReader.list(file, rows: ImportUpload.rowLimit), run.mapping), municipality)
    }

    /// One chunk. Gives whether there is more.
    private func step(
        _ id: String, _ state: ImportRun.State, _ sheet: ImportSheet, _ municipality: Municipality, _ now: Moment
    ) async throws -> Bool {
        let body: @Sendable (any SQLConnection) throws -> (ImportRun, Int, ImportReport, [ImportResult])? = { db in
            guard let run = try ImportRun.find(id, db: db), run.state == state else { return nil }
            let context = ImportContext(
                mapping: sheet.mapping, municipality: municipality, now: now, writes: state == .running,
                cause: Audit.Cause(actor: run.person ?? "inzet", origin: "import"))
            let rows = sheet.rows.dropFirst(run.rowsDone).prefix(Self.chunk)
            let results = try ImportRows.perform(rows, of: sheet, in: context, db)
            var report = run.report
            report.add(results)
            return (run, run.rowsDone + rows.count, report, results)
        }
        let total = sheet.rows.count
        if state == .trying {
            // Read only, so that a trial cannot write even by mistake.
            guard let (run, done, report, _) = try await house.database.read(body) else { return false }
            let next: ImportRun.State = done < total ? .trying : .tried
            let isOurs = try await house.database.write { db in
                try ImportRun.advance(run, done: done, report, to: next, now: now, in: db)
            }
            return isOurs && done < total
        }
        let changed = try await house.database.write { db -> (ids: [Vacancy.Identity], isMore: Bool) in
            guard let (run, done, report, results) = try body(db) else { return ([], false) }
            let next: ImportRun.State = done < total ? .running : .done
            guard try ImportRun.advance(run, done: done, report, to: next, now: now, in: db) else {
                throw StorageError.failed(code: "0", message: "The import was taken over.")
            }
            return (results.compactMap(\.vacancy), done < total)
        }
        if !changed.ids.isEmpty { await events.changed(changed.ids) }
        return changed.isMore
    }
}
