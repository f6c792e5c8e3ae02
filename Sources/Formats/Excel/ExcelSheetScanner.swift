import Core

/// The cells of one sheet. Gaps count as cells, so that a sheet with one cell in the last column stays within bounds.
struct ExcelSheetScanner {
    let strings: [String]
    let dates: [Bool]
    let from1904: Bool
    let limits: TableLimits
    var cellsLeft: Int
    private(set) var problems: [ImportedProblem] = []

    init(strings: [String], dates: [Bool], from1904: Bool, limits: TableLimits, cellsLeft: Int) {
        self.strings = strings
        self.dates = dates
        self.from1904 = from1904
        self.limits = limits
        self.cellsLeft = cellsLeft
    }

    mutating func scan(_ bytes: [UInt8]) throws(ExcelReader.Failure) -> [ExcelReader.Row] {
        do throws(XMLReader.Failure) {
            var reader = try XMLReader(bytes)
            return try rows(&reader)
        } catch {
            if let stopped { throw stopped }
            throw .damaged
        }
    }

    /// Why the walk was broken off, when it was not the XML.
    private var stopped: ExcelReader.Failure?

    private mutating func stop(_ reason: ExcelReader.Failure) -> XMLReader.Failure {
        stopped = reason
        return .malformed(offset: 0)
    }

    private mutating func rows(_ reader: inout XMLReader) throws(XMLReader.Failure) -> [ExcelReader.Row] {
        var rows: [ExcelReader.Row] = []
        var number = 0
        while let event = try reader.next() {
            guard case .open("row", let attributes) = event else { continue }
            let stated = attributes.value("r").flatMap { Int($0) } ?? number + 1
            guard stated > number, stated <= 1_048_576 else { throw stop(.damaged) }
            number = stated
            let cells = try cells(&reader, row: number)
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            guard rows.count < limits.rows else { throw stop(.tooManyRows(limit: limits.rows)) }
            rows.append(ExcelReader.Row(number: number, cells: cells))
        }
        return rows
    }

    private mutating func cells(_ reader: inout XMLReader, row: Int) throws(XMLReader.Failure) -> [ImportedCell] {
        var cells: [ImportedCell] = []
        while let event = try reader.next() {
            if case .close("row") = event { break }
            guard case .open("c", let attributes) = event else { continue }
            let column = attributes.value("r").map(Self.column) ?? cells.count
            guard let column, column >= cells.count else { throw stop(.damaged) }
            let cell = try cell(&reader, attributes, row: row, column: column)
            // Columns that hold looks only do not count.
            if cell.isEmpty { continue }
            guard column < limits.columns else { throw stop(.tooManyColumns(limit: limits.columns)) }
            guard column - cells.count < cellsLeft else { throw stop(.tooManyCells(limit: limits.fields)) }
            cellsLeft -= column - cells.count + 1
            while cells.count < column { cells.append(.empty) }
            cells.append(cell)
        }
        return cells
    }

    private mutating func cell(
        _ reader: inout XMLReader, _ attributes: [XMLReader.Attribute], row: Int, column: Int
    ) throws(XMLReader.Failure) -> ImportedCell {
        var value = ""
        var inline: String?
        var isValue = false
        var depth = 1
        while depth > 0 {
            switch try reader.next() {
            case .open("is", _): inline = try ExcelParts.text(&reader)
            case .open("f", _): try reader.skipElement()
            case .open(let name, _):
                depth += 1
                isValue = name == "v"
            case .close:
                depth -= 1
                isValue = false
            case .text(let piece): if isValue { value += piece }
            case nil: throw stop(.damaged)
            }
        }
        let type = attributes.value("t") ?? "n"
        switch type {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { throw stop(.damaged) }
            return text(strings[index], row, column)
        case "inlineStr": return text(inline ?? "", row, column)
        case "str": return text(ExcelText.decoded(value), row, column)
        case "b": return value.isEmpty ? .empty : .truth(value == "1" || value == "true")
        case "e":
            note(.errorCell, row, column)
            return .empty
        case "d": return Self.isoDate(value) ?? text(value, row, column)
        case "n": return try number(value, attributes, row, column)
        default: throw stop(.damaged)
        }
    }

    private mutating func number(
        _ value: String, _ attributes: [XMLReader.Attribute], _ row: Int, _ column: Int
    ) throws(XMLReader.Failure) -> ImportedCell {
        if value.isEmpty { return .empty }
        guard let number = Double(value), number.isFinite else { throw stop(.damaged) }
        let style = attributes.value("s").flatMap { Int($0) } ?? 0
        guard dates.indices.contains(style), dates[style] else { return .number(number) }
        if let date = ExcelDate.value(number, from1904: from1904) { return date }
        // A time without a day lies between 0 and 1 and is no odd date.
        if !(0..<1).contains(number) { note(.oddDate, row, column) }
        return .number(number)
    }

    private mutating func text(_ text: String, _ row: Int, _ column: Int) -> ImportedCell {
        if text.isEmpty { return .empty }
        let (kept, isCut) = ByteCut.cut(text, bytes: limits.fieldBytes)
        if isCut { note(.cutText, row, column) }
        return .text(kept)
    }

    private mutating func note(_ kind: ImportedProblem.Kind, _ row: Int, _ column: Int) {
        guard problems.count < TableLimits.problems else { return }
        problems.append(ImportedProblem(kind, line: row, column: Self.letters(column)))
    }

    /// `BC12` → 54. Nothing when it is no reference, or one beyond the last column of Excel.
    static func column(_ reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8.prefix(4) {
            guard (0x41...0x5A).contains(byte) else { break }
            column = column * 26 + Int(byte) - 0x40
        }
        return (1...16_384).contains(column) ? column - 1 : nil
    }

    /// 54 → `BC`.
    static func letters(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column + 1
        while rest > 0 {
            letters.insert(UInt8(0x41 + (rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// ISO 8601, as strict workbooks write dates.
    private static func isoDate(_ value: String) -> ImportedCell? {
        if let day = Day(iso: value) { return .day(day) }
        let text = value.hasSuffix("Z") ? value : String(value.prefix(19)) + "Z"
        return Moment(iso: text).map(ImportedCell.moment)
    }
}
