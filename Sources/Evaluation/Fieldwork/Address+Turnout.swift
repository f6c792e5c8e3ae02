package import Core
package import Storage

extension Address {
    /// Records how far this address came, in the transaction of the answer. Gives `false`, and changes nothing, when it
    /// already came further.
    ///
    /// On name the log says when. In the other modes it does not, so that no time ties an answer to an address.
    @discardableResult
    package static func turnedOut(
        _ turnout: Turnout, _ address: Identity, of survey: Survey, now: Moment, in db: any SQLConnection
    ) throws -> Bool {
        let changed = try db.run(
            """
            UPDATE survey_address SET turnout = \(turnout)
            WHERE id = \(address) AND survey_id = \(survey.id) AND turnout IN (\(list: turnout.before))
            """)
        guard changed == 1 else { return false }
        if survey.mode == .linked, turnout != .partial {
            let kind: Contact.Kind =
                switch turnout {
                case .answered: .answered
                case .late: .late
                default: .started
                }
            try Contact(kind, way: .link).add(to: address, of: survey.id, now: now, in: db)
        }
        try settle(address, in: db)
        return true
    }
}
