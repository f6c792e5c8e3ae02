import Community
import Core
import Formats
import Services
import Storage
import Synchronization

/// Makes a large file in the background and tells how far it is. A stop halfway begins again: nothing was given out yet.
struct ExportJob: Sendable {
    let house: House

    func run(_ id: String, now: Moment) async throws {
        let found = try await house.database.read { [house] db -> (ExportRun, SurveyExport)? in
            guard let run = try ExportRun.find(id, in: db), run.state == .running,
                let survey = try Survey.find(run.survey, in: db)
            else { return nil }
            return (
                run,
                try SurveyExport.load(
                    survey, includesOpen: run.includesOpen, origin: house.origin, t: house.t(.dutch), in: db)
            )
        }
        guard let (run, export) = found else { return }
        let counter = Counter()
        do {
            let file = try await withThrowingTaskGroup(of: ExportedFile?.self) { group in
                group.addTask {
                    try await OffPool.run { () throws in try export.make(run.format) { counter.set($0) } }
                }
                group.addTask { [house] in
                    while true {
                        try await Task.sleep(for: .milliseconds(400))
                        let done = counter.value
                        try await house.database.write { db in
                            try db.run("UPDATE survey_export SET rows_done = \(done) WHERE id = \(id)")
                        }
                    }
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
            guard let file else { return }
            try await finish(id, file, now)
        } catch let error as CancellationError {
            throw error
        } catch {
            house.note("survey.export.failed", ["error": "\(error)"])
            try await house.database.write { db in
                try db.run("UPDATE survey_export SET state = \(ExportRun.State.failed) WHERE id = \(id)")
            }
        }
    }

    private func finish(_ id: String, _ file: ExportedFile, _ now: Moment) async throws {
        let notes = JSONValue(file.notes.map { JSONValue.string($0) }).text
        try await house.database.write { db in
            try db.run(
                """
                UPDATE survey_export SET state = \(ExportRun.State.done), file = \(file.bytes), notes = \(notes),
                    rows_done = rows_total, finished_at = \(now) WHERE id = \(id) AND state = \(ExportRun.State.running)
                """)
        }
    }
}

/// How many records are done, seen from two threads.
private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func set(_ value: Int) { count.withLock { $0 = value } }
}
