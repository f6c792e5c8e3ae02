import Core
import Formats
package import Storage

extension AreaFile {
    /// Reads and checks all there is; changes nothing.
    ///
    /// - Parameters:
    ///   - file: the stranger's file.
    ///   - only: the tables to look at; empty for all.
    /// - Throws: `AreaProblem`.
    package init(reading file: any SQLConnection, only: [String] = [], progress: ImportAreas.Progress) throws {
        self.init()
        do {
            guard try file.value("PRAGMA quick_check(1)", as: String.self) == "ok" else { throw AreaFile.damaged }
            var seen: Set<String> = []
            var loose: [(code: String, place: String?, municipality: String?, spot: Spot?)] = []
            for layer in try AreaLayer.find(only: only, in: file) {
                year = year ?? layer.year
                try Self.eachRow(of: layer, in: file, progress: progress) { row in
                    switch layer.kind {
                    case .municipalities:
                        guard try !row.isWater() else { return }
                        let record = try Self.municipality(row)
                        try Self.once(record.code, row, &seen)
                        municipalities.append(record)
                    case .postcodes:
                        let record = try Self.postcode(row)
                        try Self.once(record.code, row, &seen)
                        loose.append(record)
                    case .neighbourhoods:
                        guard try !row.isWater() else { return }
                        let record = try Self.neighbourhood(row)
                        try Self.once(record.id, row, &seen)
                        neighbourhoods.append(record)
                    }
                }
            }
            place(loose)
        } catch let error as StorageError {
            throw Self.problem(error)
        }
        guard !municipalities.isEmpty || !postcodes.isEmpty || !neighbourhoods.isEmpty else {
            throw AreaProblem(Text("De tabellen in dit bestand zijn leeg."))
        }
    }

    /// What the engine says of a file that it cannot read on in.
    package static func problem(_ error: StorageError) -> AreaProblem {
        switch error {
        case .missingColumn, .unexpectedValue:
            AreaProblem(Text("Dit is geen GeoPackage zoals het hoort: een vaste tabel heeft andere kolommen."))
        default: damaged
        }
    }

    private static var damaged: AreaProblem {
        AreaProblem(Text("Het bestand is beschadigd of niet helemaal gekopieerd. Haal het opnieuw op."))
    }

    private static func eachRow(
        of layer: AreaLayer, in file: any SQLConnection, progress: ImportAreas.Progress,
        _ body: (AreaRow) throws -> Void
    ) throws {
        var last = Int64.min
        var done = 0
        while true {
            let rows = try AreaRow.page(of: layer, after: last, limit: 200, in: file)
            for row in rows { try body(row) }
            guard let end = rows.last?.id else { return }
            last = end
            done += rows.count
            progress(ImportAreas.Step(what: Text("Lezen: \(layer.table)"), done: done, total: layer.count))
        }
    }

    private static func once(_ code: String, _ row: AreaRow, _ seen: inout Set<String>) throws {
        guard seen.insert(code).inserted else { throw row.problem(Text("\(code) staat twee keer in het bestand.")) }
    }

    private static func municipality(_ row: AreaRow) throws -> MunicipalityRecord {
        guard let code = try row.municipalityCode() else {
            throw row.problem(Text("De code van de gemeente ontbreekt."))
        }
        guard let name = try row.text(.municipalityName) ?? row.text(.name) else {
            throw row.problem(Text("De naam van de gemeente ontbreekt."))
        }
        guard let shape = try row.shape(), let spot = shape.centroid.flatMap({ Spot($0) }) else {
            throw row.problem(Text("De vorm op de kaart ontbreekt."))
        }
        return MunicipalityRecord(
            code: code, name: name, inhabitants: try row.inhabitants(), spot: spot,
            outline: JSONValue.array(shape.drawn(tolerance: 60)).text)
    }

    private static func postcode(_ row: AreaRow) throws
        -> (code: String, place: String?, municipality: String?, spot: Spot?)
    {
        guard let text = try row.text(.postcode) else { throw row.problem(Text("De postcode ontbreekt.")) }
        guard text.utf8.count == 4, let code = Validation.postcode4(text) else {
            throw row.problem(Text("‘\(String(text.prefix(40)))’ is geen postcode van vier cijfers."))
        }
        let spot = try row.shape()?.centroid.flatMap { Spot($0) }
        return (code, try row.text(.place), try row.municipalityCode(), spot)
    }

    private static func neighbourhood(_ row: AreaRow) throws -> NeighbourhoodRecord {
        guard let text = try row.text(.neighbourhoodCode) ?? row.text(.code) else {
            throw row.problem(Text("De code van de wijk of buurt ontbreekt."))
        }
        let code = try row.code(text, prefixes: ["WK", "BU"], digits: 6...8)
        guard let name = try row.text(.neighbourhoodName) ?? row.text(.name) else {
            throw row.problem(Text("De naam van de wijk of buurt ontbreekt."))
        }
        guard let shape = try row.shape(), let box = shape.boundingBox, let spot = shape.centroid.flatMap({ Spot($0) })
        else {
            throw row.problem(Text("De vorm op de kaart ontbreekt."))
        }
        // The first four digits of the code are those of the municipality.
        let own = row.layer.columns[.municipalityCode] == nil ? nil : try row.municipalityCode()
        let outline = shape.mainPart.drawn(tolerance: 20).first ?? .array([])
        return NeighbourhoodRecord(
            id: code, name: name, municipality: own ?? "GM" + code.dropFirst(2).prefix(4),
            inhabitants: try row.inhabitants(), spot: spot, outline: outline.text,
            shape: shape.simplified(tolerance: 10),
            box: box)
    }
}
