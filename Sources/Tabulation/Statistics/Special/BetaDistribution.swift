#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The beta distribution: the regularised incomplete beta function and its inverse, to about 1e−13 of their value.
package enum BetaDistribution {
    /// I_x(a, b), for `a`, `b` > 0; `NaN` for other parameters.
    ///
    /// - Parameter complement: 1 − `x`, where the caller knows it better than the subtraction.
    package static func cumulative(_ x: Double, _ a: Double, _ b: Double, complement: Double? = nil) -> Double {
        guard a > 0, b > 0, a.isFinite, b.isFinite, !x.isNaN else { return .nan }
        let y = complement ?? 1 - x
        if x <= 0 { return 0 }
        if y <= 0 { return 1 }
        if x > (a + 1) / (a + b + 2) { return 1 - tail(y, b, a, x) }
        return tail(x, a, b, y)
    }

    /// The value below which lies `share`: R's `qbeta`. Zero parameters mean all of it at 0 or at 1.
    package static func quantile(_ share: Double, _ a: Double, _ b: Double) -> Double {
        guard a >= 0, b >= 0, a.isFinite, b.isFinite, (0...1).contains(share), a + b > 0 else { return .nan }
        if a == 0 || share == 0 { return 0 }
        if b == 0 || share == 1 { return 1 }
        let mean = a / (a + b)
        if share <= cumulative(mean, a, b) { return lower(share, a, b, below: mean) }
        return 1 - lower(1 - share, b, a, below: b / (a + b))
    }

    /// x^a y^b / B(a, b), with y = 1 − x.
    private static func weight(_ x: Double, _ a: Double, _ b: Double, _ y: Double) -> Double {
        let n = a + b
        let errors = LogGamma.stirlingError(n) - LogGamma.stirlingError(a) - LogGamma.stirlingError(b)
        let distance = LogGamma.deviance(a, from: n * x) + LogGamma.deviance(b, from: n * y)
        return (a / n * b / (2 * Double.pi)).squareRoot() * exp(errors - distance)
    }

    /// I_x(a, b) where `x` is below the mean: the continued fraction DLMF 8.17.22 after Lentz.
    private static func tail(_ x: Double, _ a: Double, _ b: Double, _ y: Double) -> Double {
        let tiny = 1e-300
        func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / kept(1 - (a + b) * x / (a + 1))
        var fraction = d
        for step in 1...200_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / kept(1 + even * d)
            c = kept(1 + even / c)
            fraction *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / kept(1 + odd * d)
            c = kept(1 + odd / c)
            let change = d * c
            fraction *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return weight(x, a, b, y) * fraction / a
    }

    /// The quantile in the lower half, by Newton on ln I against ln x, kept between bounds.
    private static func lower(_ share: Double, _ a: Double, _ b: Double, below mean: Double) -> Double {
        guard share > 0 else { return 0 }
        var high = log(mean)
        var low = -745.0
        var u = min(max(start(share, a, b), low), high)
        if u <= low { return 0 }
        for _ in 0..<200 {
            let x = exp(u)
            let y = -expm1(u)
            let reached = cumulative(x, a, b, complement: y)
            if reached < share { low = u } else { high = u }
            let step = log(reached / share) * reached * y / weight(x, a, b, y)
            // Newton doubles the digits: after a step this small there are no more to win.
            if abs(step) * (1 + a + b) < 1e-8 { return exp(u - step) }
            let next = u - step
            let inside = next > low && next < high ? next : (low + high) / 2
            if inside == u { break }
            u = inside
        }
        return exp(u)
    }

    /// A first guess of ln x: from the normal distribution (Abramowitz and Stegun 26.5.22) where that bends as the
    /// beta does, otherwise as if I were x^a / (a B), which it is near 0.
    private static func start(_ share: Double, _ a: Double, _ b: Double) -> Double {
        if a >= 1, b >= 1 {
            let z = -NormalDistribution.quantile(share)
            let (first, second) = (1 / (2 * a - 1), 1 / (2 * b - 1))
            let curve = (z * z - 3) / 6
            let h = 2 / (first + second)
            let w = z * (h + curve).squareRoot() / h - (second - first) * (curve + 5.0 / 6 - 2 / (3 * h))
            let guess = log(a / (a + b * exp(2 * w)))
            if guess.isFinite { return guess }
        }
        let logBeta = LogGamma.value(a) + LogGamma.value(b) - LogGamma.value(a + b)
        return (log(share) + log(a) + logBeta) / a
    }
}
