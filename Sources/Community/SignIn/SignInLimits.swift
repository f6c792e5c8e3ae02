import Core
import Web

/// What one address may try at the doors, apart from the lock on each account.
struct SignInLimits: Sendable {
    /// Mails with a link: an office shares one address, so not too few.
    private let mails = RateLimit(burst: 20, interval: .seconds(30))
    /// Passwords, codes and invitations.
    private let proofs = RateLimit(burst: 30, interval: .seconds(10))

    func mail(_ visit: Visit) throws { try take(mails, visit) }
    func proof(_ visit: Visit) throws { try take(proofs, visit) }

    private func take(_ limit: RateLimit, _ visit: Visit) throws {
        if let wait = limit.take(visit.address, now: visit.now) { throw WebError.tooMany(retryAfter: wait) }
    }
}

/// Refusals take the same time, whatever was wrong: what a known account costs more is hidden under a floor.
enum SteadyPace {
    static let floor = Duration.milliseconds(250)

    static func run<T>(_ body: () async throws -> T?) async throws -> T? {
        let start = ContinuousClock.now
        if let result = try await body() { return result }
        try await Task.sleep(until: start + floor, clock: .continuous)
        return nil
    }
}
