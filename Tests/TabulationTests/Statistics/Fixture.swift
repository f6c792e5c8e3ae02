import Foundation
import Testing

@testable import Tabulation

/// The answers of R that `make verify` keeps beside its scripts.
enum Fixture {
    static func read<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../verify/fixtures/\(name).json")
        return try JSONDecoder().decode(Value.self, from: Data(contentsOf: file))
    }

    /// Arguments and what R makes of them.
    struct Values: Decodable {
        var x: [Double]
        var a: [Double]?
        var b: [Double]?
        var value: [Double]
    }

    struct Figure: Decodable {
        var value: Double
        var error: Double
        var degrees: Double?
        var interval: [Double]?
        var intervals: [String: [Double]]?
    }

    struct Figures: Decodable {
        var weights: Double
        var share: Figure
        var domain: Figure
        var mean: Figure
        var partMean: Figure
        var total: Figure
        var ratio: Figure
        var apart: Figure
        var overlapping: Figure
        var quantiles: [Double]
        var quantileInterval: [Double?]
    }

    /// One design with its records and all figures about it.
    struct Survey: Decodable {
        struct Records: Decodable {
            var y: [Double]
            var x: [Double?]
            var z: [Double]
            var w: [Double]
            var part: [Double]
            var a: [Int]
            var b: [Int]
            var stratum: [Int]?
            var N: [Double]?
            var w0: [Double]?
        }
        var name: String
        var data: Records
        var plain: Figures
        var totalsA: [Double]?
        var totalsB: [Double]?
        var fitted: [Double]?
        var postStratified: Figures?
        var rakedWeights: [Double]?
        var raked: Figures?
        var trimmedWeights: [Double]?
    }
}

extension Fixture.Survey {
    var design: Design {
        let strata = data.stratum ?? data.y.map { _ in 0 }
        let populations = data.N.map { Dictionary(zip(strata, $0)) { first, _ in first } } ?? [:]
        return Design(stratum: strata, populations: populations, weights: data.w0)
    }

    /// The two divisions of the population that the weights are fitted to.
    var margins: [Weighting.Margin] {
        [("a", data.a, totalsA), ("b", data.b, totalsB)].compactMap { name, groups, totals in
            totals.map { totals in
                Weighting.Margin(
                    name, groups: groups.map { $0 - 1 }, labels: totals.indices.map { "\(name)\($0 + 1)" },
                    totals: totals)
            }
        }
    }
}

/// Equal to within `tolerance`, of the value or of 1 when that is larger.
func isClose(_ ours: Double?, _ theirs: Double?, _ tolerance: Double = 1e-9) -> Bool {
    guard let ours, let theirs else { return false }
    return abs(ours - theirs) <= tolerance * max(1, abs(theirs))
}

func isClose(_ ours: Interval?, _ theirs: [Double]?, _ tolerance: Double = 1e-9) -> Bool {
    guard let theirs, theirs.count == 2 else { return false }
    return isClose(ours?.low, theirs[0], tolerance) && isClose(ours?.high, theirs[1], tolerance)
}

func isClose(_ ours: [Double], _ theirs: [Double]?, _ tolerance: Double = 1e-9) -> Bool {
    guard let theirs, ours.count == theirs.count else { return false }
    return zip(ours, theirs).allSatisfy { isClose($0, $1, tolerance) }
}
