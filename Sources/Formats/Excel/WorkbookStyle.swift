/// How a cell looks; nothing when it looks like any other.
struct WorkbookStyle {
    var number: String?
    var isBold = false
    var isLarge = false
    var isHeader = false
    var wraps = false

    /// The number formats are the neutral ones of the file: Excel shows them with the comma of the reader's language.
    init?(_ cell: Workbook.Cell) {
        switch cell {
        case .empty, .text: return nil
        case .note: wraps = true
        case .header:
            isBold = true
            isHeader = true
            wraps = true
        case .title:
            isBold = true
            isLarge = true
        case .integer: number = "0"
        case .number(_, let decimals): number = Self.digits(decimals)
        case .percent(_, let decimals): number = Self.digits(decimals) + "%"
        case .day: number = "dd-mm-yyyy"
        case .moment: number = "dd-mm-yyyy hh:mm"
        }
    }

    var key: String { "\(number ?? "")|\(isBold)\(isLarge)\(isHeader)\(wraps)" }

    private static func digits(_ decimals: Int) -> String {
        decimals > 0 ? "0." + String(repeating: "0", count: min(decimals, 15)) : "0"
    }
}
