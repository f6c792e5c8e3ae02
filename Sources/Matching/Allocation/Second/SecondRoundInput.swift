/// Everything the second round depends on, frozen before it is computed: who has a place, who has none, what everybody
/// wished, and how far it is.
///
/// A wish of class 0 is the place somebody has now: whoever has a place keeps it, or moves up the own list.
package struct SecondRoundInput: Sendable, Equatable {
    /// A pupil, or a group of friends.
    package struct Pupil: Sendable, Equatable {
        package let wishes: PlacementInput.Pupil
        /// Pupils of one circle travel equally far and may go to the same places; `nil` for a group.
        package let circle: String?
        /// The friends of a group; a pupil has none.
        package let members: [String]

        package init(_ wishes: PlacementInput.Pupil, circle: String) {
            self.wishes = wishes
            self.circle = circle
            members = []
        }

        package init(group wishes: PlacementInput.Pupil, members: [String]) {
            self.wishes = wishes
            circle = nil
            self.members = members.sorted()
        }
    }

    /// A circle and a place.
    package struct Way: Hashable, Sendable {
        package let from: String
        package let place: String
        package init(_ from: String, _ place: String) {
            self.from = from
            self.place = place
        }
    }

    /// The fingerprint of the first round's input: which lottery this belongs to.
    package let first: String
    package let seed: String
    /// The number of the drawing, as in the first round.
    package let round: Int
    package let rule: LotteryRule
    /// Groups and the places that take them: a market of its own, since no place takes both.
    package let groups: PlacementInput
    /// Pupils and the places for one.
    package let singles: PlacementInput
    /// Friends by the name of their group.
    package let members: [String: [String]]
    package let circles: [String: String]
    /// Metres; a way that is not here cannot be gone.
    package let metres: [Way: Int64]
    /// Pupils and places they were taken away from.
    package let refused: Set<Way>

    /// - Throws: `PlacementInputFault` for the first thing that is wrong.
    package init(
        first: String, seed: String, round: Int, rule: LotteryRule, groupPlaces: [PlacementInput.Place],
        singlePlaces: [PlacementInput.Place], pupils: [Pupil], metres: [Way: Int64], refused: Set<Way>
    ) throws(PlacementInputFault) {
        self.first = first
        self.seed = seed
        self.round = round
        self.rule = rule
        groups = try PlacementInput(
            rule: rule, places: groupPlaces, pupils: pupils.filter { $0.circle == nil }.map(\.wishes))
        singles = try PlacementInput(
            rule: rule, places: singlePlaces, pupils: pupils.filter { $0.circle != nil }.map(\.wishes))
        self.metres = metres
        self.refused = refused
        var members: [String: [String]] = [:]
        var circles: [String: String] = [:]
        for pupil in pupils {
            if let circle = pupil.circle { circles[pupil.wishes.pseudonym] = circle }
            if pupil.circle == nil { members[pupil.wishes.pseudonym] = pupil.members }
        }
        self.members = members
        self.circles = circles
        try check()
    }

    /// What the two markets cannot see for themselves.
    private func check() throws(PlacementInputFault) {
        let single = Set(singles.places.map(\.name))
        for place in groups.places where single.contains(place.name) { throw .repeatedName(place.name) }
        var seen: Set<String> = []
        for group in groups.pupils {
            guard circles[group.pseudonym] == nil else { throw .repeatedName(group.pseudonym) }
            for friend in members[group.pseudonym] ?? [] {
                guard circles[friend] != nil else { throw .badName(friend) }
                guard seen.insert(friend).inserted else { throw .repeatedName(friend) }
            }
        }
        for (way, length) in metres {
            guard single.contains(way.place) else { throw .unknownPlace(pupil: way.from, place: way.place) }
            guard (0...Self.furthest).contains(length) else { throw .badSeats(place: way.place) }
        }
        for circle in Set(circles.values).union(metres.keys.map(\.from)) {
            guard PlacementInput.isName(circle) else { throw .badName(circle) }
        }
        for way in refused {
            guard circles[way.from] != nil else { throw .badName(way.from) }
            guard single.contains(way.place) else { throw .unknownPlace(pupil: way.from, place: way.place) }
        }
    }

    /// No way is longer, so that no sum overflows.
    package static let furthest: Int64 = 1_000_000

    /// How far a pupil has to a place; `nil` when he cannot go there.
    package func metres(_ pupil: String, _ place: String) -> Int64? {
        guard let circle = circles[pupil], !refused.contains(Way(pupil, place)) else { return nil }
        return metres[Way(circle, place)]
    }
}
