import Community
import Core
import Storage

/// A pupil in one round. No account and no birth date: only whether under 16.
struct Pupil: Sendable {
    typealias Identity = ID<Pupil>

    /// Who said yes for a pupil under 16.
    enum Consent: String, Sendable, SQLConvertible {
        case online = "ouder", paper = "papier"
    }

    let id: Identity
    let number: Int
    let round: PupilRound.Identity
    let school: School.Identity
    let classID: String
    let municipality: String
    let name: String
    let isUnder16: Bool
    let guardianEmail: String?
    let pseudonym: String
    let group: PupilGroup.Identity?
    let consentAt: Moment?
    let consentBy: Consent?
    let consentDay: Day?
    let refusedAt: Moment?
    let guardianMailedAt: Moment?
    /// Said to find a place alone, or not to take part.
    let ownWayAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        round = try row("round_id")
        school = try row("school_id")
        classID = try row("class_id")
        municipality = try row("municipality_code")
        name = try row("name")
        isUnder16 = try row("under_16")
        guardianEmail = try row("guardian_email")
        pseudonym = try row("pseudonym")
        group = try row("group_id")
        consentAt = try row("consent_at")
        consentBy = try row("consent_by")
        consentDay = try row("consent_day")
        refusedAt = try row("refused_at")
        guardianMailedAt = try row("guardian_mailed_at")
        ownWayAt = try row("own_way_at")
    }

    /// May take part: 16 or older, or a parent said yes.
    var mayTakePart: Bool { !isUnder16 || consentAt != nil }
    var firstName: String { String(name.prefix { !$0.isWhitespace }) }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> Pupil? {
        try db.first("SELECT * FROM pupil WHERE id = \(id) AND erased_at IS NULL").map(Pupil.init(row:))
    }

    static func find(number: Int, school: School.Identity, in db: any SQLConnection) throws -> Pupil? {
        try db.first("SELECT * FROM pupil WHERE number = \(number) AND school_id = \(school) AND erased_at IS NULL")
            .map(
                Pupil.init(row:))
    }

    static func find(number: Int, round: PupilRound.Identity, in db: any SQLConnection) throws -> Pupil? {
        try db.first("SELECT * FROM pupil WHERE number = \(number) AND round_id = \(round) AND erased_at IS NULL").map(
            Pupil.init(row:))
    }

    /// Sixty bits that say nothing about the pupil.
    static func freshPseudonym() -> String { "L-" + PupilCode.letters(10) }
}

/// Friends who want to be together: one wish list for all, and one lot.
struct PupilGroup: Sendable {
    typealias Identity = ID<PupilGroup>
    let id: Identity
    let round: PupilRound.Identity
    let code: String
    let pseudonym: String

    init(row: Row) throws {
        id = try row("id")
        round = try row("round_id")
        code = try row("code")
        pseudonym = try row("pseudonym")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> PupilGroup? {
        try db.first("SELECT * FROM pupil_group WHERE id = \(id)").map(PupilGroup.init(row:))
    }

    /// The names in the lottery.
    static func names(in round: PupilRound.Identity, db: any SQLConnection) throws -> [Identity: String] {
        let groups = try db.rows("SELECT * FROM pupil_group WHERE round_id = \(round)").map(PupilGroup.init(row:))
        return Dictionary(groups.map { ($0.id, $0.pseudonym) }) { first, _ in first }
    }

    func members(in db: any SQLConnection) throws -> [Pupil] {
        try db.rows("SELECT * FROM pupil WHERE group_id = \(id) AND erased_at IS NULL ORDER BY sort_key, id").map(
            Pupil.init(row:))
    }
}
