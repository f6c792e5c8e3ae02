import Community
import Core
import Formats
package import Services
import Storage

extension Brokerage {
    /// Takes a whole list in at once, for the command line: in chunks of a hundred rows, each in one transaction.
    ///
    /// - Parameters:
    ///   - file: the bytes of the CSV file.
    ///   - isTrial: says what would happen and writes nothing.
    ///   - progress: rows done and rows in all.
    /// - Throws: `ImportRefusal` when the file, the mapping or the municipality cannot be used.
    package func importList(
        _ file: [UInt8], _ mapping: ImportMapping, municipality code: String, isTrial: Bool, cause: Audit.Cause,
        events: VacancyEvents, progress: @Sendable (Int, Int) -> Void
    ) async throws -> ImportReport {
        let table = try CSVReader.list(file, rows: 100_000)
        let sheet = try ImportSheet(table, mapping)
        guard let municipality = try await house.database.read({ db in try Places.municipality(code, in: db) }),
            municipality.centre != nil
        else { throw ImportRefusal(Text("Gemeente \(code) is er niet, of er is geen centrale die voor haar werkt.")) }
        let context = ImportContext(
            mapping: mapping, municipality: municipality, now: house.clock.now, writes: !isTrial, cause: cause)
        var report = ImportReport()
        var done = 0
        while done < sheet.rows.count {
            let rows = sheet.rows.dropFirst(done).prefix(ImportJob.chunk)
            let step: @Sendable (any SQLConnection) throws -> [ImportResult] = { db in
                try ImportRows.perform(rows, of: sheet, in: context, db)
            }
            let results = isTrial ? try await house.database.read(step) : try await house.database.write(step)
            let changed = results.compactMap(\.vacancy)
            if !changed.isEmpty { await events.changed(changed) }
            report.add(results)
            done += rows.count
            progress(done, sheet.rows.count)
        }
        return report
    }
}
