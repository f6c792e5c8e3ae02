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
    /// By card; empty until the board is closed, so that nobody votes after the others, and of few voters always.
    /// Never more than `cap`.
    let votes: [String: Int]
    let voters: Int
    let guest: String?
    /// The cards this participant voted for.
    let mine: Set<String>

    /// With fewer voters nothing is told of the votes: who voted could work out what the others chose. The same number
    /// as in the type test.
    static let smallestGroup = 5

    /// Whether votes may be told.
    var tells: Bool { board.state == .closed && voters >= Self.smallestGroup }
    /// The highest number that is told: that all or all but one chose a card would say of each what they chose.
    var cap: Int { Self.cap(voters) }
    private static func cap(_ voters: Int) -> Int { max(0, voters - 2) }

    static func load(_ cycle: PolicyCycle, _ board: ChanceBoard, guest: String?, in db: any SQLConnection) throws
        -> ChanceView
    {
        let all = try ChanceBoard.cards(of: cycle.id, in: db)
        let mine = try guest.map { guest in
            try db.rows("SELECT card_id FROM policy_card_vote WHERE guest_id = \(guest)").map {
                try $0("card_id", as: String.self)
            }
        }
        let voters = board.state == .collecting ? 0 : try ChanceBoard.voters(of: cycle.id, in: db)
        let mayTell = board.state == .closed && voters >= smallestGroup
        let votes = mayTell ? try ChanceBoard.votes(of: cycle.id, in: db).mapValues { min($0, cap(voters)) } : [:]
        return ChanceView(
            cycle: cycle, board: board, cards: all.filter { $0.mergedInto == nil },
            originals: Dictionary(grouping: all.filter { $0.mergedInto != nil }) { $0.mergedInto ?? "" },
            votes: votes, voters: voters, guest: guest, mine: Set(mine ?? []))
    }

    /// What may be read and voted on.
    var open: [ChanceCard] { cards.filter { !$0.isHidden } }

    /// Those with most votes first; cards that came earlier before later ones with as many.
    var ranked: [(card: ChanceCard, votes: Int)] {
        open.map { ($0, votes[$0.id] ?? 0) }.sorted { ($0.1, -$0.0.number) > ($1.1, -$1.0.number) }
    }

    /// `3`, or `8 of meer` where more would tell too much.
    func words(_ votes: Int, _ t: Texts) -> String { votes >= cap ? t("\(cap) of meer") : t.number(votes) }

    func isOwn(_ card: ChanceCard) -> Bool { card.guest != nil && card.guest == guest }
}
