package import Core
package import Formats

/// Why a file or a mapping was refused as a whole. Nothing of it went in.
package struct ImportRefusal: Error, Sendable, Equatable {
    package let reason: Text
    package init(_ reason: Text) { self.reason = reason }

    /// What the reader says of a file, for a person who has to mend it.
    package init(_ error: CSVError) {
        reason =
            switch error.kind {
            case .empty: Text("Het bestand is leeg.")
            case .utf16: Text("Dit is ‘Unicode-tekst’. Bewaar het bestand als CSV (UTF-8).")
            case .spreadsheet: Text("Dit is een rekenblad. Open het en bewaar het als CSV.")
            case .invalidUTF8:
                Text("Op regel \(error.line) staan tekens die niet te lezen zijn. Bewaar het bestand als CSV (UTF-8).")
            case .nulByte:
                Text(
                    "Op regel \(error.line) staat een teken dat in geen tekst hoort. Bewaar het bestand opnieuw als CSV."
                )
            case .unclosedQuote: Text("Op regel \(error.line) begint een aanhalingsteken dat niet meer sluit.")
            case .tooManyBytes: Text("Het bestand is te groot.")
            case .tooManyRows(let limit): Text("Het bestand heeft meer dan \(limit) regels. Deel het op.")
            case .tooManyColumns(let limit): Text("Op regel \(error.line) staan meer dan \(limit) kolommen.")
            case .tooManyFields: Text("Het bestand heeft te veel cellen. Deel het op.")
            case .fieldTooLong(let limit): Text("Op regel \(error.line) staat een tekst van meer dan \(limit) tekens.")
            }
    }
}

extension CSVReader {
    /// Reads a list to import; what the reader refuses is an `ImportRefusal`.
    ///
    /// - Parameter rows: the most rows to take.
    package static func list(_ bytes: [UInt8], rows: Int) throws -> CSVTable {
        var limits = Limits()
        limits.rows = rows
        limits.bytes = max(limits.bytes, bytes.count)
        do {
            return try CSVReader(limits: limits).read(bytes)
        } catch {
            throw ImportRefusal(error)
        }
    }
}
