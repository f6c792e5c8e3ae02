import Core
import Formats

/// The answers as CSV, with codes: a semicolon and a decimal comma for a Dutch spreadsheet, or a comma and a point.
struct ExportCSV: Sendable {
    let table: ExportTable
    let delimiter: CSVDelimiter
    var progress: @Sendable (Int) -> Void = { _ in }

    var bytes: [UInt8] {
        var writer = CSVWriter(delimiter: delimiter, mark: delimiter == .semicolon)
        writer.append(table.columns.map(\.name))
        for index in 0..<table.count {
            writer.append(zip(table.row(index), table.columns).map(field))
            progress(index + 1)
        }
        return writer.bytes
    }

    private func field(_ value: ExportValue, _ column: ExportColumn) -> String {
        switch value {
        case .none: return ""
        case .text(let text): return text
        case .day(let day): return day.iso
        case .notShown: return column.isCoded ? String(column.codes.notShown) : ""
        case .left: return column.isCoded ? String(column.codes.left) : ""
        case .number(let number):
            if let whole = Int(exactly: number) { return String(whole) }
            let text = "\(number)"
            return delimiter == .semicolon ? text.replacing(".", with: ",") : text
        }
    }
}
