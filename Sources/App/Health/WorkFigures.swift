import Services
import Synchronization

/// Counts the background work: jobs by kind, and the rounds in which they are done.
package final class WorkFigures: JobObserver {
    private struct Line {
        var done = 0
        var failed = 0
        var duration = Histogram()
    }

    private struct Rounds {
        var running: ContinuousClock.Instant?
        var ended: ContinuousClock.Instant?
        var problem: String?
    }

    /// The kinds that are declared; others are counted together, so that a payload can never become a label.
    private let kinds: Set<String>
    private let lines = Mutex<[String: Line]>([:])
    private let rounds = Mutex(Rounds())

    package init(kinds: Set<String>) { self.kinds = kinds }

    package func ended(_ kind: String, failed: Bool, microseconds: Int64) {
        let name = kinds.contains(kind) ? kind : "-"
        lines.withLock { lines in
            lines[name, default: Line()].duration.add(microseconds)
            if failed { lines[name]?.failed += 1 } else { lines[name]?.done += 1 }
        }
    }

    package func roundBegan() { rounds.withLock { $0.running = .now } }

    /// - Parameter problem: why the round could not do its work: the database, mostly.
    package func roundEnded(problem: String?) {
        rounds.withLock { rounds in
            rounds.running = nil
            rounds.ended = .now
            rounds.problem = problem
        }
    }

    /// A round that takes longer hangs; a pause that takes longer means that no rounds are made any more.
    private static let longestRound = Duration.seconds(1800)
    private static let longestPause = Duration.seconds(60)

    /// Whether rounds are made and go well. True before the first one.
    package var isWell: Bool {
        rounds.withLock { rounds in
            if let running = rounds.running, .now - running > Self.longestRound { return false }
            guard let ended = rounds.ended else { return true }
            if rounds.problem != nil { return false }
            return rounds.running != nil || .now - ended <= Self.longestPause
        }
    }

    func write(to text: inout PrometheusText) {
        let seen = lines.withLock { $0 }.sorted { $0.key < $1.key }
        text.family("inzet_jobs_total", .counter, "Background jobs that this process did, by kind and outcome.")
        for (kind, line) in seen {
            text.sample("inzet_jobs_total", [("kind", kind), ("outcome", "done")], Double(line.done))
            text.sample("inzet_jobs_total", [("kind", kind), ("outcome", "failed")], Double(line.failed))
        }
        text.family("inzet_job_seconds", .histogram, "How long background jobs took, by kind.")
        for (kind, line) in seen { text.histogram("inzet_job_seconds", [("kind", kind)], line.duration) }
        text.family("inzet_rounds_well", .gauge, "1 when the last round of background work went well.")
        text.sample("inzet_rounds_well", isWell ? 1 : 0)
    }
}
