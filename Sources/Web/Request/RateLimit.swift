package import Core
import Synchronization

/// A token bucket for each key: `burst` at once, then one every `interval`.
package final class RateLimit: Sendable {
    private struct Bucket { var tokens: Double, at: Moment }
    private let burst: Double
    private let interval: Span
    private let buckets = Mutex<[String: Bucket]>([:])

    package init(burst: Int, interval: Span) {
        self.burst = Double(burst)
        self.interval = interval
    }

    /// Takes one token. Gives the seconds to wait when there is none.
    package func take(_ key: String, now: Moment) -> Int? {
        buckets.withLock { buckets in
            if buckets.count > 20_000 { forget(&buckets, now) }
            var bucket = buckets[key] ?? Bucket(tokens: burst, at: now)
            let passed = Double(max(0, (now - bucket.at).milliseconds))
            bucket.tokens = min(burst, bucket.tokens + passed / Double(interval.milliseconds))
            bucket.at = now
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else {
                return max(1, Int((1 - bucket.tokens) * Double(interval.milliseconds) / 1000) + 1)
            }
            bucket.tokens -= 1
            return nil
        }
    }

    /// A bucket that is full again says nothing, so it can go.
    private func forget(_ buckets: inout [String: Bucket], _ now: Moment) {
        let full = Double(interval.milliseconds) * burst
        buckets = buckets.filter { Double((now - $0.value.at).milliseconds) < full }
        if buckets.count > 20_000 { buckets.removeAll() }
    }
}
