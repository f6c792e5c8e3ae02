import Community
import Core
import Services
import Storage

/// Takes a pupil out. Numbers stay: that there was a pupil, at a place, with so many hours.
enum PupilErasure {
    /// The same when somebody asks for it: it is on the list of erasures then, for after a restore.
    static func eraseOnRequest(_ pupil: Pupil.Identity, now: Moment, in db: any SQLConnection) throws {
        try erase(pupil, now: now, in: db)
        try ErasedCase.note(Brokerage.ErasedKind.pupil.rawValue, pupil.text, now: now, in: db)
    }

    static func erase(_ pupil: Pupil.Identity, now: Moment, in db: any SQLConnection) throws {
        // Mail to a parent holds a name and where the pupil goes.
        try MailTraces.forget(all: "case_id = \(pupil.text)", in: db)
        try db.run("DELETE FROM pupil_key WHERE pupil_id = \(pupil)")
        try db.run("DELETE FROM pupil_wish WHERE owner_id = \(pupil)")
        try db.run("DELETE FROM pupil_objection WHERE pupil_id = \(pupil)")
        try db.run("UPDATE pupil_change SET reason = '' WHERE pupil_id = \(pupil)")
        for row in try db.rows("SELECT id FROM pupil_placement WHERE pupil_id = \(pupil)") {
            let placement: String = try row("id")
            try db.run("UPDATE pupil_hours SET note = '', reason = NULL WHERE placement_id = \(placement)")
            try db.run("UPDATE pupil_review SET words = '' WHERE placement_id = \(placement)")
            try db.run("UPDATE pupil_signature SET name = '' WHERE placement_id = \(placement)")
        }
        // Before the outcome is known nothing came of a place yet: the seat is for somebody else.
        try db.run(
            """
            DELETE FROM pupil_placement WHERE pupil_id = \(pupil) AND EXISTS (SELECT 1 FROM pupil_round r
                WHERE r.id = pupil_placement.round_id AND r.state <> \(PupilRound.State.published))
            """)
        let number: Int? = try db.value("SELECT number FROM pupil WHERE id = \(pupil)")
        // The pseudonym goes too: the published lottery then points at nobody.
        try db.run(
            """
            UPDATE pupil SET name = '', sort_key = '', guardian_email = NULL, group_id = NULL,
                pseudonym = \("gewist-\(number ?? 0)"), consent_by = NULL, consent_day = NULL, erased_at = \(now)
            WHERE id = \(pupil) AND erased_at IS NULL
            """)
    }

    /// Some months after the round, the pupils go.
    static let retention = RetentionRule(
        id: "leerlingen", name: Text("Leerlingen van de maatschappelijke stage"),
        reason: Text("Na het schooljaar is er nog tijd voor vragen en bewijzen. Daarna zijn de namen niet meer nodig."),
        keep: .days(120)
    ) { before, now, db in
        let rows = try db.rows(
            """
            SELECT p.id FROM pupil_round r JOIN pupil p ON p.round_id = r.id
            WHERE r.last_day < \(before.day) AND p.erased_at IS NULL ORDER BY p.id LIMIT 1000
            """)
        for row in rows { try erase(try row("id"), now: now, in: db) }
        return rows.count
    }
}
