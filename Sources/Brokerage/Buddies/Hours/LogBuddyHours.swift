import Community
import Core
import Services
import Storage
import Web

/// Hours of buddies: written down by the volunteer or by the centre, agreed on or sent back by the centre.
extension BuddyWork {
    /// - Parameter byCentre: the centre writes it down, whose word it is; else it waits for its yes.
    func log(_ state: FormState, of pair: BuddyPair, byCentre: Bool, in db: any SQLConnection) throws
        -> LogHours.Result
    {
        guard let started = pair.startedAt, let day = state.day("dag"), let minutes = HoursText.minutes(state["uren"]),
            let volunteer = try BuddyVolunteer.find(pair.volunteer, in: db), volunteer.erasedAt == nil
        else { throw WebError.notFound }
        if day > now.day { return .future }
        if day < started.day || pair.endedAt.map({ day > $0.day }) == true { return .outside }
        // A day has 24 hours for all pairs of a volunteer together.
        let before = try db.count(
            """
            SELECT COALESCE(SUM(minutes), 0) FROM buddy_hours WHERE volunteer_id = \(volunteer.id) AND day = \(day)
            AND state <> \(HoursEntry.State.returned)
            """)
        if before + minutes > HoursText.most { return .tooMuch }
        let id = UUIDv7.make(at: now)
        let cents = state.optional("vergoeding").flatMap { try? Euro.cents($0).get() }.flatMap { $0 > 0 ? $0 : nil }
        let (decided, by): (Moment?, String?) = byCentre ? (now, person) : (nil, nil)
        try db.run(
            """
            INSERT INTO buddy_hours (id, pair_id, volunteer_id, municipality_code, person_id, day, minutes, note,
                allowance_cents, state, created_at, decided_at, decided_by)
            VALUES (\(id), \(pair.id), \(volunteer.id), \(pair.municipality), \(volunteer.person), \(day), \(minutes),
                \(state["wat"]), \(cents), \(byCentre ? HoursEntry.State.agreed : .waiting), \(now), \(decided), \(by))
            """)
        try record("maatje-uren-geschreven", "maatje-uren", id, pair.municipality, in: db)
        return .done
    }

    /// Takes away what no one has said yes to.
    func removeHours(_ id: String, of volunteer: BuddyVolunteer, in db: any SQLConnection) throws -> Bool {
        let removed = try db.run(
            """
            DELETE FROM buddy_hours WHERE id = \(id) AND volunteer_id = \(volunteer.id)
            AND state <> \(HoursEntry.State.agreed)
            """)
        guard removed > 0 else { return false }
        try record("maatje-uren-weggehaald", "maatje-uren", id, volunteer.municipality, in: db)
        return true
    }

    /// - Returns: how many were still waiting in these municipalities.
    func agree(hours ids: [String], codes: [String], in db: any SQLConnection) throws -> Int {
        var count = 0
        for id in ids {
            let rows = try db.rows(
                """
                UPDATE buddy_hours SET state = \(HoursEntry.State.agreed), decided_at = \(now), decided_by = \(person)
                WHERE id = \(id) AND municipality_code IN (\(list: codes)) AND state = \(HoursEntry.State.waiting)
                RETURNING municipality_code
                """)
            guard let row = rows.first else { continue }
            count += 1
            try record("maatje-uren-akkoord", "maatje-uren", id, try row("municipality_code"), in: db)
        }
        return count
    }

    /// Sends one back; the volunteer gets a mail with the reason. Also possible after a yes: that was a mistake then.
    ///
    /// - Throws: `WebError.notFound` when it is not of these municipalities.
    func sendBack(hours id: String, codes: [String], reason: String, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            UPDATE buddy_hours SET state = \(HoursEntry.State.returned), reason = \(reason), decided_at = \(now),
                decided_by = \(person)
            WHERE id = \(id) AND municipality_code IN (\(list: codes)) AND state <> \(HoursEntry.State.returned)
            RETURNING *
            """)
        guard let row = rows.first else { throw WebError.notFound }
        let hours = try BuddyHours(row: row)
        try record("maatje-uren-terug", "maatje-uren", id, hours.municipality, in: db)
        guard let volunteer = try BuddyVolunteer.find(hours.volunteer, in: db), volunteer.erasedAt == nil else {
            return
        }
        try tellVolunteer(
            volunteer, kind: "maatje-uren", subject: { t in t("Je uren kloppen nog niet") }, in: db
        ) { t in
            [
                .paragraph(
                    t(
                        "De vrijwilligerscentrale stuurde je uren van \(t.date(hours.day)) terug (\(t.duration(hours.minutes)))."
                    )),
                .quote(reason),
                .paragraph(t("Schrijf ze opnieuw op zoals het wel klopt, of bel ons.")),
            ]
        }
    }
}
