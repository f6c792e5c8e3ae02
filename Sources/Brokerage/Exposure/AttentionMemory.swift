import Core
import Storage
import Synchronization

/// Remembers the figures of attention: the weeks they are about are over, so a quarter of an hour is soon enough for
/// what was written down later.
final class AttentionMemory: Sendable {
    private struct Key: Hashable {
        let municipality: String
        let quarter: Int64
        let decisions: Int
    }

    private let kept = Mutex<[Key: AttentionFigures]>([:])

    func figures(_ municipality: String, now: Moment, in db: any SQLConnection) throws -> AttentionFigures {
        // A decision shows at once.
        let decisions = try db.count("SELECT COUNT(*) FROM fair_exposure WHERE municipality_code = \(municipality)")
        let key = Key(municipality: municipality, quarter: now.milliseconds / 900_000, decisions: decisions)
        if let known = kept.withLock({ $0[key] }) { return known }
        let fresh = try AttentionFigures(municipality: municipality, today: now.day, in: db)
        kept.withLock { kept in
            if kept.count >= 50 { kept.removeAll() }
            kept[key] = fresh
        }
        return fresh
    }
}
