import Community
import Core
import Storage

@testable import Policy

/// A year and more of policy work in two municipalities, made with chance and kept beside the database as plain values:
/// each has a round that is over and one that runs.
struct IndicatorPolicyRows: Sendable {
    struct Task: Sendable {
        let place: String
        let due: Day
        let done: Moment?
    }
    /// Something that somebody wrote, and whether it was answered: a remark on the plan, or a reaction.
    struct Word: Sendable {
        let place: String
        let at: Moment
        let isAnswered: Bool
    }
    struct Promise: Sendable {
        let place: String
        let runs: Bool
        let state: Agreement.State
        /// The lights by day of report.
        let lights: [(day: Day, light: ProgressReport.Light)]
    }
    struct Aim: Sendable {
        let place: String
        let target: Double
        let figures: [(day: Day, value: Double)]
    }
    struct Line: Sendable {
        let place: String
        let department: String
        let planned: Int
        let spent: [Int]
    }
    struct Talk: Sendable {
        let place: String
        let isArchived: Bool
        let days: [Day]
    }

    static let places = ["GM9999", "GM9998"]
    let now: Moment
    private(set) var tasks: [Task] = []
    private(set) var remarks: [Word] = []
    private(set) var reactions: [Word] = []
    private(set) var promises: [Promise] = []
    private(set) var aims: [Aim] = []
    private(set) var lines: [Line] = []
    private(set) var parties: [Talk] = []
    /// When the council of each place adopted the plan of the round that runs.
    private(set) var councils: [String: Day] = [:]
    /// Whether the evaluation over last year is settled.
    private(set) var evaluated: [String: Bool] = [:]
    var year: Int { now.day.year }

    init(now: Moment, seed: UInt64) {
        self.now = now
        var random = Seeded(seed: seed)
        for place in Self.places {
            // Not on the last days of a month, of which people may differ how many months ago they were.
            councils[place] = (now.day - random.int(60...900)).firstOfMonth() + random.int(0...27)
            evaluated[place] = random.chance(50)
            for _ in 0..<40 { tasks.append(Self.task(place, now, &random)) }
            for _ in 0..<30 { remarks.append(Self.word(place, now, &random)) }
            for _ in 0..<50 { reactions.append(Self.word(place, now, &random)) }
            for _ in 0..<25 { promises.append(Self.promise(place, now, &random)) }
            for _ in 0..<20 { aims.append(Self.aim(place, now, &random)) }
            for index in 0..<12 { lines.append(Self.line(place, index, &random)) }
            for _ in 0..<18 {
                parties.append(
                    Talk(
                        place: place, isArchived: random.chance(20),
                        days: (0..<random.int(0...3)).map { _ in now.day - random.int(0...800) }))
            }
        }
    }

    private static func task(_ place: String, _ now: Moment, _ random: inout Seeded) -> Task {
        let due = now.day + random.int(-600...60)
        let done = DutchTime.moment(due + random.int(-9...9), minute: random.int(0...1439))
        return Task(place: place, due: due, done: random.chance(80) && done < now ? done : nil)
    }

    private static func word(_ place: String, _ now: Moment, _ random: inout Seeded) -> Word {
        Word(
            place: place, at: now - .days(random.int(0...600)) - .minutes(random.int(0...1400)),
            isAnswered: random.chance(60))
    }

    private static func promise(_ place: String, _ now: Moment, _ random: inout Seeded) -> Promise {
        let lights = (0..<random.int(0...3)).map { index in
            (day: now.day - 100 * index - 20, light: random.pick(ProgressReport.Light.allCases) ?? .green)
        }
        return Promise(
            place: place, runs: random.chance(70), state: random.pick([.draft, .agreed, .agreed, .ended]) ?? .agreed,
            lights: lights)
    }

    private static func aim(_ place: String, _ now: Moment, _ random: inout Seeded) -> Aim {
        Aim(
            place: place, target: Double(random.int(40...60)),
            figures: (0..<random.int(0...3)).map {
                (now.day - 1 - 150 * $0 - random.int(0...140), Double(random.int(20...80)))
            })
    }

    private static func line(_ place: String, _ index: Int, _ random: inout Seeded) -> Line {
        Line(
            place: place, department: "Afdeling \(random.int(1...5))",
            planned: random.chance(25) ? 0 : random.int(1...900) * 10_000,
            spent: (0..<random.int(0...3)).map { _ in random.int(-20...300) * 1000 })
    }
}
