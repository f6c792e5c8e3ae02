import Community
import Core
import Formats
import Services
import Storage

/// Everything kept of one case, for the person to take along: also who read it. What the desk wrote down itself is left
/// out as long as the address may be that of somebody else: see `Intake.isAddressKnown`.
enum DeskFile {
    static func json(_ intake: Intake, seals: CaseSeal, in db: any SQLConnection) throws -> JSONValue {
        let row = try db.first(
            "SELECT sealed_question, sealed_wishes, sealed_notes FROM intake WHERE id = \(intake.id)")
        func open(_ bytes: [UInt8]?, _ field: Intake.Sealed) throws -> JSONValue {
            JSONValue(try bytes.flatMap { try seals.open($0, case: intake.id.text, field: field.rawValue, in: db) })
        }
        let isKnown = intake.isAddressKnown
        let contacts = try DeskContact.all(of: intake.id, in: db).map { contact -> JSONValue in
            [
                "wanneer": .string(contact.at.iso), "wat": .string(contact.kind.rawValue),
                "uitkomst": JSONValue(contact.outcome),
                "aantekening": try isKnown ? open(contact.sealedNote, .contact) : .null,
            ]
        }
        let proposals = try ProposalView.all(of: intake, seals: seals, in: db).map { item -> JSONValue in
            [
                "vacature": .string(item.vacancy.title), "organisatie": .string(item.organisation.name),
                "waarom": .array(item.reasons.map { .string($0) }), "stand": .string(item.proposal.state.rawValue),
                "wanneer": .string(item.proposal.createdAt.iso),
            ]
        }
        let talks = try db.rows("SELECT * FROM desk_talk WHERE intake_id = \(intake.id) ORDER BY starts_at, id").map {
            row -> JSONValue in
            let talk = try DeskTalk(row: row)
            return [
                "wanneer": .string(talk.startsAt.iso), "waar": .string(talk.place),
                "stand": .string(talk.state.rawValue),
            ]
        }
        let readings = try DeskReading.all(of: intake.id, limit: 1000, in: db).map { reading -> JSONValue in
            let who = reading.isLink ? "via de link" : reading.name
            return ["wanneer": .string(reading.at.iso), "wie": .string(who)]
        }
        return [
            "nummer": .int(intake.number), "binnengekomen": .string(intake.way.rawValue),
            "stand": .string(intake.state.rawValue), "naam": .string(intake.name), "email": JSONValue(intake.email),
            "telefoon": JSONValue(intake.phone), "postcode": JSONValue(intake.postcode),
            "bereikbaar": .string(intake.callWhen), "toestemming": JSONValue(intake.consent?.rawValue),
            "toestemmingOp": JSONValue(intake.consentOn?.iso), "wieMagLezen": .string(intake.reading.rawValue),
            "vraag": try open(row?("sealed_question"), .question),
            "wensen": try open(row?("sealed_wishes"), .wishes),
            "aantekeningen": try isKnown ? open(row?("sealed_notes"), .notes) : .null,
            "aantekeningenWeggelaten": .bool(!isKnown), "contact": .array(contacts),
            "gesprekken": .array(talks), "voorstellen": .array(proposals), "gelezenDoor": .array(readings),
            "doorverwezenDoor": JSONValue(intake.referrerOrganisation), "sinds": .string(intake.createdAt.iso),
        ]
    }
}

extension Brokerage {
    /// The cases of a person: those tied to the account, and those with its confirmed address.
    private static func cases(of person: String, in db: any SQLConnection) throws -> [Intake] {
        let email = try Person.find(Person.Identity(person), in: db)?.email
        var found = try db.rows(
            "SELECT * FROM intake WHERE person_id = \(person) AND erased_at IS NULL ORDER BY created_at, number"
        )
        .map(Intake.init(row:))
        guard let email else { return found }
        let known = Set(found.map(\.id))
        found += try db.rows(
            "SELECT * FROM intake WHERE email = \(email) AND erased_at IS NULL ORDER BY created_at, number"
        )
        .map(Intake.init(row:)).filter { !known.contains($0.id) }
        return found
    }

    /// What someone told at the desk, and for who works there what they did.
    var deskPersonalData: [PersonalData] {
        let house = self.house
        return [
            PersonalData(name: Text("Gesprekken bij de balie van de vrijwilligerscentrale")) { person, db in
                .array(try Self.cases(of: person, in: db).map { try DeskFile.json($0, seals: house.seals, in: db) })
            } erase: { person, now, db in
                let work = DeskWork(house, program: "wissen", now: now)
                let tells = try !ErasedPerson.isNoted(Person.Identity(person), in: db)
                for intake in try Self.cases(of: person, in: db) {
                    try work.eraseOnRequest(intake, tells: tells, in: db)
                }
                if let email = try Person.find(Person.Identity(person), in: db)?.email {
                    try db.run(
                        """
                        UPDATE intake SET referrer_name = NULL, referrer_organisation = NULL, referrer_email = NULL
                        WHERE referrer_email = \(email)
                        """)
                }
                try Self.leaveDesk(person, in: db)
            },
            PersonalData(name: Text("Wie je doorverwees, en jouw werk aan de balie")) { person, db in
                let email = try Person.find(Person.Identity(person), in: db)?.email ?? ""
                let referred = try db.rows(
                    "SELECT created_at, state FROM intake WHERE referrer_email = \(email) ORDER BY created_at, number"
                ).map { row -> JSONValue in
                    ["wanneer": .string(try row("created_at")), "stand": .string(try row("state"))]
                }
                let absences = try db.rows(
                    "SELECT from_day, until_day FROM desk_absence WHERE person_id = \(person) ORDER BY from_day, id"
                ).map { row -> JSONValue in ["van": .string(try row("from_day")), "tot": .string(try row("until_day"))]
                }
                let own = try db.count("SELECT COUNT(*) FROM intake WHERE owner_id = \(person)")
                return [
                    "doorverwezen": .array(referred), "afwezig": .array(absences), "gesprekkenVanJou": .int(own),
                ]
            } erase: { _, _, _ in
            },
        ]
    }

    /// Someone who worked at the desk goes: their cases are nobody's, and so on everyone's list.
    private static func leaveDesk(_ person: String, in db: any SQLConnection) throws {
        // What only they could read goes to the managers alone.
        try db.run("UPDATE intake SET owner_id = NULL WHERE owner_id = \(person)")
        try db.run("UPDATE intake SET created_by = NULL WHERE created_by = \(person)")
        try db.run("UPDATE desk_contact SET person_id = NULL WHERE person_id = \(person)")
        try db.run("UPDATE desk_talk SET person_id = NULL WHERE person_id = \(person)")
        try db.run("UPDATE desk_proposal SET person_id = NULL WHERE person_id = \(person)")
        try db.run("DELETE FROM desk_absence WHERE person_id = \(person) OR cover_id = \(person)")
    }

    /// A person moved to another address.
    func deskMoved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws {
        let ids = try db.rows("SELECT id FROM intake WHERE person_id = \(person) OR email = \(old)")
        for row in ids {
            let id: String = try row("id")
            try db.run("UPDATE intake SET email = \(new), person_id = \(person) WHERE id = \(id) AND erased_at IS NULL")
            // A link in the old mailbox opens nothing any more.
            try Tokens.revoke(subject: id, purpose: DeskWork.personPurpose, now: now, in: db)
        }
        for row in try db.rows("SELECT id FROM intake WHERE referrer_email = \(old)") {
            try Tokens.revoke(subject: row("id"), purpose: DeskWork.referrerPurpose, now: now, in: db)
        }
        try db.run("UPDATE intake SET referrer_email = \(new) WHERE referrer_email = \(old)")
    }

    /// Holds for an application `a` that still runs and that only the desk can find: nobody has an account for it.
    private static var runsWithoutAccount: SQL {
        """
        (a.person_id IS NULL AND a.erased_at IS NULL AND (a.state IN (\(list: VacancyApplication.State.open))
            OR (a.state = \(VacancyApplication.State.placed) AND a.stopped_at IS NULL)))
        """
    }

    /// Closed cases are forgotten after two years: as long as a placement that ended, because people come back and
    /// ask what was tried before. A case stays as long as the work of someone without an account goes on: it is their only
    /// way to it. Mail about them goes after four weeks.
    var deskRetention: [RetentionRule] {
        let house = self.house
        return [
            RetentionRule(
                id: "balie-gesloten", name: Text("Gesprekken bij de balie die zijn afgesloten"),
                reason: Text("Wie binnen twee jaar terugkomt, hoeft niet alles opnieuw te vertellen."), keep: .days(730)
            ) { before, now, db in
                let rows = try db.rows(
                    """
                    SELECT id FROM intake WHERE state = \(Intake.State.closed) AND erased_at IS NULL
                    AND closed_at < \(before) AND NOT EXISTS (
                        SELECT 1 FROM desk_proposal p JOIN application a ON a.id = p.application_id
                        WHERE p.intake_id = intake.id AND \(Self.runsWithoutAccount))
                    ORDER BY closed_at LIMIT 500
                    """)
                let work = DeskWork(house, program: "bewaartermijnen", now: now)
                for row in rows { try work.erase(row("id"), in: db) }
                return rows.count
            },
            RetentionRule(
                id: "balie-post", name: Text("Mails van de balie"),
                reason: Text("In die mails staan namen en voorstellen. De link erin werkt niet langer dan nodig."),
                keep: .days(28)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_at < \(before)
                        AND state IN (\(Outbox.State.sent), \(Outbox.State.dead)) AND kind LIKE \("balie-%")
                        ORDER BY created_at, id LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "balie-afwezig", name: Text("Afwezigheid van makelaars"),
                reason: Text("Daarna doet het er niet meer toe."), keep: .days(28)
            ) { before, _, db in
                try db.run("DELETE FROM desk_absence WHERE until_day < \(before.day)")
            },
        ]
    }
}
