import Core
import Storage
package import Tabulation

extension Outcome {
    /// The outcome of an address from how far it came and what the log says, whichever line of the log came last
    /// within its kind.
    ///
    /// Answers go before everything; then what somebody judged by hand, a refusal, a break-off, what was heard by phone,
    /// a mail that came back; and at last whether there was an invitation at all (AAPOR, "Standard Definitions", final
    /// disposition codes for internet surveys of specifically named persons).
    ///
    /// - Parameter log: the oldest first.
    package static func derived(turnout: Turnout, log: [Contact]) -> Outcome {
        if let settled = turnout.outcome { return settled }
        var invited = false
        var refused = false
        var judged: Outcome?
        var bounced = false
        var heard: Outcome?
        for contact in log {
            switch contact.kind {
            case .invited, .reminded:
                invited = true
            case .refused: refused = true
            case .returned: refused = false
            case .bounced: bounced = true
            case .judged: judged = contact.reason.flatMap(Outcome.init(rawValue:))
            case .unjudged: judged = nil
            case .corrected:
                // A new mail address after one that did not work starts again.
                if bounced { invited = false }
                bounced = false
            case .called: heard = contact.reason.flatMap(CallResult.init(rawValue:))?.outcome ?? heard
            case .started, .answered, .late, .noted: break
            }
        }
        if let judged { return judged }
        if refused { return invited ? .refusal : .notInvited }
        if turnout == .late { return .tooLate }
        if turnout == .started { return .breakOff }
        if let heard { return heard }
        if bounced { return .undelivered }
        return invited ? .silence : .notInvited
    }

    /// What an officer may set by hand.
    static let byHand: [Outcome] = [
        .ineligible, .duplicate, .quotaFull, .unavailable, .language, .undelivered, .moved, .stranger,
    ]

    /// Nobody writes or calls to these any more.
    static let settled: [Outcome] = [
        .complete, .partial, .refusal, .unavailable, .tooLate, .language, .ineligible, .quotaFull, .duplicate,
        .stranger,
    ]

    /// These get no reminder by mail: it would not arrive.
    static let unreachable: [Outcome] = settled + [.undelivered, .moved, .notInvited]
}

extension CallResult {
    /// What a call says about the outcome; `nil` when it says nothing new.
    var outcome: Outcome? {
        switch self {
        // Known to have the invitation, and nothing came of it.
        case .willAnswer, .later: .readOnly
        case .away: .unavailable
        case .language: .language
        case .outside: .ineligible
        // A refusal has a line of its own, which can be taken back.
        case .interviewed, .refused, .noAnswer, .wrongNumber: nil
        }
    }
}

extension Address {
    /// Puts the outcome of the address right after something happened.
    static func settle(_ id: Identity, in db: any SQLConnection) throws {
        guard let address = try find(id, in: db) else { return }
        let outcome = Outcome.derived(turnout: address.turnout, log: try Contact.log(of: id, in: db))
        if outcome != address.outcome {
            try db.run("UPDATE survey_address SET outcome = \(outcome) WHERE id = \(id)")
        }
    }
}
