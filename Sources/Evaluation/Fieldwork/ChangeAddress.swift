import Community
import Core
import Formats
import Services
import Storage
import Tabulation
import Web

/// What a maker does with one address. Each checks again in its own transaction, and leaves a line in the log.
struct ChangeAddress: Sendable {
    let house: House

    enum Failure: Error { case isKnown, optedOut, unknownGroup }

    func add(_ new: NewAddress, by visit: Visit) async throws -> (Survey, Int) {
        try await house.database.write { [house] db in
            try db.holdAlone("survey_address")
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard survey.state != .closed else { throw FieldworkRefusal.closed }
            try check(new, survey, except: nil, in: db)
            let ids = try AddressBook.add(
                [new], to: survey, source: .hand, vault: house.vault, now: visit.now, in: db)
            guard let id = ids.first, let address = try Address.find(id, in: db) else { throw WebError.notFound }
            if survey.state == .field {
                try Jobs.add(FieldworkJob.now, payload: survey.id.text, at: visit.now, now: visit.now, in: db)
            }
            try record("enquete-adres-toegevoegd", address, survey, visit, db)
            return (survey, address.number)
        }
    }

    func correct(_ new: NewAddress, by visit: Visit) async throws -> Survey {
        try await found(visit) { [house] address, survey, db in
            guard survey.state != .closed else { throw FieldworkRefusal.closed }
            try check(new, survey, except: address, in: db)
            try db.run(
                """
                UPDATE survey_address SET name = \(new.name), organisation = \(new.organisation), email = \(new.email),
                    phone = \(new.phone), language = \(new.language), stratum = \(new.stratum) WHERE id = \(address.id)
                """)
            guard survey.state == .field else { return }
            try Contact(.corrected, way: .hand, person: person(visit)).add(
                to: address.id, of: survey.id, now: visit.now, in: db)
            let mailbox = NewMailbox(house: house)
            let isElsewhere = new.email != address.email
            // Whoever reads this mailbox may be somebody else.
            if isElsewhere { try mailbox.renew(address, of: survey, takesDraft: false, in: db) }
            try Address.settle(address.id, in: db)
            if isElsewhere { try mailbox.invite(address.id, of: survey, by: person(visit), now: visit.now, in: db) }
            try record("enquete-adres-verbeterd", address, survey, visit, db)
        }
    }

    /// Only before the survey opens: after that the count of who was asked must stay right.
    func remove(by visit: Visit) async throws -> Survey {
        try await found(visit) { address, survey, db in
            guard survey.state == .draft else {
                throw WebError.badRequest(
                    Text("De enquête loopt al. Geef dit adres de uitkomst “hoort niet bij de doelgroep” of “dubbel”."))
            }
            try Self.delete([address.id], in: db)
            try record("enquete-adres-verwijderd", address, survey, visit, db)
        }
    }

    /// The whole address book, before the survey opens.
    func removeAll(by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let survey = try Survey.draft(visit, in: db)
            try db.run("DELETE FROM survey_call WHERE survey_id = \(survey.id)")
            try db.run("DELETE FROM survey_contact WHERE survey_id = \(survey.id)")
            try db.run("DELETE FROM survey_address WHERE survey_id = \(survey.id)")
            try house.record(
                Audit.Event("enquete-adressen-geleegd", "enquete", survey.id.text, municipality: survey.municipality),
                by: visit, in: db)
            return survey
        }
    }

    static func delete(_ ids: [Address.Identity], in db: any SQLConnection) throws {
        try db.run("DELETE FROM survey_call WHERE address_id IN (\(list: ids))")
        try db.run("DELETE FROM survey_contact WHERE address_id IN (\(list: ids))")
        try db.run("DELETE FROM survey_pseudonym WHERE address_id IN (\(list: ids))")
        try db.run("DELETE FROM survey_address WHERE id IN (\(list: ids))")
    }

    func note(_ text: String, by visit: Visit) async throws -> Survey {
        try await found(visit, SurveyAccess.callers) { address, survey, db in
            try Contact(.noted, way: .hand, note: text, person: person(visit)).add(
                to: address.id, of: survey.id, now: visit.now, in: db)
            try record("enquete-adres-notitie", address, survey, visit, db)
        }
    }

    /// Sets the outcome by hand, or with `nil` leaves it to the log again.
    func judge(_ outcome: Outcome?, by visit: Visit) async throws -> Survey {
        try await found(visit) { address, survey, db in
            guard survey.state == .field else {
                throw WebError.badRequest(Text("Dit kan alleen als de enquête loopt."))
            }
            let kind: Contact.Kind = outcome == nil ? .unjudged : outcome == .undelivered ? .bounced : .judged
            try Contact(kind, way: .hand, reason: outcome?.rawValue, person: person(visit)).add(
                to: address.id, of: survey.id, now: visit.now, in: db)
            try Address.settle(address.id, in: db)
            try record("enquete-adres-uitkomst", address, survey, visit, db)
        }
    }

    /// Mails the personal link once more, on request.
    func send(by visit: Visit) async throws -> Survey {
        try await found(visit) { [house] address, survey, db in
            guard survey.takesAnswers(at: visit.now), address.turnout != .answered, address.refusalWay == nil,
                let mail = try FieldworkMail(house, survey, in: db).mail(.invitation, to: address)
            else { throw WebError.badRequest(Text("Dit adres krijgt nu geen mail.")) }
            try house.mail(mail, in: db)
            try db.run(
                """
                UPDATE survey_address SET invited_at = COALESCE(invited_at, \(visit.now)) WHERE id = \(address.id)
                """)
            try Contact(.invited, way: .mail, person: person(visit)).add(
                to: address.id, of: survey.id, now: visit.now, in: db)
            try Address.settle(address.id, in: db)
            try record("enquete-adres-gemaild", address, survey, visit, db)
        }
    }

    // MARK: Shared

    func person(_ visit: Visit) -> Person.Identity? { visit.actor.person.map { Person.Identity($0) } }

    private func check(_ new: NewAddress, _ survey: Survey, except: Address?, in db: any SQLConnection) throws {
        if let email = new.email, email != except?.email {
            if try !AddressBook.known([email], of: survey, in: db).isEmpty { throw Failure.isKnown }
            if try !OptOut.among([email], survey.municipality, vault: house.vault, in: db).isEmpty {
                throw Failure.optedOut
            }
        }
        if let groups = try Intake.groups(survey, in: db), new.stratum != except?.stratum || except == nil,
            !groups.contains(new.stratum ?? "")
        {
            throw Failure.unknownGroup
        }
    }

    private func record(
        _ word: String, _ address: Address, _ survey: Survey, _ visit: Visit, _ db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(
                word, "enquete-adres", address.id.text, municipality: survey.municipality,
                details: ["enquete": .string(survey.id.text)]), by: visit, in: db)
    }

    private func found(
        _ visit: Visit, _ roles: Set<MunicipalRole> = SurveyAccess.makers,
        _ body: @escaping @Sendable (Address, Survey, any SQLConnection) throws -> Void
    ) async throws -> Survey {
        try await house.database.write { db in
            let survey = try Survey.found(visit, roles, in: db)
            guard let address = try Address.find(number: visit.number("adres"), of: survey, in: db) else {
                throw WebError.notFound
            }
            try body(address, survey, db)
            return survey
        }
    }
}
