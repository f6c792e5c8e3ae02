package import Core
package import Storage
import Synchronization

/// How this process is doing: what it counts, and whether it should get visitors.
package struct Health: Sendable {
    package let requests = RequestFigures()
    package let database: DatabaseFigures
    package let work: WorkFigures
    package let readiness: Readiness
    let probe: WritingProbe
    private let store: any Database
    private let clock: any WallClock
    private let engine: String
    private let room: @Sendable () -> UInt64?
    /// Vacancies that can be found, and the seconds since the search last followed the database; `nil` when unknown.
    private let search: @Sendable () -> (vacancies: Int, lag: Double?)

    package init(
        store: any Database, engine: String, place: DatabaseAddress, migrations: [Migration], figures: DatabaseFigures,
        kinds: Set<String>, clock: any WallClock, search: @escaping @Sendable () -> (vacancies: Int, lag: Double?)
    ) {
        database = figures
        work = WorkFigures(kinds: kinds)
        let room: @Sendable () -> UInt64? = {
            guard case .sqlite(let path) = place else { return nil }
            return DiskRoom.free(at: path)?.bytes
        }
        self.room = room
        readiness = Readiness(
            database: store, migrations: migrations, figures: figures, work: work, room: room,
            patience: .seconds(RigSwitch.patience ?? 2))
        probe = WritingProbe(store, figures: figures, clock: clock)
        self.store = store
        self.engine = engine
        self.clock = clock
        self.search = search
    }

    /// All figures in the text format of Prometheus. What cannot be read now is left out.
    package func figures() async -> String {
        var text = PrometheusText()
        text.family("inzet_build_info", .gauge, "Which program this is; always 1.")
        text.sample("inzet_build_info", [("version", Program.version), ("engine", engine)], 1)
        let reasons = await readiness.reasons()
        text.family("inzet_ready", .gauge, "1 when this process should get visitors.")
        text.sample("inzet_ready", reasons.isEmpty ? 1 : 0)
        text.family("inzet_not_ready", .gauge, "1 for each reason why not.")
        for reason in Readiness.Reason.allCases {
            text.sample("inzet_not_ready", [("reason", reason.rawValue)], reasons.contains(reason) ? 1 : 0)
        }
        requests.write(to: &text)
        database.write(to: &text)
        work.write(to: &text)
        let now = clock.now
        if let queues = try? await store.read({ db in try QueueFigures.read(now: now, in: db) }) {
            queues.write(to: &text)
        }
        let (vacancies, lag) = search()
        text.family("inzet_search_vacancies", .gauge, "Vacancies that can be found.")
        text.sample("inzet_search_vacancies", Double(vacancies))
        if let lag {
            text.family("inzet_search_lag_seconds", .gauge, "Since the search last followed the database.")
            text.sample("inzet_search_lag_seconds", lag)
        }
        if let room = room() {
            text.family("inzet_disk_free_bytes", .gauge, "Room on the disk of the database.")
            text.sample("inzet_disk_free_bytes", Double(room))
        }
        text.family("inzet_log_lines_dropped_total", .counter, "Log lines that were lost because the log was full.")
        text.sample("inzet_log_lines_dropped_total", Double(LogQueue.shared.dropped))
        ProcessFigures.write(to: &text)
        return text.text
    }
}
