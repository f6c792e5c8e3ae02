import Core
import Formats

/// What a column of a table becomes in a survey.
enum TableUse: String, Sendable, CaseIterable {
    case skip = "nee"
    /// One answer out of several.
    case choice = "keuze"
    /// One of the ticks of a question with several answers.
    case part = "onderdeel"
    case number = "getal"
    case day = "datum"
    case text = "tekst"

    var label: Text {
        switch self {
        case .skip: Text("Sla over")
        case .choice: Text("Eén antwoord uit een rij")
        case .part: Text("Vinkje bij een meerkeuzevraag")
        case .number: Text("Getal")
        case .day: Text("Datum")
        case .text: Text("Open antwoord")
        }
    }
}

/// Columns that are the ticks of one question.
struct TableGroup: Sendable, Equatable {
    let name: String
    let label: String
    /// Places of its columns in the table.
    let columns: [Int]
    /// The value that says yes.
    let counted: Double

    /// More columns than one question can hold stay questions of their own.
    static let most = 250

    /// The sets that the file itself knows, and columns such as `V05_1`, `V05_2` that hold nothing but 0 and 1.
    static func groups(of table: ImportedTable) -> [TableGroup] {
        var found: [TableGroup] = []
        var taken: Set<Int> = []
        for set in table.sets {
            guard case .dichotomies(let counted) = set.kind else { continue }
            let places = set.variables.compactMap { table.column($0) }.filter { !taken.contains($0) }
            guard (2...most).contains(places.count) else { continue }
            taken.formUnion(places)
            found.append(TableGroup(name: set.name, label: set.label, columns: places, counted: counted))
        }
        var byStem: [String: [Int]] = [:]
        var order: [String] = []
        for (place, column) in table.columns.enumerated() where !taken.contains(place) {
            guard let stem = stem(column.name), isTick(place, in: table) else { continue }
            if byStem[stem] == nil { order.append(stem) }
            byStem[stem, default: []].append(place)
        }
        for stem in order {
            guard let places = byStem[stem], (2...most).contains(places.count) else { continue }
            found.append(TableGroup(name: stem, label: stem, columns: places, counted: 1))
        }
        return found
    }

    /// `V05_12` → `V05`.
    private static func stem(_ name: String) -> String? {
        guard let mark = name.lastIndex(of: "_") else { return nil }
        let tail = name[name.index(after: mark)...]
        let isNumbered = !tail.isEmpty && tail.utf8.count < 4 && tail.utf8.allSatisfy { (48...57).contains($0) }
        return isNumbered && mark > name.startIndex ? String(name[..<mark]) : nil
    }

    private static func isTick(_ place: Int, in table: ImportedTable) -> Bool {
        var hasValue = false
        for row in table.rows.prefix(TableProposal.sample) {
            let cell = row[place]
            if cell.isEmpty || TableValue.isMissing(cell, table.columns[place]) { continue }
            guard let tick = TableValue.tick(cell, counted: 1) else { return false }
            hasValue = hasValue || tick
        }
        return hasValue
    }
}
