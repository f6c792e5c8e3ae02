package import Core
package import Storage

extension VisionPart {
    /// A proposal follows its writer.
    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {
        try db.run("UPDATE policy_vision_proposal SET email = \(new) WHERE email = \(old)")
    }
}
