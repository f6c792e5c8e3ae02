import Storage
package import Tabulation

/// How far someone came in the questionnaire. It only goes forward.
package enum Turnout: String, Sendable, CaseIterable, SQLConvertible {
    case none
    /// Sent in at least one page.
    case started
    /// Stopped, with enough answers to count; decided when the survey closes.
    case partial
    case answered
    /// Wanted to answer after the closing day.
    case late

    /// The turnouts from which this one can be reached.
    var before: [Turnout] {
        switch self {
        case .none: []
        case .started: [.none, .late]
        case .partial: [.started]
        case .answered: [.none, .started, .partial, .late]
        case .late: [.none]
        }
    }

    /// What it says about the outcome, whatever else happened; `nil` when the log decides.
    var outcome: Outcome? {
        switch self {
        case .answered: .complete
        case .partial: .partial
        case .none, .started, .late: nil
        }
    }
}

extension Outcome: SQLConvertible {}
