import Community
import Core
import Storage
import Web

/// An officer puts cards together that say the same. The cards themselves stay, and can come apart again; so it can
/// only be done before anyone voted.
enum MergeCards {
    static func perform(_ numbers: [Int], _ state: FormState, by visit: Visit, house: House) async throws {
        guard let kind = ChanceCard.Kind(rawValue: state["soort"]) else { throw WebError.notFound }
        try await house.database.write { db in
            try db.holdAlone("policy_card")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            try requireCollecting(cycle, in: db)
            let all = try ChanceBoard.cards(of: cycle.id, in: db)
            let picked = all.filter { numbers.contains($0.number) && $0.mergedInto == nil && !$0.isHidden }
            guard picked.count >= 2, picked.count == Set(numbers).count else {
                throw WebError.badRequest(Text("Kies ten minste twee kaartjes."))
            }
            let number = (all.last?.number ?? 0) + 1
            let id = UUIDv7.make(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_card (id, cycle_id, number, theme, kind, body, is_merged, created_at)
                VALUES (\(id), \(cycle.id), \(number), \(state["thema"]), \(kind),
                    \(WriteCard.oneLine(state["tekst"])), \(true), \(visit.now))
                """)
            for card in picked where card.isMerged {
                // What was merged before goes along flat: one step apart is enough.
                try db.run("UPDATE policy_card SET merged_into = \(id) WHERE merged_into = \(card.id)")
                try db.run("DELETE FROM policy_card WHERE id = \(card.id)")
            }
            for card in picked where !card.isMerged {
                try db.run("UPDATE policy_card SET merged_into = \(id) WHERE id = \(card.id)")
            }
            try WriteCard.record("kaartjes-samengevoegd", number, cycle, visit, house, in: db)
        }
    }

    /// All originals stand by themselves again.
    static func undo(_ number: Int, by visit: Visit, house: House) async throws {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            try requireCollecting(cycle, in: db)
            guard let card = try ChanceBoard.card(number, of: cycle.id, in: db), card.isMerged else {
                throw WebError.notFound
            }
            try db.run("UPDATE policy_card SET merged_into = NULL WHERE merged_into = \(card.id)")
            try db.run("DELETE FROM policy_card WHERE id = \(card.id)")
            try WriteCard.record("kaartjes-uiteen", number, cycle, visit, house, in: db)
        }
    }

    private static func requireCollecting(_ cycle: PolicyCycle, in db: any SQLConnection) throws {
        guard let board = try ChanceBoard.find(cycle.id, in: db) else { throw WebError.notFound }
        try WriteCard.require(board, cycle, .collecting)
    }
}
