/// Other answers to one question that give the same published figures: what a reader cannot rule out.
///
/// The records keep everything but their answer to this question, and who answered it stays who answered it. Records that
/// no figure tells apart in anything else are one context. A move gives one record of a context another answer; moves
/// whose effects on the figures cancel out give other answers of whole people, with the same figures. Real readers know
/// less than that (they do not know the contexts), so what is possible here is possible for them.
struct Completions {
    /// One record of a context changes its answer.
    private struct Move {
        var context: Int
        var from: Int
        var to: Int
    }

    /// `counts[context][value]`: the true answers.
    private var counts: [[Int]] = []
    private var moves: [Move] = []
    /// What a move does to each figure it touches: figure · 8 + change + 4, in order.
    private var effects: [[Int32]] = []
    private var byEffect: [[Int32]: [Int]] = [:]
    /// The moves with one such change among theirs.
    private var byChange: [Int32: [Int]] = [:]
    /// `gains[target][move]`.
    private var gains: [[Int]] = []

    /// After so many tries of three moves the cell counts as one that can be computed.
    static let mostThrees = 4_000

    /// - Parameters:
    ///   - figures: the published ones that look at the question.
    ///   - targets: the hidden ones.
    init(of column: String, _ figures: [Figure], _ targets: [Rule], _ answers: Answers) {
        guard let domain = AnswerDomain(column, answers.data) else { return }
        var contexts = Contexts(answers, column, domain.values)
        let watched = figures.map { contexts.watch($0.rules) }
        let sought = targets.map { contexts.watch([$0]) }
        let places = contexts.divide(domain.records)
        counts = contexts.representatives.map { _ in [Int](repeating: 0, count: domain.values.count) }
        for (record, place) in places { counts[place][domain.value[record]] += 1 }
        gains = targets.map { _ in [] }
        let told = Active(watched, contexts, domain.values.count)
        let wanted = Active(sought, contexts, domain.values.count)
        for context in counts.indices {
            for from in domain.values.indices where counts[context][from] > 0 {
                for to in domain.neighbours[from] {
                    add(Move(context: context, from: from, to: to), told, wanted)
                }
            }
        }
    }

    private mutating func add(_ move: Move, _ told: Active, _ wanted: Active) {
        var effect: [Int32] = []
        for (figure, change) in told.changes(move.context, move.from, move.to) {
            // A change that does not fit in three bits: the move is left out.
            guard abs(change) <= 3 else { return }
            effect.append(Int32(figure) * 8 + Int32(change) + 4)
        }
        for target in gains.indices { gains[target].append(0) }
        for (target, change) in wanted.changes(move.context, move.from, move.to) {
            gains[target][moves.count] = change
        }
        byEffect[effect, default: []].append(moves.count)
        for change in effect { byChange[change, default: []].append(moves.count) }
        effects.append(effect)
        moves.append(move)
    }

    /// Whether the target can be so many higher and lower together.
    func width(_ target: Int, atLeast need: Int) -> Bool {
        let up = reach(target, 1, need)
        return up >= need || up + reach(target, -1, need - up) >= need
    }

    /// How far the target goes in one direction, by moves alone, in pairs and in threes; at most `need`.
    private func reach(_ target: Int, _ sign: Int, _ need: Int) -> Int {
        guard gains.indices.contains(target) else { return 0 }
        let gains = gains[target]
        var counts = counts
        var reached = 0
        let useful = moves.indices.filter { gains[$0] * sign > 0 }
        var threes = Self.mostThrees
        search: while reached < need {
            for first in useful {
                if effects[first].isEmpty, Self.apply([moves[first]], &counts) {
                    reached += 1
                    continue search
                }
                for second in byEffect[Self.opposite(effects[first])] ?? []
                where (gains[first] + gains[second]) * sign > 0 && Self.apply([moves[first], moves[second]], &counts) {
                    reached += 1
                    continue search
                }
            }
            for first in useful where counts[moves[first].context][moves[first].from] > 0 {
                // What the second takes back of the first; each of its changes must be taken back by one of them.
                guard let change = effects[first].first else { continue }
                for second in byChange[Self.opposite(change)] ?? [] {
                    threes -= 1
                    guard threes > 0 else { break search }
                    guard let sum = Self.sum(effects[first], effects[second]) else { continue }
                    for third in byEffect[Self.opposite(sum)] ?? []
                    where (gains[first] + gains[second] + gains[third]) * sign > 0
                        && Self.apply([moves[first], moves[second], moves[third]], &counts)
                    {
                        reached += 1
                        continue search
                    }
                }
            }
            break
        }
        return reached
    }

    /// Makes all of the moves, or none.
    private static func apply(_ moves: [Move], _ counts: inout [[Int]]) -> Bool {
        for (done, move) in moves.enumerated() {
            guard counts[move.context][move.from] > 0 else {
                for undone in moves.prefix(done) {
                    counts[undone.context][undone.from] += 1
                    counts[undone.context][undone.to] -= 1
                }
                return false
            }
            counts[move.context][move.from] -= 1
            counts[move.context][move.to] += 1
        }
        return true
    }

    private static func opposite(_ change: Int32) -> Int32 { (change & ~7) + 8 - (change & 7) }
    private static func opposite(_ effect: [Int32]) -> [Int32] { effect.map(opposite) }

    /// `nil` when a figure would change by more than fits.
    private static func sum(_ one: [Int32], _ other: [Int32]) -> [Int32]? {
        var sum: [Int32] = []
        var (i, j) = (0, 0)
        while i < one.count || j < other.count {
            if j == other.count || i < one.count && one[i] >> 3 < other[j] >> 3 {
                sum.append(one[i])
                i += 1
            } else if i == one.count || other[j] >> 3 < one[i] >> 3 {
                sum.append(other[j])
                j += 1
            } else {
                let change = (one[i] & 7) + (other[j] & 7) - 8
                guard abs(change) <= 3 else { return nil }
                if change != 0 { sum.append((one[i] & ~7) + change + 4) }
                i += 1
                j += 1
            }
        }
        return sum
    }
}
