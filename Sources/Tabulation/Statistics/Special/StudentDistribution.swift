#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Student's t, with any positive number of degrees of freedom; infinitely many are the normal distribution.
package enum StudentDistribution {
    /// The value below which lies `share`: R's `qt`. `NaN` without degrees of freedom.
    package static func quantile(_ share: Double, degrees: Double) -> Double {
        guard degrees > 0, (0...1).contains(share) else { return .nan }
        if degrees.isInfinite { return NormalDistribution.quantile(share) }
        if share == 0.5 { return 0 }
        if share > 0.5 { return -quantile(1 - share, degrees: degrees) }
        if share == 0 { return -.infinity }
        if degrees >= 10, share > 0.001 { return refined(share, degrees) }
        // t²/(ν+t²) has the beta distribution (½, ν/2); in the tail its complement is the better known one.
        if share > 0.001 {
            let x = BetaDistribution.quantile(1 - 2 * share, 0.5, degrees / 2)
            return -(degrees * x / (1 - x)).squareRoot()
        }
        let y = BetaDistribution.quantile(2 * share, degrees / 2, 0.5)
        return -(degrees * (1 - y) / y).squareRoot()
    }

    /// How likely a value at least this far from 0 is, on either side.
    package static func twoSided(_ t: Double, degrees: Double) -> Double {
        guard degrees > 0, !t.isNaN else { return .nan }
        if degrees.isInfinite { return NormalDistribution.twoSided(t) }
        if t.isInfinite { return 0 }
        let square = t * t
        return BetaDistribution.cumulative(
            degrees / (degrees + square), degrees / 2, 0.5, complement: square / (degrees + square))
    }

    /// The usual case, quickly: the expansion in 1/ν (Abramowitz and Stegun 26.7.5) is right in the first digits, and
    /// Newton's method gives the others.
    private static func refined(_ share: Double, _ degrees: Double) -> Double {
        let z = NormalDistribution.quantile(share)
        let s = z * z
        let first = (s + 1) / 4
        let second = ((5 * s + 16) * s + 3) / 96
        let third = (((3 * s + 19) * s + 17) * s - 15) / 384
        let fourth = ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160
        var t = z * (1 + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees)
        // Γ((ν+1)/2) / Γ(ν/2), of which the large parts cancel.
        let half = degrees / 2
        let gammas =
            half * log1p(0.5 / half) - 0.5 + 0.5 * log(half) + LogGamma.stirlingError(half + 0.5)
            - LogGamma.stirlingError(half)
        for _ in 0..<20 {
            let density =
                exp(gammas - (degrees + 1) / 2 * log1p(t * t / degrees)) / (degrees * Double.pi).squareRoot()
            let step = (twoSided(t, degrees: degrees) / 2 - share) / density
            t -= step
            if abs(step) <= 1e-9 * abs(t) { break }
        }
        return t
    }
}
