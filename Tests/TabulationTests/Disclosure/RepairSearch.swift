/// Finds other whole numbers that meet the same equations: it changes one number, and then others until every equation
/// that broke holds again. Starting from the truth only makes it fast; what it finds is a solution by itself.
struct RepairSearch {
    private let equations: [[(unknown: Int, times: Int)]]
    /// `uses[unknown]`: the equations it is in, with its times.
    private let uses: [[(equation: Int, times: Int)]]
    private let truth: [Int]
    private let sought: [Int]
    static let mostChanges = 10

    init(_ given: [Adversary.Equation], _ truth: [Int], _ sought: [Int]) {
        var seen: Set<[Int]> = []
        equations = given.map { $0.terms.filter { $0.times > 0 } }.filter { terms in
            seen.insert(terms.flatMap { [$0.unknown, $0.times] }).inserted
        }
        var uses = [[(equation: Int, times: Int)]](repeating: [], count: truth.count)
        for (place, terms) in equations.enumerated() {
            for term in terms { uses[term.unknown].append((place, term.times)) }
        }
        self.uses = uses
        self.truth = truth
        self.sought = sought
    }

    /// How many steps of 1 the sought count can go in one direction, up to `need`.
    func reach(_ direction: Int, _ need: Int) -> Int {
        var now = truth
        var reached = 0
        while reached < need, let next = step(from: now, direction) {
            now = next
            reached += 1
        }
        return reached
    }

    private struct State {
        var counts: [Int]
        var broken: [Int]
        /// What changed in this step, to go no way back.
        var changes: [Int: Int]
    }

    private func step(from counts: [Int], _ direction: Int) -> [Int]? {
        let own = Set(sought)
        for depth in 1...Self.mostChanges {
            var budget = 60_000
            for unknown in sought where counts[unknown] + direction >= 0 {
                var state = State(counts: counts, broken: [Int](repeating: 0, count: equations.count), changes: [:])
                change(&state, unknown, direction)
                if let found = repair(state, own, depth - 1, &budget) { return found }
            }
        }
        return nil
    }

    private func change(_ state: inout State, _ unknown: Int, _ direction: Int) {
        state.counts[unknown] += direction
        state.changes[unknown, default: 0] += direction
        for use in uses[unknown] { state.broken[use.equation] += direction * use.times }
    }

    private func repair(_ state: State, _ own: Set<Int>, _ left: Int, _ budget: inout Int) -> [Int]? {
        budget -= 1
        guard budget > 0 else { return nil }
        var best: (choices: [(unknown: Int, direction: Int)], equation: Int)?
        for (place, amount) in state.broken.enumerated() where amount != 0 {
            let direction = amount > 0 ? -1 : 1
            let choices = equations[place].compactMap { term -> (unknown: Int, direction: Int)? in
                let before = state.changes[term.unknown] ?? 0
                if own.contains(term.unknown) || state.counts[term.unknown] + direction < 0 { return nil }
                return before * direction < 0 ? nil : (term.unknown, direction)
            }
            if choices.count < best?.choices.count ?? .max { best = (choices, place) }
            if choices.isEmpty { return nil }
        }
        guard let best else { return state.counts }
        guard left > 0 else { return nil }
        for choice in best.choices {
            var next = state
            change(&next, choice.unknown, choice.direction)
            if let found = repair(next, own, left - 1, &budget) { return found }
        }
        return nil
    }
}
