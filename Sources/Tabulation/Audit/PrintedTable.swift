/// A printed table: for each row a count and a percentage in some columns.
package struct PrintedTable: Sendable, Equatable {
    package struct Cell: Sendable, Equatable {
        /// The column without `_n` and `_pct`.
        package let column: String
        package let count: Int
        /// As printed, with its own number of decimals.
        package let percentage: Double
        package let decimals: Int
        package init(column: String, count: Int, percentage: Double, decimals: Int) {
            self.column = column
            self.count = count
            self.percentage = percentage
            self.decimals = decimals
        }
    }

    package struct Row: Sendable, Equatable {
        /// The line in the file.
        package let line: Int
        /// What the columns before the figures say, in order.
        package let labels: [String]
        package let cells: [Cell]
        package init(line: Int, labels: [String], cells: [Cell]) {
            self.line = line
            self.labels = labels
            self.cells = cells
        }
    }

    /// Why a line could not be read.
    package struct Fault: Sendable, Equatable {
        package let line: Int
        package let text: String
        package init(line: Int, text: String) {
            self.line = line
            self.text = text
        }
    }

    package let rows: [Row]
    package let faults: [Fault]

    /// Reads columns in pairs `…_n` and `…_pct`; the other columns name the row.
    ///
    /// - Parameter lines: the fields of each row with the number of its line in the file.
    package init(header: [String], lines: [(line: Int, fields: [String])]) {
        let places = Dictionary(header.enumerated().map { ($1, $0) }) { first, _ in first }
        let pairs: [(name: String, count: Int, percentage: Int)] = header.enumerated().compactMap { index, name in
            guard name.hasSuffix("_n") else { return nil }
            let stem = String(name.dropLast(2))
            return places["\(stem)_pct"].map { (stem, index, $0) }
        }
        let taken = Set(pairs.flatMap { [$0.count, $0.percentage] })
        var rows: [Row] = []
        var faults: [Fault] = []
        if pairs.isEmpty { faults.append(Fault(line: 1, text: "no columns in pairs …_n and …_pct")) }
        for (line, fields) in lines {
            var cells: [Cell] = []
            for pair in pairs where pair.count < fields.count && pair.percentage < fields.count {
                let (count, share) = (fields[pair.count], fields[pair.percentage])
                if count.isEmpty, share.isEmpty { continue }
                guard let number = Int(count), number >= 0, let printed = Self.percentage(share) else {
                    faults.append(Fault(line: line, text: "\(pair.name): \"\(count)\" and \"\(share)\" are no figures"))
                    continue
                }
                cells.append(
                    Cell(
                        column: pair.name, count: number, percentage: printed.value, decimals: printed.decimals))
            }
            let labels = fields.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
            rows.append(Row(line: line, labels: labels, cells: cells))
        }
        self.rows = rows
        self.faults = faults
    }

    /// `37`, `37%`, `37,5` or `37.5 %`.
    static func percentage(_ text: String) -> (value: Double, decimals: Int)? {
        let bare = text.filter { $0 != "%" && $0 != " " }.map { $0 == "," ? "." : $0 }
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let value = Double(String(bare)), value >= 0, value <= 1000 else { return nil }
        return (value, parts.count == 2 ? parts[1].count : 0)
    }
}
