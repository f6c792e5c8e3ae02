import Core
import Formats

extension ImportedTable {
    /// The two codes of our own files, where the file cannot say what they mean: in CSV and Excel, a column whose only
    /// values below zero are -9 and -8. Counted as answers, they would pull every mean down.
    ///
    /// - Returns: the table, with the names of the columns in which this was found.
    func withGaps() -> (table: ImportedTable, columns: [String]) {
        var table = self
        var names: [String] = []
        for place in columns.indices where columns[place].missing.isEmpty && columns[place].valueLabels.isEmpty {
            guard hasGaps(place) else { continue }
            names.append(columns[place].name)
            table.columns[place].missing = [.range(-9, -8)]
            table.columns[place].valueLabels = [
                ImportedLabel(.number(-9), "Niet gevraagd"), ImportedLabel(.number(-8), "Niet ingevuld"),
            ]
            for row in table.rows.indices {
                if let number = TableValue.number(table.rows[row][place]) {
                    table.rows[row].cells[place] = .number(number)
                }
            }
        }
        return (table, names)
    }

    private func hasGaps(_ place: Int) -> Bool {
        var hasGap = false
        var hasOther = false
        for row in rows {
            let cell = row[place]
            if cell.isEmpty { continue }
            guard let number = TableValue.number(cell) else { return false }
            if number == -9 || number == -8 {
                hasGap = true
            } else if number < 0 {
                return false
            } else {
                hasOther = true
            }
        }
        return hasGap && hasOther
    }
}
