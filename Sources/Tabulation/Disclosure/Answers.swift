/// The answers of a data set for evaluating rules; remembers who chose what.
struct Answers {
    let data: DataSet
    /// A column whose answers are taken as this one: these options ticked by everybody, and no others.
    var assumed: (column: String, options: Set<Int>)?
    private let memory = Memory()

    /// Of simple rules the records.
    private final class Memory {
        var records: [Rule: Bits] = [:]
    }

    init(_ data: DataSet) { self.data = data }

    /// The records the rule holds for; none when it names what the data have not.
    func records(_ rule: Rule) -> Bits {
        switch rule {
        case .all(let rules):
            guard let first = rules.first else { return Bits(data.count, all: true) }
            return rules.dropFirst().reduce(records(first)) { $0.and(records($1)) }
        case .any(let rules): return rules.reduce(Bits(data.count)) { $0.or(records($1)) }
        case .not(let rule): return records(rule).inverted
        case .shown, .answered, .chosen:
            if let known = constant(rule) { return Bits(data.count, all: known) }
            if let known = memory.records[rule] { return known }
            let found = simple(rule)
            memory.records[rule] = found
            return found
        }
    }

    /// What the rule is for everybody under the assumption; `nil` when it looks at other questions too.
    func constant(_ rule: Rule) -> Bool? {
        guard let assumed else { return nil }
        switch rule {
        case .shown(assumed.column): return true
        case .answered(assumed.column): return !assumed.options.isEmpty
        case .chosen(assumed.column, let codes):
            let options = data[assumed.column]?.options ?? []
            return assumed.options.contains { options.indices.contains($0) && codes.contains(options[$0].code) }
        case .not(let rule): return constant(rule).map { !$0 }
        case .all, .any, .shown, .answered, .chosen: return nil
        }
    }

    private func simple(_ rule: Rule) -> Bits {
        switch rule {
        case .chosen(let column, let codes):
            guard let side = side(column) else { return Bits(data.count) }
            let options = side.column.options
            return side.chosen(anyOf: options.indices.filter { codes.contains(options[$0].code) })
        case .shown(let column): return side(column)?.shown ?? numbers(column)?.shown ?? Bits(data.count)
        case .answered(let column): return side(column)?.answered ?? numbers(column)?.given ?? Bits(data.count)
        case .all, .any, .not: return records(rule)
        }
    }

    private func side(_ column: String) -> Side? {
        data[column].flatMap { try? Side($0, leavesOutMissing: false) }
    }

    private func numbers(_ column: String) -> Numbers? { data[column].flatMap { try? Numbers($0) } }
}
