import Core
import Matching
import Storage
import Synchronization

/// What either kind of lottery would do with the wishes of a round, at one moment.
struct LotteryTrial: Sendable {
    let figures: [LotteryFigures]
    /// Pupils, and groups of friends as one.
    let units: Int
    let madeAt: Moment

    /// Drawings in a comparison: enough for figures that hardly move.
    private static let draws = 60

    init(_ round: PupilRound, now: Moment, in db: any SQLConnection) throws {
        let input = try RoundInput(round, in: db)
        figures = try LotterySimulation.compare(
            input.input, draws: Self.draws, seed: Mixing.mix(round.id.text))
        units = input.units.count
        madeAt = now
    }
}

/// The last trial of each round. Thousands of wishes are read and drawn for one; a few more or less hardly change it.
final class LotteryTrials: Sendable {
    /// In minutes: after so long a page makes it anew. The page says how old it is.
    private static let keeps = 10
    private let trials = Mutex(RecentMap<String, LotteryTrial>(room: 32))

    func trial(_ round: PupilRound, now: Moment, in database: any Database) async throws -> LotteryTrial {
        let known = trials.withLock { $0.value(for: round.id.text) }
        if let known, known.madeAt <= now, now < known.madeAt + .minutes(Self.keeps) { return known }
        let trial = try await database.read { db in try LotteryTrial(round, now: now, in: db) }
        trials.withLock { $0.insert(trial, for: round.id.text) }
        return trial
    }
}
