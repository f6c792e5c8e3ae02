import Community
import Core
import Services
import Storage
import Web

/// Takes on interviewers and walkers, and lets them go.
struct RoundHelperWork: Sendable {
    let house: House
    let visit: Visit

    static let form = Form([
        Field("naam", Text("Naam"), limit: 100, autocomplete: "off"),
        .email("email", hint: Text("Dan sturen we de link per mail."), required: false),
        .phone(),
    ])

    enum Whole: Sendable {
        case trajectory(Trajectory), round(DoorRound)

        var municipality: String {
            switch self {
            case .trajectory(let whole): whole.municipality
            case .round(let whole): whole.municipality
            }
        }
        var name: String {
            switch self {
            case .trajectory(let whole): whole.name
            case .round(let whole): whole.name
            }
        }
        var isRunning: Bool {
            switch self {
            case .trajectory(let whole): whole.state == .running
            case .round(let whole): whole.state == .running
            }
        }
    }

    /// Adds a helper with a link of their own, and mails it when there is an address.
    func add(_ state: FormState, to whole: Whole, organisation: Organisation.Identity?, in db: any SQLConnection) throws
        -> RoundHelper
    {
        guard whole.isRunning else { throw WebError.notFound }
        var trajectory: Trajectory.Identity?
        var round: DoorRound.Identity?
        switch whole {
        case .trajectory(let found): trajectory = found.id
        case .round(let found): round = found.id
        }
        let id = RoundHelper.Identity(at: visit.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM round_helper")
        let email = state.optional("email").flatMap(Validation.email)?.lowercased()
        let phone = state.optional("telefoon").flatMap(Validation.phone)
        try db.run(
            """
            INSERT INTO round_helper (id, number, trajectory_id, round_id, municipality_code, organisation_id, name, email,
                phone, created_at)
            VALUES (\(id), \(number), \(trajectory), \(round), \(whole.municipality), \(organisation), \(state["naam"]),
                \(email), \(phone), \(visit.now))
            """)
        let secret = try RoundKeys(house: house).renew(id, in: db)
        try house.record(
            Audit.Event("rondehulp-toegevoegd", "rondehulp", id.text, municipality: whole.municipality), by: visit,
            in: db)
        guard let helper = try RoundHelper.find(id, in: db) else { throw StorageError.missingColumn("round_helper") }
        try mail(helper, secret: secret, whole, in: db)
        return helper
    }

    /// Sends the link; nothing when there is no address.
    func mail(_ helper: RoundHelper, secret: String, _ whole: Whole, in db: any SQLConnection) throws {
        guard let email = helper.email else { return }
        let t = house.t(try Person.language(of: email, in: db))
        let words: String
        switch whole {
        case .trajectory:
            words = t("Fijn dat je gesprekken wilt voeren. Op je eigen pagina staan de mensen met wie jij praat.")
        case .round: words = t("Fijn dat je langs de deuren gaat. Op je eigen pagina staan jouw straten.")
        }
        try house.mail(
            Mail(
                to: email, name: helper.name, subject: t("Jouw pagina voor \(whole.name)"), kind: "ronde-link",
                language: t.language, isSecret: true,
                [
                    .paragraph(t("Hallo \(helper.firstName),")), .paragraph(words),
                    .button(label: t("Open je pagina"), url: house.origin + RoundKeys.path(secret)),
                    .small(t("Deze link is alleen voor jou. Stuur haar niet door. Je hebt geen account nodig.")),
                ]), in: db)
        try db.run("UPDATE round_helper SET mailed_at = \(visit.now) WHERE id = \(helper.id)")
    }

    /// Ends the link. Who was not talked with and doors that were not done are nobody's again.
    func stop(_ helper: RoundHelper, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE round_helper SET stopped_at = \(visit.now), key_hash = NULL, key_sealed = NULL
            WHERE id = \(helper.id) AND stopped_at IS NULL
            """)
        guard changed == 1 else { return }
        try db.run(
            """
            UPDATE trajectory_person SET helper_id = NULL, assigned_at = NULL WHERE helper_id = \(helper.id)
            AND state IN (\(list: [TrajectoryPerson.State.open, .later]))
            """)
        try db.run(
            """
            UPDATE door SET helper_id = NULL WHERE helper_id = \(helper.id) AND state IN (\(list: Door.State.toDo))
            """)
        try house.record(
            Audit.Event("rondehulp-gestopt", "rondehulp", helper.id.text, municipality: helper.municipality), by: visit,
            in: db)
    }

    /// A new link instead of the old one, mailed when there is an address.
    func renew(_ helper: RoundHelper, _ whole: Whole, in db: any SQLConnection) throws {
        guard helper.isActive, whole.isRunning else { throw WebError.notFound }
        let secret = try RoundKeys(house: house).renew(helper.id, in: db)
        try house.record(
            Audit.Event("rondelink-vernieuwd", "rondehulp", helper.id.text, municipality: helper.municipality),
            by: visit, in: db)
        try mail(helper, secret: secret, whole, in: db)
    }
}
