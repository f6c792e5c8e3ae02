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
        if reveals(to: nil) { return true }
        return (0..<(1 << tallies.count)).contains { reveals(to: $0) }
    }

    /// - Parameter own: the answers of the one who looks, a bit for each statement; `nil` for who took no part.
    private func reveals(to own: Int?) -> Bool {
        var others = people
        if let own {
            let place = places.place(of: own.nonzeroBitCount)
            if others[place] == 0 { return false }
            others[place] -= 1
        }
        let group = others.reduce(0, +)
        if others.contains(group) { return true }
        var lower: [Int] = []
        var upper: [Int] = []
        for (index, tally) in tallies.enumerated() {
            let mine = own.map { ($0 >> index) & 1 } ?? 0
            lower.append(max(0, tally.lower - mine))
            upper.append(min(group, tally.upper - mine))
        }
        guard fits(others, lower, upper) else { return false }
        return tallies.indices.contains { isForced($0, others, group, lower, upper) }
    }

    /// Whether all others must have answered this statement alike.
    private func isForced(_ index: Int, _ others: [Int], _ group: Int, _ lower: [Int], _ upper: [Int]) -> Bool {
        if lower[index] == 0 {
            var some = lower
            some[index] = 1
            if !fits(others, some, upper) { return true }
        }
        if upper[index] == group {
            var fewer = upper
            fewer[index] = group - 1
            if !fits(others, lower, fewer) { return true }
        }
        return false
    }

    /// Whether there are answers with these places and these bounds on how many chose the counted answer.
    private func fits(_ others: [Int], _ lower: [Int], _ upper: [Int]) -> Bool {
        for (least, most) in zip(lower, upper) where least > most { return false }
        let high = lower.sorted(by: >)
        let low = upper.sorted()
        var demand = 0
        var room = 0
        for number in 0...lower.count {
            if number > 0 {
                demand += high[number - 1]
                room += low[number - 1]
            }
            var supply = 0
            var need = 0
            for (place, people) in others.enumerated() {
                supply += people * min(places.upper(place), number)
                need += people * max(0, places.lower(place) - (lower.count - number))
            }
            if demand > supply || need > room { return false }
        }
        return true
    }
}
