import Core
import Foundation
import Testing

@testable import Formats

struct ExcelTests {
    static let day = Day(year: 2011, month: 11, day: 3) ?? Day(number: 0)

    static var workbook: Workbook {
        Workbook(
            title: "Vrijwilligersbeleid 2011", created: Moment(seconds: 1_700_000_000),
            sheets: [
                Workbook.Sheet(
                    "Tabel 1: beleid", widths: [30, 0, 12], frozenRows: 1, frozenColumns: 1,
                    rows: [
                        [
                            .header("Onderdeel"), .header("Aantal"), .header("Aandeel"), .header("Datum"),
                            .header("Tijd"),
                        ],
                        [
                            .text("=1+1"), .integer(45), .percent(0.333, decimals: 1), .day(day),
                            .moment(Moment(milliseconds: 1_320_316_245_000)),
                        ],
                        [
                            .text("’s-Gravenhage & <b>Súdwest</b>\r\nregel"), .number(-2.5, decimals: 2), .empty,
                            .text("+31"),
                        ],
                        [.text("_x0041_ \u{1}\u{FFFE}tab\t"), .number(.nan, decimals: 1), .number(1e300, decimals: 0)],
                        [],
                        [.empty, .text("  randen  "), .note("een\ntwee")],
                    ]),
                Workbook.Sheet("tabel 1/ beleid", rows: [[.text("x")]]), Workbook.Sheet("'", rows: [[.title("Titel")]]),
            ])
    }

    @Test func `a workbook is read back as it was`() throws {
        let written = try WorkbookWriter.write(Self.workbook)
        let sheets = try ExcelReader.read(written.bytes)
        #expect(sheets.map(\.name) == ["Tabel 1- beleid", "tabel 1- beleid 2", "Blad"])
        #expect(written.changes.count == 3)
        let rows = sheets[0].rows
        #expect(rows.map(\.number) == [1, 2, 3, 4, 6])
        #expect(
            rows[1].cells == [
                .text("=1+1"), .number(45), .number(0.333), .day(Self.day),
                .moment(Moment(milliseconds: 1_320_316_245_000)),
            ])
        #expect(
            rows[2].cells == [.text("’s-Gravenhage & <b>Súdwest</b>\nregel"), .number(-2.5), .empty, .text("+31")])
        #expect(rows[3].cells == [.text("_x0041_ tab\t"), .empty, .number(1e300)])
        #expect(rows[4].cells == [.empty, .text("  randen  "), .text("een\ntwee")])
        #expect(sheets[2].rows[0].cells == [.text("Titel")])
    }

    @Test func `long texts are cut and counted`() throws {
        let long = String(repeating: "é👩‍👩‍👧", count: 10_000)
        let written = try WorkbookWriter.write(Workbook(sheets: [.init("A", rows: [[.text(long)], [.text("kort")]])]))
        #expect(written.changes == [.cutTexts(sheet: "A", cells: 1)])
        guard case .text(let kept)? = try ExcelReader.read(written.bytes).first?.rows.first?.cells.first else {
            Issue.record("no text")
            return
        }
        #expect(long.hasPrefix(kept) && kept.utf16.count <= 32_767 && kept.utf16.count > 32_750)
        #expect(throws: WorkbookError.noSheets) { try WorkbookWriter.write(Workbook(sheets: [])) }
        #expect(throws: WorkbookError.tooManyRows(sheet: "A")) {
            try WorkbookWriter.write(Workbook(sheets: [.init("A", rowCount: 1_048_577) { _ in [] }]))
        }
        #expect(throws: WorkbookError.file) {
            try WorkbookWriter.write(Workbook(sheets: [.init("A", rows: [])]), folder: "/nowhere")
        }
    }

    @Test func `names of sheets are what Excel takes`() {
        let names = SheetNames.clean([
            "Vraag 12: onderdelen van het beleid [alle]", "vraag 12: onderdelen van het beleid [ALLE]", "History", "",
            "a",
            "A", "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧",
        ])
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        #expect(names.allSatisfy { !$0.isEmpty && $0.utf16.count <= 31 && $0.lowercased() != "history" }, "\(names)")
    }

    @Test(arguments: [
        ("dd-mm-yyyy", true), ("[$-413]d mmmm jjjj", true), ("0.00", false), ("0.00\"dagen\"", false),
        ("[Red]0", false),
        ("General", false), ("hh:mm", true), ("\\d0", false), ("#,##0;[Red]-#,##0", false), ("0%", false),
    ])
    func `formats that show dates`(_ code: String, isDate: Bool) {
        #expect(ExcelParts.isDate(code) == isDate)
    }

    @Test func `days of both calendars`() {
        #expect(ExcelDate.value(1, from1904: false) == .day(Day(year: 1900, month: 1, day: 1) ?? Day(number: 0)))
        #expect(ExcelDate.value(59, from1904: false) == .day(Day(year: 1900, month: 2, day: 28) ?? Day(number: 0)))
        #expect(ExcelDate.value(61, from1904: false) == .day(Day(year: 1900, month: 3, day: 1) ?? Day(number: 0)))
        #expect(ExcelDate.value(40_850, from1904: false) == .day(Self.day))
        #expect(ExcelDate.value(39_388, from1904: true) == .day(Self.day))
        #expect(ExcelDate.value(-1, from1904: false) == nil && ExcelDate.value(1e18, from1904: true) == nil)
    }

    @Test func `references of cells`() {
        #expect(ExcelSheetScanner.column("A1") == 0 && ExcelSheetScanner.column("XFD9") == 16_383)
        #expect(ExcelSheetScanner.column("XFE1") == nil && ExcelSheetScanner.column("7") == nil)
        for column in [0, 25, 26, 54, 701, 702, 16_383] {
            #expect(ExcelSheetScanner.column(ExcelSheetScanner.letters(column)) == column)
        }
    }

    @Test func `a table names its columns and says what fell out`() throws {
        let bytes = try WorkbookWriter.write(
            Workbook(sheets: [
                .init("leeg", rows: []),
                .init(
                    "survey",
                    rows: [
                        [],
                        [.header("type"), .header("name"), .header("Name"), .empty, .header("label::Nederlands (nl)")],
                        [.text("text"), .text("a")], [.empty, .empty, .empty, .empty, .empty, .text("te ver")],
                    ]),
            ])
        ).bytes
        let tables = try TableReader.read(.xlsx, bytes)
        #expect(tables.map(\.name) == ["survey"])
        #expect(tables[0].columns.map(\.name) == ["type", "name", "Name 2", "Kolom 4", "label::Nederlands (nl)"])
        #expect(tables[0].rows.map(\.line) == [3, 4])
        #expect(tables[0].problems.map(\.kind) == [.renamedColumn, .renamedColumn, .longRow])
    }

    @Test func `a crafted sheet stays within bounds`() throws {
        let bytes = try WorkbookWriter.write(
            Workbook(sheets: [
                .init("A", rows: [[.text("a")], Array(repeating: .empty, count: 1_500) + [.integer(1)], [.integer(2)]])
            ])
        ).bytes
        func refusal(_ limits: TableLimits) -> TableRefusal.Kind? {
            do { _ = try TableReader.read(.xlsx, bytes, limits: limits) } catch { return error.kind }
            return nil
        }
        #expect(refusal(TableLimits()) == nil)
        #expect(refusal(TableLimits(rows: 2)) == .tooManyRows)
        #expect(refusal(TableLimits(columns: 1_000)) == .tooManyColumns)
        #expect(refusal(TableLimits(fields: 1_000)) == .tooManyCells)
        #expect(refusal(TableLimits(unpackedBytes: 500)) == .tooLarge)
        #expect(refusal(TableLimits(bytes: 500)) == .tooLarge)
        #expect(refusal(TableLimits(tables: 0)) == .tooManyTables)
    }

    @Test func `files for other programs`() throws {
        guard let folder = Sample.folder else { return }
        try Data(WorkbookWriter.write(Self.workbook).bytes).write(to: folder.appendingPathComponent("workbook.xlsx"))
    }
}
