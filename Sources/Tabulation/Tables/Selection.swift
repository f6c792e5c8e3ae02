extension DataSet {
    /// The records that meet every condition; `nil` when there is none, so that all of them count.
    ///
    /// "Not" is about those who saw the question: who never saw it did not say no.
    ///
    /// - Throws: `unknownColumn`, `unknownCode`, `unsuitable` for a question without options.
    package func selection(_ conditions: [TableRequest.Condition]) throws(Table.Fault) -> Bits? {
        var selected: Bits?
        for condition in conditions {
            guard let column = self[condition.column] else { throw .unknownColumn(condition.column) }
            let side = try Side(column, leavesOutMissing: false)
            var places: [Int] = []
            for code in condition.codes { places.append(try side.place(of: code)) }
            let chosen = side.chosen(anyOf: places)
            let met = condition.isNot ? side.shown.minus(chosen) : chosen
            selected = selected.map { $0.and(met) } ?? met
        }
        return selected
    }
}
