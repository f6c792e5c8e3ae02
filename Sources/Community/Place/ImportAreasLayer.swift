import Core
import Formats
import Storage

/// One table of a GeoPackage that we understand: what it holds and under which names.
struct AreaLayer {
    enum Kind: Int { case municipalities, postcodes, neighbourhoods }

    enum Role: String, CaseIterable {
        case postcode, place, municipalityCode, municipalityName, neighbourhoodCode, neighbourhoodName, inhabitants
        case code, name, water

        /// The names under which CBS and PDOK publish it, best first.
        var columns: [String] {
            switch self {
            case .postcode: ["postcode4", "pc4", "postcode", "pc4code"]
            case .place: ["woonplaats", "plaats", "woonplaatsnaam"]
            case .municipalityCode: ["gemeentecode", "gm_code", "gemcode"]
            case .municipalityName: ["gemeente", "gemeentenaam", "gm_naam", "gemnaam"]
            case .neighbourhoodCode: ["buurtcode", "bu_code", "wijkcode", "wk_code"]
            case .neighbourhoodName: ["buurtnaam", "bu_naam", "wijknaam", "wk_naam", "naam"]
            case .inhabitants: ["aantal_inwoners", "aant_inw", "inwoners"]
            case .code: ["statcode"]
            case .name: ["statnaam"]
            case .water: ["water", "h2o"]
            }
        }
    }

    let table: String
    let geometry: String
    let referenceSystem: Int32
    let kind: Kind
    let columns: [Role: String]
    let count: Int

    /// The year in the name of the table, such as `gemeenten_2022`.
    var year: Int? {
        table.split { !$0.isASCII || !$0.isNumber }.compactMap { $0.utf8.count == 4 ? Int($0) : nil }
            .first { (1990...2100).contains($0) }
    }

    /// A name from a stranger's file as SQL takes it. Such a name cannot be bound, so it is quoted: inside the quotes
    /// nothing but a quote has a meaning, and that is doubled.
    static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}

extension AreaLayer {
    /// The layers of the file that hold municipalities, postcodes or neighbourhoods, one of each at most.
    ///
    /// - Parameter only: the tables to look at; empty for all.
    static func find(only: [String], in file: any SQLConnection) throws -> [AreaLayer] {
        guard try isPlain("gpkg_contents", in: file), try isPlain("gpkg_geometry_columns", in: file) else {
            throw AreaProblem(Text("Dit is geen GeoPackage: de lijst van tabellen ontbreekt."))
        }
        let rows = try file.rows(
            """
            SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_contents c
            JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
            WHERE c.data_type = 'features' ORDER BY g.table_name LIMIT 1000
            """)
        var found: [AreaLayer] = []
        for row in rows {
            let table: String = try row("table_name")
            guard only.isEmpty || only.contains(table) else { continue }
            guard let layer = try layer(table, row, in: file) else { continue }
            found.append(layer)
        }
        return try chosen(found)
    }

    private static func layer(_ table: String, _ row: Row, in file: any SQLConnection) throws -> AreaLayer? {
        guard try isPlain(table, in: file) else {
            throw AreaProblem(Text("Deze tabel ontbreekt in het bestand."), table: table)
        }
        let names = try file.rows("SELECT name FROM pragma_table_info(\(table))").map {
            try $0("name", as: String.self)
        }
        let geometry: String = try row("column_name")
        var columns: [Role: String] = [:]
        for role in Role.allCases {
            let wanted = role.columns.compactMap { name in names.first { $0.lowercased() == name } }
            columns[role] = wanted.first
        }
        guard let kind = try kind(columns, table, in: file) else { return nil }
        guard names.contains(geometry) else {
            throw AreaProblem(Text("De kolom met de kaart ontbreekt."), table: table)
        }
        let count = try file.count(SQL(stringLiteral: "SELECT COUNT(*) FROM " + quoted(table)))
        return AreaLayer(
            table: table, geometry: geometry, referenceSystem: try dutchGrid(try row("srs_id"), table, in: file),
            kind: kind, columns: columns, count: count)
    }

    /// What the table holds: the smallest area it has a code for.
    private static func kind(_ columns: [Role: String], _ table: String, in file: any SQLConnection) throws -> Kind? {
        if columns[.postcode] != nil { return .postcodes }
        if columns[.neighbourhoodCode] != nil { return .neighbourhoods }
        if columns[.municipalityCode] != nil { return .municipalities }
        guard let code = columns[.code] else { return nil }
        let sample: SQL = SQL(
            stringLiteral:
                "SELECT CAST(\(quoted(code)) AS TEXT) FROM \(quoted(table)) WHERE \(quoted(code)) IS NOT NULL LIMIT 1")
        switch try file.value(sample, as: String.self)?.prefix(2) {
        case "GM": return .municipalities
        case "WK", "BU": return .neighbourhoods
        default: return nil
        }
    }

    /// A table of the file itself: not a view, and not a virtual table that runs code.
    private static func isPlain(_ table: String, in file: any SQLConnection) throws -> Bool {
        let sql = try file.value(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = \(table)", as: String.self)
        return sql.map { !$0.uppercased().hasPrefix("CREATE VIRTUAL") } ?? false
    }

    private static func dutchGrid(_ id: Int, _ table: String, in file: any SQLConnection) throws -> Int32 {
        let row = try file.first(
            "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = \(id)")
        let organisation = try row?("organization", as: String.self).uppercased()
        guard organisation == "EPSG", try row?("organization_coordsys_id", as: Int.self) == Int(RD.referenceSystem),
            let system = Int32(exactly: id)
        else {
            throw AreaProblem(
                Text("De kaart is niet in het Nederlandse stelsel van de Rijksdriehoeksmeting (EPSG:28992)."),
                table: table)
        }
        return system
    }

    private static func chosen(_ found: [AreaLayer]) throws -> [AreaLayer] {
        var chosen: [AreaLayer] = []
        for kind in [Kind.municipalities, .postcodes, .neighbourhoods] {
            let layers = found.filter { $0.kind == kind }
            if layers.count > 1 {
                let names = layers.map(\.table).joined(separator: ", ")
                throw AreaProblem(
                    Text("Deze tabellen zijn van dezelfde soort: \(names). Noem met --table de tabellen die je wilt."))
            }
            chosen += layers
        }
        if chosen.isEmpty {
            throw AreaProblem(Text("In dit bestand staan geen gemeenten, wijken of postcodes die we herkennen."))
        }
        return chosen
    }
}
