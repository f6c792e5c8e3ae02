import Synchronization

/// Settles which of two readings of the same vacancy is kept when they overlap: the one that was asked for last, for it
/// began after all that was told before. Remembers only while readings are under way.
final class ReadingTickets: Sendable {
    private struct State {
        var last = 0
        var open = 0
        /// Per vacancy, the ticket of what is in the index now.
        var kept: [String: Int] = [:]
        /// What was told of the attention of a vacancy meanwhile, and when.
        var pressures: [String: (ticket: Int, value: UInt8)] = [:]
    }

    private let state = Mutex(State())

    /// Before a reading. Each must be followed by one `close`.
    func open() -> Int {
        state.withLock { state in
            state.open += 1
            state.last += 1
            return state.last
        }
    }

    func close() {
        state.withLock { state in
            state.open -= 1
            guard state.open == 0 else { return }
            state.kept = [:]
            state.pressures = [:]
        }
    }

    /// The attention of a vacancy was told, by which a reading from before is out of date.
    func tell(_ vacancy: String, _ pressure: UInt8, _ put: () -> Void) {
        state.withLock { state in
            state.last += 1
            if state.open > 0 { state.pressures[vacancy] = (state.last, pressure) }
            put()
        }
    }

    /// Puts in what was read for these vacancies under a ticket; a vacancy of which a later reading is kept is left out.
    /// Nothing else is put in meanwhile.
    ///
    /// - Parameter put: gets those that may be put in, and what was told of the attention of some since.
    func keep(_ ticket: Int, _ vacancies: [String], _ put: (Set<String>, [String: UInt8]) -> Void) {
        state.withLock { state in
            let mine = Set(vacancies.filter { state.kept[$0, default: 0] < ticket })
            for vacancy in mine { state.kept[vacancy] = ticket }
            var told: [String: UInt8] = [:]
            for vacancy in mine {
                if let later = state.pressures[vacancy], later.ticket > ticket { told[vacancy] = later.value }
            }
            put(mine, told)
        }
    }

    /// Puts in a whole index at once. What was read of single vacancies before it stays out after it: their changes are
    /// read again.
    func replace(_ put: () -> Void) { state.withLock { _ in put() } }
}
