import Community
import Core
import Storage
import Synchronization

/// Keeps for ten minutes what was counted of a large town, where counting walks thousands of placements; a small one is
/// counted each time. What is kept for the record, and what a person wants counted, never comes from here.
final class SupplyMemory: Sendable {
    /// So many cells are few enough to count again for each page.
    static let small = 2_000
    private static let lifetime = Span.minutes(10)
    /// Municipalities and days of which something is kept.
    private static let most = 200

    private struct Kept {
        let cells: [Supply.Cell]
        let at: Moment
    }

    private let box = Mutex<[String: Kept]>([:])

    /// Lets go of all, so that the next who asks has it counted.
    func forget() { box.withLock { $0 = [:] } }

    /// The same supplies, that remember.
    func around(_ supplies: [Supply], now: Moment) -> [Supply] {
        supplies.map { supply in
            Supply(id: supply.id, name: supply.name, marks: supply.marks, path: supply.path) { [self] in
                try cells(supply, $0, $1, $2, now: now, in: $3)
            }
        }
    }

    private func cells(
        _ supply: Supply, _ municipality: String, _ from: Day, _ to: Day, now: Moment, in db: any SQLConnection
    ) throws -> [Supply.Cell] {
        let key = "\(supply.id)|\(municipality)|\(from.iso)|\(to.iso)"
        if let kept = box.withLock({ $0[key] }), now >= kept.at, now - kept.at < Self.lifetime { return kept.cells }
        let cells = try supply.cells(municipality, from, to, db)
        guard cells.count > Self.small else { return cells }
        box.withLock { box in
            if box.count >= Self.most { box = [:] }
            box[key] = Kept(cells: cells, at: now)
        }
        return cells
    }
}
