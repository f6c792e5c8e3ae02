import Core
import Web

/// What one address may try at the doors, apart from the lock on each account.
struct SignInLimits: Sendable {
    /// Mails with a link: an office shares one address, so not too few.
    private let mails = RateLimit(burst: 20, interval: .seconds(30))
    /// Passwords, codes and invitations.
    private let proofs = RateLimit(burst: 30, interval: .seconds(10))
    /// Ways to and from a provider, two for each sign-in: a town hall that starts at nine shares one address, and there is
    /// nothing to guess.
    private let providers = RateLimit(burst: 200, interval: .seconds(1))

    func mail(_ visit: Visit) throws { try take(mails, visit) }
    func proof(_ visit: Visit) throws { try take(proofs, visit) }
    func provider(_ visit: Visit) throws { try take(providers, visit) }

    private func take(_ limit: RateLimit, _ visit: Visit) throws {
        if let wait = limit.take(RateLimit.key(visit.address), now: visit.now) {
            throw WebError.tooMany(retryAfter: wait)
        }
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
