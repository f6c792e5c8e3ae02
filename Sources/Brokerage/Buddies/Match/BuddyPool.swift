import Community
import Core

/// Everyone who waits and everyone who can, in one municipality, and who could go with whom. Computes for one request at
/// a time, so that a page asks no more than it shows.
struct BuddyPool: Sendable {
    struct Candidate: Sendable {
        let offer: BuddyOffer
        let fit: BuddyMatch.Fit
    }

    /// A volunteer who does a kind of work, with what the search asks of each again and again.
    private struct Doer: Sendable {
        let index: Int
        let courseDone: Bool
        let interests: UInt64
        /// How long the volunteer waits, in days.
        let days: Int
    }

    /// Longest waiting first.
    let needs: [BuddyNeed]
    let offers: [BuddyOffer]
    let today: Day
    /// Who does a kind of work, by the id of the kind, in the order of `offers`; of kinds that somebody waits for.
    private let doing: [String: [Doer]]
    /// The ticks of each need, by the numbers of its kind.
    private let ticks: [UInt64]
    private let places: [String: Int]

    init(needs: [BuddyNeed], offers: [BuddyOffer], today: Day) {
        let needs = needs.sorted { ($0.since.milliseconds, $0.id) < ($1.since.milliseconds, $1.id) }
        let offers = offers.sorted { ($0.since.milliseconds, $0.id) < ($1.since.milliseconds, $1.id) }
        self.needs = needs
        self.offers = offers
        self.today = today
        var numbers: [String: BuddyInterestBits] = [:]
        for need in needs where numbers[need.kind.id.text] == nil {
            numbers[need.kind.id.text] = BuddyInterestBits(need.kind.interests)
        }
        var doing: [String: [Doer]] = [:]
        for (index, offer) in offers.enumerated() {
            let days = max(0, today - offer.since.day)
            for (kind, courseDone) in offer.kinds {
                guard let bits = numbers[kind] else { continue }
                doing[kind, default: []].append(
                    Doer(index: index, courseDone: courseDone, interests: bits.bits(offer.interests), days: days))
            }
        }
        self.doing = doing
        ticks = needs.map { numbers[$0.kind.id.text]?.bits($0.interests) ?? 0 }
        places = Dictionary(needs.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    }

    /// Where a request stands on the waiting list; `nil` when it does not.
    func place(of request: String) -> Int? { places[request] }

    private func doers(_ place: Int) -> [Doer] { doing[needs[place].kind.id.text] ?? [] }

    /// Those who meet every condition, as places in `offers`, rising, with the points of their fit.
    func fitting(_ place: Int) -> [(offer: Int, points: Int)] {
        let need = needs[place]
        let ticks = ticks[place]
        return doers(place).compactMap { doer in
            let offer = offers[doer.index]
            guard BuddyMatch.canPair(need, offer, courseDone: doer.courseDone) else { return nil }
            let points = BuddyMatch.points(
                moments: (need.moments.bits & offer.moments.bits).nonzeroBitCount,
                metres: BuddyMatch.distance(need, offer), interests: (ticks & doer.interests).nonzeroBitCount,
                isAsWished: need.prefers != nil && need.prefers == offer.gender, volunteerDays: doer.days)
            return (doer.index, points)
        }
    }

    func hasCandidate(_ place: Int) -> Bool {
        let need = needs[place]
        return doers(place).contains { BuddyMatch.canPair(need, offers[$0.index], courseDone: $0.courseDone) }
    }

    /// For how many nobody fits now.
    var withoutCandidate: Int { needs.indices.reduce(0) { $0 + (hasCandidate($1) ? 0 : 1) } }

    /// Those who meet every condition, the best fit first.
    ///
    /// - Parameter most: so many of them.
    func candidates(_ place: Int, most: Int = .max) -> [Candidate] {
        fitting(place).sorted { ($1.points, $0.offer) < ($0.points, $1.offer) }.prefix(most).map { found in
            candidate(place, offers[found.offer])
        }
    }

    func candidate(_ place: Int, _ offer: BuddyOffer) -> Candidate {
        Candidate(offer: offer, fit: BuddyMatch.fit(needs[place], offer, today: today))
    }

    /// Why nobody fits.
    func hindrance(_ place: Int) -> BuddyHindrance {
        BuddyHindrance(needs[place], offers: doers(place).map { offers[$0.index] })
    }
}

extension BuddyPool: Equatable {
    static func == (left: Self, right: Self) -> Bool {
        left.today == right.today && left.needs == right.needs && left.offers == right.offers
    }
}
