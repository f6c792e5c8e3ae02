import Core
import Formats
import Services
import Storage
import Web

/// The audit log as a file: a part of it at a time, so that no request grows with the log.
enum AuditFile {
    /// Events in one file.
    static let size = 25_000

    /// The file with the events from number `from` on; that it left is an event itself.
    static func make(from: Int, visit: Visit, house: House) async throws -> Reply {
        let bytes = try await house.database.write { db in
            let scope = try AdministrationScope(visit, in: db)
            try house.record(
                Audit.Event("logboek-gedownload", "bestand", "logboek-\(from)", municipality: scope.codes.first ?? ""),
                by: visit, in: db)
            let lines = try AuditLine.run(from: from, limit: size, scope: scope, in: db)
            return CSVWriter.write(header: header, rows: lines.lazy.filter { $0.seq < from + size }.map(fields))
        }
        return .download(bytes, name: "logboek-\(from).csv", type: "text/csv; charset=utf-8")
    }

    private static let header = [
        "nummer", "tijdstip", "actor", "actie", "object", "objectnummer", "gemeente", "oorsprong", "resultaat",
        "details",
        "kenmerk",
    ]

    private static func fields(_ line: AuditLine) -> [String] {
        [
            String(line.seq), line.at.iso, line.actor, line.action, line.object, line.objectID, line.municipality,
            line.origin,
            line.result, line.details, line.hash,
        ]
    }
}
