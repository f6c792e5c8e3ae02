package import Brokerage
import Core
import Foundation
import Services

/// Takes a list of vacancies or organisations into an installation, for the command line.
package enum ListImport {
    /// - Parameters:
    ///   - path: the CSV file.
    ///   - mappingPath: the mapping, as JSON.
    ///   - kind: what the list must hold: a mapping of the other kind is refused.
    ///   - publishes: the vacancies go on line at once where the organisation may.
    /// - Throws: `ImportRefusal` when nothing went in.
    package static func perform(
        _ path: String, mapping mappingPath: String, kind: ImportMapping.Kind, municipality: String, isTrial: Bool,
        publishes: Bool, town: Town, progress: @Sendable (Int, Int) -> Void
    ) async throws -> ImportReport {
        var mapping = try ImportMapping(file: bytes(mappingPath))
        guard mapping.kind == kind else {
            throw ImportRefusal(Text("Deze koppeling is voor \(mapping.kind.rawValue), niet voor \(kind.rawValue)."))
        }
        if publishes { mapping.publishes = true }
        return try await town.brokerage.importList(
            bytes(path), mapping, municipality: municipality, isTrial: isTrial, cause: .program("import"),
            events: .none,
            progress: progress)
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ImportRefusal(Text("Dit bestand is er niet, of het mag niet gelezen worden: \(path)"))
        }
        return Array(data)
    }
}
