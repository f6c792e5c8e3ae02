import Community
import Core
import Formats
import Storage

extension PeopleAsk {
    /// The questions somebody got, and the organisations that may not ask again.
    static func personalData(_ house: House) -> PersonalData {
        PersonalData(
            name: Text("Organisaties die vroegen om kennis te maken"),
            export: { person, db in
                let asks = try db.rows(
                    """
                    SELECT a.message, a.state, a.created_at, v.title, o.name FROM people_ask a
                    JOIN vacancy v ON v.id = a.vacancy_id JOIN organisation o ON o.id = a.organisation_id
                    WHERE a.person_id = \(person) ORDER BY a.created_at, a.id
                    """
                ).map { row -> JSONValue in
                    [
                        "organisatie": .string(try row("name")), "vacature": .string(try row("title")),
                        "vraag": .string(try row("message")), "stand": .string(try row("state")),
                        "gevraagd": .string(try row("created_at", as: Moment.self).iso),
                    ]
                }
                let blocks = try db.rows(
                    """
                    SELECT o.name FROM people_block b JOIN organisation o ON o.id = b.organisation_id
                    WHERE b.person_id = \(person) ORDER BY o.name
                    """
                ).map { JSONValue.string(try $0("name")) }
                return ["vragen": .array(asks), "magNietMeerVragen": .array(blocks)]
            },
            erase: { person, now, db in
                let open = try db.rows(
                    "SELECT * FROM people_ask WHERE person_id = \(person) AND state = \(State.open)"
                ).map(PeopleAsk.init(row:))
                // After a restore the same erasure comes by again: who was told then, is not told twice.
                let tells = try !ErasedPerson.isNoted(Person.Identity(person), in: db)
                for ask in open {
                    try LapseAsks(house: house, now: now).lapse(ask, tells: tells ? .organisation : .nobody, in: db)
                }
                try db.run("UPDATE people_ask SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE people_ask SET asked_by = NULL, message = '' WHERE asked_by = \(person)")
                try db.run("DELETE FROM people_block WHERE person_id = \(person)")
            })
    }

    static let retention = RetentionRule(
        id: "kennismaken", name: Text("Vragen van organisaties om kennis te maken"),
        reason: Text("Zo vraagt een organisatie niet twee keer hetzelfde."), keep: .days(365)
    ) { before, _, db in
        try db.run(
            """
            DELETE FROM people_ask WHERE id IN (SELECT id FROM people_ask WHERE state <> \(State.open)
                AND created_at < \(before) LIMIT 2000)
            """)
    }
}

extension AlgorithmObjection {
    static let personalData = PersonalData(
        name: Text("Bezwaren tegen een volgorde of verdeling"),
        export: { person, db in
            .array(
                try db.rows(
                    "SELECT * FROM algorithm_objection WHERE \(of(person)) ORDER BY created_at, id"
                ).map { row in
                    let objection = try AlgorithmObjection(row: row)
                    return [
                        "onderwerp": .string(objection.subject.rawValue), "naam": .string(objection.name),
                        "email": JSONValue(objection.email), "bezwaar": .string(objection.words),
                        "verstuurd": .string(objection.createdAt.iso), "antwoord": JSONValue(objection.answer),
                    ]
                })
        },
        erase: { person, now, db in
            // That there was one stays in the figures; who and what goes. Nobody waits for an answer any more.
            try db.run(
                """
                UPDATE algorithm_objection SET words = '', name = '', email = NULL, answer = NULL,
                    answered_at = COALESCE(answered_at, \(now)) WHERE \(of(person))
                """)
            try db.run("UPDATE algorithm_objection SET answered_by = NULL WHERE answered_by = \(person)")
            try db.run("UPDATE fair_exposure SET person_id = NULL WHERE person_id = \(person)")
        })

    private static func of(_ person: String) -> SQL {
        "email IN (SELECT email FROM person WHERE id = \(person) AND email IS NOT NULL)"
    }

    static let retention = RetentionRule(
        id: "bezwaren", name: Text("Bezwaren tegen een volgorde of verdeling"),
        reason: Text("Zo kunnen we laten zien hoe we met bezwaren omgaan."), keep: .days(730)
    ) { before, _, db in
        try db.run(
            """
            DELETE FROM algorithm_objection WHERE id IN (SELECT id FROM algorithm_objection
                WHERE answered_at < \(before) AND created_at < \(before) LIMIT 2000)
            """)
    }
}
