package import Core
package import Storage

extension PartyPart {
    /// A contact follows their mail.
    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {
        try db.run("UPDATE policy_party SET email = \(new), updated_at = \(now) WHERE email = \(old)")
    }

    /// Whom the municipality works with goes along, with when they last spoke; the talks stay in the round they belong
    /// to.
    package func begins(_ next: PolicyCycle, after previous: PolicyCycle, now: Moment, in db: any SQLConnection) throws
    {
        let parties = try db.rows(
            "SELECT * FROM policy_party WHERE cycle_id = \(previous.id) AND archived_at IS NULL ORDER BY number")
        for (index, row) in parties.enumerated() {
            let (kind, name, sortKey): (String, String, String) = (
                try row("kind"), try row("name"), try row("sort_key")
            )
            let (can, needs, step): (String, String, String) = (
                try row("can_do"), try row("needs"), try row("next_step")
            )
            let contact: String = try row("contact")
            let (email, phone): (String?, String?) = (try row("email"), try row("phone"))
            let (organisation, spoken): (String?, Day?) = (try row("organisation_id"), try row("last_spoken"))
            try db.run(
                """
                INSERT INTO policy_party (id, cycle_id, number, kind, name, sort_key, organisation_id, can_do, needs,
                    contact, email, phone, next_step, next_day, last_spoken, version, created_at, updated_at)
                VALUES (\(UUIDv7.make(at: now)), \(next.id), \(index + 1), \(kind), \(name), \(sortKey),
                    \(organisation), \(can), \(needs), \(contact), \(email), \(phone), \(step), NULL, \(spoken), 1,
                    \(now), \(now))
                """)
        }
    }
}
