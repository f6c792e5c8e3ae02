package import Core
package import Matching
package import Storage
import Synchronization

/// The open vacancies kept ready for ranking, beside the search. It follows the database: what was heard of before a
/// question is read before its answer. What this process changes it hears of before the change is acknowledged; what
/// another changes, as soon as the engine tells it.
package final class WorkRanking: Sendable {
    private let works = RankedWorks()
    private let state = Mutex(State())
    package let weights: RankWeights

    private struct State: Sendable {
        var notes: [String: WorkNote] = [:]
        /// Municipalities where fair exposure is on.
        var exposed: Set<String> = []
        /// What changed and was not taken up by a reading yet.
        var missed: Set<String> = []
        /// Everything must be read anew: at the start, and when changes may have been missed.
        var isStale = true
        /// Goes up with each change heard of.
        var changes = 0
        /// All up to this change was read.
        var known = -1
        /// What is recent moves with the days.
        var day: Day?
        var reading: Task<Void, any Error>?

        mutating func miss(_ ids: some Sequence<String>) {
            changes += 1
            missed.formUnion(ids)
        }

        mutating func missAll() {
            changes += 1
            isStale = true
        }
    }

    package init(weights: RankWeights = .standard) { self.weights = weights }

    /// Hears of changes of vacancies and of their free places, in this process and in others.
    package func follow(_ database: any Database) {
        database.follow(FairExposure.channel) { [weak self] _ in self?.state.withLock { $0.changes += 1 } }
        for channel in [VacancySearchIndex.channel, VacancyShelf.channel] {
            database.follow(channel) { [weak self] change in
                self?.state.withLock { state in
                    switch change {
                    case .told(let id): state.miss([id])
                    case .resync: state.missAll()
                    }
                }
            }
        }
    }

    /// These vacancies changed: they are read again before the next question.
    package func changed(_ vacancies: [Vacancy.Identity]) {
        state.withLock { $0.miss(vacancies.map(\.text)) }
    }

    package var count: Int { works.count }

    /// What words need of these works; those that are gone are left out.
    package func notes(_ ids: [String]) -> [String: WorkNote] {
        state.withLock { state in ids.reduce(into: [:]) { $0[$1] = state.notes[$1] } }
    }

    /// Where it counts how many applied. Elsewhere nobody counts it, so nothing may be said of it.
    package var exposed: Set<String> { state.withLock { $0.exposed } }

    /// Reads all that is on line anew, whatever was known.
    package func start(_ database: any Database, now: Moment) async throws {
        state.withLock { $0.missAll() }
        try await catchUp(database, now: now)
    }

    /// Takes in all that was heard of until now, whoever reads it. Cheap when there is nothing. What is heard of later,
    /// such as the server's own telling of a change that this process knew of, is for the next question: so this waits
    /// for one reading under way and one of its own, however much changes meanwhile.
    package func catchUp(_ database: any Database, now: Moment) async throws {
        let wanted = state.withLock { state in
            if state.day != now.day {
                state.day = now.day
                state.missAll()
            }
            return state.changes
        }
        while true {
            let (reading, isOwn) = state.withLock { state in
                if state.known >= wanted { return (nil as Task<Void, any Error>?, false) }
                if let reading = state.reading { return (reading, false) }
                // One at a time, so that what is put in last was read last. Who asked and went away stops it for nobody.
                let reading = Task { [weak self] in
                    guard let self else { return }
                    try await takeIn(database)
                }
                state.reading = reading
                return (reading, true)
            }
            guard let reading else { return }
            switch await reading.result {
            case .success: continue
            // Another's trouble may be over.
            case .failure(let error): if isOwn { throw error }
            }
        }
    }

    private func takeIn(_ database: any Database) async throws {
        let (missed, all, until) = state.withLock { state in
            defer {
                state.missed = []
                state.isStale = false
            }
            return (state.missed, state.isStale, state.changes)
        }
        do {
            let exposed = try await database.read { db in Set(try FairExposure.municipalities(in: db)) }
            state.withLock { $0.exposed = exposed }
            if all {
                try await load(database)
            } else {
                try await refresh(missed.sorted(), database)
            }
            state.withLock { state in
                state.known = until
                state.reading = nil
            }
        } catch {
            state.withLock { state in
                state.missed.formUnion(missed)
                state.isStale = state.isStale || all
                state.reading = nil
            }
            throw error
        }
    }

    /// Reads all that is on line, in pieces; questions go on with what was there.
    private func load(_ database: any Database) async throws {
        let before = state.withLock { Set($0.notes.keys) }
        var seen: Set<String> = []
        var last = ""
        while true {
            let found = try await database.read { [last] db in
                try RankedVacancy.rows(
                    "v.state = 'online' AND v.id > \(last) ORDER BY v.id LIMIT 2000", in: db)
            }
            guard let end = found.last?.work.id else { break }
            seen.formUnion(found.map(\.work.id))
            keep(found, gone: [])
            last = end
        }
        keep([], gone: before.subtracting(seen).sorted())
    }

    private func refresh(_ ids: [String], _ database: any Database) async throws {
        for first in stride(from: 0, to: ids.count, by: 500) {
            let some = Array(ids[first..<min(ids.count, first + 500)])
            let found = try await database.read { db in
                try RankedVacancy.rows("v.id IN (\(list: some))", in: db)
            }
            let there = Set(found.map(\.work.id))
            keep(found, gone: some.filter { !there.contains($0) })
        }
    }

    /// Puts in what was read. What changed since is read again after it.
    private func keep(_ found: [RankedVacancy], gone: [String]) {
        state.withLock { state in
            for item in found { state.notes[item.work.id] = item.note }
            for id in gone { state.notes[id] = nil }
            works.update(found.map(\.work), removing: gone)
        }
    }

    /// The engine's own answer. Call `catchUp` first.
    package func answer(for person: RankPerson, _ question: RankQuestion) -> RankAnswer {
        works.works(for: person, question)
    }

    /// How many more works would fit after each change, the most helpful first; those that change nothing are left
    /// out. Call `catchUp` first.
    package func whatIf(_ changes: [RankChange], for person: RankPerson, _ question: RankQuestion) -> [RankWhatIf] {
        works.whatIf(changes, for: person, question)
    }
}
