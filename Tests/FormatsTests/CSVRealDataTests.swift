import Formats
import Foundation
import Testing

/// Lists that others published. They lie beside the package on some machines only.
struct CSVRealDataTests {
    private static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["INZET_DATA"].map { URL(fileURLWithPath: $0) }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let folder = (named ?? root.appendingPathComponent("../shared/data")).appendingPathComponent("vacancies")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    private func read(_ name: String) throws -> CSVTable? {
        guard let folder = Self.folder else {
            print("notice: no folder with published lists (set INZET_DATA), so \(name) is not read")
            return nil
        }
        return try CSVReader().read([UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
    }

    @Test func aGermanCity() throws {
        guard let table = try read("nuernberg_be-stellen.csv") else { return }
        let header = ["titel", "link", "organisation", "zeitaufwand", "einsatzgebiet", "beschreibung"]
        #expect(table.header == header)
        #expect(table.delimiter == .comma)
        #expect(table.problems.isEmpty)
        #expect(table.rows.count > 5)
        #expect(table.rows.allSatisfy { $0.fields.count == header.count && !$0[0].isEmpty })
        #expect(table.rows[0][0] == "(Vor)Lesen, Sprachförderung")
    }

    @Test(arguments: ["teamkinetic_Opportunity-data.csv", "teamkinetic_Provider-data.csv"])
    func aPaidPlatform(_ name: String) throws {
        guard let table = try read(name) else { return }
        #expect(table.delimiter == .comma)
        #expect(table.problems.isEmpty)
        #expect(!table.rows.isEmpty)
        #expect(table.rows.allSatisfy { $0.fields.count == table.header.count })
    }

    @Test func realTablesSurviveOurWriter() throws {
        guard let table = try read("nuernberg_be-stellen.csv") else { return }
        let again = try CSVReader().read(CSVWriter.write(header: table.header, rows: table.rows.map(\.fields)))
        #expect(again.rows.map { $0.fields.map(CSVFormula.restored) } == table.rows.map(\.fields))
    }
}
