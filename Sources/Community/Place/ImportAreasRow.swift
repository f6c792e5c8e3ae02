import Core
import Formats
import Storage

/// One row of a layer, read with care: everything in it is a stranger's.
struct AreaRow {
    let layer: AreaLayer
    let id: Int64
    private let row: Row

    private static let idColumn = "inzet_rij"

    /// The rows after `last`, at most `limit`: in pages, because shapes are large.
    static func page(of layer: AreaLayer, after last: Int64, limit: Int, in file: any SQLConnection) throws -> [AreaRow]
    {
        let names = Set(layer.columns.values).union([layer.geometry]).sorted().map(AreaLayer.quoted).joined(
            separator: ", ")
        let sql = """
            SELECT rowid AS \(idColumn), \(names) FROM \(AreaLayer.quoted(layer.table))
            WHERE rowid > \(last) ORDER BY rowid LIMIT \(limit)
            """
        return try file.rows(SQL(stringLiteral: sql)).map { AreaRow(layer: layer, id: try $0(idColumn), row: $0) }
    }

    func problem(_ reason: Text) -> AreaProblem { AreaProblem(reason, table: layer.table, row: id) }

    private func value(_ role: AreaLayer.Role) throws -> SQLValue {
        guard let name = layer.columns[role], let index = row.columns.place(of: name) else { return .null }
        return row.values[index]
    }

    /// The text of a column; a number is its digits, nothing is `nil`.
    func text(_ role: AreaLayer.Role) throws -> String? {
        switch try value(role) {
        case .text(let text):
            let trimmed = text.trimmed
            guard trimmed.utf8.count <= 200,
                !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else {
                throw problem(
                    Text("De tekst in de kolom \(layer.columns[role] ?? "") is te lang of bevat vreemde tekens."))
            }
            return trimmed.isEmpty ? nil : trimmed
        case .integer(let number): return String(number)
        case .real(let number): return Int(exactly: number).map { String($0) }
        case .null: return nil
        case .blob: throw problem(Text("In de kolom \(layer.columns[role] ?? "") staat geen tekst."))
        }
    }

    /// CBS writes a negative number, such as -99997, where it keeps the figure to itself.
    func inhabitants() throws -> Int? {
        let number: Double
        switch try value(.inhabitants) {
        case .null: return nil
        case .integer(let value): number = Double(value)
        case .real(let value): number = value
        case .text(let text): number = Double(text.trimmed) ?? .nan
        case .blob: number = .nan
        }
        guard number.magnitude < 1e8 else { throw problem(Text("Het aantal inwoners is geen getal dat kan.")) }
        return number < 0 ? nil : Int(number.rounded())
    }

    /// `GM0363`, from its own column or the general one.
    func municipalityCode() throws -> String? {
        guard let text = try text(.municipalityCode) ?? text(.code) else { return nil }
        return try code(text, prefixes: ["GM"], digits: 4...4)
    }

    /// A code of letters and digits as CBS gives them out.
    func code(_ text: String, prefixes: [String], digits: ClosedRange<Int>) throws -> String {
        let code = text.uppercased()
        let rest = code.utf8.dropFirst(2)
        guard prefixes.contains(String(code.prefix(2))), digits.contains(rest.count),
            rest.prefix(4).allSatisfy({ $0 >= 48 && $0 <= 57 }),
            rest.allSatisfy({ ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) })
        else {
            let example = (prefixes.first ?? "") + "0363" + (digits.lowerBound > 4 ? "00" : "")
            throw problem(Text("‘\(String(text.prefix(40)))’ is geen code zoals \(example)."))
        }
        return code
    }

    /// The shape, inside the Dutch grid; `nil` when the file leaves it empty.
    func shape() throws -> MultiPolygon? {
        guard let index = row.columns.place(of: layer.geometry) else { return nil }
        switch row.values[index] {
        case .null: return nil
        case .blob(let bytes):
            let geometry: GeoPackageGeometry
            do {
                geometry = try GeoPackageGeometry(parsing: bytes)
            } catch {
                throw problem(Text("De vorm op de kaart is beschadigd (\(error.description))."))
            }
            guard geometry.referenceSystem == layer.referenceSystem else {
                throw problem(Text("De vorm is in een ander stelsel dan de tabel zegt."))
            }
            guard let box = geometry.shape.boundingBox else { return nil }
            guard RD.contains(GeoPoint(x: box.minX, y: box.minY)), RD.contains(GeoPoint(x: box.maxX, y: box.maxY))
            else {
                throw problem(Text("De vorm ligt buiten Nederland."))
            }
            return geometry.shape
        default: throw problem(Text("De vorm op de kaart is beschadigd."))
        }
    }

    /// A piece of water that CBS draws apart, under the code of the municipality around it.
    func isWater() throws -> Bool { try text(.water)?.uppercased() == "JA" }
}
