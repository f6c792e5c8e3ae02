import Community
import Core
import Formats
import Storage

/// Who stands in a vacancy as the one to ask. The public reads that name, so it may not outlive the person.
enum VacancyContact {
    static let personalData = PersonalData(name: Text("Vacatures met jou als contact")) { person, db in
        .array(
            try naming(Person.Identity(person), in: db).map {
                ["nummer": .int($0.number), "vacature": .string($0.title), "contact": .string($0.contact)]
            })
    } erase: { person, _, db in
        for vacancy in try naming(Person.Identity(person), in: db) {
            var copy = vacancy.approvedCopy.flatMap { try? JSONValue(parsing: $0) }
            copy?[VacancySnapshot.Key.contact.rawValue] = ""
            try db.run("UPDATE vacancy SET contact = '', approved_copy = \(copy?.text) WHERE id = \(vacancy.id)")
        }
    }

    /// The vacancies of this person's organisations that name them, as they stand or as the centre last saw them.
    private static func naming(_ id: Person.Identity, in db: any SQLConnection) throws -> [Vacancy] {
        guard let person = try Person.find(id, in: db) else { return [] }
        let name = TextFolding.fold(person.name)
        guard name.count >= 2 else { return [] }
        return try db.rows(
            """
            SELECT * FROM vacancy WHERE organisation_id IN (SELECT organisation_id FROM membership WHERE person_id = \(id))
            """
        ).map(Vacancy.init(row:)).filter { vacancy in
            let seen = vacancy.approvedCopy.flatMap { try? JSONValue(parsing: $0) }?[
                VacancySnapshot.Key.contact.rawValue]?.string
            return [vacancy.contact, seen ?? ""].contains { isNamed(name, in: TextFolding.fold($0)) }
        }
    }

    /// Jan is named in "Jan of Marie", not in "Janneke".
    private static func isNamed(_ name: String, in words: String) -> Bool { " \(words) ".contains(" \(name) ") }
}
