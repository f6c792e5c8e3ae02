import Community
import Core
import Storage

@testable import Brokerage

/// What happens beside vacancies in two municipalities, made with chance and kept beside the database as plain values:
/// hours, talks, doors, the desk, buddies and pupils.
struct IndicatorFieldRows: Sendable {
    struct Hours: Sendable {
        let place: String
        /// The place among the applications of the other fixture.
        let application: Int
        let day: Day
        let minutes: Int
        let state: HoursEntry.State
    }
    struct Talk: Sendable {
        let place: String
        let state: TrajectoryPerson.State
        let at: Moment?
    }
    struct Door: Sendable {
        let place: String
        let spoken: Moment?
        let offers: Int
    }
    struct Intake: Sendable {
        let place: String
        let created: Moment
        let contact: Moment?
        let proposed: Moment?
        /// Of the application that came of it.
        let application: Int?
    }
    struct Request: Sendable {
        let place: String
        let state: BuddyRequest.State
        /// Whether any volunteer does what is asked.
        let isServed: Bool
        let created: Moment
        let paired: Moment?
        let closed: Moment?
        /// The pair that came of it: when it began and ended.
        let pair: (started: Moment?, ended: Moment?)?
    }
    struct Round: Sendable {
        let place: String
        let published: Moment?
        /// Of each pupil with a place: the wish it was, if it was one.
        let wishes: [Int?]
        let hours: [(day: Day, minutes: Int, isAgreed: Bool)]
    }

    let now: Moment
    private(set) var hours: [Hours] = []
    private(set) var talks: [Talk] = []
    private(set) var doors: [Door] = []
    private(set) var intakes: [Intake] = []
    private(set) var requests: [Request] = []
    private(set) var rounds: [Round] = []

    /// - Parameter bank: hours and the desk belong to its applications.
    init(now: Moment, seed: UInt64, bank: IndicatorFixture) {
        self.now = now
        var random = Seeded(seed: seed)
        for place in IndicatorPolicyRows.places {
            let placed = bank.answers.indices.filter {
                bank.answers[$0].municipality == place && bank.answers[$0].placed != nil
            }
            let own = bank.answers.indices.filter { bank.answers[$0].municipality == place }
            for _ in 0..<60 {
                hours.append(
                    Hours(
                        place: place, application: random.pick(Array(own.prefix(12))) ?? 0,
                        day: now.day - random.int(0...500),
                        minutes: random.int(1...40) * 15, state: random.pick(HoursEntry.State.allCases) ?? .agreed))
            }
            for _ in 0..<40 {
                let state = random.pick([TrajectoryPerson.State.open, .wants, .later, .no, .unreachable]) ?? .open
                talks.append(Talk(place: place, state: state, at: state == .open ? nil : Self.moment(now, &random)))
            }
            for _ in 0..<40 {
                let spoken: Moment? = random.chance(60) ? Self.moment(now, &random) : nil
                doors.append(Door(place: place, spoken: spoken, offers: spoken == nil ? 0 : random.int(0...2)))
            }
            for index in 0..<40 {
                intakes.append(Self.intake(place, index < 12 ? placed.dropFirst(index).first : nil, now, &random))
            }
            for _ in 0..<40 { requests.append(Self.request(place, now, &random)) }
            for _ in 0..<5 { rounds.append(Self.round(place, now, &random)) }
        }
    }

    private static func moment(_ now: Moment, _ random: inout Seeded) -> Moment {
        now - .days(random.int(0...600)) - .minutes(random.int(1...1400))
    }

    private static func later(_ moment: Moment, _ days: Int, _ now: Moment, _ random: inout Seeded) -> Moment? {
        let then = moment + .days(random.int(0...days)) + .minutes(random.int(1...900))
        return random.chance(75) && then < now ? then : nil
    }

    private static func intake(_ place: String, _ application: Int?, _ now: Moment, _ random: inout Seeded) -> Intake {
        let created = moment(now, &random)
        return Intake(
            place: place, created: created, contact: later(created, 9, now, &random),
            proposed: later(created, 25, now, &random), application: application)
    }

    private static func request(_ place: String, _ now: Moment, _ random: inout Seeded) -> Request {
        let created = moment(now, &random)
        let paired = later(created, 120, now, &random)
        let closed = random.chance(30) ? later(paired ?? created, 200, now, &random) : nil
        let started = paired.flatMap { later($0, 20, now, &random) }
        let ended = started.flatMap { random.chance(40) ? later($0, 200, now, &random) : nil }
        let state: BuddyRequest.State = closed != nil ? .closed : paired != nil ? .paired : .waiting
        return Request(
            place: place, state: state, isServed: random.chance(50), created: created, paired: paired, closed: closed,
            pair: paired == nil ? nil : (started, ended))
    }

    private static func round(_ place: String, _ now: Moment, _ random: inout Seeded) -> Round {
        Round(
            place: place, published: random.chance(80) ? moment(now, &random) : nil,
            wishes: (0..<random.int(1...8)).map { _ in random.chance(80) ? random.int(1...5) : nil },
            hours: (0..<random.int(0...6)).map { _ in
                (now.day - random.int(0...500), random.int(1...30) * 20, random.chance(70))
            })
    }
}
