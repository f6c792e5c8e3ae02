import Core
import Testing

@testable import Tabulation

/// What must hold for any survey.
struct DesignTests {
    private struct Sample {
        var stratum: [Int]
        var weights: [Double]
        var hits: [Bool]
        var values: [Double]
        var populations: [Int: Double]

        init(_ random: inout Seeded) {
            let count = random.int(6...60)
            var generator = random
            stratum = (0..<count).map { $0 < 4 ? $0 % 2 : generator.int(0...3) }
            weights = (0..<count).map { _ in Double(generator.int(20...300)) / 100 }
            hits = (0..<count).map { $0 == 0 || $0 > 1 && generator.chance(50) }
            values = (0..<count).map { _ in Double(generator.int(-50...50)) }
            populations = Dictionary(uniqueKeysWithValues: (0...3).map { ($0, Double(count + $0)) })
            random = generator
        }

        var design: Design { Design(stratum: stratum, populations: populations, weights: weights) }
        func reordered(_ order: [Int]) -> Sample {
            var copy = self
            copy.stratum = order.map { stratum[$0] }
            copy.weights = order.map { weights[$0] }
            copy.hits = order.map { hits[$0] }
            copy.values = order.map { values[$0] }
            return copy
        }
        var figures: [Estimate?] {
            let half = Bits(hits)
            return [design.proportion(half), design.mean(values), design.mean(values, in: half)]
        }
    }

    @Test func `the order of the records says nothing`() throws {
        var random = Seeded(seed: 1)
        for _ in 0..<40 {
            let sample = Sample(&random)
            let other = sample.reordered(sample.hits.indices.shuffled(using: &random))
            for (first, second) in zip(sample.figures, other.figures) {
                #expect(
                    isClose(first?.value, second?.value, 1e-12) && isClose(first?.variance, second?.variance, 1e-12))
                #expect(first?.degrees == second?.degrees)
            }
            #expect(sample.design.quantile(0.5, of: sample.values) == other.design.quantile(0.5, of: other.values))
        }
    }

    @Test func `the unit of the weights says nothing`() throws {
        var random = Seeded(seed: 2)
        for _ in 0..<40 {
            let sample = Sample(&random)
            var other = sample
            other.weights = sample.weights.map { $0 * 731.5 }
            for (first, second) in zip(sample.figures, other.figures) {
                #expect(isClose(first?.value, second?.value, 1e-12) && isClose(first?.error, second?.error, 1e-12))
                #expect(isClose(first?.effective, second?.effective, 1e-12))
            }
        }
    }

    @Test func `equal weights are no weights`() throws {
        let values = [3.0, 5, 8, 1, 9]
        let plain = try #require(Design(count: 5).mean(values))
        let equal = try #require(Design(count: 5, weights: [Double](repeating: 4, count: 5)).mean(values))
        #expect(isClose(plain.value, 5.2, 1e-12) && isClose(equal.value, 5.2, 1e-12))
        // The textbook's s²/n.
        #expect(isClose(plain.variance, 11.2 / 5, 1e-12) && isClose(equal.variance, plain.variance, 1e-12))
        #expect(plain.effective == 5 && isClose(equal.effective, 5))
    }

    @Test func `who answered as a whole stratum is sure`() throws {
        let stratum = [0, 0, 0, 1, 1, 1, 1]
        let values = [1.0, 5, 9, 2, 2, 3, 4]
        let whole = Design(stratum: stratum, populations: [0: 3, 1: 4])
        #expect(whole.mean(values)?.error == 0)
        #expect(whole.weights == [1, 1, 1, 1, 1, 1, 1])
        let one = Design(stratum: stratum, populations: [0: 3, 1: 8])
        let alike = try #require(one.mean([1, 5, 9, 2, 2, 2, 2]))
        #expect(isClose(alike.error, 0, 1e-12), "the spread is in the stratum that is complete")
        #expect(isClose(alike.value, (15.0 + 16) / 11))
    }

    @Test func `a part is not a survey of its own`() throws {
        // Who is in the part is chance too: leaving the others out makes a total look too sure.
        let values = [4.0, 4, 4, 4, 0, 0, 0, 0]
        let part = Bits([true, true, true, true, false, false, false, false])
        let design = Design(count: 8)
        #expect(try #require(design.total(values, in: part)).error > 4)
        #expect(Design(count: 4).total([4, 4, 4, 4])?.error == 0)
    }

    @Test func `differences mind who is in both`() throws {
        var random = Seeded(seed: 3)
        for _ in 0..<40 {
            let sample = Sample(&random)
            let hits = Bits(sample.hits)
            let domain = Bits(sample.stratum.map { $0 < 2 })
            let other = Bits(sample.stratum.map { $0 >= 2 })
            let same = sample.design.difference((hits, domain), (hits, domain))
            #expect(same?.value == 0 && same?.variance == 0)
            guard let apart = sample.design.difference((hits, domain), (hits, other)),
                let first = sample.design.proportion(hits, in: domain),
                let second = sample.design.proportion(hits, in: other)
            else { continue }
            // Different strata have nothing to do with each other.
            #expect(isClose(apart.variance, first.variance + second.variance, 1e-12))
            let back = sample.design.difference((hits, other), (hits, domain))
            #expect(isClose(back?.value, -apart.value, 1e-12))
        }
    }

    private struct Waves: Decodable {
        struct Pair: Decodable {
            var first: [Double]
            var second: [Double]
            var degrees: Double
            var interval: [Double]
        }
        var waves: [Pair]
    }

    @Test func `waves differ as in the t-test of Welch`() throws {
        for pair in try Fixture.read("tests", as: Waves.self).waves {
            let earlier = try #require(Design(count: pair.first.count).mean(pair.first))
            let later = try #require(Design(count: pair.second.count).mean(pair.second))
            let change = Estimate.change(from: earlier, to: later)
            #expect(isClose(change.degrees, pair.degrees) && isClose(Interval.mean(change), pair.interval))
        }
        let still = Estimate(value: 0.4, variance: 0, degrees: 99, base: 100, effective: 100)
        #expect(Interval.mean(Estimate.change(from: still, to: still)) == Interval(low: 0, high: 0))
    }

    @Test func `quantiles by hand`() {
        let design = Design(count: 5, weights: [1, 1, 1, 1, 6])
        let values = [10.0, 20, 30, 40, 50]
        #expect(design.quantile(0.1, of: values) == 10)
        #expect(design.quantile(0.4, of: values) == 40)
        #expect(design.quantile(0.41, of: values) == 50)
        #expect(design.quantile(0.01, of: values) == 10)
        #expect(design.quantile(0.5, of: [.nan, .nan, .nan, .nan, .nan]) == nil)
    }
}
