import Community
import Core
import Formats
import Storage

extension SchoolContact {
    /// What is kept of people who work at a school, and who decided or signed something.
    static let personalData = PersonalData(
        name: Text("Scholen waarvoor je werkt"),
        export: { person, db in
            .array(
                try db.rows(
                    """
                    SELECT s.name, c.email, c.invited_at, c.joined_at FROM school_contact c
                    JOIN school s ON s.id = c.school_id WHERE c.person_id = \(person) ORDER BY s.name
                    """
                ).map { row in
                    [
                        "school": .string(try row("name")), "mail": .string(try row("email")),
                        "uitgenodigd": .string(try row("invited_at")),
                        "sinds": JSONValue(try row("joined_at", as: String?.self)),
                    ]
                })
        },
        erase: { person, _, db in
            try db.run("DELETE FROM school_contact WHERE person_id = \(person)")
            try db.run("UPDATE pupil_signature SET name = '', person_id = NULL WHERE person_id = \(person)")
            try db.run("UPDATE pupil_hours SET decided_by = NULL WHERE decided_by = \(person)")
            try db.run("UPDATE pupil_round SET decided_by = NULL WHERE decided_by = \(person)")
            try db.run("UPDATE pupil_draw SET frozen_by = NULL WHERE frozen_by = \(person)")
            try db.run("UPDATE pupil_second SET made_by = NULL WHERE made_by = \(person)")
            try db.run("UPDATE pupil_change SET decided_by = NULL WHERE decided_by = \(person)")
            try db.run("UPDATE pupil_objection SET answered_by = NULL WHERE answered_by = \(person)")
        })

    /// A person who moved to another address keeps the school.
    static func moved(_ person: String, to new: String, in db: any SQLConnection) throws {
        let address = new.lowercased()
        // Someone may have been invited at the new address as well: one contact stays.
        try db.run(
            """
            DELETE FROM school_contact WHERE email = \(address) AND (person_id IS NULL OR person_id <> \(person))
            AND school_id IN (SELECT school_id FROM school_contact WHERE person_id = \(person))
            """)
        try db.run("UPDATE school_contact SET email = \(address) WHERE person_id = \(person)")
    }
}

/// Everything that is kept of one pupil, for the pupil or a parent to take along.
enum PupilFile {
    static func json(_ pupil: Pupil, in db: any SQLConnection) throws -> JSONValue {
        let view = try PlacementView(pupil, in: db)
        let wishes = try PlaceWithName.ordered(WishList.load(WishList.owner(of: pupil), in: db), in: db)
        let school = try School.find(pupil.school, in: db)?.name
        let hours: [JSONValue] = try PupilHours.all(of: pupil.id, in: db).map { entry in
            [
                "dag": .string(entry.day.iso), "minuten": .int(entry.minutes), "wat": .string(entry.note),
                "stand": .string(entry.state.rawValue),
            ]
        }
        let signatures: [JSONValue] = (view?.signatures ?? []).map { signature in
            [
                "wie": .string(signature.party.rawValue), "naam": .string(signature.name),
                "wanneer": .string(signature.signedAt.iso),
            ]
        }
        return [
            "naam": .string(pupil.name), "school": JSONValue(school), "klas": JSONValue(view?.className),
            "onder16": .bool(pupil.isUnder16), "mailOuder": JSONValue(pupil.guardianEmail),
            "naamInDeLoting": .string(pupil.pseudonym), "toestemming": JSONValue(pupil.consentAt?.iso),
            "wensen": .array(wishes.map { .string($0.place.title + " – " + $0.organisation) }),
            "plek": JSONValue(view.map { $0.place.place.title + " – " + $0.place.organisation }),
            "afspraak": .array(signatures), "uren": .array(hours),
        ]
    }
}
