import Community
import Core
import Storage
import Web

/// What someone of the centre asks figures of: a period and one or all of the municipalities they work for.
struct FigureRequest: Sendable {
    let scope: [Municipality]
    /// `nil` for all of `scope`.
    let chosen: Municipality?
    let period: FigurePeriod
    /// What was asked and could not be followed.
    let notices: [Text]

    /// - Throws: `WebError.notFound` for a municipality that is not the visitor's.
    init(_ visit: Visit, in db: any SQLConnection) throws {
        let codes = visit.actor.municipalities(with: MunicipalRole.centre)
        scope = try codes.compactMap { try Places.municipality($0, in: db) }
        let asked = visit.query.text("gemeente")
        chosen = scope.first { $0.code == asked }
        if asked != nil, chosen == nil { throw WebError.notFound }
        (period, notices) = FigurePeriod.read(visit.query, today: visit.today)
    }

    var codes: [String] { chosen.map { [$0.code] } ?? scope.map(\.code) }

    /// The place, as a heading says it.
    var place: String { (chosen.map { [$0.name] } ?? scope.map(\.name)).joined(separator: ", ") }

    /// The address of `path` with this period and municipality and what more is asked.
    func url(_ path: String, period other: FigurePeriod? = nil, _ more: [(String, String)] = []) -> String {
        let municipality = chosen.map { [("gemeente", $0.code)] } ?? []
        return Query((other ?? period).query + municipality + more).url(path)
    }

    /// The list behind a figure.
    func records(_ records: FigureRecords, path: String = FigureRoutes.records) -> String {
        var more = [("soort", records.kind.rawValue)]
        switch records.area {
        case .neighbourhood(let id): more.append(("wijk", id))
        case .some(.none): more.append(("wijk", "geen"))
        case nil: break
        }
        if let sector = records.sector { more.append(("sector", sector.rawValue)) }
        return url(path, period: records.period, more)
    }

    /// All records of a kind in this request.
    func all(_ kind: FigureRecords.Kind) -> FigureRecords {
        FigureRecords(kind: kind, municipalities: codes, period: period)
    }
}

/// One list behind a figure, as asked in an address.
struct RecordRequest: Sendable {
    let request: FigureRequest
    let records: FigureRecords
    let neighbourhood: Neighbourhood?
    let notices: [Text]

    init(_ visit: Visit, in db: any SQLConnection) throws {
        request = try FigureRequest(visit, in: db)
        var notices = request.notices
        let unknown = Text("Een deel van het filter kennen we niet. Dat deel telt niet mee.")
        let kind = visit.query.text("soort").map(FigureRecords.Kind.init(rawValue:)) ?? .applications
        var records = request.all(kind ?? .applications)
        let sector = visit.query.text("sector").map(Sector.init(rawValue:)) ?? nil
        records.sector = sector
        var neighbourhood: Neighbourhood?
        let area = visit.query.text("wijk")
        if area == "geen" {
            records.area = FigureRecords.Area.none
        } else if let area, let found = try Places.neighbourhood(area, in: db) {
            neighbourhood = found
            records.area = .neighbourhood(found.id)
        }
        let isLost =
            kind == nil || (sector == nil && visit.query.text("sector") != nil) || (area != nil && records.area == nil)
        if isLost { notices.append(unknown) }
        self.records = records
        self.neighbourhood = neighbourhood
        self.notices = notices
    }

    /// What the list is cut down to, in words.
    func words(_ t: Texts) -> [String] {
        var words: [String] = []
        if records.kind != .online { words.append(records.period.words(t)) }
        switch records.area {
        case .neighbourhood: words.append(neighbourhood?.name ?? "")
        case .some(.none): words.append(t(FigureRows.withoutArea))
        case nil: break
        }
        if let sector = records.sector { words.append(t(sector.label)) }
        return words
    }
}
