extension CSVTable {
    /// Names the columns after the first record: trimmed, none empty, none twice, so that a mapping can rely on them.
    mutating func name(_ record: CSVScanner.Record) {
        let trimmed = record.fields.map(trimmedName)
        // Given names first: an invented one must not take the place of a later column.
        var taken = Set(trimmed.map { $0.lowercased() })
        var seen: Set<String> = []
        for (index, name) in trimmed.enumerated() {
            if name.isEmpty {
                let invented = free("Kolom \(index + 1)", &taken)
                let kind = CSVProblem.Kind.unnamedColumn(column: index + 1, renamedTo: invented)
                problems.append(CSVProblem(line: record.line, kind: kind))
                header.append(invented)
            } else if seen.insert(name.lowercased()).inserted {
                header.append(name)
            } else {
                let invented = free(name, &taken)
                let kind = CSVProblem.Kind.duplicateColumn(name: name, renamedTo: invented)
                problems.append(CSVProblem(line: record.line, kind: kind))
                header.append(invented)
            }
        }
    }

    /// The name itself, or the name with the first number that makes it unique.
    private func free(_ name: String, _ taken: inout Set<String>) -> String {
        if taken.insert(name.lowercased()).inserted { return name }
        var number = 2
        while !taken.insert("\(name) \(number)".lowercased()).inserted { number += 1 }
        return "\(name) \(number)"
    }

    /// Without white space and byte order marks at the ends: joined exports leave a mark inside the file.
    private func trimmedName(_ name: String) -> String {
        let isNoise = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace || scalar.value == 0xFEFF }
        let scalars = name.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isNoise($0) }),
            let last = scalars.lastIndex(where: { !isNoise($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}
