import Brokerage
import Core
import Foundation
import Storage
import Testing

/// The lists that others published go in by their mapping alone.
struct ImportRealListsTests {
    private func list(_ name: String) throws -> [UInt8]? {
        guard
            let data = ImportAreasTests.data.flatMap({
                FileManager.default.contents(atPath: $0.path + "/vacancies/" + name)
            })
        else {
            print("Skipped: there is no \(name); set INZET_DATA to the folder with data.")
            return nil
        }
        return Array(data)
    }

    private func mapping(_ name: String) throws -> ImportMapping {
        let file = ArchitectureTests.root.appendingPathComponent("docs/import/" + name)
        return try ImportMapping(file: Array(Data(contentsOf: file)))
    }

    @Test(arguments: [
        ("nuernberg_be-stellen.csv", "nuernberg.json", 10, 0),
        ("teamkinetic_Opportunity-data.csv", "teamkinetic-opportunities.json", 2, 1),
        ("teamkinetic_Provider-data.csv", "teamkinetic-providers.json", 1, 0),
    ])
    func `a real list goes in whole, once`(_ name: String, _ mappingName: String, _ rows: Int, _ skipped: Int)
        async throws
    {
        guard let file = try list(name) else { return }
        let site = try await TestSite()
        let mapping = try mapping(mappingName)
        let first = try await ImportFixture.take(file, mapping, into: site)
        #expect(first.count(.new) == rows, "\(ImportFixture.problems(first))")
        #expect(first.count(.failed) == 0)
        #expect(first.count(.skipped) == skipped)
        let second = try await ImportFixture.take(file, mapping, into: site)
        #expect(second.count(.unchanged) == rows)
        #expect(second.count(.new) == 0 && second.count(.changed) == 0)
    }

    @Test func `the list of a German city says what it says`() async throws {
        guard let file = try list("nuernberg_be-stellen.csv") else { return }
        let site = try await TestSite()
        _ = try await ImportFixture.take(file, try mapping("nuernberg.json"), into: site)
        let reading = try #require(
            try await ImportFixture.vacancy("n/18711", site, list: "GM9999/nuernberg-be-stellen"))
        #expect(reading.title == "(Vor)Lesen, Sprachförderung")
        #expect(reading.timeText == "1-3 h/d 1-5 t/w")
        #expect(reading.sector == .onderwijs)
        #expect(reading.vog)
        #expect(reading.isEverywhere(in: "Waterveen"))
        let south = try #require(try await ImportFixture.vacancy("n/2373", site, list: "GM9999/nuernberg-be-stellen"))
        #expect(south.place == "Süd")
    }
}
