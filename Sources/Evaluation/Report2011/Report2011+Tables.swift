import Web

extension Report2011 {
    package static let tablesName = "tabellen-2011.csv"

    /// Tables 4 to 8 as they were printed, counts beside percentages: to hold them against each other with
    /// `inzet tabulate --audit`.
    package static var tables: [UInt8] { Array((Assets.text("demo/" + tablesName) ?? "").utf8) }
}
