import Core
package import Services
import Storage

/// What came of going through a list of erasures.
package struct ErasureReplay: Sendable, Equatable {
    /// How many people were erased now.
    package var erased = 0
    /// How many cases were erased now, beside those of these people.
    package var erasedCases = 0
    /// How many people and cases were erased here before, or never were here.
    package var known = 0
    /// What nobody manages now: "organisation 12", or the name of a municipality.
    package var withoutManager: [String] = []

    package init() {}
}

extension PersonFile {
    /// So many entries are looked up at once.
    private static let batch = 200

    /// Erases everyone and every case on the list that stands in this database, as when they asked for it. What is
    /// already erased is left alone, so going through a list twice does nothing. What others lose by it is told, and is
    /// no reason to keep someone.
    ///
    /// - Throws: `BackupError.unknownErasure` for a kind of case of a newer program, before anything is erased.
    package static func replay(_ list: ErasureList, house: House) async throws -> ErasureReplay {
        var people: [(id: String, at: Moment)] = []
        var cases: [(erasure: CaseErasure, id: String, at: Moment)] = []
        let kinds = Dictionary(house.registry.modules.flatMap(\.caseErasures).map { ($0.kind, $0) }) { first, _ in first
        }
        for entry in list.entries {
            switch entry.subject {
            case .person: people.append((entry.id, entry.at))
            case .erasedCase(let kind):
                guard let erasure = kinds[kind] else { throw BackupError.unknownErasure(kind) }
                cases.append((erasure, entry.id, entry.at))
            }
        }
        var outcome = ErasureReplay()
        for start in stride(from: 0, to: people.count, by: batch) {
            try await replay(Array(people[start..<min(start + batch, people.count)]), house: house, &outcome)
        }
        for start in stride(from: 0, to: cases.count, by: batch) {
            try await replay(Array(cases[start..<min(start + batch, cases.count)]), house: house, &outcome)
        }
        return outcome
    }

    private static func replay(
        _ people: [(id: String, at: Moment)], house: House, _ outcome: inout ErasureReplay
    ) async throws {
        let present = try await house.database.write { db in
            // With the time of the erasure itself, which erasing again does not change.
            for person in people { try ErasedPerson.keep(person.id, at: person.at, in: db) }
            return Set(
                try db.rows("SELECT id FROM person WHERE erased_at IS NULL AND id IN (\(list: people.map(\.id)))").map {
                    try $0("id", as: String.self)
                })
        }
        for person in people where present.contains(person.id) {
            outcome.withoutManager += try await replay(Person.Identity(person.id), house: house)
            outcome.erased += 1
        }
        outcome.known += people.count - present.count
    }

    private static func replay(
        _ cases: [(erasure: CaseErasure, id: String, at: Moment)], house: House, _ outcome: inout ErasureReplay
    ) async throws {
        let erased = try await house.database.write { [now = house.clock.now] db in
            var erased = 0
            for item in cases {
                try ErasedCase.keep(item.erasure.kind, item.id, at: item.at, in: db)
                if try item.erasure.erase(item.id, now, db) { erased += 1 }
            }
            return erased
        }
        outcome.erasedCases += erased
        outcome.known += cases.count - erased
    }

    /// Gives what nobody manages after it.
    private static func replay(_ person: Person.Identity, house: House) async throws -> [String] {
        try await house.database.write { [now = house.clock.now] db in
            let hindrances = try Hindrance.all(for: person, in: db)
            try erase(person, by: .program(ErasedPerson.job), house: house, now: now, evenWhenNeeded: true, in: db)
            return hindrances.map { hindrance in
                switch hindrance {
                case .lastManager(_, let number): "organisation \(number)"
                case .lastAdministrator(let municipality): municipality
                }
            }
        }
    }
}
