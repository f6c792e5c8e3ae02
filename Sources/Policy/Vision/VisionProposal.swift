import Community
import Core
import Storage

/// Who proposes: how someone looks at volunteering depends on where they stand.
enum VisionRole: String, Sendable, CaseIterable, SQLConvertible {
    case official = "ambtenaar"
    case councillor = "raadslid"
    case alderman = "wethouder"
    case centre = "centrale"
    case organisation = "organisatie"
    case resident = "inwoner"
    case other = "anders"

    var label: Text {
        switch self {
        case .official: Text("Ambtenaar")
        case .councillor: Text("Raadslid")
        case .alderman: Text("Wethouder")
        case .centre: Text("Vrijwilligerscentrale")
        case .organisation: Text("Organisatie")
        case .resident: Text("Inwoner")
        case .other: Text("Iets anders")
        }
    }
}

/// What one person proposes as the vision: an officer, or somebody who came in by a secret link.
struct VisionProposal: Sendable {
    typealias Identity = ID<VisionProposal>

    enum State: String, Sendable, SQLConvertible {
        /// Being written; nobody else sees it.
        case open
        case sent = "verstuurd"
    }

    let id: Identity
    let cycle: PolicyCycle.Identity
    /// Within the round; stands in pictures and tables.
    let number: Int
    let choiceID: String
    let version: Int
    let person: Person.Identity?
    /// Empty after an erasure.
    let name: String
    let role: VisionRole
    let email: String?
    /// The last day on which the link works; nothing for an officer's own.
    let expires: Day?
    let state: State
    let createdAt: Moment
    let sentAt: Moment?
    var choice = VisionChoice()

    init(row: Row) throws {
        id = try row("id")
        cycle = try row("cycle_id")
        number = try row("number")
        choiceID = try row("choice_id")
        version = try row("content_version")
        person = try row("person_id", as: String?.self).map { Person.Identity($0) }
        let own: String? = try row("person_name")
        name = try own ?? row("name")
        role = try row("role")
        email = try row("email")
        expires = try row("expires_on")
        state = try row("state")
        createdAt = try row("created_at")
        sentAt = try row("sent_at")
    }

    var isSent: Bool { state == .sent }

    /// `3. Anna (Organisatie)`; `3. Organisatie` for who may not know names, or when there is none left.
    func label(_ t: Texts, named: Bool) -> String {
        name.isEmpty || !named ? "\(number). \(t(role.label))" : "\(number). \(name) (\(t(role.label)))"
    }
}

extension VisionProposal {
    private static let columns: SQL = """
        SELECT v.*, c.content_version, p.name AS person_name FROM policy_vision_proposal v
        JOIN policy_vision_choice c ON c.id = v.choice_id LEFT JOIN person p ON p.id = v.person_id
        """

    /// The most that may be invited in a round: a workshop, not a survey.
    static let most = 40

    /// All proposals of a round with what is in them, in order.
    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [VisionProposal] {
        try filled(db.rows("\(columns) WHERE v.cycle_id = \(cycle) ORDER BY v.number"), in: db)
    }

    static func find(_ cycle: PolicyCycle.Identity, number: Int, in db: any SQLConnection) throws -> VisionProposal? {
        try filled(db.rows("\(columns) WHERE v.cycle_id = \(cycle) AND v.number = \(number)"), in: db).first
    }

    /// An officer's own that is not part of an adopted vision yet.
    static func own(_ person: String, _ cycle: PolicyCycle.Identity, in db: any SQLConnection) throws
        -> VisionProposal?
    {
        try fresh(of: cycle, in: db).last { $0.person?.text == person }
    }

    /// Those that were begun since the last vision was adopted: the others have done their work.
    static func fresh(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [VisionProposal] {
        let last = try AdoptedVision.latest(of: cycle, in: db)?.createdAt
        return try all(of: cycle, in: db).filter { $0.isFresh(since: last) }
    }

    func isFresh(since adoption: Moment?) -> Bool { adoption.map { $0 < createdAt } ?? true }

    /// - Parameter hash: of the secret in the link.
    static func find(hash: String, in db: any SQLConnection) throws -> VisionProposal? {
        try filled(db.rows("\(columns) WHERE v.secret_hash = \(hash)"), in: db).first
    }

    private static func filled(_ rows: [Row], in db: any SQLConnection) throws -> [VisionProposal] {
        var proposals = try rows.map(VisionProposal.init(row:))
        let choices = try VisionChoice.load(proposals.map(\.choiceID), in: db)
        for index in proposals.indices {
            proposals[index].choice = choices[proposals[index].choiceID] ?? VisionChoice()
        }
        return proposals
    }
}
