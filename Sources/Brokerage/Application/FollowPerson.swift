package import Core
import Services
package import Storage

extension Brokerage {
    /// A person moved to another mail address: their applications and searches go along, and a link to an application
    /// that waits in the old mailbox no longer opens it.
    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {
        let applications = try db.rows("SELECT id FROM application WHERE person_id = \(person) AND erased_at IS NULL")
        for row in applications {
            let id: String = try row("id")
            try db.run("UPDATE application SET email = \(new), secret_hash = NULL WHERE id = \(id)")
            try Tokens.revoke(subject: id, purpose: VacancyApplication.followPurpose, now: now, in: db)
        }
        try db.run(
            "UPDATE saved_search SET email = \(new), person_id = \(person) WHERE email = \(old) OR person_id = \(person)"
        )
        for row in try db.rows("SELECT id FROM algorithm_objection WHERE email = \(old)") {
            try Tokens.revoke(subject: row("id"), purpose: AlgorithmObjection.purpose, now: now, in: db)
        }
        try db.run("UPDATE algorithm_objection SET email = \(new) WHERE email = \(old)")
        for row in try db.rows("SELECT id FROM people_ask WHERE person_id = \(person)") {
            try Tokens.revoke(subject: row("id"), purpose: PeopleAsk.purpose, now: now, in: db)
        }
        try SchoolContact.moved(person, to: new, in: db)
        try Tokens.revoke(subject: old, purpose: KeepWishes.purpose, now: now, in: db)
        try deskMoved(person, from: old, to: new, now: now, in: db)
        try RoundErasure.moved(from: old, to: new, in: db)
        try BuddyWork(house, program: "verhuisd", now: now).moved(person, from: old, to: new, in: db)
    }
}
