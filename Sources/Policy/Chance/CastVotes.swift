import Community
import Core
import Services
import Storage
import Web

/// A participant divides their votes: the cards sent are the cards that have one, and no others.
enum CastVotes {
    /// - Throws: `WebError.badRequest` for more votes than everyone has.
    static func perform(
        _ numbers: [Int], most: Int, by participant: ChanceParticipant, visit: Visit, house: House
    ) async throws {
        guard Set(numbers).count <= most else {
            throw WebError.badRequest(Text("Je hebt \(most) stemmen. Haal een vinkje weg."))
        }
        try await house.database.write { db in
            try db.holdAlone("policy_card_vote")
            let (guest, board, cycle) = try participant.enter(visit, in: db)
            try WriteCard.require(board, cycle, .voting)
            let open = try ChanceBoard.cards(of: cycle.id, in: db).filter { $0.mergedInto == nil && !$0.isHidden }
            let cards = open.filter { numbers.contains($0.number) }
            guard cards.count == Set(numbers).count else { throw WebError.notFound }
            try db.run("DELETE FROM policy_card_vote WHERE guest_id = \(guest)")
            for card in cards {
                try db.run("INSERT INTO policy_card_vote (card_id, guest_id) VALUES (\(card.id), \(guest))")
            }
            // That someone voted, not on what.
            try house.record(
                Audit.Event("kansen-gestemd", "ronde", cycle.id.text, municipality: cycle.municipality), by: visit,
                in: db)
        }
    }
}
