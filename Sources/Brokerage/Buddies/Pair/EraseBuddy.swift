import Community
import Core
import Services
import Storage

/// Taking out what identifies someone. A pair in the middle ends, the other side goes back to the list with the first
/// day of waiting; the empty rows stay for the figures.
extension BuddyWork {
    /// Erases on request: it is on the list of erasures then, for after a restore.
    func eraseOnRequest(_ request: BuddyRequest, in db: any SQLConnection) throws {
        try erase(request, in: db)
        try ErasedCase.note(Brokerage.ErasedKind.buddyRequest.rawValue, request.id.text, now: now, in: db)
    }

    func eraseOnRequest(_ volunteer: BuddyVolunteer, in db: any SQLConnection) throws {
        try erase(volunteer, in: db)
        try ErasedCase.note(Brokerage.ErasedKind.buddyVolunteer.rawValue, volunteer.id.text, now: now, in: db)
    }

    func erase(_ request: BuddyRequest, in db: any SQLConnection) throws {
        // In a database that was put back under another key the words stay shut: the rest must go all the same.
        let email = (try? BuddyWords.open(request, house.seals, in: db))?.email
        try forgetMails(of: request.id.text, to: email, in: db)
        // Before the pairs end: whoever is gone gets no mail any more.
        try db.run("UPDATE buddy_request SET erased_at = \(now) WHERE id = \(request.id)")
        try close(request, reason: .erased, in: db)
        try CaseSeal.destroy(case: request.id.text, in: db)
        try BuddyDoor.close(request.id.text, now: now, in: db)
        try db.run(
            """
            UPDATE buddy_request SET sealed = NULL, email_key = NULL, referrer_key = NULL, person_id = NULL,
                neighbourhood_id = NULL, moments = 0, languages = 0, prefers = NULL, interests = '' WHERE id = \(request.id)
            """)
        try db.run(
            """
            UPDATE buddy_pair SET sealed_reason = NULL, sealed_last = NULL, meet_time = NULL, meet_place = NULL
            WHERE request_id = \(request.id)
            """)
        try db.run(
            """
            UPDATE buddy_moment SET asker_words = NULL
            WHERE pair_id IN (SELECT id FROM buddy_pair WHERE request_id = \(request.id))
            """)
        try db.run("DELETE FROM buddy_passed WHERE request_id = \(request.id)")
        try db.run(
            "UPDATE buddy_objection SET sealed = NULL, sealed_answer = NULL WHERE request_id = \(request.id)")
        try record("maatje-aanvraag-gewist", "maatje-aanvraag", request.id.text, request.municipality, in: db)
    }

    func erase(_ volunteer: BuddyVolunteer, in db: any SQLConnection) throws {
        try forgetMails(of: volunteer.id.text, to: volunteer.email, in: db)
        // Before the pairs end: whoever is gone gets no mail any more.
        try db.run(
            """
            UPDATE buddy_volunteer SET name = '', email = NULL, phone = NULL, person_id = NULL, application_id = NULL,
                neighbourhood_id = NULL, gender = NULL, moments = 0, languages = 0, interests = '', vog_seen = NULL,
                sealed = NULL,
                state = \(BuddyVolunteer.State.stopped), state_at = \(now),
                stopped_at = COALESCE(stopped_at, \(now)), erased_at = \(now) WHERE id = \(volunteer.id)
            """)
        for pair in try BuddyPair.all(of: volunteer.id, in: db) where pair.state.isActive {
            try end(pair, reason: .erased, in: db)
        }
        try db.run("UPDATE buddy_pair SET meet_time = NULL, meet_place = NULL WHERE volunteer_id = \(volunteer.id)")
        try CaseSeal.destroy(case: volunteer.id.text, in: db)
        try BuddyDoor.close(volunteer.id.text, now: now, in: db)
        try db.run(
            """
            UPDATE buddy_moment SET volunteer_words = NULL
            WHERE pair_id IN (SELECT id FROM buddy_pair WHERE volunteer_id = \(volunteer.id))
            """)
        try db.run("DELETE FROM buddy_volunteer_kind WHERE volunteer_id = \(volunteer.id)")
        try BuddyHours.forget(volunteer.id, in: db)
        try db.run(
            "UPDATE buddy_objection SET sealed = NULL, sealed_answer = NULL WHERE volunteer_id = \(volunteer.id)")
        try record(
            "maatje-vrijwilliger-gewist", "maatje-vrijwilliger", volunteer.id.text, volunteer.municipality, in: db)
    }
}

extension BuddyWork {
    /// Mail about buddies to who is gone: what waits never leaves, of the rest the words go. It is found by the case as
    /// well as by the address, for after a restore the address may lie shut.
    private func forgetMails(of id: String, to email: String?, in db: any SQLConnection) throws {
        try MailTraces.forget(all: "case_id = \(id)", in: db)
        guard let email else { return }
        let addresses = Array(Set([email, email.lowercased()]))
        try MailTraces.forget(all: "recipient IN (\(list: addresses)) AND kind LIKE \("maatje-%")", in: db)
    }
}
