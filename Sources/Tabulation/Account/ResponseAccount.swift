/// What became of everybody who was on the list: the response rates of AAPOR, "Standard Definitions", and the two
/// that people in the Netherlands print.
package struct ResponseAccount: Sendable, Equatable {
    /// What the list is.
    package enum Frame: String, Codable, Sendable, Hashable, CaseIterable {
        /// Everybody on it belongs to the group, as with all municipalities: silence is somebody who was not reached.
        case known
        /// Nobody knows that of who said nothing.
        case unknown
    }

    private let counts: [Outcome: Int]
    package let frame: Frame
    /// AAPOR's *e*: which part of those of whom it is unknown belongs to the group, from 0 to 1.
    package let eligibility: Double

    /// - Parameters:
    ///   - counts: numbers below 0 count for nothing.
    ///   - eligibility: where it is known from elsewhere; otherwise the part among those of whom it is known, as
    ///     CASRO estimates it, and 1 when it is known of nobody. Without meaning for a known frame.
    package init(_ counts: [Outcome: Int], frame: Frame, eligibility: Double? = nil) {
        let counts = counts.filter { $0.value > 0 }
        self.counts = counts
        self.frame = frame
        var inside = 0
        var outside = 0
        for outcome in Outcome.allCases {
            switch Self.group(of: outcome, frame) {
            case .unknown: break
            case .outside: outside += counts[outcome] ?? 0
            default: inside += counts[outcome] ?? 0
            }
        }
        let estimated = inside + outside > 0 ? Double(inside) / Double(inside + outside) : 1
        let given = eligibility.flatMap { $0.isFinite ? $0 : nil }
        self.eligibility = min(max(given ?? estimated, 0), 1)
    }

    package init(_ outcomes: some Sequence<Outcome>, frame: Frame, eligibility: Double? = nil) {
        self.init(Dictionary(outcomes.map { ($0, 1) }, uniquingKeysWith: +), frame: frame, eligibility: eligibility)
    }

    package func count(_ outcome: Outcome) -> Int { counts[outcome] ?? 0 }

    package func count(_ group: Outcome.Group) -> Int {
        Outcome.allCases.reduce(0) { $0 + (Self.group(of: $1, frame) == group ? count($1) : 0) }
    }

    /// Everybody on the list, doubles too.
    package var total: Int { Outcome.allCases.reduce(0) { $0 + count($1) } }

    /// The groups with their numbers, in AAPOR's order: they add up to `total`.
    package var funnel: [(group: Outcome.Group, count: Int)] {
        Outcome.Group.allCases.map { ($0, count($0)) }
    }

    private static func group(of outcome: Outcome, _ frame: Frame) -> Outcome.Group {
        outcome.group == .unknown && frame == .known ? .noContact : outcome.group
    }
}

extension ResponseAccount {
    /// An account of each part of the list, in the order of the parts: response by size class.
    package static func parts<Part: Hashable & Comparable & Sendable>(
        _ outcomes: some Sequence<(Part, Outcome)>, frame: Frame
    ) -> [(part: Part, account: ResponseAccount)] {
        let grouped = Dictionary(grouping: outcomes, by: \.0)
        return grouped.keys.sorted().map { part in
            (part, ResponseAccount((grouped[part] ?? []).map(\.1), frame: frame))
        }
    }
}
