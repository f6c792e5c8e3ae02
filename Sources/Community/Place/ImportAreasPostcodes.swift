import Core
import Formats
import Storage

extension ImportAreas {
    /// Writes the postcodes. A postcode keeps its neighbourhood as long as that lies in its municipality; one without
    /// gets the neighbourhood of the file in which its point lies.
    static func postcodes(_ file: AreaFile, _ known: Set<String>, in db: any SQLConnection, progress: Progress) throws
        -> Counts
    {
        var counts = Counts()
        if file.postcodes.isEmpty { return counts }
        var old: [String: Row] = [:]
        for row in try db.rows("SELECT * FROM postcode") { old[try row("code")] = row }
        let homes = try municipalityOfNeighbourhood(in: db)
        let shapes = Dictionary(grouping: file.neighbourhoods, by: \.municipality)
        for (index, area) in file.postcodes.enumerated() {
            guard known.contains(area.municipality) else { throw unknown(area.municipality, of: area.code) }
            if index % 500 == 0 {
                progress(Step(what: Text("Bewaren: postcodes"), done: index, total: file.postcodes.count))
            }
            let linked = try old[area.code]?("neighbourhood_id", as: String?.self)
            let kept = linked.flatMap { homes[$0] == area.municipality ? $0 : nil }
            let neighbourhood = kept ?? found(area, shapes[area.municipality] ?? [])
            guard let row = old[area.code] else {
                counts.new += 1
                try db.run(
                    """
                    INSERT INTO postcode (code, place, municipality_code, neighbourhood_id, x, y)
                    VALUES (\(area.code), \(area.place), \(area.municipality), \(neighbourhood), \(area.spot.x),
                        \(area.spot.y))
                    """)
                continue
            }
            let isSame =
                try row("place") == area.place && row("municipality_code") == area.municipality
                && Spot(row: row) == area.spot && linked == neighbourhood
            if isSame {
                counts.unchanged += 1
                continue
            }
            counts.changed += 1
            try db.run(
                """
                UPDATE postcode SET place = \(area.place), municipality_code = \(area.municipality),
                    neighbourhood_id = \(neighbourhood), x = \(area.spot.x), y = \(area.spot.y)
                WHERE code = \(area.code)
                """)
        }
        progress(Step(what: Text("Bewaren: postcodes"), done: file.postcodes.count, total: file.postcodes.count))
        return counts
    }

    private static func municipalityOfNeighbourhood(in db: any SQLConnection) throws -> [String: String] {
        var homes: [String: String] = [:]
        for row in try db.rows("SELECT id, municipality_code FROM neighbourhood") {
            homes[try row("id")] = try row("municipality_code", as: String.self)
        }
        return homes
    }

    private static func found(_ area: AreaFile.PostcodeRecord, _ candidates: [AreaFile.NeighbourhoodRecord]) -> String?
    {
        let point = GeoPoint(x: Double(area.spot.x), y: Double(area.spot.y))
        return candidates.first { $0.box.contains(point) && $0.shape.contains(point) }?.id
    }
}
