/// What a group hears about one viewpoint. Made from what may be shown (`TypeTestPublication`) and nothing else.
package struct TypeTestOutcome: Sendable, Equatable {
    /// A place or a middle in the square: 0 to the number of statements on each axis.
    package struct Spot: Sendable, Hashable {
        package let scope: Double
        package let steering: Double

        package init(scope: Double, steering: Double) {
            self.scope = scope
            self.steering = steering
        }
    }

    package struct Statement: Sendable, Equatable {
        package let number: Int
        package let tally: TypeTestTally
    }

    package struct RoleSpot: Sendable, Equatable {
        package let role: String
        package let count: Int
        package let middle: Spot
    }

    package let viewpoint: TypeTestViewpoint
    package let level: TypeTestPublication.Level
    /// So many people answered everything and count.
    package let count: Int
    /// So many left something open.
    package let incomplete: Int
    /// Where everyone stands, without names, in no order that tells anything.
    package let spots: [Spot]
    /// How many have each type, by its id.
    package let types: [String: Int]
    /// So many are one answer away from another type.
    package let onBorder: Int
    package let middle: Spot?
    /// The standard deviation on each axis.
    package let spread: Spot?
    /// The type of the middle; `nil` when it lies exactly on a border, or nothing may be told.
    package let type: String?
    /// By number.
    package let statements: [Statement]
    package let roles: [RoleSpot]

    package init(_ ballots: [TypeTestBallot], _ viewpoint: TypeTestViewpoint, content: TypeTestContent) {
        self.viewpoint = viewpoint
        let complete = ballots.filter { $0[viewpoint].isComplete }
        count = complete.count
        incomplete = ballots.count - complete.count
        let rule = TypeTestGroup(content)
        let shown = TypeTestPublication(
            complete.map { rule.votes($0[viewpoint]) }, smallest: content.scoring.group.smallestGroup)
        level = shown.level
        spots = shown.places.map(rule.spot)
        types = Dictionary(shown.places.compactMap(rule.type).map { ($0, 1) }, uniquingKeysWith: +)
        onBorder = shown.places.count { rule.isOnBorder($0) }
        middle = rule.middle(spots)
        spread = rule.spread(spots)
        type = middle.map(rule.type(of:)) ?? rule.type(isHigh: shown.isHigh)
        statements = rule.statements(shown.tallies)
        roles = shown.level == .everything ? rule.roles(complete, viewpoint) : []
    }

    /// The statements that divide the group, most divided first: what to talk about.
    package var agenda: [Statement] {
        statements.filter { $0.tally.isDivided(of: count) }.sorted {
            let (left, right) = ($0.tally.distance(of: count), $1.tally.distance(of: count))
            return left == right ? $0.number < $1.number : left < right
        }
    }
}

/// One person's answers, without anything that leads back to them.
package struct TypeTestBallot: Sendable, Equatable {
    package let role: String
    package let now: TypeTestAnswers
    package let wanted: TypeTestAnswers

    package init(role: String, now: TypeTestAnswers, wanted: TypeTestAnswers) {
        self.role = role
        self.now = now
        self.wanted = wanted
    }

    package subscript(viewpoint: TypeTestViewpoint) -> TypeTestAnswers { viewpoint == .now ? now : wanted }
}
