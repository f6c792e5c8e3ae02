import Core
package import Services
import Storage

/// What came of going through a list of erased people.
package struct ErasureReplay: Sendable, Equatable {
    /// How many were erased now.
    package var erased = 0
    /// How many were erased here before, or never were here.
    package var known = 0
    /// What nobody manages now: "organisation 12", or the name of a municipality.
    package var withoutManager: [String] = []

    package init() {}
}

extension PersonFile {
    /// So many entries are looked up at once.
    private static let batch = 200

    /// Erases everyone on the list who stands in this database, as when they asked for it. Whoever is already erased is
    /// left alone, so going through a list twice does nothing. What others lose by it is told, and is no reason to
    /// keep someone.
    package static func replay(_ list: ErasureList, house: House) async throws -> ErasureReplay {
        var outcome = ErasureReplay()
        for start in stride(from: 0, to: list.entries.count, by: batch) {
            let entries = Array(list.entries[start..<min(start + batch, list.entries.count)])
            let present = try await house.database.write { db in
                // With the time of the erasure itself, which erasing again does not change.
                for entry in entries { try ErasedPerson.note(entry, in: db) }
                return Set(
                    try db.rows(
                        "SELECT id FROM person WHERE erased_at IS NULL AND id IN (\(list: entries.map(\.person)))"
                    ).map { try $0("id", as: String.self) })
            }
            for entry in entries where present.contains(entry.person) {
                outcome.withoutManager += try await replay(entry, house: house)
                outcome.erased += 1
            }
            outcome.known += entries.count - present.count
        }
        return outcome
    }

    /// Gives what nobody manages after it.
    private static func replay(_ entry: ErasureList.Entry, house: House) async throws -> [String] {
        let person = Person.Identity(entry.person)
        return try await house.database.write { [now = house.clock.now] db in
            let hindrances = try Hindrance.all(for: person, in: db)
            try erase(person, by: .program("wislijst"), house: house, now: now, evenWhenNeeded: true, in: db)
            return hindrances.map { hindrance in
                switch hindrance {
                case .lastManager(_, let number): "organisation \(number)"
                case .lastAdministrator(let municipality): municipality
                }
            }
        }
    }
}
