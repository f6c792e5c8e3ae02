import Foundation
import Testing

/// The arrows of the house: each target may import what stands lower, and the five functions never each other.
@Suite(.oneEngine) struct ArchitectureTests {
    /// Our own targets and what each may import of ours.
    static let allowed: [String: Set<String>] = [
        "Core": [], "Storage": ["Core"], "StorageSQLite": ["Core", "Storage"],
        "StoragePostgres": ["Core", "Storage", "CLibPQ"], "Search": ["Core"],
        "Formats": ["Core", "CReadStat", "CXlsxWriter", "CZlib"], "Tabulation": ["Core", "CTabulation"],
        "Matching": ["Core"], "Questionnaires": ["Core"],
        "OpenID": ["Core", "Formats"],
        "Services": ["Core", "Storage", "Formats", "CSodium", "CCurl", "CSpawn"],
        "Web": ["Core", "Storage", "Formats", "CAssets", "CMarkdown"],
        "Community": ["Core", "Storage", "Services", "Web", "Formats", "OpenID"],
        "Policy": ["Core", "Storage", "Services", "Web", "Community", "Formats"],
        "Brokerage": ["Core", "Storage", "Services", "Web", "Community", "Search", "Formats", "Matching"],
        "Evaluation": ["Core", "Storage", "Services", "Web", "Community", "Formats", "Tabulation", "Questionnaires"],
        "App": [
            "Core", "Storage", "StorageSQLite", "StoragePostgres", "Services", "Web", "Community", "Policy",
            "Brokerage", "Evaluation", "Questionnaires", "Tabulation", "Formats", "Search", "CAssets", "OpenID",
        ],
        "Inzet": [
            "App", "Core", "Storage", "Community", "Policy", "Brokerage", "Evaluation", "Web", "Services", "Formats",
            "Matching", "Questionnaires", "Tabulation",
        ],
    ]
    static let functions: Set<String> = ["Policy", "Brokerage", "Support", "Promotion", "Evaluation"]
    /// Packages and C libraries that one target alone may import.
    static let fenced: [String: String] = [
        "GRDB": "StorageSQLite", "CLibPQ": "StoragePostgres", "CSodium": "Services", "CCurl": "Services",
        "CSpawn": "Services", "CReadStat": "Formats", "CXlsxWriter": "Formats", "CZlib": "Formats",
        "CTabulation": "Tabulation",
        "CAssets": "Web", "CMarkdown": "Web",
        "JWTKit": "OpenID",
    ]

    /// Packages that a few targets share.
    static let shared: [String: Set<String>] = ["Yams": ["App", "Policy", "Questionnaires"]]

    static var root: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// The imports of each file, by target.
    static func imports(in sources: URL) throws -> [(target: String, file: String, module: String)] {
        var found: [(target: String, file: String, module: String)] = []
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let parts = file.path.dropFirst(sources.path.count + 1).split(separator: "/")
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 2, !line.hasPrefix("//"),
                    index + 1 < words.count
                else { continue }
                let name =
                    words[index + 1] == "struct" || words[index + 1] == "class" ? words[index + 2] : words[index + 1]
                found.append((String(parts[0]), file.lastPathComponent, String(name.split(separator: ".")[0])))
            }
        }
        return found
    }

    static func violations(_ imports: [(target: String, file: String, module: String)]) -> [String] {
        imports.compactMap { item in
            let own = Set(allowed.keys).union(fenced.keys).union(functions)
            if let home = fenced[item.module], home != item.target {
                return "\(item.file) imports \(item.module), which belongs to \(home)"
            }
            if fenced[item.module] != nil { return nil }
            if let homes = shared[item.module], !homes.contains(item.target) {
                return "\(item.file) imports \(item.module), which belongs to \(homes.sorted())"
            }
            guard own.contains(item.module) else { return nil }
            if functions.contains(item.target), functions.contains(item.module) {
                return "\(item.file): a function imports another"
            }
            guard let may = allowed[item.target] else { return "\(item.target) is not in the drawing" }
            return may.contains(item.module) ? nil : "\(item.target)/\(item.file) imports \(item.module)"
        }
    }

    @Test func `no arrow goes up and no function knows another`() throws {
        let imports = try Self.imports(in: Self.root.appendingPathComponent("Sources"))
        #expect(imports.count > 100)
        #expect(Self.violations(imports).isEmpty, "\(Self.violations(imports))")
    }

    @Test func `an arrow that goes up is noticed`() {
        #expect(!Self.violations([("Core", "X.swift", "Web")]).isEmpty)
        #expect(!Self.violations([("Brokerage", "X.swift", "Policy")]).isEmpty)
        #expect(!Self.violations([("Brokerage", "X.swift", "GRDB")]).isEmpty)
        #expect(!Self.violations([("Search", "X.swift", "Storage")]).isEmpty)
        #expect(!Self.violations([("Web", "X.swift", "Yams")]).isEmpty)
        #expect(Self.violations([("App", "X.swift", "Yams")]).isEmpty)
        #expect(Self.violations([("App", "X.swift", "Brokerage")]).isEmpty)
    }
}
