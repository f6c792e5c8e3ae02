extension ImportedTable {
    /// Fields of a CSV file are texts; what they mean is for people to say. An apostrophe that keeps a spreadsheet from
    /// running a field falls off.
    init(_ table: CSVTable) {
        self.init(columns: table.header.map { ImportedColumn(name: $0) })
        rows = table.rows.filter { !$0.isEmpty }.map { row in
            ImportedRow(
                line: row.line,
                cells: columns.indices.map { column in
                    let field = CSVFormula.restored(row[column])
                    return field.isEmpty ? .empty : .text(field)
                })
        }
        for problem in table.problems.prefix(TableLimits.problems) {
            switch problem.kind {
            case .tooFewFields: problems.append(ImportedProblem(.shortRow, line: problem.line))
            case .tooManyFields: problems.append(ImportedProblem(.longRow, line: problem.line))
            case .textAfterQuote, .quoteInsideField: problems.append(ImportedProblem(.strayQuote, line: problem.line))
            case .unnamedColumn(_, let name), .duplicateColumn(_, let name):
                problems.append(ImportedProblem(.renamedColumn, line: problem.line, column: name))
            }
        }
    }

    /// The first row with cells names the columns, by the rules of CSV files.
    init(_ sheet: ExcelReader.Sheet) {
        self.init(name: sheet.name, columns: [], problems: sheet.problems)
        guard let head = sheet.rows.first else { return }
        var naming = CSVTable(header: [], rows: [], delimiter: .comma, encoding: .utf8, problems: [])
        naming.name(CSVScanner.Record(line: head.number, fields: head.cells.map(\.text)))
        columns = naming.header.map { ImportedColumn(name: $0) }
        for problem in naming.problems {
            switch problem.kind {
            case .unnamedColumn(_, let name), .duplicateColumn(_, let name):
                problems.append(ImportedProblem(.renamedColumn, line: head.number, column: name))
            default: continue
            }
        }
        for row in sheet.rows.dropFirst() {
            if row.cells.count > columns.count, problems.count < TableLimits.problems {
                problems.append(ImportedProblem(.longRow, line: row.number))
            }
            let cells = columns.indices.map { row.cells.indices.contains($0) ? row.cells[$0] : .empty }
            rows.append(ImportedRow(line: row.number, cells: cells))
        }
    }

    init(_ file: SPSSFile) {
        self.init(name: file.label, columns: [], sets: file.sets, weight: file.weight)
        columns = file.variables.map { variable in
            ImportedColumn(
                name: variable.name, label: variable.label, measure: variable.measure,
                valueLabels: variable.valueLabels.map { ImportedLabel(ImportedCell($0.value), $0.label) },
                missing: variable.missing)
        }
        rows = file.records.enumerated().map { index, record in
            ImportedRow(line: index + 1, cells: record.map(ImportedCell.init))
        }
    }
}

extension ImportedCell {
    init(_ value: SPSSValue) {
        switch value {
        case .missing: self = .empty
        case .number(let value): self = .number(value)
        case .text(let text): self = .text(text)
        case .day(let day): self = .day(day)
        case .moment(let moment): self = .moment(moment)
        }
    }
}
