import Core
import Testing

@testable import Tabulation

/// Shares of simple draws: printed numbers, intervals at the ends, and the fast way that tables use.
struct ShareTests {
    private struct Tests: Decodable {
        struct Printed: Decodable {
            var hits: Int
            var n: Int
            var population: Double
            var free: Double
            var value: Double
            var error: Double
            var degrees: Double
            var intervals: [String: [Double]]
        }
        struct Wilson: Decodable {
            var hits: Int
            var n: Int
            var interval: [Double]
        }
        var printed: [Printed]
        var wilson: [Wilson]
    }
    private let tests: Tests
    init() throws { tests = try Fixture.read("tests") }

    private func simple(_ hits: Int, _ n: Int, of population: Double? = nil) -> Estimate? {
        .proportion(hits: Sums(count: hits), base: Sums(count: n), records: n, population: population)
    }

    @Test func `eighty-five of a hundred and thirty-seven`() throws {
        let share = try #require(simple(85, 137, of: 342))
        #expect(isClose(share.value, 0.62044, 5e-6))
        #expect(isClose(share.error, 0.0322, 5e-5))
        #expect(isClose(simple(85, 137)?.error, 0.04161, 5e-6))
        #expect(isClose(Interval.mean(share), [0.556727, 0.684149], 5e-7))
        #expect(isClose(Interval.logit(share), [0.554993, 0.681777], 5e-7))
        #expect(isClose(Interval.beta(share), [0.553847, 0.683837], 5e-7))
    }

    /// At p = ½ with z = 1.96: 8.4 points without the correction, 6.5 with it.
    @Test func `the widest margin`() throws {
        let half = Sums(count: 137, weight: 137, square: 137)
        let hits = Sums(count: 68, weight: 68.5, square: 68.5)
        let free = try #require(Estimate.proportion(hits: hits, base: half, records: 137))
        let whole = try #require(Estimate.proportion(hits: hits, base: half, records: 137, population: 342))
        #expect(isClose(1.96 * free.error, 0.084, 5e-4) && isClose(1.96 * whole.error, 0.065, 5e-4))
    }

    @Test func `agrees with R`() throws {
        for row in tests.printed {
            let share = try #require(simple(row.hits, row.n, of: row.population))
            #expect(isClose(share.value, row.value) && isClose(share.error, row.error))
            #expect(share.degrees == row.degrees)
            #expect(isClose(simple(row.hits, row.n)?.error, row.free))
            #expect(isClose(Interval.mean(share), row.intervals["mean"]))
            #expect(isClose(Interval.logit(share), row.intervals["logit"]))
            #expect(isClose(Interval.beta(share), row.intervals["beta"]))
        }
        for row in tests.wilson {
            #expect(isClose(simple(row.hits, row.n).flatMap { Interval.wilson($0) }, row.interval), "\(row)")
        }
    }

    @Test func `another number of degrees of freedom is another interval`() throws {
        let row = try #require(tests.printed.first)
        var share = try #require(simple(row.hits, row.n, of: row.population))
        share.degrees -= 1
        #expect(!isClose(Interval.mean(share), row.intervals["mean"]))
        #expect(!isClose(Interval.logit(share), row.intervals["logit"]))
        #expect(!isClose(Interval.beta(share), row.intervals["beta"]))
    }

    @Test func `nobody and everybody`() throws {
        for kind in TableRequest.Interval.allCases {
            let nobody = try #require(simple(0, 40).flatMap { Interval.of($0, kind) })
            let everybody = try #require(simple(40, 40).flatMap { Interval.of($0, kind) })
            #expect(nobody.low == 0 && nobody.high > 0.05 && nobody.high < 0.12, "\(kind)")
            #expect(isClose(everybody.low, 1 - nobody.high) && everybody.high == 1, "\(kind)")
            // Nearer to everybody asked, nearer to sure.
            let most = try #require(simple(0, 40, of: 50).flatMap { Interval.of($0, kind) })
            #expect(most.high < nobody.high / 2, "\(kind)")
        }
        // Clopper and Pearson: 1 − 0.025^(1/40).
        #expect(isClose(simple(0, 40).flatMap { Interval.beta($0) }, [0, 0.088_097_302_878_8], 1e-12))
    }

    @Test func `a census leaves nothing to chance`() throws {
        for hits in [0, 13, 40] {
            let share = try #require(simple(hits, 40, of: 40))
            #expect(share.error == 0)
            for kind in TableRequest.Interval.allCases {
                #expect(Interval.of(share, kind) == Interval(low: share.value, high: share.value))
            }
        }
    }

    /// Draws of 60 of a population of 150, of whom 45 say yes. Without the correction the intervals would be too wide.
    @Test func `nineteen of twenty intervals hold the truth`() throws {
        var random = Seeded(seed: 99)
        var held: [String: Int] = [:]
        let draws = 4000
        for _ in 0..<draws {
            let hits = (0..<150).shuffled(using: &random).prefix(60).count { $0 < 45 }
            for kind in TableRequest.Interval.allCases {
                for (name, population) in [("", nil), (" corrected", 150.0)] {
                    let interval = simple(hits, 60, of: population).flatMap { Interval.of($0, kind) }
                    if let interval, interval.low <= 0.3, interval.high >= 0.3 {
                        held["\(kind)\(name)", default: 0] += 1
                    }
                }
            }
        }
        for kind in TableRequest.Interval.allCases {
            let share = Double(held["\(kind) corrected"] ?? 0) / Double(draws)
            #expect((kind == .beta ? 0.95...0.985 : 0.935...0.97).contains(share), "\(kind): \(share)")
            #expect(Double(held["\(kind)"] ?? 0) / Double(draws) > 0.975, "\(kind)")
        }
    }

    @Test func `what cannot be said is nothing`() {
        #expect(simple(0, 0) == nil)
        #expect(simple(1, 1).flatMap { Interval.logit($0) } == nil)
        #expect(simple(1, 1).flatMap { Interval.wilson($0) } == nil)
        let design = Design(count: 3, weights: [0, -1, .nan])
        #expect(design.mean([1, 2, 3]) == nil)
        for odd in [0, -3, .nan, .infinity] {
            #expect(Design(count: 2, population: odd).weights == [1, 1])
            #expect(simple(1, 2, of: odd) == simple(1, 2))
        }
        #expect(simple(10, 20, of: 15)?.error == 0, "more answers than there are people: all of them")
        #expect(Design(count: 0).proportion(Bits(0)) == nil)
        #expect(Design(count: 2).mean([1]) == nil)
        #expect(Design(count: 2).quantile(2, of: [1, 2]) == nil)
        #expect(Design(count: 2).ratio([1, 1], [0, 0]) == nil)
    }

    @Test func `the sums of a table say what the records say`() throws {
        var random = Seeded(seed: 8)
        for _ in 0..<50 {
            let count = random.int(2...80)
            let weights = (0..<count).map { _ in Double(random.int(1...400)) / 100 }
            let hits = Bits((0..<count).map { _ in random.chance(40) })
            let domain = Bits((0..<count).map { _ in random.chance(70) })
            let population = random.chance(50) ? Double(count + random.int(0...100)) : nil
            func sums(_ bits: Bits) -> Sums {
                (0..<count).filter { bits[$0] }.reduce(into: Sums(count: 0)) {
                    $0.count += 1
                    $0.weight += weights[$1]
                    $0.square += weights[$1] * weights[$1]
                }
            }
            let slow = Design(count: count, weights: weights, population: population).proportion(hits, in: domain)
            let fast = Estimate.proportion(
                hits: sums(hits.and(domain)), base: sums(domain), records: count, population: population)
            #expect((slow == nil) == (fast == nil))
            guard let slow, let fast else { continue }
            #expect(isClose(fast.value, slow.value, 1e-12) && isClose(fast.variance, slow.variance, 1e-12))
            #expect(fast.degrees == slow.degrees && fast.rows == slow.rows && fast.records == slow.records)
            #expect(isClose(fast.effective, slow.effective) && isClose(fast.remaining, slow.remaining))
        }
    }
}
