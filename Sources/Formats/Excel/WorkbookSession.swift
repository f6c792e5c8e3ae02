import CXlsxWriter
import Core
import Glibc

/// One workbook being written; the memory of the library lives as long as this does.
final class WorkbookSession {
    private static let rowLimit = 1_048_576
    private static let columnLimit = 16_384
    private static let textLimit = 32_767

    private var book: UnsafeMutablePointer<lxw_workbook>?
    private var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]

    init(path: String, folder: String) throws(WorkbookError) {
        // The library keeps a pointer to the folder only while it copies it.
        let made: UnsafeMutablePointer<lxw_workbook>? = folder.withCString { folder in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard let made else { throw .library(code: LXW_ERROR_MEMORY_MALLOC_FAILED) }
        book = made
    }

    deinit {
        if let book { lxw_workbook_free(book) }
    }

    func fill(_ workbook: Workbook) throws -> [WorkbookChange] {
        try describe(workbook)
        var changes: [WorkbookChange] = []
        let names = SheetNames.clean(workbook.sheets.map(\.name))
        for (sheet, name) in zip(workbook.sheets, names) {
            if name != sheet.name { changes.append(.renamedSheet(from: sheet.name, to: name)) }
            let cut = try fill(sheet, name)
            if cut > 0 { changes.append(.cutTexts(sheet: name, cells: cut)) }
        }
        return changes
    }

    /// Puts the file together. The library frees its memory, also when it fails.
    func close() throws(WorkbookError) {
        let closing = book
        book = nil
        try check(workbook_close(closing))
    }

    private func describe(_ workbook: Workbook) throws(WorkbookError) {
        let title = SheetNames.cut(ByteCut.line(workbook.title), units: 255)
        let code = title.withCString { title in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: title)
            properties.created = time_t(workbook.created.seconds)
            return workbook_set_properties(book, &properties)
        }
        try check(code)
    }

    /// - Returns: how many texts were cut.
    private func fill(_ sheet: Workbook.Sheet, _ name: String) throws -> Int {
        guard let target = workbook_add_worksheet(book, name) else {
            throw WorkbookError.library(code: LXW_ERROR_INVALID_SHEETNAME_CHARACTER)
        }
        guard sheet.rowCount <= Self.rowLimit else { throw WorkbookError.tooManyRows(sheet: name) }
        guard sheet.widths.count <= Self.columnLimit else { throw WorkbookError.tooManyColumns(sheet: name) }
        for (column, width) in sheet.widths.enumerated() where width > 0 {
            let column = lxw_col_t(column)
            try check(worksheet_set_column(target, column, column, min(width, 255), nil))
        }
        if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
            worksheet_freeze_panes(
                target, lxw_row_t(clamping: sheet.frozenRows), lxw_col_t(clamping: sheet.frozenColumns))
        }
        var cut = 0
        for index in 0..<sheet.rowCount {
            let cells = try sheet.row(index)
            guard cells.count <= Self.columnLimit else { throw WorkbookError.tooManyColumns(sheet: name) }
            for (column, cell) in cells.enumerated() {
                try put(cell, target, lxw_row_t(index), lxw_col_t(column), &cut)
            }
        }
        return cut
    }

    private func put(
        _ cell: Workbook.Cell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t,
        _ cut: inout Int
    ) throws(WorkbookError) {
        switch cell {
        case .empty: return
        case .text(let text), .note(let text), .header(let text), .title(let text):
            let clean = ExcelText.clean(text)
            let kept = SheetNames.cut(clean, units: Self.textLimit - ExcelText.growth(clean))
            if kept.utf16.count < clean.utf16.count { cut += 1 }
            guard !kept.isEmpty else { return }
            try check(worksheet_write_string(sheet, row, column, ExcelText.escaped(kept), format(cell)))
        case .integer(let value):
            try check(worksheet_write_number(sheet, row, column, Double(value), format(cell)))
        case .number(let value, _), .percent(let value, _):
            guard value.isFinite else { return }
            try check(worksheet_write_number(sheet, row, column, value, format(cell)))
        case .day(let day):
            // Excel knows no day before 1900: those stand as text.
            guard let serial = ExcelDate.serial(day) else {
                return try put(.text(day.iso), sheet, row, column, &cut)
            }
            try check(worksheet_write_number(sheet, row, column, serial, format(cell)))
        case .moment(let moment):
            guard let serial = ExcelDate.serial(moment) else {
                return try put(.text(moment.iso), sheet, row, column, &cut)
            }
            try check(worksheet_write_number(sheet, row, column, serial, format(cell)))
        }
    }

    private func format(_ cell: Workbook.Cell) -> UnsafeMutablePointer<lxw_format>? {
        let style = WorkbookStyle(cell)
        guard let style else { return nil }
        if let known = formats[style.key] { return known }
        guard let made = workbook_add_format(book) else { return nil }
        if let number = style.number { format_set_num_format(made, number) }
        if style.isBold { format_set_bold(made) }
        if style.isLarge { format_set_font_size(made, 14) }
        if style.wraps {
            format_set_text_wrap(made)
            format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        if style.isHeader { format_set_bottom(made, UInt8(LXW_BORDER_THIN.rawValue)) }
        formats[style.key] = made
        return made
    }

    private func check(_ code: lxw_error) throws(WorkbookError) {
        if code != LXW_NO_ERROR { throw .library(code: code) }
    }
}
