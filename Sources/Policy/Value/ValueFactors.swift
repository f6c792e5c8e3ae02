import Storage

/// The four numbers that are multiplied.
package enum ValueFactor: String, Sendable, CaseIterable, Decodable, SQLConvertible {
    case volunteers
    case hours = "hours-per-week"
    case weeks = "weeks-per-year"
    case rate
}

package enum ValueLevel: String, Sendable, CaseIterable, Decodable {
    case low, middle, high
}

/// One set of the four numbers, each in hundredths, so that the product is exact.
package struct ValueFactors: Sendable, Equatable {
    package var volunteers: Int
    package var hours: Int
    package var weeks: Int
    package var rate: Int

    package init(volunteers: Int, hours: Int, weeks: Int, rate: Int) {
        self.volunteers = volunteers
        self.hours = hours
        self.weeks = weeks
        self.rate = rate
    }

    package subscript(_ factor: ValueFactor) -> Int {
        get {
            switch factor {
            case .volunteers: volunteers
            case .hours: hours
            case .weeks: weeks
            case .rate: rate
            }
        }
        set {
            switch factor {
            case .volunteers: volunteers = newValue
            case .hours: hours = newValue
            case .weeks: weeks = newValue
            case .rate: rate = newValue
            }
        }
    }

    /// The largest each may be, in hundredths: the whole country, all hours of a week, a long year, a thousand euro.
    /// Within these the product stays far from the end of what the machine can count.
    package static let most = ValueFactors(volunteers: 2_000_000_000, hours: 16_800, weeks: 5_300, rate: 100_000)

    /// A decimal number as hundredths.
    package static func hundredths(_ value: Double) -> Int {
        guard value.isFinite, abs(value) < 1e12 else { return 0 }
        return Int((value * 100).rounded())
    }

    /// `volunteers * hours-per-week * weeks-per-year`, rounded to whole hours.
    package var yearHours: Int { Self.product([volunteers, hours, weeks], over: 1_000_000) }

    /// `volunteers * hours-per-week * weeks-per-year * rate`, rounded to whole euros.
    package var value: Int { Self.product([volunteers, hours, weeks, rate], over: 100_000_000) }

    /// Exact also where the product in hundredths passes 64 bits; halves are rounded up.
    private static func product(_ factors: [Int], over divisor: UInt128) -> Int {
        let whole = factors.reduce(UInt128(1)) { product, factor in
            product.multipliedReportingOverflow(by: UInt128(UInt64(max(0, factor)))).partialValue
        }
        return Int(clamping: (whole + divisor / 2) / divisor)
    }
}

/// Low, middle and high of each number.
package struct ValueBand: Sendable, Equatable {
    package var low: ValueFactors
    package var middle: ValueFactors
    package var high: ValueFactors

    package init(low: ValueFactors, middle: ValueFactors, high: ValueFactors) {
        self.low = low
        self.middle = middle
        self.high = high
    }

    package subscript(_ level: ValueLevel) -> ValueFactors {
        get {
            switch level {
            case .low: low
            case .middle: middle
            case .high: high
            }
        }
        set {
            switch level {
            case .low: low = newValue
            case .middle: middle = newValue
            case .high: high = newValue
            }
        }
    }

    /// What one assumption does by itself: all others stay in the middle.
    package struct Swing: Sendable, Equatable {
        package let factor: ValueFactor
        package let low: Int
        package let high: Int
        /// How far apart, in euro.
        package var width: Int { high - low }
    }

    /// The assumption that matters most first.
    package var swings: [Swing] {
        ValueFactor.allCases.map { factor in
            var down = middle
            down[factor] = low[factor]
            var up = middle
            up[factor] = high[factor]
            return Swing(factor: factor, low: down.value, high: up.value)
        }.enumerated().sorted { ($1.element.width, $0.offset) < ($0.element.width, $1.offset) }.map(\.element)
    }
}
