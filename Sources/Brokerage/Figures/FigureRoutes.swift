import Community
import Core
import Formats
import Services
import Storage
import Web

/// The figures of the centre, the records behind them and the files of both.
struct FigureRoutes: Sendable {
    static let page = "/centrale/cijfers"
    static let records = "/centrale/cijfers/gegevens"
    static let export = "/centrale/cijfers/export"

    private static let pageSize = 50

    let house: House
    private let memory = FigureMemory()

    func register(_ routes: Routes) {
        routes.get(Self.page, access: .centre) { visit in
            let (request, rows) = try await figures(visit)
            return FigurePage(visit: visit, request: request, rows: rows).reply
        }
        routes.get(Self.records, access: .centre) { visit in try await list(visit) }
        routes.get(Self.export, access: .centre) { visit in
            visit.query.text("soort") == nil ? try await tableFile(visit) : try await recordFile(visit)
        }
    }

    private func figures(_ visit: Visit) async throws -> (FigureRequest, FigureRows) {
        try await house.database.read { [memory] db in
            let request = try FigureRequest(visit, in: db)
            let set = try memory.figures(request.codes, request.period, now: visit.now, in: db)
            return (request, try FigureRows(set, codes: request.codes, in: db))
        }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let after = visit.query.text("na")
        let (asked, list) = try await house.database.read { db in
            let asked = try RecordRequest(visit, in: db)
            if asked.records.kind == .online {
                let page = try asked.records.vacancies(after: after, today: visit.today, limit: Self.pageSize, in: db)
                return (asked, RecordPage.List.vacancies(page))
            }
            let page = try asked.records.applications(after: after, now: visit.now, limit: Self.pageSize, in: db)
            return (asked, .applications(page))
        }
        return RecordPage(visit: visit, asked: asked, list: list).reply
    }

    private func tableFile(_ visit: Visit) async throws -> Reply {
        let (request, rows) = try await figures(visit)
        try await note(visit, request, "tabellen")
        return .download(
            FigureFile.tables(rows, visit.t), name: "cijfers-\(request.period.last.iso).csv", type: FigureFile.mediaType
        )
    }

    private func recordFile(_ visit: Visit) async throws -> Reply {
        let (t, now) = (visit.t, visit.now)
        let (asked, first) = try await house.database.read { db in
            let asked = try RecordRequest(visit, in: db)
            return (asked, try FigureFile.piece(asked.records, from: nil, t, now: now, in: db))
        }
        let records = asked.records
        try await note(visit, asked.request, records.kind.rawValue)
        let rest = first.next.map { place in
            Reply.Rest(from: place) { [house] place in
                try await house.database.read { db in
                    try FigureFile.piece(records, from: place, t, now: now, in: db)
                }
            }
        }
        return .download(
            first.bytes, name: "\(records.kind.rawValue)-\(asked.request.period.last.iso).csv",
            type: FigureFile.mediaType, rest: rest)
    }

    /// What leaves the site is recorded.
    private func note(_ visit: Visit, _ request: FigureRequest, _ what: String) async throws {
        let details: JSONValue = [
            "van": .string(request.period.first.iso), "tot": .string(request.period.last.iso),
            "gemeenten": .string(request.codes.joined(separator: " ")),
        ]
        let event = Audit.Event(
            FigureMemory.download, "bestand", what, municipality: request.codes.count == 1 ? request.codes[0] : "",
            details: details)
        try await house.database.write { db in try house.record(event, by: visit, in: db) }
    }
}
