import Core
import Matching

/// What the rule proposes for all who wait in one municipality together.
///
/// First the largest set that is best for who waits longest, then the best total fit on that set: `WaitingList`.
struct BuddyBoard: Sendable {
    typealias Solve = @Sendable (_ list: WaitingList, _ day: Int) throws -> Pairing

    let pool: BuddyPool
    /// Per need, who is proposed: as many as are looked for, or none.
    let proposals: [[BuddyOffer]]
    /// Why the engine made no proposal at all: then nothing may be said of it, and a person chooses.
    let fault: String?

    var needs: [BuddyNeed] { pool.needs }

    init(_ pool: BuddyPool, solve: Solve = Self.engine) {
        self.pool = pool
        let seekers = pool.needs.indices.map { place in
            WaitingList.Seeker(
                needs: pool.needs[place].places,
                candidates: pool.fitting(place).map { .init(volunteer: $0.offer, fit: $0.points) })
        }
        do {
            let list = WaitingList(seekers: seekers, capacities: pool.offers.map(\.room))
            let pairing = try solve(list, pool.today.number)
            proposals = pool.needs.indices.map { place in pairing.volunteers[place].map { pool.offers[$0] } }
            fault = nil
        } catch {
            proposals = pool.needs.map { _ in [] }
            fault = "\(error)"
        }
    }

    static let engine: Solve = { list, day in try list.pairing(day: day) }

    init(needs: [BuddyNeed], offers: [BuddyOffer], today: Day, solve: Solve = Self.engine) {
        self.init(BuddyPool(needs: needs, offers: offers, today: today), solve: solve)
    }

    /// Whether the rule proposes this volunteer for this request.
    func proposes(_ volunteer: String, for request: String) -> Bool {
        pool.place(of: request).map { proposals[$0].contains { $0.id == volunteer } } ?? false
    }

    /// Who waits longer and would lose the volunteer that the rule meant for them.
    func passed(by volunteer: String, for request: String) -> [BuddyNeed] {
        guard let place = pool.place(of: request), !proposes(volunteer, for: request) else { return [] }
        return needs.indices.filter { $0 < place && proposals[$0].contains { $0.id == volunteer } }.map { needs[$0] }
    }

    /// What the rule says of a choice, to be written with the decision.
    enum Judgement: Sendable, Equatable {
        case proposed
        /// Another was proposed, or nobody. `passed` are the requests that wait longer and lose the volunteer by it.
        case deviates(passed: [String])
        /// There was no proposal to deviate from.
        case unknown
    }

    func judgement(of volunteer: String, for request: String) -> Judgement {
        if fault != nil { return .unknown }
        if proposes(volunteer, for: request) { return .proposed }
        return .deviates(passed: passed(by: volunteer, for: request).map(\.id))
    }
}
