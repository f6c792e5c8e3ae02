package import Formats
import Foundation

/// Reads a file with tables that someone sent in, in a process of its own: `inzet read-table KIND`.
///
/// The parsers of these formats, of which ReadStat is written in C, meet bytes made by anyone. A fault in them ends a
/// process that has no files, no network and no secrets. At most two run at once.
package struct ReadTable: Sendable {
    private static let seats = ChildSeats(2)

    let executable: String
    let seconds: Double

    /// The program that runs now, or the one beside the tests.
    package static let standard: ReadTable = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        guard own.hasSuffix(".xctest") else { return ReadTable(executable: "/proc/self/exe") }
        let folder = URL(fileURLWithPath: own).deletingLastPathComponent()
        return ReadTable(executable: folder.appendingPathComponent("inzet").path)
    }()

    /// - Parameter seconds: after which a file is given up.
    package init(executable: String, seconds: Double = 60) {
        self.executable = executable
        self.seconds = seconds
    }

    /// The tables of the file: one, or one a sheet. Runs on a thread of its own.
    package func read(
        _ kind: TableKind, _ bytes: [UInt8], limits: TableLimits = TableLimits()
    ) async throws(TableRefusal) -> [ImportedTable] {
        guard bytes.count <= limits.bytes else { throw TableRefusal(.tooLarge, limit: limits.bytes) }
        guard !bytes.isEmpty else { throw TableRefusal(.empty) }
        return try await OffPool.run { () throws(TableRefusal) in
            let lines: [UInt8]?
            do { lines = try Self.seats.take(patience: 20) { try run(kind, bytes) } } catch {
                throw error as? TableRefusal ?? TableRefusal(.failed)
            }
            guard let lines else { throw TableRefusal(.busy) }
            return try TableLines.read(lines, limits: limits)
        }
    }

    private func run(_ kind: TableKind, _ bytes: [UInt8]) throws -> [UInt8] {
        let (ending, output) = try WorkFolder.with { folder in
            try folder.run(
                executable, ["read-table", kind.rawValue],
                environment: ["LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"], on: bytes, seconds: seconds)
        }
        switch ending {
        case .stopped, .ended(-SIGXCPU), .ended(-SIGKILL): throw TableRefusal(.tooSlow)
        case .ended(0): return output
        case .ended: throw TableRefusal(.failed)
        }
    }
}
