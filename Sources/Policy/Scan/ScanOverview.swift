import Community
import Core
import Storage
import Web

/// What the page of all scans shows.
struct ScanOverview: Sendable {
    let cycle: PolicyCycle
    /// Of this round, the newest first.
    let runs: [FilledScan]
    /// Finished runs over the rounds, the oldest first.
    let history: [FilledScan]
    let warnings: [ScanWarning]

    static func load(_ cycle: PolicyCycle, content: ContentShelf, house: House, visit: Visit, in db: any SQLConnection)
        throws -> ScanOverview
    {
        let runs = try FilledScan.load(ScanRun.all(of: cycle.id, in: db), content, in: db)
        let history = try FilledScan.load(ScanRun.finished(upTo: cycle, in: db), content, in: db)
        let known = try PolicyHistory.load(
            cycle, on: min(visit.today, cycle.lastDay), house: house, t: visit.t, now: visit.now, in: db)
        return ScanOverview(
            cycle: cycle, runs: runs, history: history,
            warnings: Self.warnings(
                content.file(), facts: latestFacts(runs, history), known: known, on: min(visit.today, cycle.lastDay)))
    }

    /// Facts from the latest integral run; what it left open is taken from what the rounds know.
    static func latestFacts(_ runs: [FilledScan], _ history: [FilledScan]) -> [String: [String]] {
        (runs.first { $0.run.kind == .integral } ?? history.last { $0.run.kind == .integral })?.facts ?? [:]
    }

    /// The warnings that hold on a day. What the rounds themselves know goes before what somebody typed earlier.
    static func warnings(
        _ scan: IntegralScan, facts: [String: [String]], known: PolicyHistory, on day: Day
    ) -> [ScanWarning] {
        let values = facts.merging(known.proposals) { typed, known in
            // Two dates: the later is the policy that holds.
            guard let a = typed.first.flatMap(Day.init(iso:)), let b = known.first.flatMap(Day.init(iso:)) else {
                return typed
            }
            return a >= b ? typed : known
        }
        return scan.warnings.filter { $0.when.holds(values, on: day) }
    }

    func history(of kind: ScanKind) -> [FilledScan] { history.filter { $0.run.kind == kind } }
}
