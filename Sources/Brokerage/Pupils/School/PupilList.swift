import Core
import Formats

/// A list of pupils as a school exports it: name, class, level, under 16 or not, and a parent's mail when there is one.
struct PupilList: Sendable {
    struct Entry: Sendable, Equatable {
        let line: Int
        let name: String
        let className: String
        let level: String
        let isUnder16: Bool
        let guardianEmail: String?

        /// What tells classes apart: `3a` is `3A`.
        var classKey: String { className.lowercased() }
        /// What tells the pupils of a class apart.
        var nameKey: String { name.lowercased() }

        /// The address of a parent once this row is in. An empty mail says nothing, as an empty level does: it takes
        /// no address away.
        func address(of known: Pupil?) -> String? { guardianEmail ?? known?.guardianEmail }
    }

    struct Problem: Sendable, Equatable {
        let line: Int
        let text: Text
    }

    /// A row that is left out, by what it names.
    private struct Refused {
        let line: Int
        let nameKey: String
        let classKey: String
    }

    private(set) var entries: [Entry] = []
    private(set) var problems: [Problem] = []

    static let mostRows = 3_000
    static let mostBytes = 1_000_000

    /// - Throws: `ImportRefusal`, in words for whoever sent the file.
    init(_ bytes: [UInt8]) throws {
        var reader = CSVReader()
        reader.limits = .init(
            bytes: Self.mostBytes, rows: Self.mostRows, columns: 40, fields: 130_000, fieldBytes: 2_000)
        let table: CSVTable
        do {
            table = try reader.read(bytes)
        } catch {
            throw ImportRefusal(Self.refusal(error))
        }
        func column(_ names: [String]) -> Int? { names.lazy.compactMap { table.column($0) }.first }
        guard let name = column(["naam", "leerling", "name"]), let group = column(["klas", "groep", "class"]) else {
            throw ImportRefusal(Text("Zet boven de kolommen ten minste: naam en klas."))
        }
        if column(["geboortedatum", "bsn", "birthdate"]) != nil {
            throw ImportRefusal(
                Text("Haal de kolom met geboortedatums of burgerservicenummers weg. Die bewaren we niet."))
        }
        let level = column(["niveau", "level"])
        guard let young = column(["onder 16", "onder16", "jonger dan 16", "under 16"]) else {
            throw ImportRefusal(Text("Voeg een kolom toe met de naam “onder 16”, met ja of nee."))
        }
        let mail = column(["mail ouder", "ouder", "e-mail ouder", "email ouder"])
        var seen: Set<String> = []
        var refused: [Refused] = []
        for row in table.rows where !row.isEmpty {
            let entry = entry(
                row.line, name: row[name].trimmed, className: row[group].trimmed,
                level: level.map { row[$0].trimmed } ?? "", young: row[young], mail: mail.map { row[$0].trimmed } ?? "")
            if let entry, seen.insert(entry.classKey + "\n" + entry.nameKey).inserted {
                entries.append(entry)
                continue
            }
            if entry != nil {
                problems.append(Problem(line: row.line, text: Text("Deze naam staat twee keer in dezelfde klas.")))
            }
            refused.append(
                Refused(
                    line: row.line, nameKey: row[name].trimmed.lowercased(),
                    classKey: row[group].trimmed.lowercased()))
        }
        leaveOutNames(of: refused)
        if entries.isEmpty, problems.isEmpty { throw ImportRefusal(Text("Er staan geen leerlingen in dit bestand.")) }
    }

    /// Leaves out every row of a name that a refused row gives to another class. The refused row names somebody too, and
    /// without it nobody can tell who moves and who stays. All rows of that name go: else a row of the same class as the
    /// refused one would be read without those of the other classes.
    private mutating func leaveOutNames(of refused: [Refused]) {
        let lines = Dictionary(refused.map { ($0.nameKey, $0.line) }) { first, _ in first }
        var classes: [String: Set<String>] = [:]
        for row in refused { classes[row.nameKey, default: []].insert(row.classKey) }
        for entry in entries { classes[entry.nameKey, default: []].insert(entry.classKey) }
        var kept: [Entry] = []
        for entry in entries {
            guard let line = lines[entry.nameKey], classes[entry.nameKey, default: []].count > 1 else {
                kept.append(entry)
                continue
            }
            problems.append(
                Problem(
                    line: entry.line,
                    text: Text("Deze naam staat ook op regel \(line), die niet meegaat. Verbeter eerst die regel.")))
        }
        entries = kept
    }

    private mutating func entry(
        _ line: Int, name: String, className: String, level: String, young: String, mail: String
    ) -> Entry? {
        func refuse(_ text: Text) -> Entry? {
            problems.append(Problem(line: line, text: text))
            return nil
        }
        guard !name.isEmpty else { return refuse(Text("De naam ontbreekt.")) }
        guard !className.isEmpty else { return refuse(Text("De klas ontbreekt.")) }
        guard name.count <= 100, className.count <= 30, level.count <= 40 else {
            return refuse(Text("Een naam, klas of niveau is te lang."))
        }
        guard ![name, className, level].contains(where: Validation.containsCitizenNumber) else {
            return refuse(Text("Hier staat een burgerservicenummer. Haal het weg."))
        }
        guard let isUnder16 = Self.yesOrNo(young) else {
            return refuse(Text("Vul bij “onder 16” ja of nee in."))
        }
        let address = mail.isEmpty ? nil : Validation.email(mail)
        guard mail.isEmpty || address != nil else { return refuse(Text("Het mailadres van de ouder klopt niet.")) }
        return Entry(
            line: line, name: name, className: className, level: level, isUnder16: isUnder16,
            guardianEmail: address?.lowercased())
    }

    static func yesOrNo(_ text: String) -> Bool? {
        switch text.trimmed.lowercased() {
        case "ja", "j", "1", "x", "yes", "waar": true
        case "nee", "n", "0", "no", "onwaar": false
        default: nil
        }
    }

    private static func refusal(_ error: CSVError) -> Text {
        switch error.kind {
        case .empty: Text("Dit bestand is leeg.")
        case .spreadsheet, .utf16: Text("Bewaar het bestand eerst als csv.")
        case .tooManyBytes, .tooManyRows, .tooManyColumns, .tooManyFields, .fieldTooLong:
            Text("Dit bestand is te groot. Stuur hoogstens \(mostRows) leerlingen tegelijk.")
        case .invalidUTF8, .nulByte, .unclosedQuote: Text("Vanaf regel \(error.line) kunnen we het bestand niet lezen.")
        }
    }
}
