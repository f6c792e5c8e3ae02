import Community
import Core
import Services
import Storage

/// A vacancy that a broker proposes to someone. A person chose it; the ranking only helped to look.
struct Proposal: Sendable {
    typealias Identity = ID<Proposal>

    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case proposed = "voorgesteld"
        case thinking = "twijfel"
        case introduced = "ja"
        case declined = "nee"
        case placed = "geplaatst"
        case off = "niet-doorgegaan"
        case stopped = "gestopt"
        case lapsed = "vervallen"

        var label: Text {
            switch self {
            case .proposed: Text("Wacht op antwoord")
            case .thinking: Text("Denkt erover na")
            case .introduced: Text("Voorgesteld aan de organisatie")
            case .declined: Text("Wil dit niet")
            case .placed: Text("Geplaatst")
            case .off: Text("Ging niet door")
            case .stopped: Text("Is gestopt")
            case .lapsed: Text("Vervallen")
            }
        }

        /// The person did not say yes or no yet.
        static let open: [State] = [.proposed, .thinking]
        var isOpen: Bool { Self.open.contains(self) }
    }

    /// So many proposals may wait for an answer at once.
    static let most = 3

    let id: Identity
    let intake: Intake.Identity
    let vacancy: Vacancy.Identity
    let application: VacancyApplication.Identity?
    let sealedReasons: [UInt8]?
    let state: State
    let createdAt: Moment
    let answeredAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        intake = try row("intake_id")
        vacancy = try row("vacancy_id")
        application = try row("application_id")
        sealedReasons = try row("sealed_reasons")
        state = try row("state")
        createdAt = try row("created_at")
        answeredAt = try row("answered_at")
    }

    static func all(of intake: Intake.Identity, in db: any SQLConnection) throws -> [Proposal] {
        try db.rows("SELECT * FROM desk_proposal WHERE intake_id = \(intake) ORDER BY created_at DESC, id LIMIT 100")
            .map(Proposal.init(row:))
    }

    /// A proposal of this case, for who answers or acts on it.
    static func find(_ id: String, of intake: Intake.Identity, in db: any SQLConnection) throws -> Proposal? {
        try db.first("SELECT * FROM desk_proposal WHERE id = \(id) AND intake_id = \(intake)").map(Proposal.init(row:))
    }

    static func countOpen(_ intake: Intake.Identity, in db: any SQLConnection) throws -> Int {
        try db.count(
            "SELECT COUNT(*) FROM desk_proposal WHERE intake_id = \(intake) AND state IN (\(list: State.open))")
    }

    /// Whether the person was introduced somewhere and it is not decided there yet.
    static func hasIntroduction(_ intake: Intake.Identity, in db: any SQLConnection) throws -> Bool {
        try db.exists(
            "SELECT id FROM desk_proposal WHERE intake_id = \(intake) AND state = \(State.introduced) LIMIT 1")
    }
}

/// A proposal with what it is about, opened for who may read it.
struct ProposalView: Sendable {
    let proposal: Proposal
    let vacancy: Vacancy
    let organisation: Organisation
    /// Why it fits, as clauses after “omdat”.
    let reasons: [String]
    let applicationNumber: Int?
    let applicationState: VacancyApplication.State?
    /// Until when a place is kept that was offered to somebody without mail: the desk answers for them.
    let offerUntil: Moment?
    /// What the organisation wrote lately to somebody without mail: the desk passes it on.
    let words: [ApplicationMessage]

    /// So many of them are shown.
    private static let mostWords = 3

    static func all(of intake: Intake, seals: CaseSeal, in db: any SQLConnection) throws -> [ProposalView] {
        try Proposal.all(of: intake.id, in: db).compactMap { proposal in
            guard let vacancy = try Vacancy.find(proposal.vacancy, in: db),
                let row = try db.first("SELECT * FROM organisation WHERE id = \(vacancy.organisation)")
            else { return nil }
            let reasons = try proposal.sealedReasons.flatMap {
                try seals.open($0, case: intake.id.text, field: Intake.Sealed.reasons.rawValue, in: db)
            }
            let application = try proposal.application.flatMap { try VacancyApplication.find($0, in: db) }
            let isCalled = application?.state == .waiting && application?.email == nil
            let words = try application.flatMap { application in
                try application.email == nil ? ApplicationMessage.thread(of: application.id, in: db) : nil
            }
            return ProposalView(
                proposal: proposal, vacancy: vacancy, organisation: try Organisation(row: row),
                reasons: reasons?.split(separator: "\n").map(String.init) ?? [],
                applicationNumber: application?.number, applicationState: application?.state,
                offerUntil: isCalled ? application?.offerUntil : nil,
                words: Array(
                    (words ?? []).filter { $0.author == .organisation && !$0.body.isEmpty }.suffix(mostWords)))
        }
    }
}
