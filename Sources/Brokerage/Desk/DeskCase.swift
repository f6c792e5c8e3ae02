import Community
import Core
import Formats
import Services
import Storage
import Web

/// One case as the desk sees it, its sealed words opened. Opening it is written in the log.
struct DeskCase: Sendable {
    let intake: Intake
    let owner: String?
    let isMine: Bool
    let question: String?
    let wishes: Wishes?
    let notes: String?
    let contacts: [(contact: DeskContact, note: String?)]
    let talk: DeskTalk?
    let proposals: [ProposalView]
    let colleagues: [Colleague]
    /// Who opened it, newest first; only for who leads the centre.
    let readings: [DeskReading]

    /// - Parameter work: whose reading is written in the log of this transaction.
    init(_ number: Int, _ reader: DeskReader, _ work: DeskWork, in db: any SQLConnection) throws {
        let today = work.now.day
        let intake = try reader.find(number, today: today, in: db)
        self.intake = intake
        let mine = try reader.mine(today: today, in: db)
        colleagues = try Colleague.all(in: [intake.municipality], db: db)
        let names = Dictionary(colleagues.map { ($0.person, $0.name) }) { first, _ in first }
        // Who does not work here any more owns nothing.
        owner = intake.owner.flatMap { names[$0] }
        isMine = intake.owner.map(mine.contains) ?? false
        let row = try db.first(
            "SELECT sealed_question, sealed_wishes, sealed_notes FROM intake WHERE id = \(intake.id)")
        func open(_ bytes: [UInt8]?, _ field: Intake.Sealed) throws -> String? {
            try bytes.flatMap { try work.house.seals.open($0, case: intake.id.text, field: field.rawValue, in: db) }
        }
        question = try open(row?("sealed_question"), .question)
        wishes = try open(row?("sealed_wishes"), .wishes).flatMap(Wishes.init(text:))
        notes = try open(row?("sealed_notes"), .notes)
        contacts = try DeskContact.all(of: intake.id, in: db).map { ($0, try open($0.sealedNote, .contact)) }
        talk = try DeskTalk.planned(for: intake.id, in: db)
        proposals = try ProposalView.all(of: intake, seals: work.house.seals, in: db)
        try work.record(DeskReading.action, intake, in: db)
        let leads = reader.managed.contains(intake.municipality)
        readings = leads ? try DeskReading.all(of: intake.id, in: db) : []
    }
}

/// That someone of the centre opened a case, or that its file was fetched by the link of the person.
struct DeskReading: Sendable {
    static let action = "intake-gelezen"
    /// Who acts in the log when it is whoever has the link.
    static let link = "balie-link"

    let at: Moment
    /// The name now; empty when it was erased.
    let name: String
    let isLink: Bool

    static func all(of intake: Intake.Identity, limit: Int = 50, in db: any SQLConnection) throws -> [DeskReading] {
        try db.rows(
            """
            SELECT e.at, e.actor, p.name FROM audit_event e LEFT JOIN person p ON p.id = e.actor
            WHERE e.object_id = \(intake) AND e.action = \(action) ORDER BY e.seq DESC LIMIT \(limit)
            """
        ).map { row in
            let actor: String = try row("actor")
            return try DeskReading(
                at: row("at"), name: row("name", as: String?.self) ?? "", isLink: actor == link)
        }
    }
}
