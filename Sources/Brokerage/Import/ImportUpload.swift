import Community
import Core
import Formats
import Services
import Storage
import Web

/// A file arrives: it is read once to see whether it can be used, and waits for its mapping.
enum ImportUpload {
    /// In bytes; with a little room for the rest of the form.
    static let fileLimit = 10_000_000
    static let bodyLimit = fileLimit + 100_000
    static let rowLimit = 20_000

    enum Name {
        static let file = "bestand"
        static let municipality = "gemeente"
        static let mapping = "koppeling"
    }

    static func form(_ municipalities: [Municipality], _ mappings: [SavedMapping]) -> Form {
        let places = municipalities.map { Field.Choice($0.code, Text("\($0.name)")) }
        let saved = mappings.map { Field.Choice($0.id, Text("\($0.mapping.name)")) }
        return Form([
            Field(
                Name.file, Text("CSV-bestand"), .file(accept: ".csv,text/csv"),
                hint: Text("Hoogstens 10 MB en 20.000 regels. Uit Excel: Opslaan als, CSV.")),
            Field(Name.municipality, Text("Gemeente"), .select(places)),
            Field(
                Name.mapping, Text("Koppeling"), .select([Field.Choice("", Text("Nieuw: maak een voorstel"))] + saved),
                hint: Text("Een koppeling zegt welke kolom wat betekent. Een voorstel kijk je eerst na."),
                required: false),
        ])
    }

    /// Keeps the file. With a saved mapping that fits the trial starts at once.
    ///
    /// - Returns: the run, and whether its mapping must still be looked at.
    /// - Throws: `ImportRefusal` when the file cannot be used.
    static func keep(
        _ file: UploadedFile, municipality: String, mapping saved: ImportMapping?, visit: Visit, house: House
    ) async throws -> (id: String, needsMapping: Bool) {
        let table = try CSVReader.list(file.bytes, rows: rowLimit)
        let rows = table.rows.count { !$0.isEmpty }
        guard rows > 0 else { throw ImportRefusal(Text("Onder de koppen staan geen regels.")) }
        let fits = saved.map { (try? ImportSheet(table, $0)) != nil } ?? false
        let mapping = saved ?? .proposal(for: table, fileName: file.name)
        let name = ImportCell.shortened(file.name.isEmpty ? "lijst.csv" : file.name, to: 120)
        return try await house.database.write { [now = visit.now, person = visit.actor.person] db in
            let id = try ImportRun.insert(
                municipality: municipality, person: person, fileName: name, file: file.bytes, mapping: mapping,
                rows: rows,
                state: fits ? .trying : .uploaded, now: now, in: db)
            if fits { try Jobs.add(ImportJob.tryKind, payload: id, at: now, now: now, in: db) }
            try house.record(Audit.Event("lijst-geladen", "import", id, municipality: municipality), by: visit, in: db)
            return (id, !fits)
        }
    }
}
