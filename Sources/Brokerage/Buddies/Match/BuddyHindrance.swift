import Core
import Matching

/// Why somebody waits without one candidate, and what would have to change. Each count was found by trying it.
struct BuddyHindrance: Sendable, Equatable {
    enum Change: Sendable, Equatable {
        /// Nobody does this kind of work yet.
        case nobody
        /// Those who do have no time left: so many.
        case full(Int)
        /// So many fit once the course is done.
        case course(Int)
        case vog(Int)
        /// So many fit when this language would do as well.
        case language(BuddyLanguages, Int)
        /// So many fit when the person can at this daypart as well.
        case moment(WeekMoments, Int)
        /// One fits when willing to go so many metres.
        case distance(Int)
        /// More than one condition stands in the way of everybody.
        case several
    }

    /// How many of who does this work have each obstacle.
    let counts: [(obstacle: BuddyObstacle, count: Int)]
    /// The changes that each would give at least one candidate, the most helpful first.
    let changes: [Change]

    static func == (left: Self, right: Self) -> Bool {
        left.changes == right.changes && left.counts.map(\.count) == right.counts.map(\.count)
    }

    init(_ need: BuddyNeed, offers: [BuddyOffer]) {
        let own = offers.filter { $0.kinds[need.kind.id.text] != nil && !need.tried.contains($0.id) }
        let found = own.map { BuddyMatch.obstacles(need, $0) }
        counts = BuddyObstacle.allCases.compactMap { obstacle in
            let count = found.reduce(0) { $0 + ($1.contains(obstacle) ? 1 : 0) }
            return count == 0 ? nil : (obstacle, count)
        }
        if own.isEmpty {
            changes = [.nobody]
            return
        }
        func alone(_ obstacle: BuddyObstacle) -> [BuddyOffer] {
            zip(own, found).filter { $0.1 == [obstacle] }.map(\.0)
        }
        var options: [(count: Int, change: Change)] = []
        for (obstacle, change) in [
            (BuddyObstacle.course, { Change.course($0) }), (.vog, { .vog($0) }), (.room, { .full($0) }),
        ] as [(BuddyObstacle, (Int) -> Change)] {
            let count = alone(obstacle).count
            if count > 0 { options.append((count, change(count))) }
        }
        // Who has one obstacle only and would lose it: counted for each language and daypart at once.
        var speakers: [(item: BuddyLanguages, count: Int)] = BuddyLanguages.each.map { ($0, 0) }
        for offer in alone(.language) {
            for index in speakers.indices where offer.languages.bits & speakers[index].item.bits != 0 {
                speakers[index].count += 1
            }
        }
        if let best = speakers.filter({ $0.count > 0 }).max(by: { $0.count < $1.count }) {
            options.append((best.count, .language(best.item, best.count)))
        }
        var free = (0..<28).map { (item: WeekMoments(bits: 1 << UInt32($0)), count: 0) }
        for offer in alone(.moment) {
            for index in free.indices where offer.moments.bits & free[index].item.bits != 0 { free[index].count += 1 }
        }
        if let best = free.filter({ $0.count > 0 }).max(by: { $0.count < $1.count }) {
            options.append((best.count, .moment(best.item, best.count)))
        }
        if let nearest = alone(.distance).compactMap({ BuddyMatch.distance(need, $0) }).min() {
            options.append((1, .distance(nearest)))
        }
        options.sort { $0.count > $1.count }
        changes = options.isEmpty ? [.several] : options.map(\.change)
    }
}

extension BuddyHindrance.Change {
    func words(_ t: Texts) -> String {
        switch self {
        case .nobody: t("Nog niemand biedt dit soort hulp aan. Zoek een vrijwilliger.")
        case .full(let count):
            t.plural(
                count, "1 vrijwilliger past wel, maar heeft geen tijd over.",
                "\(count) vrijwilligers passen wel, maar hebben geen tijd over.")
        case .course(let count):
            t.plural(
                count, "Na de cursus past 1 vrijwilliger wel.", "Na de cursus passen \(count) vrijwilligers wel.")
        case .vog(let count):
            t.plural(
                count, "Als de VOG is gezien, past 1 vrijwilliger wel.",
                "Als de VOG is gezien, passen \(count) vrijwilligers wel.")
        case .language(let language, let count):
            t.plural(
                count, "Als \(language.words(t)) ook goed is, past 1 vrijwilliger wel.",
                "Als \(language.words(t)) ook goed is, passen \(count) vrijwilligers wel.")
        case .moment(let moment, let count):
            t.plural(
                count, "Als \(moment.words(t)) ook kan, past 1 vrijwilliger wel.",
                "Als \(moment.words(t)) ook kan, passen \(count) vrijwilligers wel.")
        case .distance(let metres):
            t("Als een vrijwilliger tot \(t.distance(metres: metres)) wil reizen, past het wel.")
        case .several: t("Bij iedereen past meer dan één ding niet. Bel en kijk wat er kan schuiven.")
        }
    }
}
