import Community
import Core
import Formats
import Services
import Storage
import Web

/// Who takes part: a reader who is signed in, or whoever holds a personal link.
enum ChanceParticipant: Sendable {
    case staff
    case link(secret: String)

    /// The participant, the board and the round, found again in the transaction. A reader becomes a participant with
    /// the first thing they do.
    func enter(_ visit: Visit, in db: any SQLConnection) throws -> (
        guest: String, board: ChanceBoard, cycle: PolicyCycle
    ) {
        switch self {
        case .staff:
            let cycle = try PolicyCycle.readable(visit, in: db)
            guard let board = try ChanceBoard.find(cycle.id, in: db), let person = visit.actor.person else {
                throw WebError.notFound
            }
            let guest =
                try ChanceBoard.guest(person: person, of: cycle.id, in: db)
                ?? ChanceBoard.makeGuest(of: cycle.id, secret: nil, person: person, now: visit.now, in: db)
            return (guest, board, cycle)
        case .link(let secret):
            guard let (guest, board) = try ChanceBoard.guest(secret: secret, in: db),
                let cycle = try PolicyCycle.find(board.cycle, in: db)
            else { throw WebError.notFound }
            return (guest, board, cycle)
        }
    }
}

/// A participant puts a card on the board, or takes an own one off.
enum WriteCard {
    static func add(_ state: FormState, by participant: ChanceParticipant, visit: Visit, house: House) async throws {
        try await house.database.write { db in
            try db.holdAlone("policy_card")
            _ = try put(state, by: participant, visit: visit, house: house, in: db)
        }
    }

    /// The same within a transaction that holds the cards already.
    ///
    /// - Returns: the number of the card.
    static func put(
        _ state: FormState, by participant: ChanceParticipant, visit: Visit, house: House, in db: any SQLConnection
    ) throws -> Int {
        guard let kind = ChanceCard.Kind(rawValue: state["soort"]) else { throw WebError.notFound }
        let (guest, board, cycle) = try participant.enter(visit, in: db)
        try require(board, cycle, .collecting)
        let cards = try ChanceBoard.cards(of: cycle.id, in: db)
        guard cards.count < ChanceBoard.mostCards else {
            throw WebError.badRequest(Text("Het bord is vol. Er passen \(ChanceBoard.mostCards) kaartjes op."))
        }
        guard cards.filter({ $0.guest == guest }).count < ChanceBoard.mostOwn else {
            throw WebError.badRequest(Text("Je hebt al \(ChanceBoard.mostOwn) kaartjes. Haal er eerst een weg."))
        }
        let number = (cards.last?.number ?? 0) + 1
        try db.run(
            """
            INSERT INTO policy_card (id, cycle_id, number, theme, kind, body, guest_id, is_merged, created_at)
            VALUES (\(UUIDv7.make(at: visit.now)), \(cycle.id), \(number), \(state["thema"]), \(kind),
                \(oneLine(state["tekst"])), \(guest), \(false), \(visit.now))
            """)
        try record("kaartje-geschreven", number, cycle, visit, house, in: db)
        return number
    }

    static func withdraw(_ number: Int, by participant: ChanceParticipant, visit: Visit, house: House) async throws {
        try await house.database.write { db in
            let (guest, board, cycle) = try participant.enter(visit, in: db)
            try require(board, cycle, .collecting)
            let gone = try db.run(
                """
                DELETE FROM policy_card WHERE cycle_id = \(cycle.id) AND number = \(number) AND guest_id = \(guest)
                AND merged_into IS NULL AND is_merged = \(false)
                """)
            guard gone == 1 else { throw WebError.notFound }
            try record("kaartje-weggehaald", number, cycle, visit, house, in: db)
        }
    }

    static func require(_ board: ChanceBoard, _ cycle: PolicyCycle, _ state: ChanceBoard.State) throws {
        guard !cycle.isClosed, board.state == state else {
            throw WebError.badRequest(
                Text("Dat kan nu niet meer: het bord staat op ‘\(Texts.dutch(board.state.label))’."))
        }
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.joined(separator: " ")
    }

    static func record(
        _ action: String, _ number: Int, _ cycle: PolicyCycle, _ visit: Visit, _ house: House, in db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(
                action, "ronde", cycle.id.text, municipality: cycle.municipality, details: ["kaartje": .int(number)]),
            by: visit, in: db)
    }
}
