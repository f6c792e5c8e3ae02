package import Core
package import Storage

extension FieldPart {
    /// The municipality's own fields and the rules it changed go along.
    package func begins(_ next: PolicyCycle, after previous: PolicyCycle, now: Moment, in db: any SQLConnection) throws
    {
        try db.run(
            """
            INSERT INTO policy_field (cycle_id, field, name, sectors, marks, position, changed_at, archived_at)
            SELECT \(next.id), field, name, sectors, marks, position, changed_at, archived_at FROM policy_field
            WHERE cycle_id = \(previous.id)
            """)
    }
}
