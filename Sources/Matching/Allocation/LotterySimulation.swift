import Core

/// What a rule does, over many lotteries with the same wishes: to look at before choosing one.
package struct LotteryFigures: Sendable, Equatable {
    package let rule: LotteryRule
    package let draws: Int
    package let pupils: Int
    /// Over all draws, how often the first, second, … wish came true.
    package let byWish: [Int]
    /// Over all draws, how often a pupil got nothing.
    package let unplaced: Int
    /// The fewest and the most without a place in one draw.
    package let unplacedRange: ClosedRange<Int>
    /// Pupils with a place in less than nine of ten draws.
    package let uncertainPupils: Int

    /// Mean over the draws of how many pupils got one of their first `count` wishes.
    package func mean(first count: Int) -> Double {
        draws == 0 ? 0 : Double(byWish.prefix(count).reduce(0, +)) / Double(draws)
    }

    /// Mean over the draws of how many pupils got nothing.
    package var meanUnplaced: Double { draws == 0 ? 0 : Double(unplaced) / Double(draws) }
}

package enum LotterySimulation {
    /// Draws `draws` lotteries under each rule.
    ///
    /// Which rule gives more first wishes or fewer pupils without a place depends on the wishes (Ashlagi and Nikzad
    /// 2020: one number where seats are scarce; De Haan and others 2015 for Amsterdam), so it is computed rather than
    /// believed. The chance here comes from a small generator, not from the published lottery.
    package static func compare(_ input: PlacementInput, draws: Int, seed: UInt64) throws(PlacementFault)
        -> [LotteryFigures]
    {
        let numbers = Lottery.placeNumbers(input)
        let problem = try PlacementProblem(
            seats: input.places.map(\.seats),
            wishes: input.pupils.map { pupil in pupil.wishes.compactMap { numbers[$0.place] } },
            turns: input.pupils.map { $0.wishes.map { _ in 0 } })
        let priorities = input.pupils.flatMap { $0.wishes.map(\.priority) }
        return LotteryRule.allCases.map { rule in
            figures(rule, of: problem, priorities: priorities, draws: max(0, draws), seed: seed)
        }
    }

    private static func figures(
        _ rule: LotteryRule, of problem: PlacementProblem, priorities: [Int], draws: Int, seed: UInt64
    ) -> LotteryFigures {
        let longest = (0..<problem.pupils).map { problem.range(of: $0).count }.max() ?? 0
        var byWish = [Int](repeating: 0, count: longest)
        var placed = [Int](repeating: 0, count: problem.pupils)
        var unplaced: [Int] = []
        for draw in 0..<draws {
            let drawSeed = Mixing.mix(seed, UInt64(draw))
            var turns = problem.turns
            for pupil in 0..<problem.pupils {
                for position in problem.range(of: pupil) {
                    let place = rule == .oneNumber ? 0 : UInt64(problem.wishes[position]) + 1
                    let value = Mixing.mix(drawSeed, UInt64(pupil), place) >> 8
                    turns[position] = Lottery.turn(priority: priorities[position], value: value)
                }
            }
            let placement = DeferredAcceptance.place(problem.with(turns: turns))
            for (pupil, rank) in placement.ranks(in: problem).enumerated() {
                guard let rank else { continue }
                byWish[rank] += 1
                placed[pupil] += 1
            }
            unplaced.append(placement.unplaced)
        }
        return LotteryFigures(
            rule: rule, draws: draws, pupils: problem.pupils, byWish: byWish, unplaced: unplaced.reduce(0, +),
            unplacedRange: (unplaced.min() ?? 0)...(unplaced.max() ?? 0),
            uncertainPupils: placed.count { $0 * 10 < draws * 9 })
    }
}
