import Community
import Core
import Services
import Storage
import Web

/// Time a pupil wrote down.
struct PupilHours: Sendable {
    typealias State = HoursEntry.State

    let id: String
    let placement: PupilPlacement.Identity
    let day: Day
    let minutes: Int
    let note: String
    let state: State
    let reason: String?

    init(row: Row) throws {
        id = try row("id")
        placement = try row("placement_id")
        day = try row("day")
        minutes = try row("minutes")
        note = try row("note")
        state = try row("state")
        reason = try row("reason")
    }

    static func all(of placement: PupilPlacement.Identity, in db: any SQLConnection) throws -> [PupilHours] {
        try db.rows("SELECT * FROM pupil_hours WHERE placement_id = \(placement) ORDER BY day DESC, id DESC LIMIT 500")
            .map(PupilHours.init(row:))
    }

    /// Minutes of a pupil in this state, also of a place that was taken away.
    static func minutes(of pupil: Pupil.Identity, _ state: State, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COALESCE(SUM(h.minutes), 0) FROM pupil_placement m JOIN pupil_hours h ON h.placement_id = m.id
            WHERE m.pupil_id = \(pupil) AND h.state = \(state)
            """)
    }

    /// Everything a pupil wrote down, also at a place that was taken away.
    static func all(of pupil: Pupil.Identity, in db: any SQLConnection) throws -> [PupilHours] {
        try db.rows(
            """
            SELECT h.* FROM pupil_placement m JOIN pupil_hours h ON h.placement_id = m.id
            WHERE m.pupil_id = \(pupil) ORDER BY h.day DESC, h.id DESC LIMIT 500
            """
        ).map(PupilHours.init(row:))
    }

    /// Whether a pupil `p` of a round made all hours, at whatever places, as a condition.
    static func areDone(_ round: PupilRound) -> SQL {
        """
        (SELECT COALESCE(SUM(dh.minutes), 0) FROM pupil_placement dm JOIN pupil_hours dh ON dh.placement_id = dm.id
            WHERE dm.pupil_id = p.id AND dh.state = \(State.agreed)) >= \(round.hours * 60)
        """
    }

    static let form = Form([
        Field("dag", Text("Welke dag?"), .date),
        Field(
            "uren", Text("Hoe lang?"), hint: Text("In uren, zoals 2 of 2,5 of 2:30."), limit: 10, autocomplete: "off",
            rule: { HoursText.problem($0) }),
        Field(
            "wat", Text("Wat deed je?"), hint: Text("Een paar woorden mag."), required: false, limit: 200,
            autocomplete: "off"),
    ])

    /// Writes time down for a pupil; a problem goes to its field.
    static func log(_ state: FormState, for view: PlacementView, visit: Visit, house: House, in db: any SQLConnection)
        throws -> (field: String, text: Text)?
    {
        guard let day = state.day("dag"), let minutes = HoursText.minutes(state["uren"]) else {
            return ("dag", Text("Vul dit veld in."))
        }
        if day > visit.today { return ("dag", Text("Deze dag moet nog komen.")) }
        if let known = view.round.publishedAt, day < known.day {
            return ("dag", Text("Dit is voor je stage begon."))
        }
        let sameDay = try db.count(
            """
            SELECT COALESCE(SUM(minutes), 0) FROM pupil_hours WHERE placement_id = \(view.placement.id) AND day = \(day)
            AND state <> \(State.returned)
            """)
        if sameDay + minutes > 12 * 60 { return ("uren", Text("Meer dan 12 uur op een dag kan niet.")) }
        if view.hours.count >= 400 { return ("dag", Text("Er staan te veel regels. Haal er eerst een weg.")) }
        let id = UUIDv7.make(at: visit.now)
        try db.run(
            """
            INSERT INTO pupil_hours (id, placement_id, organisation_id, municipality_code, day, minutes, note, state,
                created_at)
            VALUES (\(id), \(view.placement.id), \(view.placement.organisation), \(view.placement.municipality), \(day),
                \(minutes), \(state["wat"]), \(State.waiting), \(visit.now))
            """)
        try house.record(
            Audit.Event("stage-uren-opgeschreven", "stage-uren", id, municipality: view.placement.municipality),
            by: visit, in: db)
        return nil
    }

    /// The pupil takes away what nobody said yes to.
    static func remove(_ id: String, of placement: PupilPlacement.Identity, in db: any SQLConnection) throws -> Bool {
        try db.run(
            "DELETE FROM pupil_hours WHERE id = \(id) AND placement_id = \(placement) AND state <> \(State.agreed)")
            == 1
    }

    /// The organisation says yes, or sends it back with a reason.
    ///
    /// - Parameter within: which hours whoever decides may decide about, as a condition.
    static func decide(
        _ ids: [String], agrees: Bool, reason: String?, within: SQL, visit: Visit, house: House,
        in db: any SQLConnection
    ) throws -> Int {
        var count = 0
        for id in ids {
            let rows = try db.rows(
                """
                UPDATE pupil_hours SET state = \(agrees ? State.agreed : .returned), reason = \(reason),
                    decided_at = \(visit.now), decided_by = \(visit.actor.person)
                WHERE id = \(id) AND \(within) AND state = \(State.waiting)
                RETURNING municipality_code
                """)
            guard let row = rows.first else { continue }
            count += 1
            try house.record(
                Audit.Event(
                    agrees ? "stage-uren-akkoord" : "stage-uren-terug", "stage-uren", id,
                    municipality: try row("municipality_code")), by: visit, in: db)
        }
        return count
    }
}
