// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
/// The second engine: `--disable-default-traits` builds a program of one file without it.
let postgres = Target.Dependency.target(name: "StoragePostgres", condition: .when(traits: ["Postgres"]))
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// A target of this package with the settings every target shares.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Tests look into many modules at once: they need not name each one whose members they touch.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies,
        swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error)])
}

let package = Package(
    name: "inzet",
    traits: [
        .default(enabledTraits: ["Postgres"]),
        .trait(name: "Postgres", description: "Towns on a PostgreSQL server, through libpq."),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // C libraries and embedded files: module maps, nothing else.
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CMarkdown", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CSpawn"),
        .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Counting bits with the instructions the machine has.
        .target(name: "CTabulation", cSettings: [.unsafeFlags(["-std=gnu23", "-O3"])]),
        .target(name: "CAssets", cSettings: [.unsafeFlags(["-std=gnu23", "-Wno-c23-extensions"])]),

        // The house, from the ground up: arrows point at what stands lower.
        module("Core", []),
        module("Storage", ["Core", crypto]),
        module(
            "StorageSQLite",
            [
                "Storage", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        module("StoragePostgres", ["Storage", "CLibPQ", .product(name: "NIOPosix", package: "swift-nio")]),
        module("Search", ["Core"]),
        module("Formats", ["Core", "CReadStat", "CXlsxWriter", "CZlib"]),
        module("Tabulation", ["Core", "CTabulation"]),
        module("Matching", ["Core", crypto]),
        module("Questionnaires", ["Core", crypto, .product(name: "Yams", package: "Yams")]),
        module("OpenID", ["Core", "Formats", crypto, .product(name: "JWTKit", package: "jwt-kit")]),
        module("Services", ["Core", "Storage", "Formats", "CSodium", "CCurl", "CSpawn", crypto, logging]),
        module(
            "Web",
            [
                "Core", "Storage", "Formats", "CAssets", "CMarkdown", crypto, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        module("Community", ["Core", "Storage", "Services", "Web", "Formats", "OpenID"]),
        module(
            "Policy",
            [
                "Core", "Storage", "Services", "Web", "Community", "Formats", crypto,
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Brokerage",
            dependencies: ["Core", "Storage", "Services", "Web", "Community", "Search", "Formats", "Matching"],
            swiftSettings: strict),
        module(
            "Evaluation",
            [
                "Core", "Storage", "Services", "Web", "Community", "Formats", "Tabulation", "Questionnaires", crypto,
            ]),
        module(
            "App",
            [
                "Core", "Storage", "StorageSQLite", postgres, "Services", "Web", "Community", "Policy", "Brokerage",
                "Evaluation", "Questionnaires", "Tabulation", "CAssets", "Formats", "Search", "OpenID", crypto, logging,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "inzet",
            dependencies: [
                "App", "Core", "Storage", "Services", "Community", "Policy", "Brokerage", "Web", "Evaluation",
                "Formats", "Matching", "Questionnaires", "Tabulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"), logging,
            ],
            path: "Sources/Inzet", swiftSettings: strict),

        .target(
            name: "TestEngines", dependencies: ["Storage", "StorageSQLite", postgres], path: "Tests/Engines",
            swiftSettings: strict),
        tests("CoreTests", ["Core"]),
        tests(
            "StorageTests",
            [
                "Core", "Storage", "StorageSQLite", postgres, "TestEngines",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests("SearchTests", ["Core", "Search"]),
        tests("FormatsTests", ["Core", "Formats"]),
        tests("TabulationTests", ["Core", "Tabulation"]),
        tests("MatchingTests", ["Core", "Matching"]),
        tests("QuestionnaireTests", ["Core", "Questionnaires"]),
        tests(
            "ServicesTests",
            ["Core", "Storage", "StorageSQLite", "TestEngines", "Services", "Formats", crypto, logging]),
        tests("WebTests", ["Core", "Storage", "Web"]),
        .target(
            name: "TestProvider",
            dependencies: [
                "Core", "Formats", "OpenID", crypto, .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            path: "Tests/Provider", swiftSettings: strict),
        tests("OpenIDTests", ["Core", "Formats", "OpenID", "TestProvider"]),
        tests(
            "AppTests",
            [
                "Core", "Storage", "StorageSQLite", postgres, "TestEngines", "Services", "Web", "Community",
                "Policy", "Brokerage", "Evaluation", "Questionnaires", "Tabulation", "App", "Formats", "Search",
                "OpenID", "TestProvider",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"), logging,
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
    ]
)
