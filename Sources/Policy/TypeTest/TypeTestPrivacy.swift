/// Whether places and tallies together give somebody's answer away.
///
/// Everyone knows how many took part, sees the places (without names) and the tallies, and may know their own answers.
/// Then what they see gives an answer away when in every group that could stand behind it all *others* answered a
/// statement alike; and a place when all others stand in one place on an axis. (Places bear no names: as long as the
/// others differ somewhere, each of them may be either.)
///
/// The question is asked of what is shown, not of the answers behind it: what is left out must not tell anything
/// either. Whether a group fits behind it is a transport problem with bounds; Hoffman's circulation theorem (1960)
/// answers it in a few sums, because only the largest or smallest columns of each number can be in the way.
package struct TypeTestPrivacy {
    let places: TypeTestPlaces
    /// How many people stand in each place.
    let people: [Int]
    let tallies: [TypeTestTally]

    package init(places: TypeTestPlaces, people: [Int], tallies: [TypeTestTally]) {
        self.places = places
        self.people = people
        self.tallies = tallies
    }

    /// Whether anyone, in the group or outside it, could know something for certain about another.
    package var reveals: Bool {
        if reveals(Others(people, places, statements: tallies.count), own: 0) { return true }
        let others = people.indices.map { place -> Others? in
            if people[place] == 0 { return nil }
            var rest = people
            rest[place] -= 1
            return Others(rest, places, statements: tallies.count)
        }
        return (0..<(1 << tallies.count)).contains { own in
            guard let rest = others[places.place(of: own.nonzeroBitCount)] else { return false }
            return reveals(rest, own: own)
        }
    }

    /// All but the one who looks, who may be no part of the group.
    private struct Others {
        let count: Int
        /// Whether all stand in one place.
        let areTogether: Bool
        /// For each number of statements: how many answers they can give the counted way in so many, at most.
        let supply: [Int]
        /// And how many they must have given that way in so many, at least.
        let need: [Int]

        init(_ people: [Int], _ places: TypeTestPlaces, statements: Int) {
            count = people.reduce(0, +)
            areTogether = people.contains(count)
            supply = (0...statements).map { number in
                people.indices.reduce(0) { $0 + people[$1] * min(places.upper($1), number) }
            }
            need = (0...statements).map { number in
                people.indices.reduce(0) { $0 + people[$1] * max(0, places.lower($1) - (statements - number)) }
            }
        }
    }

    /// - Parameter own: the answers of the one who looks, a bit for each statement; none for who took no part.
    private func reveals(_ others: Others, own: Int) -> Bool {
        if others.areTogether { return true }
        var lower: [Int] = []
        var upper: [Int] = []
        for (index, tally) in tallies.enumerated() {
            let mine = (own >> index) & 1
            lower.append(max(0, tally.lower - mine))
            upper.append(min(others.count, tally.upper - mine))
        }
        guard fits(others, lower, upper) else { return false }
        return tallies.indices.contains { isForced($0, others, lower, upper) }
    }

    /// Whether all others must have answered this statement alike.
    private func isForced(_ index: Int, _ others: Others, _ lower: [Int], _ upper: [Int]) -> Bool {
        if lower[index] == 0 {
            var some = lower
            some[index] = 1
            if !fits(others, some, upper) { return true }
        }
        if upper[index] == others.count {
            var fewer = upper
            fewer[index] = others.count - 1
            if !fits(others, lower, fewer) { return true }
        }
        return false
    }

    /// Whether there are answers with these places and these bounds on how many chose the counted answer.
    private func fits(_ others: Others, _ lower: [Int], _ upper: [Int]) -> Bool {
        for (least, most) in zip(lower, upper) where least > most { return false }
        let high = lower.sorted(by: >)
        let low = upper.sorted()
        var demand = 0
        var room = 0
        for number in high.indices {
            demand += high[number]
            room += low[number]
            if demand > others.supply[number + 1] || others.need[number + 1] > room { return false }
        }
        return others.need[0] == 0
    }
}
