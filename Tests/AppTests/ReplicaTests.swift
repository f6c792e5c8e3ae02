import App
import Core
import Foundation
import Storage
import TestEngines
import Testing

/// Which pages may be some seconds behind, and that nothing else ever asks a replica.
struct ReplicaTests {
    /// Public and without a right or a balance on them.
    private static let mayBeOld: Set<String> = [
        "PublicFigureRoutes.swift", "PublicFigures.swift", "VacancyFeeds.swift", "API.swift",
        "PublicReport+Routes.swift",
    ]

    @Test func `only pages for everyone read what may be old`() throws {
        let sources = ArchitectureTests.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var found: Set<String> = []
        while let file = files?.nextObject() as? URL {
            let target = file.path.dropFirst(sources.path.count + 1).prefix { $0 != "/" }
            guard file.pathExtension == "swift", !target.hasPrefix("Storage"), target != "App" else { continue }
            if try String(contentsOf: file, encoding: .utf8).contains(".readStale") {
                found.insert(file.lastPathComponent)
            }
        }
        #expect(found == Self.mayBeOld)
    }

    @Test func `open data come from the replica, all else from the server that writes`() async throws {
        guard TestEngine.server != nil else {
            print("Skipped: INZET_TEST_POSTGRES names no server.")
            return
        }
        // A replica that is far behind: another town, in which the organisation has another name.
        let behind = try await TestSite(engine: .postgres)
        try await behind.write { db in try db.run("UPDATE organisation SET name = 'Van gisteren' WHERE number = 1") }
        let site = try await TestSite(engine: .postgres, configure: { $0.replica = behind.place.address })
        try await site.write { db in try db.run("UPDATE organisation SET name = 'Van vandaag' WHERE number = 1") }
        for path in ["/api/v1/organisaties", "/sitemap.xml"] {
            var body = await site.get(path).body
            // A replica that is slow for a moment is passed by, as it must; a busy machine makes it slow.
            for _ in 0..<100 where !body.lowercased().contains("gisteren") { body = await site.get(path).body }
            #expect(body.lowercased().contains("gisteren") && !body.contains("vandaag"), "\(path)")
        }
        for path in ["/organisaties", "/organisatie/1"] {
            let body = await site.get(path, as: .manager).body
            #expect(!body.contains("Van gisteren"), "\(path)")
        }
        let own = try await site.read {
            try $0.value("SELECT name FROM organisation WHERE number = 1", as: String.self)
        }
        #expect(own == "Van vandaag")
    }
}
