import Community
import Core
import Storage
import Synchronization

/// Remembers the answer scores of all organisations for half an hour: they take a walk along a year of applications,
/// which no page should wait for. The page of one organisation counts afresh.
package final class CentreScores: Sendable {
    /// Below this an organisation needs help.
    static let low = 40
    static let lifetime = Span.minutes(30)

    private struct Kept {
        let at: Moment
        let scores: [Organisation.Identity: AnswerScore]
    }

    private let kept = Mutex<[[String]: Kept]>([:])

    package init() {}

    func scores(_ municipalities: [String], house: House, now: Moment) async throws -> [Organisation.Identity:
        AnswerScore]
    {
        if let known = kept.withLock({ $0[municipalities] }), now >= known.at, now - known.at < Self.lifetime {
            return known.scores
        }
        return try await refresh(municipalities, house: house, now: now)
    }

    /// The organisations that need help to answer in time.
    func slow(_ municipalities: [String], house: House, now: Moment) async throws -> Set<Organisation.Identity> {
        let scores = try await scores(municipalities, house: house, now: now)
        return Set(scores.filter { ($0.value.points ?? 100) < Self.low }.keys)
    }

    /// Counts again what was asked before, and each municipality by itself.
    func refreshAll(house: House, now: Moment) async throws {
        let served = try await house.database.read { db in try Places.served(in: db).map { [$0.code] } }
        for municipalities in Set(served).union(kept.withLock { $0.keys }) {
            _ = try await refresh(municipalities, house: house, now: now)
        }
    }

    private func refresh(_ municipalities: [String], house: House, now: Moment) async throws
        -> [Organisation.Identity: AnswerScore]
    {
        let scores = try await house.database.read { db in
            try AnswerScore.byOrganisation(municipalities, now: now, in: db)
        }
        kept.withLock { $0[municipalities] = Kept(at: now, scores: scores) }
        return scores
    }
}
