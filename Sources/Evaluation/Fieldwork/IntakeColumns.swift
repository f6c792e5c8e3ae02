import Core
import Formats

/// What a column of a file holds.
enum AddressColumn: String, Sendable, CaseIterable {
    case skip = ""
    case name = "naam"
    case email = "mail"
    case phone = "telefoon"
    case organisation = "organisatie"
    case stratum = "groep"
    case language = "taal"

    var label: Text {
        switch self {
        case .skip: Text("Sla over")
        case .name: Text("Naam")
        case .email: Text("E-mailadres")
        case .phone: Text("Telefoonnummer")
        case .organisation: Text("Organisatie")
        case .stratum: Text("Groep")
        case .language: Text("Taal")
        }
    }

    /// A guess from the heading; the person looks at it before anything happens.
    static func guess(_ heading: String) -> AddressColumn {
        let word = TextFolding.fold(heading).filter { $0.isLetter }
        let signs: [(AddressColumn, [String])] = [
            (.email, ["mail"]),
            (.phone, ["telefoon", "tel", "mobiel", "phone", "gsm"]),
            (.language, ["taal", "language"]),
            (.stratum, ["groep", "stratum", "klasse", "categorie", "wijk", "regio", "provincie", "gemeente", "group"]),
            (.organisation, ["organisatie", "instelling", "vereniging", "stichting", "bedrijf", "organi", "club"]),
            (.name, ["naam", "name", "voornaam", "achternaam", "tussenvoegsel", "contact"]),
        ]
        return signs.first { $0.1.contains(where: word.contains) }?.0 ?? .skip
    }
}

/// A CSV file as lines of addresses.
struct IntakeSheet: Sendable {
    let headings: [String]
    let rows: [CSVRow]

    static let rowLimit = AddressBook.most

    /// - Throws: `CSVError`.
    init(_ bytes: [UInt8]) throws(CSVError) {
        var limits = CSVReader.Limits()
        limits.rows = Self.rowLimit
        let table = try CSVReader(limits: limits).read(bytes)
        let filled = table.rows.filter { !$0.isEmpty }
        if table.header.contains(where: { Validation.email($0) != nil }) {
            // The file has no headings: its first line is an address as well.
            headings = table.header.indices.map { "\($0 + 1)" }
            rows = [CSVRow(line: 1, fields: table.header)] + filled
        } else {
            headings = table.header
            rows = filled
        }
    }

    var guess: [AddressColumn] {
        headings.enumerated().map { index, heading in
            let guessed = AddressColumn.guess(heading)
            if guessed != .skip { return guessed }
            // Without a heading that says so, a column of mail addresses shows itself.
            let some = rows.prefix(20).map { $0[index] }.filter { !$0.isEmpty }
            return !some.isEmpty && some.allSatisfy { Validation.email($0) != nil } ? .email : .skip
        }
    }

    func lines(_ columns: [AddressColumn]) -> [IntakeLine] {
        rows.map { row in
            var line = IntakeLine(line: row.line)
            for (index, column) in columns.enumerated() {
                let value = row[index].trimmed
                if value.isEmpty { continue }
                switch column {
                case .skip: break
                case .name: line.name += line.name.isEmpty ? value : " " + value
                case .email: if line.email.isEmpty { line.email = value }
                case .phone: if line.phone.isEmpty { line.phone = value }
                case .organisation: if line.organisation.isEmpty { line.organisation = value }
                case .stratum: if line.stratum.isEmpty { line.stratum = value }
                case .language: if line.language.isEmpty { line.language = value }
                }
            }
            return line
        }
    }
}
