package import Community
import Core
import Foundation
import Storage
import StorageSQLite

/// Takes a GeoPackage into an installation: opens the stranger's file and hands it to the import of areas.
package enum AreaImport {
    /// - Parameters:
    ///   - path: the file.
    ///   - tables: the tables to look at; empty for all.
    ///   - served: the municipalities that a centre serves from now on.
    /// - Throws: `AreaProblem` when the file is refused; then nothing has changed.
    package static func perform(
        _ path: String, tables: [String] = [], serving served: ServedAreas? = nil, town: Town,
        progress: @escaping ImportAreas.Progress = { _ in }
    ) async throws -> ImportAreas.Report {
        let areas = try read(path, tables: tables, progress: progress)
        let now = town.house.clock.now
        let report = try await town.house.database.write { db in
            try ImportAreas.write(areas, serving: served, now: now, in: db, progress: progress)
        }
        try await town.siteInfo.refresh(town.house.database)
        return report
    }

    private static func read(_ path: String, tables: [String], progress: ImportAreas.Progress) throws -> AreaFile {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw AreaProblem(Text("Dit bestand is er niet, of het mag niet gelezen worden: \(path)"))
        }
        let file: SQLiteFile
        do {
            file = try SQLiteFile(reading: path)
        } catch StorageError.unusable(let reason) {
            throw AreaProblem(Text("Dit bestand is geen GeoPackage of het is beschadigd (\(reason))."))
        }
        return try file.read { db in try AreaFile(reading: db, only: tables, progress: progress) }
    }
}
