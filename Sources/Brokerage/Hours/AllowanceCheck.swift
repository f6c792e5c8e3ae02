import Core

/// Whether what a volunteer got in a year stays an allowance, at all organisations together. Above a limit it may count
/// as wages; the check warns and decides nothing.
struct AllowanceCheck: Sendable, Equatable {
    struct Paid: Sendable, Equatable {
        let day: Day
        let minutes: Int
        let cents: Int
        let organisation: String
    }

    enum Warning: Sendable, Equatable {
        /// More for an hour than the rate, in the month that is named.
        case hour(month: Int, cents: Int, limit: Int)
        case month(Int, cents: Int, limit: Int)
        case year(cents: Int, limit: Int)
        /// There are amounts, and no limits are known for the year.
        case unknownYear(Int)
    }

    let warnings: [Warning]
    /// More than one organisation paid.
    let isShared: Bool

    /// - Parameter birthYear: whoever turns 21 in the year is taken as 21 all of it; `nil` counts as 21 or older, because
    ///   a warning that is not right helps nobody.
    init(_ paid: [Paid], year: Int, rate: AllowanceRate?, birthYear: Int?) {
        let paid = paid.filter { $0.cents > 0 && $0.day.year == year }
        isShared = Set(paid.map(\.organisation)).count > 1
        guard !paid.isEmpty else {
            warnings = []
            return
        }
        guard let rate else {
            warnings = [.unknownYear(year)]
            return
        }
        let perHour = birthYear.map { year - $0 < 21 } == true ? rate.youngHour : rate.hour
        var found: [Warning] = []
        for month in 1...12 {
            let own = paid.filter { $0.day.parts.month == month }
            let (cents, minutes) = own.reduce((0, 0)) { ($0.0 + $1.cents, $0.1 + $1.minutes) }
            if cents == 0 { continue }
            // Compared without dividing: cents × 60 against rate × minutes.
            if cents * 60 > perHour * minutes {
                found.append(
                    .hour(
                        month: month, cents: minutes > 0 ? (cents * 60 + minutes - 1) / minutes : cents, limit: perHour)
                )
            }
            if cents > rate.month { found.append(.month(month, cents: cents, limit: rate.month)) }
        }
        let total = paid.reduce(0) { $0 + $1.cents }
        if total > rate.wholeYear { found.append(.year(cents: total, limit: rate.wholeYear)) }
        warnings = found
    }

    /// In words. Whoever is not the volunteer does not read what others paid.
    func lines(_ t: Texts, year: Int, seesAmounts: Bool) -> [String] {
        warnings.map { warning in
            switch warning {
            case .unknownYear(let year):
                t(
                    "De grenzen van de vergoeding in \(String(year)) staan er nog niet in. We kunnen dit jaar niet nakijken."
                )
            case .hour(let month, let cents, let limit):
                seesAmounts || !isShared
                    ? t(
                        "In \(t.month(month)) is de vergoeding \(t.euros(cents)) per uur. De grens is \(t.euros(limit))."
                    )
                    : t("In \(t.month(month)) is de vergoeding per uur hoger dan \(t.euros(limit)), bij elkaar geteld.")
            case .month(let month, let cents, let limit):
                seesAmounts || !isShared
                    ? t(
                        "In \(t.month(month)) is de vergoeding \(t.euros(cents)). De grens per maand is \(t.euros(limit))."
                    )
                    : t("In \(t.month(month)) is de vergoeding hoger dan \(t.euros(limit)), bij elkaar geteld.")
            case .year(let cents, let limit):
                seesAmounts || !isShared
                    ? t(
                        "In \(String(year)) is de vergoeding \(t.euros(cents)). De grens per jaar is \(t.euros(limit))."
                    )
                    : t("In \(String(year)) is de vergoeding hoger dan \(t.euros(limit)), bij elkaar geteld.")
            }
        }
    }
}
