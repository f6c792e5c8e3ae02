/// The people who may be found, kept ready for ranking. Updates are seen by the next question; questions under way go
/// on with what they had.
package final class RankedPeople: Sendable {
    private let store = RankStore(arePeople: true)

    package init() {}

    package func update(_ people: [RankPerson], removing ids: [String] = []) {
        store.update(people.map { ($0.id, RankRow($0)) }, removing: ids)
    }

    package var count: Int { store.current.count }

    /// Who fits this work, best first.
    package func people(for work: RankWork, _ question: RankQuestion) -> RankAnswer {
        RankSearch(store.current, query: RankRow(work), seeksPeople: true, question: question).run()
    }
}

/// The works that are open, kept ready for ranking.
package final class RankedWorks: Sendable {
    private let store = RankStore(arePeople: false)

    package init() {}

    package func update(_ works: [RankWork], removing ids: [String] = []) {
        store.update(works.map { ($0.id, RankRow($0)) }, removing: ids)
    }

    package var count: Int { store.current.count }

    /// Which works fit this person, best first.
    package func works(for person: RankPerson, _ question: RankQuestion) -> RankAnswer {
        RankSearch(store.current, query: RankRow(person), seeksPeople: false, question: question).run()
    }

    /// How many more works would fit after each change, counted on the works as they are now; those that change
    /// nothing are left out, most first, else in the order given.
    package func whatIf(_ changes: [RankChange], for person: RankPerson, _ question: RankQuestion) -> [RankWhatIf] {
        let works = store.current
        func count(_ person: RankPerson) -> Int {
            RankSearch(works, query: RankRow(person), seeksPeople: false, question: question).count()
        }
        let now = count(person)
        let found = changes.map { RankWhatIf(change: $0, more: count($0.applied(to: person)) - now) }
        return found.enumerated().filter { $0.element.more > 0 }
            .sorted { ($1.element.more, $0.offset) < ($0.element.more, $1.offset) }.map(\.element)
    }

    /// The single changes that bring most: each daypart, proof and language not had yet, and going twice as far.
    package func bestChanges(for person: RankPerson, _ question: RankQuestion, most: Int = 3) -> [RankWhatIf] {
        var changes: [RankChange] = []
        if person.slots & RankRow.slotBits != 0 {
            changes += (0..<28).filter { person.slots >> UInt32($0) & 1 == 0 }.map { .addSlots(1 << UInt32($0)) }
        }
        if let reach = person.reach { changes.append(.widen(to: max(1000, 2 * min(500_000, max(0, reach))))) }
        let used = store.current.chunks.reduce(into: (proofs: UInt64(0), languages: UInt32(0))) {
            $0.proofs |= $1.usedProofs
            $0.languages |= $1.usedLanguages
        }
        changes += (0..<64).filter { (used.proofs & ~person.proofs) >> UInt64($0) & 1 == 1 }
            .map { .addProofs(1 << UInt64($0)) }
        changes += (0..<32).filter { (used.languages & ~person.languages) >> UInt32($0) & 1 == 1 }
            .map { .addLanguages(1 << UInt32($0)) }
        return Array(whatIf(changes, for: person, question).prefix(max(0, most)))
    }
}

/// So many works more, for one change.
package struct RankWhatIf: Sendable, Equatable {
    package let change: RankChange
    package let more: Int
}
