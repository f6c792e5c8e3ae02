import Community
import Core
import Storage

/// The groups of a table of figures, in the order of the page.
struct FigureRows: Sendable {
    struct Line: Sendable {
        let label: String
        let count: FigureCount
        var area: FigureRecords.Area?
        var sector: Sector?
        var period: FigurePeriod?
    }

    static let withoutArea = Text("Zonder wijk: de hele gemeente of vanuit huis")

    let set: FigureSet
    let neighbourhoods: [Neighbourhood]

    /// - Parameter codes: whose neighbourhoods stand in the table, also when nothing happened there.
    init(_ set: FigureSet, codes: [String], in db: any SQLConnection) throws {
        self.set = set
        var neighbourhoods: [Neighbourhood] = []
        for code in codes { neighbourhoods += try Places.neighbourhoods(of: code, in: db) }
        let known = Set(neighbourhoods.map(\.id))
        // Work of this municipality just across its border.
        for id in set.neighbourhoods.keys.sorted() where !id.isEmpty && !known.contains(id) {
            if let other = try Places.neighbourhood(id, in: db) { neighbourhoods.append(other) }
        }
        self.neighbourhoods = neighbourhoods
    }

    func byNeighbourhood(_ t: Texts) -> [Line] {
        var lines = neighbourhoods.map { place in
            Line(
                label: place.name, count: set.neighbourhoods[place.id] ?? FigureCount(), area: .neighbourhood(place.id))
        }
        if let rest = set.neighbourhoods[""] {
            lines.append(Line(label: t(Self.withoutArea), count: rest, area: FigureRecords.Area.none))
        }
        return lines
    }

    /// Only sectors in which something happened.
    func bySector(_ t: Texts) -> [Line] {
        Sector.allCases.compactMap { sector in
            set.sectors[sector.rawValue].map { Line(label: t(sector.label), count: $0, sector: sector) }
        }
    }

    func byMonth(_ t: Texts) -> [Line] {
        set.months.map { Line(label: $0.period.monthName(t), count: $0.count, period: $0.period) }
    }
}
