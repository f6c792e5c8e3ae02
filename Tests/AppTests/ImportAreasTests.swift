import App
import Community
import Core
import Foundation
import Storage
import Testing

/// Areas from a GeoPackage: all of it or nothing of it.
struct ImportAreasTests {
    /// Everything an import of areas may touch, to compare.
    static func state(_ site: TestSite) async throws -> [String] {
        try await site.read { db in
            try ["municipality", "postcode", "neighbourhood", "centre"].flatMap { table in
                try db.rows(SQL(stringLiteral: "SELECT * FROM \(table) ORDER BY 1")).map { "\($0.values)" }
            }
        }
    }

    /// The sentence a refused file gives, when nothing has changed.
    static func refusal(_ path: String, _ site: TestSite, serving served: ServedAreas? = nil) async throws -> String? {
        let before = try await state(site)
        do {
            _ = try await AreaImport.perform(path, serving: served, town: site.town)
            return nil
        } catch let problem as AreaProblem {
            #expect(try await state(site) == before, "a refused file changed something")
            return problem.message(.dutch)
        }
    }

    @Test func `a file brings areas in, and again changes nothing`() async throws {
        let site = try await TestSite()
        let path = try await GeoPackageFile().write(in: site.folder)
        let report = try await AreaImport.perform(path, town: site.town)
        #expect(report.municipalities.new == 2)
        #expect(report.postcodes.new == 5)
        #expect(report.notices.count == 2)
        let rows = try await site.read { db in
            (
                try db.first("SELECT * FROM municipality WHERE code = 'GM9001'"),
                try db.first("SELECT * FROM municipality WHERE code = 'GM9002'"),
                try Places.postcode("9802", in: db), try Places.postcode("9803", in: db)
            )
        }
        #expect(try rows.0?("name", as: String.self) == "Testdam")
        #expect(try rows.0?("inhabitants", as: Int?.self) == 1200)
        #expect(try rows.0?("x", as: Int?.self) == 152_000)
        #expect(try rows.0?("year", as: Int?.self) == 2025)
        #expect(try rows.0?("outline", as: String.self).hasPrefix("[[[150000,450000]") == true)
        #expect(try rows.1?("inhabitants", as: Int?.self) == .some(nil))
        #expect(rows.2?.place == "Testdam")
        // Without shape and municipality: between the numbers before and after.
        #expect(rows.3?.municipality == "GM9001")
        let again = try await AreaImport.perform(path, town: site.town)
        #expect(again.municipalities.unchanged == 2 && again.municipalities.all == 2)
        #expect(again.postcodes.unchanged == 5 && again.postcodes.all == 5)
    }

    @Test func `centre and neighbourhood links are kept, districts are linked`() async throws {
        let site = try await TestSite()
        var file = GeoPackageFile()
        let served = ServedAreas(codes: ["GM9001"], centre: "Centrale Testdam", email: "c@test.example")
        let first = try await AreaImport.perform(file.write(in: site.folder), serving: served, town: site.town)
        #expect(first.served == ["Testdam"])
        file.municipalities[0].name = "Testerdam"
        file.districts = [
            ("WK900100", "West", GeoPackageFile.square(150_000, 450_000, 2000)),
            ("WK900101", "Rest", GeoPackageFile.square(150_000, 452_000, 2000)),
        ]
        try await site.write { db in
            try db.run(
                "INSERT INTO neighbourhood (id, municipality_code, name, sort_key) VALUES ('eigen', 'GM9001', 'Eigen wijk', 'eigen')"
            )
            try db.run("UPDATE postcode SET neighbourhood_id = 'eigen' WHERE code = '9801'")
        }
        let second = try await AreaImport.perform(file.write(in: site.folder), town: site.town)
        #expect(second.municipalities.changed == 1)
        #expect(second.neighbourhoods.new == 2)
        // One got a district, and two without a place name follow the new name of their municipality.
        #expect(second.postcodes.changed == 3)
        let links = try await site.read { db in
            try ["9801", "9804"].map { code in try Places.postcode(code, in: db)?.neighbourhood }
        }
        #expect(links == ["eigen", "WK900101"])
        let centre = try await site.read { db in
            try db.value(
                "SELECT c.name FROM municipality m JOIN centre c ON c.id = m.centre_id WHERE m.code = 'GM9001'",
                as: String.self)
        }
        #expect(centre == "Centrale Testdam")
    }

    @Test func `files that are no GeoPackage are refused`() async throws {
        let site = try await TestSite()
        let text = site.folder.appendingPathComponent("tekst.gpkg")
        try Data("postcode;plaats\n1234;Hier\n".utf8).write(to: text)
        #expect(try await Self.refusal(text.path, site)?.contains("geen GeoPackage") == true)
        #expect(try await Self.refusal(site.folder.path + "/weg.gpkg", site)?.contains("er niet") == true)
        let other = try await GeoPackageFile(contents: false).write(in: site.folder)
        #expect(try await Self.refusal(other, site)?.contains("geen GeoPackage") == true)
        let whole = try Data(contentsOf: URL(fileURLWithPath: try await GeoPackageFile().write(in: site.folder)))
        let half = site.folder.appendingPathComponent("half.gpkg")
        for length in [whole.count - 4096, whole.count / 2, 5000, 50] {
            try whole.prefix(length).write(to: half)
            #expect(try await Self.refusal(half.path, site) != nil, "\(length) bytes")
        }
    }

    @Test func `a changed byte anywhere is refused or harmless`() async throws {
        let site = try await TestSite()
        let whole = try [UInt8](
            Data(contentsOf: URL(fileURLWithPath: try await GeoPackageFile().write(in: site.folder))))
        // More rounds by hand: INZET_FUZZ_ROUNDS=20000.
        let rounds = ProcessInfo.processInfo.environment["INZET_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 60
        var random = Seeded(seed: 7)
        for round in 0..<rounds {
            var bytes = whole
            for _ in 0...(round % 4) { bytes[random.int(0...(bytes.count - 1))] = UInt8(random.int(0...255)) }
            let file = site.folder.appendingPathComponent("ruis.gpkg")
            try Data(bytes).write(to: file)
            _ = try await Self.refusal(file.path, site)
        }
    }

    @Test func `wrong rows are named with table and row, and nothing goes in`() async throws {
        let site = try await TestSite()
        func refusal(_ change: (inout GeoPackageFile) -> Void) async throws -> String {
            var file = GeoPackageFile()
            change(&file)
            return try await Self.refusal(file.write(in: site.folder), site) ?? "geen bezwaar"
        }
        #expect(try await refusal { $0.referenceSystem = 4326 }.contains("28992"))
        #expect(
            try await refusal { $0.postcodes[3].shape = [1, 2, 3] }.hasPrefix(
                "Tabel pc4, rij 4: De vorm op de kaart is beschadigd"))
        #expect(
            try await refusal {
                $0.postcodes[0].shape = GeoPackageFile.square(150_000, 450_000, 10, referenceSystem: 4326)
            }.contains("ander stelsel"))
        #expect(
            try await refusal { $0.municipalities[1].shape = GeoPackageFile.square(5, 52, 1) }.hasPrefix(
                "Tabel gemeenten_2025, rij 2: De vorm ligt buiten"))
        #expect(try await refusal { $0.municipalities[0].shape = nil }.contains("ontbreekt"))
        #expect(try await refusal { $0.postcodes[1].code = "12" }.hasPrefix("Tabel pc4, rij 2: ‘12’ is geen postcode"))
        #expect(try await refusal { $0.municipalities[1].code = "PV20" }.contains("geen code"))
        #expect(try await refusal { $0.municipalities[1].code = "GM9001" }.contains("twee keer"))
        #expect(try await refusal { $0.municipalities[1].name = nil }.contains("naam"))
        #expect(try await refusal { $0.postcodes[0].municipality = "GM1234" }.contains("GM1234"))
        #expect(try await refusal { $0.municipalities[0].inhabitants = .infinity }.contains("inwoners"))
        #expect(
            try await refusal {
                $0.municipalities = []; $0.postcodes = []
            }.contains("leeg"))
        let path = try await GeoPackageFile().write(in: site.folder)
        #expect(try await Self.refusal(path, site, serving: ServedAreas(codes: ["GM1234"]))?.contains("GM1234") == true)
    }

    /// The folder with data of others, when it is there.
    static var data: URL? {
        let named = ProcessInfo.processInfo.environment["INZET_DATA"].map { URL(fileURLWithPath: $0) }
        let folder = named ?? ArchitectureTests.root.deletingLastPathComponent().appendingPathComponent("shared/data")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }

    @Test func `the postcodes and municipalities of CBS go in`() async throws {
        guard let file = Self.data?.appendingPathComponent("cbs_pc4_gemeenten_2022.gpkg"),
            FileManager.default.fileExists(atPath: file.path)
        else {
            print("Skipped: there is no CBS file; set INZET_DATA to its folder.")
            return
        }
        let site = try await TestSite()
        let report = try await AreaImport.perform(file.path, town: site.town)
        #expect(report.municipalities.all == 345)
        #expect(report.postcodes.all == 4068)
        let again = try await AreaImport.perform(file.path, town: site.town)
        #expect(again.municipalities.unchanged == 345)
        #expect(again.postcodes.unchanged == 4068)
    }
}
