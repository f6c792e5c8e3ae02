/// The parts a score is the sum of. Their order settles which of two equal reasons is named first.
package enum RankPart: Int, Sendable, CaseIterable {
    case interests, skills, motives, availability, distance, commitment, targets, freshness, room
}

package enum RankWeightsFault: Error, Equatable, Sendable {
    /// A weight below 0, or weights that do not add up to 1000.
    case notAThousand(sum: Int)
    /// A share outside 0…1000, or a length that is not positive.
    case outOfRange
}

/// How much each part counts: data, not code. The weights add up to 1000, so that a score is 0…1000 and every point
/// of it can be shown. It is a sum of points, never a chance.
package struct RankWeights: Sendable, Equatable {
    /// Whose list a part is a share of: all the work asks, or all the person asks.
    package enum Basis: String, Sendable { case person, work }

    /// Most points per part, by `RankPart.rawValue`.
    package let points: [Int]
    /// What a part gives, in thousandths of its weight, where nothing is known or asked: neither blame nor credit.
    package var silent = 500
    /// After how many days something is no longer fresh.
    package var freshDays = 90
    /// Where neither side set a limit, the distance in metres that is worth nothing any more.
    package var farthest = 15_000
    /// What interests, skills, motives and targets are shares of.
    package var interestBasis = Basis.work
    package var skillBasis = Basis.work
    package var motiveBasis = Basis.person
    package var targetBasis = Basis.work

    /// What people want comes first; then whether it can be done; then the rest.
    package static let standard = RankWeights(
        unchecked: [220, 130, 150, 150, 150, 60, 60, 30, 50])

    /// - Parameter points: a weight for each part; a part that is not named counts 0.
    package init(_ points: [RankPart: Int]) throws(RankWeightsFault) {
        let list = RankPart.allCases.map { points[$0] ?? 0 }
        guard list.allSatisfy({ (0...1000).contains($0) }), list.reduce(0, +) == 1000 else {
            throw .notAThousand(sum: points.values.reduce(0) { $0 &+ $1 })
        }
        self.points = list
    }

    /// Weights that need not add up to 1000: for checks against other programs.
    init(unchecked points: [Int]) { self.points = points }

    package subscript(part: RankPart) -> Int { points[part.rawValue] }

    /// The same without fair exposure: its points go to the other parts in proportion, what rounding leaves to the
    /// first part that counts.
    package var withoutExposure: RankWeights {
        let room = self[.room]
        let others = max(1, points.reduce(0, +) - room)
        var list = points.map { $0 + $0 * room / others }
        list[RankPart.room.rawValue] = 0
        if let first = list.firstIndex(where: { $0 > 0 }) { list[first] += points.reduce(0, +) - list.reduce(0, +) }
        return with(list)
    }

    private func with(_ points: [Int]) -> RankWeights {
        var result = RankWeights(unchecked: points)
        (result.silent, result.freshDays, result.farthest) = (silent, freshDays, farthest)
        (result.interestBasis, result.skillBasis) = (interestBasis, skillBasis)
        (result.motiveBasis, result.targetBasis) = (motiveBasis, targetBasis)
        return result
    }

    package func check() throws(RankWeightsFault) {
        guard (0...1000).contains(silent), (1...36_500).contains(freshDays), (1...1_000_000).contains(farthest) else {
            throw .outOfRange
        }
    }
}
