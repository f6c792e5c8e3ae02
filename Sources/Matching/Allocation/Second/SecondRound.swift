/// Why there is no second round.
package enum SecondRoundFault: Error, Equatable, Sendable {
    case lottery(LotteryFault)
    case input(PlacementInputFault)
    case assignment(AssignmentFault)
    /// What came out is not proven to be the best: nothing of it may be used.
    case notProven
}

/// The second round, for who is left when the first has been decided on, in two steps.
///
/// **Wishes first.** The same method as in the first round, with every wish and the same lots, and with those who have a
/// place in it: at that place they go before everybody. So nobody loses a place; a seat that came free goes to whoever
/// has the best right to it, who may be somebody with a place lower on the own list, whose seat then comes free. When
/// nothing came free and nobody came in, nothing moves: a stable answer that is better for somebody would have been the
/// answer of the first round, which is the best stable one for all pupils at once.
///
/// **Then what is left.** Whoever still has nothing gets a seat that nobody who wished it had a right to: as many pupils
/// as possible, together as few metres as possible, and of several such ways the one with the smallest sum of lots.
package struct SecondRound: Sendable, Equatable {
    package let input: SecondRoundInput
    /// Friends at the places for groups; `nil` when there are no groups.
    package let groups: Lottery?
    /// Pupils at the places for one: alone, or friends whose group has no place.
    package let wishes: Lottery
    package let rest: RestShare

    package init(_ input: SecondRoundInput) throws(SecondRoundFault) {
        self.input = input
        let (groups, wishes) = try Self.wishes(of: input)
        self.groups = groups
        self.wishes = wishes
        let rest: RestShare
        do throws(AssignmentFault) {
            rest = try RestShare(RestProblem(input, after: wishes))
        } catch { throw .assignment(error) }
        guard rest.isBest else { throw .notProven }
        self.rest = rest
    }

    /// The first step: both markets, groups before pupils, so that friends who have no place together have the own list.
    static func wishes(of input: SecondRoundInput) throws(SecondRoundFault) -> (groups: Lottery?, wishes: Lottery) {
        let groups = input.groups.pupils.isEmpty ? nil : try lottery(input.groups, input)
        var together: Set<String> = []
        if let groups {
            for (number, group) in groups.input.pupils.enumerated() where groups.placement.place(of: number) != nil {
                together.formUnion(input.members[group.pseudonym] ?? [])
            }
        }
        let alone: PlacementInput
        do throws(PlacementInputFault) {
            alone = try PlacementInput(
                rule: input.rule, places: input.singles.places,
                pupils: input.singles.pupils.filter { !together.contains($0.pseudonym) })
        } catch { throw .input(error) }
        let wishes = try lottery(alone, input)
        guard [groups, wishes].compactMap({ $0 }).allSatisfy({ $0.isStable && $0.keepsEveryone }) else {
            throw .notProven
        }
        return (groups, wishes)
    }

    private static func lottery(_ part: PlacementInput, _ input: SecondRoundInput) throws(SecondRoundFault) -> Lottery {
        do throws(LotteryFault) { return try Lottery(part, seed: input.seed, round: input.round) } catch {
            throw .lottery(error)
        }
    }

    /// Where everybody goes by the name in the lottery: groups, and pupils who are not with theirs. Nowhere is not in it.
    package var outcome: [String: String] {
        var places: [String: String] = [:]
        for lottery in [groups, wishes].compactMap({ $0 }) {
            for (number, pupil) in lottery.input.pupils.enumerated() {
                guard let place = lottery.placement.place(of: number) else { continue }
                places[pupil.pseudonym] = lottery.input.places[place].name
            }
        }
        for (row, pupil) in rest.problem.pupils.enumerated() {
            if let place = rest.places[row] { places[pupil] = rest.problem.places[place].name }
        }
        return places
    }
}

extension Lottery {
    fileprivate var isStable: Bool { Stability.check(placement, of: problem).isStable }

    /// Whoever had a place has it still, or one higher on the list.
    fileprivate var keepsEveryone: Bool {
        zip(input.pupils, placement.ranks(in: problem)).allSatisfy { pupil, rank in
            guard let own = pupil.wishes.firstIndex(where: { $0.priority == 0 }) else { return true }
            return rank.map { $0 <= own } ?? false
        }
    }
}
