package import Community
package import Core
package import Services

/// For whom, when and how one import runs.
package struct ImportContext: Sendable {
    package let mapping: ImportMapping
    package let municipality: Municipality
    package let now: Moment
    /// Whether it writes; otherwise it only says what it would do.
    package let writes: Bool
    /// Who the audit log names.
    package let cause: Audit.Cause

    package init(mapping: ImportMapping, municipality: Municipality, now: Moment, writes: Bool, cause: Audit.Cause) {
        self.mapping = mapping
        self.municipality = municipality
        self.now = now
        self.writes = writes
        self.cause = cause
    }

    /// The name under which rows are known again: lists of two municipalities never mix.
    var source: String { municipality.code + "/" + mapping.source }
}

/// What became of one row, or would become of it.
package struct ImportResult: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        case new = "nieuw"
        case changed = "veranderd"
        case unchanged = "gelijk"
        case skipped = "overgeslagen"
        case failed = "fout"

        package var label: Text {
            switch self {
            case .new: Text("Nieuw")
            case .changed: Text("Veranderd")
            case .unchanged: Text("Gelijk gebleven")
            case .skipped: Text("Overgeslagen")
            case .failed: Text("Niet overgenomen")
            }
        }
    }

    package let line: Int
    package let title: String
    package let organisation: String
    package var outcome: Outcome
    package var problems: [ImportNote] = []
    package var notices: [ImportNote] = []
    /// The organisation has to be made, or was made for this row.
    package var isNewOrganisation = false
    /// The vacancy the search must hear of.
    package var vacancy: Vacancy.Identity?
}
