#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Measures a piece of work in this process.
enum Stopwatch {
    /// Milliseconds.
    struct Time: Encodable {
        var wall: Double
        /// Of the processor: the same on a machine that does other work as well, but for its caches.
        var cpu: Double
    }

    /// The round with the least processor time, and what the last one gave.
    static func fastest<Result>(of rounds: Int, _ work: () throws -> Result) rethrows -> (time: Time, result: Result) {
        var (best, result) = try once(work)
        for _ in 1..<max(rounds, 1) {
            let (time, next) = try once(work)
            result = next
            if time.cpu < best.cpu { best = time }
        }
        return (best, result)
    }

    private static func once<Result>(_ work: () throws -> Result) rethrows -> (Time, Result) {
        let (wall, cpu) = (now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID))
        let result = try work()
        return (Time(wall: now(CLOCK_MONOTONIC) - wall, cpu: now(CLOCK_PROCESS_CPUTIME_ID) - cpu), result)
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }
}
