package import Core
import Formats
import Services
package import Storage

extension ImportAreas {
    /// Puts the areas into the database, in the transaction of `db`. What is not in the file stays as it is; the centre
    /// of a municipality and the neighbourhood of a postcode are kept.
    ///
    /// - Throws: `AreaProblem` when an area belongs to a municipality nobody knows.
    package static func write(
        _ file: AreaFile, serving served: ServedAreas? = nil, now: Moment, in db: any SQLConnection, progress: Progress
    ) throws -> Report {
        var report = Report()
        report.notices = file.notices
        report.municipalities = try municipalities(file, in: db)
        progress(
            Step(what: Text("Bewaren: gemeenten"), done: file.municipalities.count, total: file.municipalities.count))
        let known = Set(try db.rows("SELECT code FROM municipality").map { try $0("code", as: String.self) })
        report.neighbourhoods = try neighbourhoods(file, known, in: db)
        report.postcodes = try postcodes(file, known, in: db, progress: progress)
        report.served = try served?.write(now: now, in: db) ?? []
        let details: JSONValue = [
            "gemeenten": .int(file.municipalities.count), "postcodes": .int(file.postcodes.count),
            "wijken": .int(file.neighbourhoods.count),
        ]
        try Audit.record(
            Audit.Event("gebieden-ingelezen", "gebieden", file.year.map { String($0) } ?? "", details: details),
            by: .program("import gebieden"), now: now, in: db)
        return report
    }

    private static func municipalities(_ file: AreaFile, in db: any SQLConnection) throws -> Counts {
        var counts = Counts()
        var old: [String: Row] = [:]
        for row in try db.rows("SELECT * FROM municipality") { old[try row("code")] = row }
        for area in file.municipalities {
            let key = TextFolding.sortKey(area.name)
            guard let row = old[area.code] else {
                counts.new += 1
                try db.run(
                    """
                    INSERT INTO municipality (code, name, sort_key, inhabitants, x, y, outline, year)
                    VALUES (\(area.code), \(area.name), \(key), \(area.inhabitants), \(area.spot.x), \(area.spot.y),
                        \(area.outline), \(file.year))
                    """)
                continue
            }
            let isSame =
                try row("name") == area.name && row("inhabitants", as: Int?.self) == area.inhabitants
                && Spot(row: row) == area.spot && row("year", as: Int?.self) == file.year
                && sameOutline(row("outline"), area.outline)
            if isSame {
                counts.unchanged += 1
                continue
            }
            counts.changed += 1
            try db.run(
                """
                UPDATE municipality SET name = \(area.name), sort_key = \(key), inhabitants = \(area.inhabitants),
                    x = \(area.spot.x), y = \(area.spot.y), outline = \(area.outline), year = \(file.year)
                WHERE code = \(area.code)
                """)
        }
        return counts
    }

    private static func neighbourhoods(_ file: AreaFile, _ known: Set<String>, in db: any SQLConnection) throws
        -> Counts
    {
        var counts = Counts()
        if file.neighbourhoods.isEmpty { return counts }
        var old: [String: Row] = [:]
        for row in try db.rows("SELECT * FROM neighbourhood") { old[try row("id")] = row }
        for area in file.neighbourhoods {
            guard known.contains(area.municipality) else { throw unknown(area.municipality, of: area.name) }
            let key = TextFolding.sortKey(area.name)
            guard let row = old[area.id] else {
                counts.new += 1
                try db.run(
                    """
                    INSERT INTO neighbourhood (id, municipality_code, name, sort_key, inhabitants, x, y, outline)
                    VALUES (\(area.id), \(area.municipality), \(area.name), \(key), \(area.inhabitants), \(area.spot.x),
                        \(area.spot.y), \(area.outline))
                    """)
                continue
            }
            let isSame =
                try row("name") == area.name && row("municipality_code") == area.municipality
                && row("inhabitants", as: Int?.self) == area.inhabitants && Spot(row: row) == area.spot
                && sameOutline(row("outline"), area.outline)
            if isSame {
                counts.unchanged += 1
                continue
            }
            counts.changed += 1
            try db.run(
                """
                UPDATE neighbourhood SET municipality_code = \(area.municipality), name = \(area.name), sort_key = \(key),
                    inhabitants = \(area.inhabitants), x = \(area.spot.x), y = \(area.spot.y), outline = \(area.outline)
                WHERE id = \(area.id)
                """)
        }
        return counts
    }

    static func unknown(_ municipality: String, of name: String) -> AreaProblem {
        AreaProblem(
            Text(
                "\(name) hoort bij gemeente \(municipality), en die staat niet in het bestand en ook nog niet op de site."
            ))
    }

    private static func sameOutline(_ old: String?, _ new: String) -> Bool {
        guard let old else { return false }
        // An engine may keep JSON in a spelling of its own.
        return old == new || (try? JSONValue(parsing: old)) == (try? JSONValue(parsing: new))
    }
}
