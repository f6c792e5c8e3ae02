/// The answers that a question can have, for those who answered it.
struct AnswerDomain {
    /// The places of the options that are chosen together.
    let values: [Set<Int>]
    /// Of each record in `records`; others have 0.
    let value: [Int]
    /// Who answered, and can have answered otherwise.
    let records: [Int]
    /// To which values one step leads.
    let neighbours: [[Int]]

    /// Records with a rare combination of ticks stay as they are: at most this many combinations are looked at.
    static let mostCombinations = 48

    /// - Returns: `nil` for numbers and texts.
    init?(_ column: String, _ data: DataSet) {
        guard let side = data[column].flatMap({ try? Side($0, leavesOutMissing: false) }) else { return nil }
        let options = side.column.options
        if let codes = side.codes {
            values = options.indices.map { [$0] }
            value = codes.map { max(Int($0) - Int(Column.firstOption), 0) }
            records = codes.indices.filter { codes[$0] >= Column.firstOption }
            neighbours = options.indices.map { one in options.indices.filter { $0 != one } }
            return
        }
        let ticks = options.indices.map { side.chosen($0) }
        let combinations = (0..<data.count).map { record in Set(options.indices.filter { ticks[$0][record] }) }
        var sizes: [Set<Int>: Int] = [:]
        var order: [Set<Int>] = []
        for combination in combinations where !combination.isEmpty {
            if sizes[combination] == nil { order.append(combination) }
            sizes[combination, default: 0] += 1
        }
        let common = order.enumerated().sorted {
            let (first, second) = (sizes[$0.element] ?? 0, sizes[$1.element] ?? 0)
            return first == second ? $0.offset < $1.offset : first > second
        }.prefix(Self.mostCombinations).map(\.element)
        var found = common
        var places = Dictionary(common.enumerated().map { ($1, $0) }) { first, _ in first }
        var steps = [[Int]](repeating: [], count: common.count)
        let none = Set(options.indices.filter { options[$0].isNone })
        for (place, combination) in common.enumerated() where combination.isDisjoint(with: none) {
            for option in options.indices where !none.contains(option) {
                let next = combination.symmetricDifference([option])
                if next.isEmpty { continue }
                let target = places[next] ?? found.count
                if target == found.count {
                    places[next] = target
                    found.append(next)
                    steps.append([])
                }
                steps[place].append(target)
            }
        }
        values = found
        neighbours = steps
        let known = places
        value = combinations.map { known[$0] ?? 0 }
        let movable = Set(common)
        records = combinations.indices.filter { movable.contains(combinations[$0]) }
    }
}

/// Records divided by all that the figures tell of them apart from one question.
struct Contexts {
    /// For each value of the question the sets (their numbers) that a figure counts; a sum counts several.
    struct Watched {
        var sets: [[Int]]
    }

    private var answers: Answers
    private let column: String
    private let values: [Set<Int>]
    private var numbers: [Bits: Int] = [:]
    private var sets: [Bits] = []
    /// A record of each context.
    private(set) var representatives: [Int] = []

    init(_ answers: Answers, _ column: String, _ values: [Set<Int>]) {
        self.answers = answers
        self.column = column
        self.values = values
    }

    mutating func watch(_ rules: [Rule]) -> Watched {
        var watched = Watched(sets: [[Int]](repeating: [], count: values.count))
        for rule in rules {
            let own = rule.parts.filter { $0.columns.contains(column) }
            // What does not look at the question is the same for each of its values.
            answers.assumed = nil
            let others = answers.records(.and(rule.parts.filter { !$0.columns.contains(column) }))
            for (place, value) in values.enumerated() {
                answers.assumed = (column, value)
                if let number = number(others, own) { watched.sets[place].append(number) }
            }
        }
        answers.assumed = nil
        return watched
    }

    /// The number of a set; `nil` of an empty one.
    private mutating func number(_ others: Bits, _ own: [Rule]) -> Int? {
        var records = others
        for part in own {
            switch answers.constant(part) {
            case false?: return nil
            case true?: continue
            case nil: records = records.and(answers.records(part))
            }
        }
        if records.isEmpty { return nil }
        if let known = numbers[records] { return known }
        numbers[records] = sets.count
        sets.append(records)
        return sets.count - 1
    }

    /// For each of these records its context, after everything is watched.
    mutating func divide(_ records: [Int]) -> [(record: Int, context: Int)] {
        var known: [[UInt64]: Int] = [:]
        return records.map { record in
            var signature = [UInt64](repeating: 0, count: (sets.count + 63) / 64)
            for (number, set) in sets.enumerated() where set[record] {
                signature[number >> 6] |= 1 << UInt64(number & 63)
            }
            let place = known[signature] ?? representatives.count
            if place == representatives.count {
                known[signature] = place
                representatives.append(record)
            }
            return (record, place)
        }
    }

    /// How many times the figure counts a record of the context, when it has this value.
    func count(_ watched: Watched, _ value: Int, _ context: Int) -> Int {
        var count = 0
        for set in watched.sets[value] where sets[set][representatives[context]] { count += 1 }
        return count
    }
}

/// For each context and value the figures that count it, in order.
struct Active {
    private var counts: [[[(figure: Int, times: Int)]]] = []

    init(_ watched: [Contexts.Watched], _ contexts: Contexts, _ values: Int) {
        counts = contexts.representatives.indices.map { context in
            (0..<values).map { value in
                var found: [(figure: Int, times: Int)] = []
                for (figure, one) in watched.enumerated() where !one.sets[value].isEmpty {
                    let times = contexts.count(one, value, context)
                    if times > 0 { found.append((figure, times)) }
                }
                return found
            }
        }
    }

    /// What changes when a record of the context gets another value.
    func changes(_ context: Int, _ from: Int, _ to: Int) -> [(figure: Int, change: Int)] {
        let (old, new) = (counts[context][from], counts[context][to])
        var changes: [(figure: Int, change: Int)] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if j == new.count || i < old.count && old[i].figure < new[j].figure {
                changes.append((old[i].figure, -old[i].times))
                i += 1
            } else if i == old.count || new[j].figure < old[i].figure {
                changes.append((new[j].figure, new[j].times))
                j += 1
            } else {
                let change = new[j].times - old[i].times
                if change != 0 { changes.append((new[j].figure, change)) }
                i += 1
                j += 1
            }
        }
        return changes
    }
}
