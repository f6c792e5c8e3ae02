import Testing

@testable import Tabulation

struct DistributionTests {
    private let fixtures: [String: Fixture.Values]
    init() throws { fixtures = try Fixture.read("special") }

    /// Relative to the value, but for logarithms that pass through 0.
    private func check(
        _ name: String, _ tolerance: Double = 1e-12, least: Double = 1e-300, _ ours: (Double, Double, Double) -> Double
    ) throws {
        let rows = try #require(fixtures[name])
        for place in rows.value.indices {
            let (x, a, b) = (rows.x[place], rows.a?[place] ?? 0, rows.b?[place] ?? 0)
            let (found, expected) = (ours(x, a, b), rows.value[place])
            #expect(
                abs(found - expected) <= tolerance * max(abs(expected), least),
                "\(name)(\(x), \(a), \(b)) = \(found), R says \(expected)")
        }
    }

    @Test func `agrees with R`() throws {
        try check("logGamma", least: 1) { x, _, _ in LogGamma.value(x) }
        try check("betaCumulative") { BetaDistribution.cumulative($0, $1, $2) }
        try check("betaQuantile") { BetaDistribution.quantile($0, $1, $2) }
        try check("studentQuantile", 3e-12) { p, df, _ in StudentDistribution.quantile(p, degrees: df) }
        try check("studentTwoSided") { t, df, _ in StudentDistribution.twoSided(t, degrees: df) }
        try check("normalQuantile") { p, _, _ in NormalDistribution.quantile(p) }
        try check("normalTwoSided") { z, _, _ in NormalDistribution.twoSided(z) }
    }

    @Test func `quantiles undo the distribution`() {
        for a in [0.01, 0.5, 3, 120, 40_000] {
            for b in [0.2, 1, 77.7, 5000] {
                for share in [0.001, 0.3, 0.5, 0.97] {
                    let x = BetaDistribution.quantile(share, a, b)
                    // Near 1 there are few numbers left, near 0 they run out.
                    guard x > 1e-280, x < 0.999 else { continue }
                    #expect(abs(BetaDistribution.cumulative(x, a, b) - share) < 1e-12, "\(share) \(a) \(b)")
                }
            }
        }
    }

    @Test func `the ends and what has no answer`() {
        #expect(BetaDistribution.quantile(0.5, 0, 3) == 0)
        #expect(BetaDistribution.quantile(0.5, 3, 0) == 1)
        #expect(BetaDistribution.quantile(1, 3, 3) == 1)
        #expect(BetaDistribution.quantile(0.5, 0, 0).isNaN)
        #expect(BetaDistribution.quantile(0.5, .nan, 1).isNaN)
        #expect(BetaDistribution.cumulative(2, 1, 1) == 1)
        #expect(BetaDistribution.cumulative(0.5, -1, 1).isNaN)
        #expect(StudentDistribution.quantile(0.5, degrees: 3) == 0)
        #expect(StudentDistribution.quantile(0.5, degrees: 0).isNaN)
        #expect(StudentDistribution.quantile(0.975, degrees: .infinity) == NormalDistribution.quantile(0.975))
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1.1).isNaN)
    }
}
