import Core
import Testing

@testable import Tabulation

struct WeightingTests {
    private let size = Weighting.Margin(
        "klasse", groups: [0, 0, 0, 1, 1, 2], labels: ["klein", "midden", "groot"], totals: [60, 30, 10])
    private let region = Weighting.Margin(
        "streek", groups: [0, 1, 1, 0, 1, 1], labels: ["noord", "zuid"], totals: [40, 60])
    private let ones = [1.0, 1, 1, 1, 1, 1]

    @Test func `post-stratification by hand`() throws {
        let fitted = try Weighting.postStratified(ones, by: size)
        #expect(isClose(fitted.weights, [20, 20, 20, 15, 15, 10], 1e-12))
        #expect(isClose(Weighting.normalised(fitted.weights).reduce(0, +), 6, 1e-12))
        #expect(fitted.report.lines[0].thin == ["klein", "midden", "groot"])
        #expect(fitted.report.lines[0].cells[1].records == 2)
        #expect(isClose(fitted.report.lines[0].cells[0].most, 1.2))
    }

    @Test func `raking meets every margin`() throws {
        let fitted = try Weighting.raked(ones, to: [size, region], thin: 2)
        #expect(fitted.report.converged && fitted.report.iterations > 1)
        for line in fitted.report.lines {
            for cell in line.cells { #expect(isClose(cell.reached, cell.target, 1e-9), "\(cell)") }
        }
        #expect(fitted.report.lines[0].thin == ["groot"] && fitted.report.lines[0].empty.isEmpty)
        #expect(isClose(fitted.report.effective * fitted.report.designEffect, 6))
    }

    @Test func `the unit of the first weights says nothing`() throws {
        let first = try Weighting.raked([1, 2, 1, 3, 1, 1], to: [size, region])
        let second = try Weighting.raked([10, 20, 10, 30, 10, 10], to: [size, region])
        #expect(isClose(first.weights, second.weights, 1e-9))
    }

    @Test func `an empty group is named and others stand for it`() throws {
        var margin = size
        margin.labels.append("reuzen")
        margin.totals = [57, 28, 10, 5]
        let fitted = try Weighting.raked(ones, to: [margin, region])
        #expect(fitted.report.lines[0].empty == ["reuzen"])
        #expect(fitted.report.converged && isClose(fitted.weights.reduce(0, +), 100))
        #expect(throws: Weighting.Fault.empty(margin: "klasse", groups: ["reuzen"])) {
            try Weighting.postStratified(ones, by: margin)
        }
        let partial = try Weighting.postStratified(ones, by: margin, allowsEmpty: true)
        #expect(isClose(partial.weights.reduce(0, +), 95) && !partial.report.converged)
    }

    @Test func `margins that contradict each other do not converge`() throws {
        // Everybody in the north is small and the other way round; the totals want something else.
        let first = Weighting.Margin("a", groups: [0, 0, 1, 1], labels: ["x", "y"], totals: [60, 40])
        let second = Weighting.Margin("b", groups: [0, 0, 1, 1], labels: ["p", "q"], totals: [50, 50])
        let fitted = try Weighting.raked([1, 1, 1, 1], to: [first, second], iterations: 40)
        #expect(!fitted.report.converged && fitted.report.iterations == 40)
        #expect(isClose(fitted.report.distance, 0.25))
        #expect(isClose(fitted.report.lines[0].cells[0].reached, 50))
    }

    @Test func `faults in what was given`() {
        func fault(_ change: (inout Weighting.Margin) -> Void) -> Weighting.Fault? {
            var margin = size
            change(&margin)
            do {
                _ = try Weighting.raked(ones, to: [region, margin])
                return nil
            } catch { return error }
        }
        #expect(fault { _ in } == nil)
        #expect(fault { $0.groups = [1] } == .lengths("klasse"))
        #expect(fault { $0.totals.removeLast() } == .lengths("klasse"))
        #expect(fault { $0.groups[3] = -1 } == .unplaced(margin: "klasse", records: 1))
        #expect(fault { $0.groups[3] = 99 } == .unplaced(margin: "klasse", records: 1))
        #expect(fault { $0.totals = [60, 40, 0] } == .notInPopulation(margin: "klasse", groups: ["groot"]))
        #expect(fault { $0.totals = [60, 30, -10] } == .invalidTotal(margin: "klasse"))
        #expect(fault { $0.totals = [60, 30, .nan] } == .invalidTotal(margin: "klasse"))
        #expect(fault { $0.totals = [60, 30, 11] } == .totals(margin: "klasse", sum: 101, first: 100))
        #expect(throws: Weighting.Fault.nobody) {
            try Weighting.raked([0, 0, 0, 0, 0, 0], to: [size])
        }
    }

    @Test func `Kish by hand`() {
        #expect(Weighting.effective([1, 1, 1, 1]) == 4)
        #expect(isClose(Weighting.effective([1, 3]), 1.6))
        #expect(isClose(Weighting.designEffect([1, 3]), 1.25))
        #expect(Weighting.effective([]) == 0 && Weighting.designEffect([]) == 1)
        #expect(Weighting.normalised([2, 6, 0]) == [0.5, 1.5, 0])
    }

    @Test func `trimming keeps the total and the bounds`() {
        var random = Seeded(seed: 5)
        for _ in 0..<200 {
            let weights = (0..<random.int(1...40)).map { _ in Double(random.int(0...1000)) / 100 }
            let mean = weights.reduce(0, +) / Double(weights.count)
            let (low, high) = (mean * Double(random.int(0...9)) / 10, mean * (1.1 + Double(random.int(0...30)) / 10))
            let trimmed = Weighting.trimmed(weights, low: low, high: high)
            for (weight, first) in zip(trimmed.weights, weights) {
                #expect(first == 0 ? weight == 0 : weight >= low && weight <= high)
            }
            if trimmed.keepsTotal {
                #expect(isClose(trimmed.weights.reduce(0, +), weights.reduce(0, +), 1e-9))
            }
        }
        #expect(Weighting.trimmed([1, 9], low: 0, high: 4).keepsTotal == false)
        #expect(Weighting.trimmed([1, 9], low: 5, high: 4).keepsTotal == false)
        #expect(Weighting.trimmed([1, 2, 9], low: 0, high: 5).weights == [3, 4, 5])
    }

    @Test func `calibration makes what it knows certain`() throws {
        let design = Design(count: 6, weights: [1, 2, 1, 3, 1, 1])
        let post = try design.postStratified(by: size).design
        let small = Bits(size.groups.map { $0 == 0 })
        let known = try #require(post.proportion(small))
        #expect(isClose(known.value, 0.6) && known.error < 1e-12)
        #expect(try #require(design.proportion(small)).error > 0.1)
        let raked = try design.raked(to: [size, region]).design
        #expect(try #require(raked.proportion(Bits(region.groups.map { $0 == 1 }))).error < 1e-8)
    }
}
