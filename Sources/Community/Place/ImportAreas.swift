package import Core

/// Municipalities, postcodes and neighbourhoods from a GeoPackage of Statistics Netherlands (CBS).
///
/// `AreaFile` reads and checks everything first; `ImportAreas.write` then changes the database in one transaction. A
/// file with one wrong row changes nothing.
package enum ImportAreas {
    package struct Counts: Sendable, Equatable {
        package var new = 0
        package var changed = 0
        package var unchanged = 0
        package var all: Int { new + changed + unchanged }

        package init() {}
    }

    package struct Report: Sendable {
        package var municipalities = Counts()
        package var postcodes = Counts()
        package var neighbourhoods = Counts()
        /// The municipalities that the centre serves from now on, by name.
        package var served: [String] = []
        /// What a person should know about the file, although it was taken.
        package var notices: [Text] = []
    }

    /// How far the work is: shown while it runs.
    package struct Step: Sendable {
        package let what: Text
        package let done: Int
        package let total: Int
    }

    package typealias Progress = @Sendable (Step) -> Void
}

/// Why a file with areas was refused. Nothing of it is used.
package struct AreaProblem: Error, Sendable {
    package let reason: Text
    package let table: String?
    /// The row id in that table.
    package let row: Int64?

    package init(_ reason: Text, table: String? = nil, row: Int64? = nil) {
        self.reason = reason
        self.table = table
        self.row = row
    }

    /// The whole sentence, with the place in the file.
    package func message(_ t: Texts) -> String {
        guard let table else { return t(reason) }
        guard let row else { return t("Tabel \(table): \(t(reason))") }
        return t("Tabel \(table), rij \(row): \(t(reason))")
    }
}
