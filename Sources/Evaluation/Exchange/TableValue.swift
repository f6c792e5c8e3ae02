import Core
import Formats

/// One cell of a table, read as what its column is said to be.
enum TableValue {
    /// `12`, `12,5` and `12.5`; nothing for anything else.
    static func number(_ cell: ImportedCell) -> Double? {
        switch cell {
        case .number(let value): return value.isFinite ? value : nil
        case .truth(let value): return value ? 1 : 0
        case .text(let text):
            let bytes = Array(text.trimmed.utf8)
            let marks = bytes.count { $0 == 0x2C || $0 == 0x2E }
            let isPlain = bytes.enumerated().allSatisfy { index, byte in
                (0x30...0x39).contains(byte) || byte == 0x2C || byte == 0x2E || (byte == 0x2D && index == 0)
            }
            guard isPlain, marks < 2, bytes.count < 20 else { return nil }
            return Double(String(decoding: bytes, as: UTF8.self).replacing(",", with: "."))
        case .empty, .day, .moment: return nil
        }
    }

    /// Also `3-11-2011` and `03/11/2011`, as people write them here.
    static func day(_ cell: ImportedCell) -> Day? {
        switch cell {
        case .day(let day): return day
        case .moment(let moment): return Day(iso: String(moment.iso.prefix(10)))
        case .text(let text):
            if let day = Day(iso: String(text.trimmed.prefix(10))) { return day }
            let parts = text.trimmed.split { $0 == "-" || $0 == "/" }.map { Int($0) }
            guard parts.count == 3, let date = parts[0], let month = parts[1], let year = parts[2], year > 999 else {
                return nil
            }
            return Day(year: year, month: month, day: date)
        case .empty, .number, .truth: return nil
        }
    }

    /// Whether a tick says yes or no; nothing when it is no tick.
    static func tick(_ cell: ImportedCell, counted: Double) -> Bool? {
        switch cell {
        case .empty: return false
        case .truth(let value): return value
        case .number(let value): return value == counted ? true : value == 0 || counted != 1 ? false : nil
        case .text(let text):
            switch TextFolding.fold(text) {
            case "1", "ja", "yes", "x", "waar", "true", "quoted": return true
            case "0", "nee", "no", "onwaar", "false", "not quoted", "": return false
            default: return nil
            }
        case .day, .moment: return nil
        }
    }

    /// Whether the file says that this value is no answer.
    static func isMissing(_ cell: ImportedCell, _ column: ImportedColumn) -> Bool {
        column.missing.contains { missing in
            switch (missing, cell) {
            case (.value(let value), .number(let number)): value == number
            case (.range(let low, let high), .number(let number)): (low...max(low, high)).contains(number)
            case (.text(let text), .text(let given)): text == given
            default: false
            }
        }
    }

    /// What our own files say when a question was not put, or left open.
    enum Gap { case notShown, left }

    static func gap(_ cell: ImportedCell, _ column: ImportedColumn) -> Gap? {
        guard isMissing(cell, column), let label = column.valueLabels.first(where: { $0.value == cell })?.label else {
            return nil
        }
        switch label {
        case "Niet gevraagd", "Not asked": return .notShown
        case "Niet ingevuld", "Not filled in": return .left
        default: return nil
        }
    }
}
