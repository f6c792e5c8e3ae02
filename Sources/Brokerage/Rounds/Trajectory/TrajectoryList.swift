import Core
import Formats

/// A list of people an organisation knows, as it comes from a member list: a name, and what else there is.
struct TrajectoryList: Sendable {
    struct Entry: Sendable, Equatable {
        let line: Int
        let name: String
        let email: String?
        let phone: String?
        let relation: String
        /// The name of one of the organisations that take part; empty for the first.
        let organisation: String
    }

    struct Problem: Sendable, Equatable {
        let line: Int
        let text: Text
    }

    private(set) var entries: [Entry] = []
    private(set) var problems: [Problem] = []

    static let mostRows = 2_000
    static let mostBytes = 1_000_000

    /// - Throws: `ImportRefusal`, in words for whoever sent the file.
    init(_ bytes: [UInt8]) throws {
        var reader = CSVReader()
        reader.limits = .init(
            bytes: Self.mostBytes, rows: Self.mostRows, columns: 40, fields: 90_000, fieldBytes: 2_000)
        let table: CSVTable
        do { table = try reader.read(bytes) } catch { throw ImportRefusal(error) }
        func column(_ names: [String]) -> Int? { names.lazy.compactMap { table.column($0) }.first }
        guard let name = column(["naam", "name"]) else {
            throw ImportRefusal(Text("Zet boven een kolom: naam."))
        }
        if column(["geboortedatum", "bsn", "birthdate"]) != nil {
            throw ImportRefusal(
                Text("Haal de kolom met geboortedatums of burgerservicenummers weg. Die bewaren we niet."))
        }
        let email = column(["mail", "email", "e-mail", "e-mailadres", "mailadres"])
        let phone = column(["telefoon", "telefoonnummer", "tel", "mobiel", "phone"])
        let relation = column(["relatie", "bekend als", "rol", "relation"])
        let organisation = column(["organisatie", "organisation"])
        var seen: Set<String> = []
        for row in table.rows where !row.isEmpty {
            func value(_ column: Int?) -> String { column.map { row[$0].trimmed } ?? "" }
            guard
                let entry = entry(
                    row.line, name: value(name), email: value(email), phone: value(phone), relation: value(relation),
                    organisation: value(organisation))
            else { continue }
            let key = TextFolding.sortKey(entry.name) + "\n" + entry.organisation.lowercased()
            if seen.insert(key).inserted {
                entries.append(entry)
            } else {
                refuse(row.line, Text("Deze naam staat twee keer in de lijst."))
            }
        }
        if entries.isEmpty, problems.isEmpty { throw ImportRefusal(Text("Er staan geen mensen in dit bestand.")) }
    }

    private mutating func refuse(_ line: Int, _ text: Text) { problems.append(Problem(line: line, text: text)) }

    private mutating func entry(
        _ line: Int, name: String, email: String, phone: String, relation: String, organisation: String
    ) -> Entry? {
        guard !name.isEmpty else {
            refuse(line, Text("De naam ontbreekt."))
            return nil
        }
        guard name.utf16.count <= 100, relation.utf16.count <= 200, organisation.utf16.count <= 200 else {
            refuse(line, Text("Een naam of relatie is te lang."))
            return nil
        }
        guard ![name, relation, phone].contains(where: Validation.containsCitizenNumber) else {
            refuse(line, Text("Hier staat een burgerservicenummer. Haal het weg."))
            return nil
        }
        let address = email.isEmpty ? nil : Validation.email(email)?.lowercased()
        guard email.isEmpty || address != nil else {
            refuse(line, Text("Het mailadres klopt niet."))
            return nil
        }
        let number = phone.isEmpty ? nil : Validation.phone(phone)
        guard phone.isEmpty || number != nil else {
            refuse(line, Text("Het telefoonnummer klopt niet."))
            return nil
        }
        return Entry(
            line: line, name: name, email: address, phone: number, relation: relation, organisation: organisation)
    }

    /// The list as a file again: what a preview shows is what goes in.
    var csv: String {
        let bytes = CSVWriter.write(
            header: ["naam", "mail", "telefoon", "relatie", "organisatie"],
            rows: entries.map { [$0.name, $0.email ?? "", $0.phone ?? "", $0.relation, $0.organisation] }, mark: false)
        return String(decoding: bytes, as: UTF8.self)
    }
}
