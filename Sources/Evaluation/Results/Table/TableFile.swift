import Core
import Formats
import Tabulation

/// A table as CSV: one line for each cell, with everything that is known of it, so that a spreadsheet can turn it.
struct TableFile {
    let table: CountedTable
    let title: String
    let notes: [String]
    let t: Texts

    /// With a semicolon and a comma in numbers for a Dutch spreadsheet; with a comma and a point otherwise.
    func bytes(_ delimiter: CSVDelimiter) -> [UInt8] {
        var writer = CSVWriter(delimiter: delimiter, mark: delimiter == .semicolon)
        writer.append([
            t("rij"), t("code van de rij"), t("kolom"), t("code van de kolom"), t("aantal"), t("gewogen aantal"),
            t("basis"), t("waarde"), t("standaardfout"), t("ondergrens"), t("bovengrens"), t("hoger dan"),
            t("afgeschermd"),
        ])
        let words = TableWords(t: t)
        let hasWeights = !table.isWithoutWeights
        for (row, heading) in table.rows.enumerated() {
            for (place, column) in table.columns.enumerated() {
                guard let cell = table.cell(row, place) else { continue }
                let isHidden = cell.hidden != nil
                writer.append([
                    words.label(heading), heading.code.map { String($0) } ?? heading.name ?? "", words.label(column),
                    column.code.map { String($0) } ?? column.name ?? "",
                    isHidden ? "" : String(cell.count),
                    isHidden || !hasWeights ? "" : figure(cell.weighted, delimiter),
                    isHidden ? "" : String(cell.base), figure(cell.value, delimiter), figure(cell.error, delimiter),
                    figure(cell.low, delimiter), figure(cell.high, delimiter), cell.letters,
                    isHidden ? t("ja") : t("nee"),
                ])
            }
        }
        writer.append([title])
        for note in notes { writer.append([note]) }
        return writer.bytes
    }

    private func figure(_ value: Double?, _ delimiter: CSVDelimiter) -> String {
        guard let value, value.isFinite, abs(value) < 1e12 else { return "" }
        let text = Self.rounded(value)
        return delimiter == .semicolon ? text.replacing(".", with: ",") : text
    }

    /// At most six decimals, without zeros at the end.
    private static func rounded(_ value: Double) -> String {
        let rounded = (value * 1_000_000).rounded() / 1_000_000
        if rounded == rounded.rounded() { return String(Int(rounded)) }
        return "\(rounded)"
    }
}
