package import Core

/// What is asked of a ranking.
package struct RankQuestion: Sendable {
    /// Ages, freshness and ties are those of this day.
    package var today: Day
    package var weights: RankWeights
    /// How many to give.
    package var limit: Int
    /// How many near misses to give for each condition; 0 does not look for them.
    package var nearMisses: Int

    package init(today: Day, weights: RankWeights = .standard, limit: Int = 50, nearMisses: Int = 0) {
        self.today = today
        self.weights = weights
        self.limit = limit
        self.nearMisses = nearMisses
    }
}

/// Somebody or something that fits, and why.
package struct RankHit: Sendable, Equatable {
    package let id: String
    /// 0…1000: the sum of `points`.
    package let score: Int
    /// The points of each part, by `RankPart.rawValue`.
    package let points: [Int]
    /// The best reasons first, three at most.
    package let reasons: [RankReason]
    package let cautions: [RankCaution]

    package subscript(part: RankPart) -> Int { points[part.rawValue] }
}

/// One condition stood in the way, and nothing else.
package struct RankNearMiss: Sendable, Equatable {
    package let id: String
    package let obstacle: RankObstacle
    /// What the person could change; `nil` when nothing.
    package let change: RankChange?
    /// The score after that change, computed and not guessed; `nil` when there is no change.
    package let score: Int?
}

package struct RankAnswer: Sendable, Equatable {
    /// Best first; equal scores in an order by lot that is the same all day.
    package let hits: [RankHit]
    /// How many meet every condition.
    package let fitting: Int
    /// How many fail one condition only, by `RankCondition.rawValue`; all 0 when near misses were not asked.
    package let blockedOnlyBy: [Int]
    /// In the order of the conditions, within one the best first.
    package let nearMisses: [RankNearMiss]

    package func blocked(onlyBy condition: RankCondition) -> Int { blockedOnlyBy[condition.rawValue] }
}
