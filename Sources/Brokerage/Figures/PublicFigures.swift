import Community
import Core
import Storage
import Synchronization

/// The figures of one municipality that everyone may see: twelve whole months, no names, no small groups.
struct PublicFigures: Sendable {
    struct Line: Sendable {
        let label: String
        /// `nil` where it does not apply, as with a month.
        let online: Int?
        let applications: SmallCells.Shown
        let inTime: String
        let placed: SmallCells.Shown
        let days: Int?
    }

    let municipality: Municipality
    let rows: FigureRows

    init(_ municipality: Municipality, now: Moment, in db: any SQLConnection) throws {
        self.municipality = municipality
        let set = try FigureSet([municipality.code], .wholeYear(before: now.day), now: now, in: db)
        rows = try FigureRows(set, codes: [municipality.code], in: db)
    }

    func total(_ t: Texts) -> Line {
        let count = rows.set.total
        return Self.line(
            t("Totaal"), count, SmallCells.one(count.applications), SmallCells.one(count.placed), showsOnline: true, t)
    }

    func byMonth(_ t: Texts) -> [Line] { Self.lines(rows.byMonth(t), showsOnline: false, t) }
    func byNeighbourhood(_ t: Texts) -> [Line] { Self.lines(rows.byNeighbourhood(t), showsOnline: true, t) }
    func bySector(_ t: Texts) -> [Line] { Self.lines(rows.bySector(t), showsOnline: true, t) }

    private static func lines(_ groups: [FigureRows.Line], showsOnline: Bool, _ t: Texts) -> [Line] {
        let applications = SmallCells.protect(groups.map(\.count.applications))
        let placed = SmallCells.protect(groups.map(\.count.placed))
        return zip(groups, zip(applications, placed)).map { group, cells in
            line(group.label, group.count, cells.0, cells.1, showsOnline: showsOnline, t)
        }
    }

    private static func line(
        _ label: String, _ count: FigureCount, _ applications: SmallCells.Shown, _ placed: SmallCells.Shown,
        showsOnline: Bool, _ t: Texts
    ) -> Line {
        Line(
            label: label, online: showsOnline ? count.online : nil, applications: applications,
            inTime: SmallCells.share(count.inTime, of: count.due, t), placed: placed,
            days: count.answered < SmallCells.fewest ? nil : count.medianDays)
    }
}

/// Remembers public figures for ten minutes, so that many readers cost no more than one.
final class PublicFigureCache: Sendable {
    private struct Kept { let at: Moment, figures: PublicFigures }
    private static let lifetime = Span.minutes(10)
    private let kept = Mutex<[String: Kept]>([:])

    func figures(_ municipality: Municipality, house: House, now: Moment) async throws -> PublicFigures {
        let known = kept.withLock { $0[municipality.code] }
        if let known, now >= known.at, now - known.at < Self.lifetime, now.day == known.at.day { return known.figures }
        let figures = try await house.database.readStale { db in try PublicFigures(municipality, now: now, in: db) }
        kept.withLock { $0[municipality.code] = Kept(at: now, figures: figures) }
        return figures
    }
}
