package import Community
import Core
import Formats
import Services
import Storage

extension Brokerage {
    /// Applications and the messages with them: what a person gets on asking, and what goes on erasing.
    package var applicationPersonalData: [PersonalData] {
        let house = self.house
        return [
            PersonalData(name: Text("Reacties op vacatures en berichten")) { person, db in
                try Self.exportApplications(Person.Identity(person), in: db)
            } erase: { person, now, db in
                try Self.eraseApplications(Person.Identity(person), house: house, now: now, in: db)
            }
        ]
    }

    private static func exportApplications(_ person: Person.Identity, in db: any SQLConnection) throws -> JSONValue {
        let applications = try db.rows(
            "SELECT * FROM application WHERE person_id = \(person) AND erased_at IS NULL ORDER BY created_at, id"
        ).map(VacancyApplication.init(row:))
        let own = try applications.map { application -> JSONValue in
            let dossier = try ApplicationDossier(application, in: db)
            let messages = try ApplicationMessage.thread(of: application.id, in: db)
            return dossier.exported(messages)
        }
        let written = try db.rows(
            """
            SELECT m.body, m.created_at FROM application_message m WHERE m.person_id = \(person)
            AND m.author = \(ApplicationMessage.Author.organisation) ORDER BY m.created_at, m.id
            """
        ).map { row -> JSONValue in
            ["bericht": .string(try row("body")), "verstuurd": .string(try row("created_at", as: Moment.self).iso)]
        }
        return ["reacties": .array(own), "berichtenVoorOrganisaties": .array(written)]
    }

    /// Takes out name, addresses and words; state, times and place in the figures stay. Open applications are withdrawn
    /// and the organisation hears so without a reason; once, also when a restore brings the erased back.
    private static func eraseApplications(
        _ person: Person.Identity, house: House, now: Moment, in db: any SQLConnection
    ) throws {
        let work = ApplicationWork(house, program: "wissen", now: now)
        let open = try db.rows(
            """
            SELECT * FROM application WHERE person_id = \(person) AND (state IN (\(list: VacancyApplication.State.open))
            OR (state = \(VacancyApplication.State.placed) AND stopped_at IS NULL))
            """
        ).map(VacancyApplication.init(row:))
        // Before the erasure, because what is not confirmed hangs on the address alone.
        try db.run(
            """
            DELETE FROM application WHERE state = \(VacancyApplication.State.unconfirmed)
            AND email IN (SELECT email FROM application WHERE person_id = \(person) AND email IS NOT NULL
                UNION SELECT email FROM person WHERE id = \(person) AND email IS NOT NULL)
            """)
        let isToldBefore = try ErasedPerson.isNoted(person, in: db)
        for application in open { try work.leave(application, tells: !isToldBefore, in: db) }
        let ids = try db.rows("SELECT id FROM application WHERE person_id = \(person)")
        for row in ids { try work.anonymise(row("id"), deletesMessages: false, in: db) }
        try db.run("UPDATE application_message SET person_id = NULL WHERE person_id = \(person)")
        for vacancy in Set(open.filter(\.holdsPlace).map(\.vacancy)) { try work.moveUp(vacancy, in: db) }
    }
}

extension ApplicationDossier {
    fileprivate func exported(_ messages: [ApplicationMessage]) -> JSONValue {
        let application = application
        return [
            "nummer": .int(application.number), "vacature": .string(vacancy.title),
            "organisatie": .string(organisation.name), "naam": .string(application.name),
            "email": JSONValue(application.email), "telefoon": JSONValue(application.phone),
            "postcode": JSONValue(application.postcode), "bericht": .string(application.message),
            "status": .string(application.state.rawValue), "reden": JSONValue(application.reason),
            "toelichting": JSONValue(application.reasonText), "deeltContactgegevens": .bool(application.sharesContact),
            "afstandInMeters": JSONValue(application.distance), "verstuurd": .string(application.createdAt.iso),
            "bevestigd": JSONValue(application.confirmedAt?.iso), "geplaatst": JSONValue(application.placedAt?.iso),
            "gestopt": JSONValue(application.stoppedAt?.iso), "hoeGaatHet": JSONValue(application.careAnswer),
            "hoeGaatHetToelichting": JSONValue(application.careText),
            "berichten": .array(
                messages.map { message in
                    [
                        "van": .string(message.author.rawValue), "tekst": .string(message.body),
                        "verstuurd": .string(message.createdAt.iso),
                    ]
                }),
        ]
    }
}
