import Community
import Core
import Storage

/// What a page of the board shows to one participant or reader.
struct ChanceView: Sendable {
    let cycle: PolicyCycle
    let board: ChanceBoard
    /// Cards that stand by themselves.
    let cards: [ChanceCard]
    /// The cards that were put together, by the card they are in.
    let originals: [String: [ChanceCard]]
    /// By card; empty until the board is closed, so that nobody votes after the others.
    let votes: [String: Int]
    let voters: Int
    let guest: String?
    /// The cards this participant voted for.
    let mine: Set<String>

    static func load(_ cycle: PolicyCycle, _ board: ChanceBoard, guest: String?, in db: any SQLConnection) throws
        -> ChanceView
    {
        let all = try ChanceBoard.cards(of: cycle.id, in: db)
        let mine = try guest.map { guest in
            try db.rows("SELECT card_id FROM policy_card_vote WHERE guest_id = \(guest)").map {
                try $0("card_id", as: String.self)
            }
        }
        return ChanceView(
            cycle: cycle, board: board, cards: all.filter { $0.mergedInto == nil },
            originals: Dictionary(grouping: all.filter { $0.mergedInto != nil }) { $0.mergedInto ?? "" },
            votes: board.state == .closed ? try ChanceBoard.votes(of: cycle.id, in: db) : [:],
            voters: board.state == .collecting ? 0 : try ChanceBoard.voters(of: cycle.id, in: db), guest: guest,
            mine: Set(mine ?? []))
    }

    /// What may be read and voted on.
    var open: [ChanceCard] { cards.filter { !$0.isHidden } }

    /// Those with most votes first; cards that came earlier before later ones with as many.
    var ranked: [(card: ChanceCard, votes: Int)] {
        open.map { ($0, votes[$0.id] ?? 0) }.sorted { ($0.1, -$0.0.number) > ($1.1, -$1.0.number) }
    }

    func isOwn(_ card: ChanceCard) -> Bool { card.guest != nil && card.guest == guest }
}
