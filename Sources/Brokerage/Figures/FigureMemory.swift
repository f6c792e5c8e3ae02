import Core
import Storage
import Synchronization

/// Remembers the figures of a period while nothing changed. Every change of an application leaves an event in the audit
/// log, so the number of the last event tells whether a figure is still true; the hour, whether more fell due.
final class FigureMemory: Sendable {
    private struct Key: Hashable {
        let municipalities: [String]
        let first: Day
        let last: Day
        let event: Int
        let hour: Int64
    }

    private let kept = Mutex<[Key: FigureSet]>([:])

    func figures(_ municipalities: [String], _ period: FigurePeriod, now: Moment, in db: any SQLConnection) throws
        -> FigureSet
    {
        let event = try Self.lastChange(in: db)
        let key = Key(
            municipalities: municipalities, first: period.first, last: period.last, event: event,
            hour: now.milliseconds / 3_600_000)
        if let known = kept.withLock({ $0[key] }) { return known }
        let fresh = try FigureSet(municipalities, period, now: now, in: db)
        kept.withLock { kept in
            if kept.count >= 50 { kept.removeAll() }
            kept[key] = fresh
        }
        return fresh
    }

    /// What the log calls the download of a file with figures. It changes none of them: else each file would cost the
    /// next visitor a count.
    static let download = "cijfers-gedownload"

    private static func lastChange(in db: any SQLConnection) throws -> Int {
        let rows = try db.rows("SELECT seq, action FROM audit_event ORDER BY seq DESC LIMIT 20")
        let change = try rows.first { row in try row("action", as: String.self) != download } ?? rows.last
        return try change.map { try $0("seq") } ?? 0
    }
}
