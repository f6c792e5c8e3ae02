/// A question as one side of a table: which of its options are in it, and who chose them.
struct Side {
    let column: Column
    /// The places of the options that are rows or columns of the table.
    let kept: [Int]
    /// The codes of a single answer, each of them below `height`; `nil` with several answers.
    let codes: [UInt8]?

    /// - Throws: `unsuitable` for numbers and texts, and for answers that do not fit their options.
    init(_ column: Column, leavesOutMissing: Bool) throws(Table.Fault) {
        self.column = column
        let options = column.options
        kept = options.indices.filter { !(leavesOutMissing && options[$0].isMissing) }
        switch column.values {
        case .single(let codes, let options):
            guard options.count <= Column.mostOptions - 1 else { throw .unsuitable(column.name) }
            let height = options.count + Int(Column.firstOption)
            // A code that is no option was never shown: it may not point outside the table.
            let fits = codes.isEmpty || Int(Kernels.highest(codes)) < height
            self.codes = fits ? codes : codes.map { Int($0) < height ? $0 : Column.notShown }
        case .multiple(let shown, let ticked, let options):
            guard ticked.count == options.count, ticked.allSatisfy({ $0.count == shown.count }) else {
                throw .unsuitable(column.name)
            }
            codes = nil
        case .number, .text: throw .unsuitable(column.name)
        }
    }

    /// The number of codes: not shown, skipped, and the options.
    var height: Int { column.options.count + Int(Column.firstOption) }

    func code(of option: Int) -> UInt8 { UInt8(option) + Column.firstOption }

    /// Who chose the option.
    func chosen(_ option: Int) -> Bits {
        if case .multiple(_, let ticked, _) = column.values { return ticked[option] }
        return Bits(codes ?? [], equal: CollectionOfOne(code(of: option)))
    }

    /// Who chose one of them.
    func chosen(anyOf options: [Int]) -> Bits {
        if case .multiple(let shown, let ticked, _) = column.values {
            return options.reduce(Bits(shown.count)) { $0.or(ticked[$1]) }
        }
        return Bits(codes ?? [], equal: options.map { code(of: $0) })
    }

    /// Who gave an answer that is in the table.
    var inTable: Bits { chosen(anyOf: kept) }
    /// Who gave any answer.
    var answered: Bits { chosen(anyOf: Array(column.options.indices)) }

    var shown: Bits {
        if case .multiple(let shown, _, _) = column.values { return shown }
        return Bits(codes ?? [], equal: CollectionOfOne(Column.notShown)).inverted
    }

    /// "Geen van deze", where it is in the table.
    var none: [Int] { kept.filter { column.options[$0].isNone } }

    var headings: [Table.Heading] {
        kept.map { Table.Heading(code: column.options[$0].code, label: column.options[$0].label) }
    }

    func place(of code: Int) throws(Table.Fault) -> Int {
        guard let place = column.options.firstIndex(where: { $0.code == code }) else {
            throw .unknownCode(column: column.name, code: code)
        }
        return place
    }
}

extension DataSet {
    func side(_ name: String, _ request: TableRequest) throws(Table.Fault) -> Side {
        guard let column = self[name] else { throw .unknownColumn(name) }
        return try Side(column, leavesOutMissing: request.leavesOutMissing)
    }

    /// The question in the columns; `nil` without one.
    func across(_ request: TableRequest) throws(Table.Fault) -> Side? {
        guard let name = request.columns else { return nil }
        return try side(name, request)
    }

    /// The weights the request counts with.
    func weights(for request: TableRequest) -> [Double]? { request.isWeighted ? weights : nil }
}
