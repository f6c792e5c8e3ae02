import Core
import Storage

extension TypeTestPart {
    /// An invitation follows its reader, unless the new address has one already.
    func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE policy_type_invitation SET email = \(new) WHERE email = \(old) AND NOT EXISTS (SELECT 1
                FROM policy_type_invitation o WHERE o.session_id = policy_type_invitation.session_id AND o.email = \(new))
            """)
    }
}
