import Core
import Formats
import Questionnaires

/// The answers as a workbook: codes to count with, the same in words for who only reads, and what everything means.
struct ExportSheets: Sendable {
    /// Above this many cells the words are left out: the file would be twice as large.
    static let mostCellsInWords = 400_000

    let table: ExportTable
    let survey: Survey
    let t: Texts
    /// Called after each record, with how many are done.
    var progress: @Sendable (Int) -> Void = { _ in }

    var workbook: Workbook {
        var sheets = [sheet(t("Gegevens"), inWords: false)]
        if table.count * table.columns.count <= Self.mostCellsInWords {
            sheets.append(sheet(t("In woorden"), inWords: true))
        }
        sheets.append(codebook)
        return Workbook(title: survey.title, created: survey.closedAt ?? survey.createdAt, sheets: sheets)
    }

    private func sheet(_ name: String, inWords: Bool) -> Workbook.Sheet {
        let widths = table.columns.map { Self.width($0, inWords: inWords) }
        return Workbook.Sheet(name, widths: widths, frozenRows: 1, frozenColumns: 1, rowCount: table.count + 1) {
            [table, progress] index in
            if index == 0 { return table.columns.map { .header(inWords ? $0.label : $0.name) } }
            if !inWords { progress(index) }
            return zip(table.row(index - 1), table.columns).map { Self.cell($0, $1, inWords: inWords) }
        }
    }

    private static func width(_ column: ExportColumn, inWords: Bool) -> Double {
        switch column.kind {
        case .text: 40
        case .day: 12
        case .code: inWords ? 24 : 10
        case .number: 10
        }
    }

    private static func cell(_ value: ExportValue, _ column: ExportColumn, inWords: Bool) -> Workbook.Cell {
        switch value {
        case .none: return .empty
        case .text(let text): return .text(text)
        case .day(let day): return .day(day)
        case .notShown, .left:
            guard !inWords, column.isCoded else { return .empty }
            return .integer(value == .notShown ? column.codes.notShown : column.codes.left)
        case .number(let number):
            if inWords, let label = column.labels.first(where: { Double($0.code) == number }) {
                return .text(label.label)
            }
            if case .number(let decimals) = column.kind { return .number(number, decimals: decimals) }
            return Int(exactly: number).map { .integer($0) } ?? .number(number, decimals: 2)
        }
    }

    /// One row a code, so that it can be looked up and filtered.
    private var codebook: Workbook.Sheet {
        var rows: [[Workbook.Cell]] = [
            [
                t("Kolom"), t("Omschrijving"), t("Vraag"), t("Soort"), t("Code"), t("Betekenis"),
                t("Telt als ontbrekend"),
            ]
            .map { .header($0) }
        ]
        for line in ExportCodebook.lines(table, t) {
            rows.append([
                .text(line.name), .note(line.label), .note(line.question), .text(line.kind),
                line.code.map { .integer($0) } ?? .empty, .note(line.meaning), .text(line.isMissing ? t("ja") : ""),
            ])
        }
        return Workbook.Sheet(t("Codeboek"), widths: [12, 50, 50, 14, 8, 40, 12], frozenRows: 1, rows: rows)
    }
}

/// What every column and every code means, line by line.
enum ExportCodebook {
    struct Line: Sendable {
        var name: String
        var label = ""
        var question = ""
        var kind = ""
        var code: Int?
        var meaning = ""
        var isMissing = false
    }

    static func lines(_ table: ExportTable, _ t: Texts) -> [Line] {
        table.columns.flatMap { column -> [Line] in
            let head = Line(
                name: column.name, label: column.label, question: column.question, kind: kind(column, t))
            var codes = column.labels.map {
                Line(name: column.name, code: $0.code, meaning: $0.label, isMissing: $0.isMissing)
            }
            if column.usesCodes, column.isCoded {
                codes.append(
                    Line(name: column.name, code: column.codes.notShown, meaning: t("Niet gevraagd"), isMissing: true))
                codes.append(
                    Line(name: column.name, code: column.codes.left, meaning: t("Niet ingevuld"), isMissing: true))
            }
            return [head] + codes
        }
    }

    private static func kind(_ column: ExportColumn, _ t: Texts) -> String {
        switch column.kind {
        case .code: t("code")
        case .number: t("getal")
        case .text: t("tekst")
        case .day: t("datum")
        }
    }
}
