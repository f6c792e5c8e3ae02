import Core
import Tabulation

/// The response of each group, with how sure the share is. Groups with too few addresses come together in one line, so
/// that nobody reads what one person did.
struct AccountStrata {
    struct Part {
        /// `nil` for the rest.
        let name: String?
        let account: ResponseAccount
        /// Wilson's, for the share that filled in.
        let interval: Interval?
    }

    let parts: [Part]

    init(_ strata: [AccountFigures.Stratum], _ settings: FieldworkSettings, least: Int) {
        let frame: ResponseAccount.Frame = settings.frameIsKnown ? .known : .unknown
        var shown: [Part] = []
        var rest: [Outcome: Int] = [:]
        for stratum in strata {
            let account = ResponseAccount(stratum.counts, frame: frame)
            if let name = stratum.name, account.addressed >= least {
                shown.append(Part(name: name, account: account, interval: Self.interval(account)))
            } else {
                rest.merge(stratum.counts, uniquingKeysWith: +)
            }
        }
        if !rest.isEmpty {
            let account = ResponseAccount(rest, frame: frame)
            // One small rest would be known by subtraction from the total.
            if account.addressed >= least {
                shown.append(Part(name: nil, account: account, interval: Self.interval(account)))
            } else {
                shown = []
            }
        }
        parts = shown
    }

    private static func interval(_ account: ResponseAccount) -> Interval? {
        let base = account.addressed
        return Estimate.proportion(
            hits: Sums(count: account.answered.numerator), base: Sums(count: base), records: base
        ).flatMap { Interval.wilson($0) }
    }
}

extension Texts {
    /// `40,1%`; a dash when there is nothing.
    func percent(_ share: Double?) -> String {
        guard let share, share.isFinite else { return "–" }
        let tenths = Int((min(max(share, 0), 1) * 1000).rounded())
        return "\(tenths / 10)\(language == .dutch ? "," : ".")\(tenths % 10)%"
    }

    /// A whole number as it is, another with one digit after the mark.
    func decimal(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "–" }
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0
            ? number(tenths / 10) : "\(number(tenths / 10))\(language == .dutch ? "," : ".")\(abs(tenths % 10))"
    }
}
