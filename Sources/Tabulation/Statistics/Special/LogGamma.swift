#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The logarithm of the gamma function, and the pieces of it that the other distributions need without cancellation.
package enum LogGamma {
    private static let halfLogTwoPi = 0.918938533204672741780329736406

    /// ln Γ(x) for `x` > 0, to about 1e−15; `NaN` elsewhere.
    package static func value(_ x: Double) -> Double {
        guard x > 0 else { return .nan }
        if x.isInfinite { return x }
        return (x - 0.5) * log(x) - x + halfLogTwoPi + stirlingError(x)
    }

    /// What Stirling's formula leaves: ln Γ(x) − ((x−½) ln x − x + ½ ln 2π), for `x` > 0.
    ///
    /// The asymptotic series (NIST DLMF 5.11.1) from 15 on; below it, climbs with δ(x) = δ(x+1) + (x+½) ln(1+1/x) − 1.
    package static func stirlingError(_ x: Double) -> Double {
        var x = x
        var climbed = 0.0
        while x < 15 {
            climbed += (x + 0.5) * log1p(1 / x) - 1
            x += 1
        }
        let square = 1 / (x * x)
        var series = 1.0 / 156
        for term in [-691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12] {
            series = series * square + term
        }
        return climbed + series / x
    }

    /// x ln(x/m) + m − x, also where `x` and `m` almost cancel: Loader (2000), "Fast and accurate computation of
    /// binomial probabilities".
    package static func deviance(_ x: Double, from m: Double) -> Double {
        guard abs(x - m) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
        let v = (x - m) / (x + m)
        var sum = (x - m) * v
        var term = 2 * x * v
        for odd in 1...1000 {
            term *= v * v
            let next = sum + term / Double(2 * odd + 1)
            if next == sum { break }
            sum = next
        }
        return sum
    }
}
