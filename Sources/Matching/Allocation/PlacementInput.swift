/// How lots are drawn.
package enum LotteryRule: String, Sendable, CaseIterable {
    /// One number per pupil, for all places.
    case oneNumber = "een-nummer"
    /// Another number per pupil at each place.
    case numberPerPlace = "nummer-per-plek"
}

/// Why an input cannot be frozen.
package enum PlacementInputFault: Error, Equatable, Sendable {
    /// A name with other signs than ASCII letters, digits, `-`, `_` and `.`, an empty one, or one over 64 signs.
    case badName(String)
    case repeatedName(String)
    case badSeats(place: String)
    /// A priority class outside 0…255.
    case badPriority(pupil: String)
    case unknownPlace(pupil: String, place: String)
    case repeatedWish(pupil: String, place: String)
    /// A line of a frozen text that cannot be read; counted from 1.
    case badLine(Int)
}

/// Everything an allocation depends on but chance: places, seats, pupils under a pseudonym, their wishes and priority.
///
/// However it was put together, it is kept in one order, so that the same facts give the same text and the same
/// fingerprint. Friends are no part of it: with couples a stable answer may not exist (Roth 1984), so friends who want
/// to stay together ask for a place that takes a group.
package struct PlacementInput: Sendable, Equatable {
    package struct Place: Sendable, Equatable {
        package let name: String
        package let seats: Int
        package init(name: String, seats: Int) {
            self.name = name
            self.seats = seats
        }
    }

    package struct Wish: Sendable, Equatable {
        package let place: String
        /// Priority class at this place: 0 goes before 1; within a class the lottery decides.
        package let priority: Int
        package init(place: String, priority: Int = 0) {
            self.place = place
            self.priority = priority
        }
    }

    package struct Pupil: Sendable, Equatable {
        package let pseudonym: String
        /// Best first.
        package let wishes: [Wish]
        package init(pseudonym: String, wishes: [Wish]) {
            self.pseudonym = pseudonym
            self.wishes = wishes
        }
    }

    package let rule: LotteryRule
    /// In the order of their names.
    package let places: [Place]
    /// In the order of their pseudonyms.
    package let pupils: [Pupil]

    package init(rule: LotteryRule, places: [Place], pupils: [Pupil]) throws(PlacementInputFault) {
        self.rule = rule
        self.places = places.sorted { $0.name < $1.name }
        self.pupils = pupils.sorted { $0.pseudonym < $1.pseudonym }
        try Self.checkNames(self.places.map(\.name))
        try Self.checkNames(self.pupils.map(\.pseudonym))
        if let place = places.first(where: { !(0...1_000_000).contains($0.seats) }) {
            throw .badSeats(place: place.name)
        }
        let known = Set(places.map(\.name))
        for pupil in self.pupils {
            var seen: Set<String> = []
            for wish in pupil.wishes {
                guard known.contains(wish.place) else {
                    throw .unknownPlace(pupil: pupil.pseudonym, place: wish.place)
                }
                guard (0...255).contains(wish.priority) else { throw .badPriority(pupil: pupil.pseudonym) }
                guard seen.insert(wish.place).inserted else {
                    throw .repeatedWish(pupil: pupil.pseudonym, place: wish.place)
                }
            }
        }
    }

    /// In rising order; names are ASCII, so that every program sorts them alike.
    private static func checkNames(_ names: [String]) throws(PlacementInputFault) {
        for (index, name) in names.enumerated() {
            guard isName(name) else { throw .badName(name) }
            if index > 0, names[index - 1] == name { throw .repeatedName(name) }
        }
    }

    /// ASCII letters, digits, `-`, `_` and `.`, at most 64.
    static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 45, 46, 95: true
                default: false
                }
            }
    }
}
