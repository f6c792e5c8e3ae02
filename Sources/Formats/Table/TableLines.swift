import Core

/// Tables as lines of JSON, the language between the child process that reads a file and the program that asked.
///
/// A table is one line with what is known about it and then one line a row: `[line, cell, …]`. A cell is `null`, a
/// text, a number, a truth value, or an array of a letter and a value for days and moments. Both sides are ours, yet
/// the child has read bytes from outside: the asking side trusts nothing.
package enum TableLines {
    package static func write(_ tables: [ImportedTable], to put: ([UInt8]) -> Void) {
        for table in tables {
            put(head(table).bytes() + [0x0A])
            for row in table.rows {
                put(JSONValue.array([.int(row.line)] + row.cells.map(\.json)).bytes() + [0x0A])
            }
        }
        // A child that dies halfway leaves this line out.
        put(Array("{\"end\":true}\n".utf8))
    }

    package static func write(_ refusal: TableRefusal, to put: ([UInt8]) -> Void) {
        let value: JSONValue = [
            "refused": .string(refusal.kind.rawValue), "line": .int(refusal.line), "limit": .int(refusal.limit),
        ]
        put(value.bytes() + [0x0A])
    }

    /// - Throws: `TableRefusal`: that of the child, or `failed` when the lines do not follow the rules.
    package static func read(
        _ bytes: [UInt8], limits: TableLimits = TableLimits()
    ) throws(TableRefusal) -> [ImportedTable] {
        var tables: [ImportedTable] = []
        var fields = limits.fields
        var hasEnd = false
        for line in bytes.split(separator: 0x0A) {
            // A row of the longest fields there may be, each sign written as six.
            guard !hasEnd,
                let value = try? JSONValue(parsing: Array(line), maximumDepth: 8, maximumBytes: limits.unpackedBytes)
            else { throw TableRefusal(.failed) }
            if let cells = value.array {
                guard let last = tables.indices.last, let row = ImportedRow(cells),
                    row.cells.count == tables[last].columns.count, tables[last].rows.count < limits.rows,
                    row.cells.count <= fields
                else { throw TableRefusal(.failed) }
                fields -= row.cells.count
                tables[last].rows.append(row)
            } else if value["end"]?.bool == true {
                hasEnd = true
            } else if let kind = value["refused"]?.string.flatMap(TableRefusal.Kind.init) {
                throw TableRefusal(kind, line: value["line"]?.int ?? 0, limit: value["limit"]?.int ?? 0)
            } else {
                guard tables.count < limits.tables, let table = table(value), table.columns.count <= limits.columns
                else { throw TableRefusal(.failed) }
                tables.append(table)
            }
        }
        guard hasEnd else { throw TableRefusal(.failed) }
        return tables
    }

    private static func head(_ table: ImportedTable) -> JSONValue {
        let columns = table.columns.map { column -> JSONValue in
            [
                "name": .string(column.name), "label": .string(column.label), "measure": .string(column.measure.word),
                "labels": .array(column.valueLabels.map { .array([$0.value.json, .string($0.label)]) }),
                "missing": .array(column.missing.map(\.json)),
            ]
        }
        let sets = table.sets.map { set -> JSONValue in
            var counted: JSONValue = .null
            if case .dichotomies(let value) = set.kind { counted = .double(value) }
            return [
                "name": .string(set.name), "label": .string(set.label), "counted": counted,
                "variables": JSONValue(set.variables),
            ]
        }
        let problems = table.problems.map { problem -> JSONValue in
            [.string(problem.kind.rawValue), .int(problem.line), .string(problem.column)]
        }
        return [
            "table": .string(table.name), "columns": .array(columns), "sets": .array(sets),
            "weight": JSONValue(table.weight), "problems": .array(problems),
        ]
    }

    private static func table(_ value: JSONValue) -> ImportedTable? {
        guard let name = value["table"]?.string, let columns = value["columns"]?.array else { return nil }
        var table = ImportedTable(name: name, columns: [], weight: value["weight"]?.string)
        var names: Set<String> = []
        for item in columns {
            guard let name = item["name"]?.string, !name.isEmpty, names.insert(name.lowercased()).inserted else {
                return nil
            }
            let labels = (item["labels"]?.array ?? []).compactMap { item -> ImportedLabel? in
                guard let cell = item[0].flatMap(ImportedCell.init), let label = item[1]?.string else { return nil }
                return ImportedLabel(cell, label)
            }
            table.columns.append(
                ImportedColumn(
                    name: name, label: item["label"]?.string ?? "",
                    measure: SPSSVariable.Measure(word: item["measure"]?.string ?? ""), valueLabels: labels,
                    missing: (item["missing"]?.array ?? []).compactMap(SPSSMissing.init)))
        }
        for item in value["sets"]?.array ?? [] {
            guard let name = item["name"]?.string, let variables = item["variables"]?.array else { return nil }
            let kind = item["counted"]?.double.map { SPSSSet.Kind.dichotomies(counted: $0) } ?? .categories
            table.sets.append(
                SPSSSet(
                    name: name, label: item["label"]?.string ?? "", kind: kind,
                    variables: variables.compactMap(\.string).filter { names.contains($0.lowercased()) }))
        }
        for item in (value["problems"]?.array ?? []).prefix(2 * TableLimits.problems) {
            guard let kind = item[0]?.string.flatMap(ImportedProblem.Kind.init), let line = item[1]?.int else {
                return nil
            }
            table.problems.append(ImportedProblem(kind, line: line, column: item[2]?.string ?? ""))
        }
        return table
    }
}
