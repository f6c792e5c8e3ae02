import Community
import Core
import Services
import Storage
import Web

/// What an organisation leaves behind when it stops: pupils without anybody to go to, hours nobody says yes to.
enum StoppedPlaces {
    /// Whether a pupil `p` of a round is placed there and still has hours to make, as a condition.
    static func isStranded(_ round: PupilRound) -> SQL {
        """
        p.erased_at IS NULL AND EXISTS (SELECT 1 FROM pupil_placement sm JOIN organisation so ON so.id = sm.organisation_id
            WHERE sm.pupil_id = p.id AND sm.ended_at IS NULL AND so.state = \(Organisation.State.stopped))
        AND NOT (\(PupilHours.areDone(round)))
        """
    }

    /// `nil` when no organisation that stopped left hours behind: the few that did are looked for first, so that nobody
    /// reads the hours of a whole round.
    private static func hours(_ round: PupilRound.Identity, in db: any SQLConnection) throws -> SQL? {
        let stopped: [String] = try db.rows(
            """
            SELECT o.id FROM organisation o WHERE o.state = \(Organisation.State.stopped) AND EXISTS
                (SELECT 1 FROM pupil_hours sh WHERE sh.organisation_id = o.id AND sh.state = \(PupilHours.State.waiting))
            """
        ).map { try $0("id") }
        if stopped.isEmpty { return nil }
        return """
            FROM pupil_placement m JOIN pupil_hours h ON h.placement_id = m.id
            JOIN organisation o ON o.id = h.organisation_id JOIN pupil p ON p.id = m.pupil_id
            WHERE m.round_id = \(round) AND h.state = \(PupilHours.State.waiting)
            AND h.organisation_id IN (\(list: stopped))
            """
    }

    static func waitingCount(_ round: PupilRound.Identity, in db: any SQLConnection) throws -> Int {
        try hours(round, in: db).map { try db.count("SELECT COUNT(*) \($0)") } ?? 0
    }

    struct Line: Sendable {
        let hours: PupilHours
        let pupil: String
        let organisation: String
    }

    static func waiting(_ round: PupilRound.Identity, in db: any SQLConnection) throws -> [Line] {
        guard let hours = try hours(round, in: db) else { return [] }
        return try db.rows(
            "SELECT h.*, p.name AS pupil_name, o.name AS organisation_name \(hours) ORDER BY h.day, h.id LIMIT 100"
        ).map {
            Line(hours: try PupilHours(row: $0), pupil: try $0("pupil_name"), organisation: try $0("organisation_name"))
        }
    }

    static let form = Form([
        Field(
            "reden", Text("Klopt er iets niet?"), hint: Text("Schrijf dat hier. De leerling leest het."),
            required: false, limit: 300, autocomplete: "off")
    ])

    /// What was sent: hours of pupils, a yes or a reason.
    static func read(_ sent: Query) -> (ids: [String], agrees: Bool, state: FormState) {
        let ids = Array(sent.all("uren").prefix(100))
        let agrees = sent.text("doe") != "terug"
        var state = form.read(sent)
        state.values["uren"] = ids
        if !agrees, state.optional("reden") == nil {
            state.addError("reden", Text("Schrijf erbij wat er niet klopt. De leerling leest dat."))
        }
        if ids.isEmpty { state.addError("reden", Text("Vink eerst uren aan.")) }
        return (ids, agrees, state)
    }

    /// The centre says yes, or sends back, for an organisation that is gone.
    static func decide(
        _ allocate: Allocate, _ sent: (ids: [String], agrees: Bool, state: FormState), in db: any SQLConnection
    )
        throws
    {
        let here: SQL = """
            organisation_id IN (SELECT id FROM organisation WHERE state = \(Organisation.State.stopped))
            AND placement_id IN (SELECT id FROM pupil_placement WHERE round_id = \(allocate.round.id))
            """
        _ = try PupilHours.decide(
            sent.ids, agrees: sent.agrees, reason: sent.agrees ? nil : sent.state.optional("reden"), within: here,
            visit: allocate.visit, house: allocate.house, in: db)
    }

    static func card(_ lines: [Line], action: String, _ sent: FormState?, _ visit: Visit) -> HTML {
        guard !lines.isEmpty else { return .empty }
        let t = visit.t
        let state = sent ?? form.filled()
        let ticked = Set(sent.map { $0.all("uren") } ?? [])
        let rows: HTML = """
            \(lines, { line in
                """
                <label class="tick"><input type="checkbox" name="uren" value="\(line.hours.id)"\(flag: "checked", ticked.contains(line.hours.id))><span>\(line.pupil) · \(line.organisation) · \
                \(t.shortDate(line.hours.day, today: visit.today)) · \(t.duration(line.hours.minutes)) <span class="soft">\(line.hours.note)</span></span></label>
                """
            })
            """
        return Part.card(
            t("Uren bij een organisatie die stopte"), id: "uren",
            visit.form(
                action: action, classes: "stack",
                """
                \(visit.errorSummary(form, state))<p>\(t("Bij deze organisaties zegt niemand meer ja. Vraag de leerling of de school of het klopt. Vink dan aan."))</p>\
                <div class="ticks">\(rows)</div><p class="row"><button name="doe" value="ja">\(t("Akkoord"))</button></p>\
                \(visit.fields(form, state))\
                <p class="row"><button class="quiet" name="doe" value="terug">\(t("Stuur terug met deze reden"))</button></p>
                """))
    }
}
