import Core
import Storage
import Synchronization

/// The last proposal of each municipality, remembered with all it was made of: when nothing of that changed the answer
/// is the same, so that most pages compute nothing.
final class BuddyBoards: Sendable {
    let pools = BuddyPools()
    private let boards = Mutex(RecentMap<String, BuddyBoard>(room: 32))
    private let solve: BuddyBoard.Solve
    private let note: @Sendable (_ word: String, _ values: [String: String]) -> Void

    /// - Parameter note: writes a line in the log of the program.
    init(
        solve: @escaping BuddyBoard.Solve = BuddyBoard.engine,
        note: @escaping @Sendable (String, [String: String]) -> Void
    ) {
        self.solve = solve
        self.note = note
    }

    /// The proposal for what waits now. Call it outside a writing transaction: making it anew takes a while.
    func board(_ municipality: String, today: Day, in database: any Database) async throws -> BuddyBoard {
        let pool = try await database.read { [pools] db in
            try pools.load(municipality, today: today, in: db)
        }
        let last = boards.withLock { $0.value(for: municipality) }
        if let last, last.fault == nil, last.pool == pool { return last }
        let board = BuddyBoard(pool, solve: solve)
        if let fault = board.fault {
            note("maatjes-voorstel", ["gemeente": municipality, "fout": fault])
        } else {
            boards.withLock { $0.insert(board, for: municipality) }
        }
        return board
    }
}
