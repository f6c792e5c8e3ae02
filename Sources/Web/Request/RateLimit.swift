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

    /// The key for an address: an IPv6 line gets 2^64 addresses at once, so its first four groups count as one.
    package static func key(_ address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let plain = address.prefix { $0 != "%" }
        let gap = plain.firstRange(of: "::")
        var groups = plain[..<(gap?.lowerBound ?? plain.endIndex)].split(separator: ":")
        if let gap {
            let rest = plain[gap.upperBound...].split(separator: ":")
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - rest.count)) + rest
        }
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }

    /// A bucket that is full again says nothing, so it can go.
    private func forget(_ buckets: inout [String: Bucket], _ now: Moment) {
        let full = Double(interval.milliseconds) * burst
        buckets = buckets.filter { Double((now - $0.value.at).milliseconds) < full }
        if buckets.count > 20_000 { buckets.removeAll() }
    }
}
