import Community
import Core
import Formats
import Services
import Storage
import Web

/// Someone who was asked by mail, with a link of their own.
struct Invitation: Sendable {
    static let purpose = "raadpleging-uitnodiging"
    /// So many people can be asked at once.
    static let most = 500

    let id: String
    let consultation: Consultation.Identity
    let name: String
    let email: String?
    let person: Person.Identity?

    init(row: Row) throws {
        id = try row("id")
        consultation = try row("consultation_id")
        name = try row("name")
        email = try row("email")
        person = try row("person_id", as: String?.self).map { Person.Identity($0) }
    }

    /// The invitation behind a link. Looking never uses it up: a guest may come back for the answer.
    static func find(secret: String, now: Moment, in db: any SQLConnection) throws -> Invitation? {
        guard let token = try Tokens.look(secret, for: purpose, now: now, in: db) else { return nil }
        return try db.first("SELECT * FROM policy_invitation WHERE id = \(token.subject)").map(Invitation.init(row:))
    }

    /// How many were asked and how many of them reacted.
    static func counts(of consultation: Consultation.Identity, in db: any SQLConnection) throws -> (
        asked: Int, reacted: Int
    ) {
        guard
            let row = try db.first(
                """
                SELECT COUNT(*) AS asked, COUNT(reacted_at) AS reacted FROM policy_invitation
                WHERE consultation_id = \(consultation)
                """)
        else { return (0, 0) }
        return (try row("asked"), try row("reacted"))
    }
}

/// The people an officer wants to ask, one on a line.
enum GuestList {
    static let form = Form([
        Field(
            "gasten", Text("Wie nodig je uit?"), .area(rows: 8),
            hint: Text("Een op elke regel: naam, een komma en het e-mailadres. Alleen een adres mag ook."),
            required: false, limit: 30_000),
        Field(
            "organisaties", Text("Nodig ook alle organisaties uit het register uit."), .checkbox, required: false),
    ])

    struct Guest: Sendable, Equatable {
        let name: String
        /// In lower case.
        let email: String
    }

    /// - Returns: the guests, each address once, and the lines that hold no address.
    static func read(_ text: String) -> (guests: [Guest], wrong: [String]) {
        var guests: [Guest] = []
        var wrong: [String] = []
        var seen: Set<String> = []
        for line in text.split(whereSeparator: \.isNewline).map(\.trimmed) where !line.isEmpty {
            let parts = line.split { $0 == "," || $0 == ";" || $0 == "\t" || $0 == "<" || $0 == ">" }.map(\.trimmed)
            guard let email = parts.lazy.compactMap({ Validation.email($0)?.lowercased() }).first else {
                wrong.append(line)
                continue
            }
            let name = parts.first { Validation.email($0) == nil && !$0.isEmpty } ?? String(email.prefix { $0 != "@" })
            if seen.insert(email).inserted { guests.append(Guest(name: String(name.prefix(100)), email: email)) }
        }
        return (guests, wrong)
    }
}

/// An officer asks people by mail.
struct Invite: Sendable {
    let house: House
    let visit: Visit

    /// - Returns: how many mails go out; who was asked before is not asked again.
    func perform(_ guests: [GuestList.Guest], organisations: Bool) async throws -> (PolicyCycle, Consultation, Int) {
        try await house.database.write { [house, visit] db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            try it.requireOpen()
            guard it.lastDay >= visit.today else {
                throw WebError.badRequest(Text("De laatste dag is voorbij. Pas de dagen eerst aan."))
            }
            var all = guests
            if organisations { all += try Self.organisations(of: it.municipality, in: db) }
            let place = try Places.municipality(it.municipality, in: db)?.name ?? ""
            let mail = ConsultationMail(house: house, now: visit.now)
            var sent = 0
            for guest in all where sent < Invitation.most {
                guard let invitation = try Self.add(guest, to: it, now: visit.now, in: db) else { continue }
                try mail.invite(invitation, it, from: place, in: db)
                sent += 1
            }
            try house.record(
                Audit.Event(
                    "raadpleging-uitgenodigd", "raadpleging", it.id.text, municipality: it.municipality,
                    details: ["aantal": .int(sent)]), by: visit, in: db)
            return (cycle, it, sent)
        }
    }

    static func add(_ guest: GuestList.Guest, to it: Consultation, now: Moment, in db: any SQLConnection) throws
        -> Invitation?
    {
        let known = try Person.find(email: guest.email, in: db)
        return try db.first(
            """
            INSERT INTO policy_invitation (id, consultation_id, name, email, person_id, invited_at)
            VALUES (\(UUIDv7.make(at: now)), \(it.id), \(guest.name), \(guest.email), \(known?.id), \(now))
            ON CONFLICT (consultation_id, email) DO NOTHING RETURNING *
            """
        ).map(Invitation.init(row:))
    }

    private static func organisations(of municipality: String, in db: any SQLConnection) throws -> [GuestList.Guest] {
        try db.rows(
            """
            SELECT name, email FROM organisation WHERE municipality_code = \(municipality)
            AND state = \(Organisation.State.approved) ORDER BY sort_key, id LIMIT \(10 * Invitation.most)
            """
        ).map { row in GuestList.Guest(name: try row("name"), email: try row("email", as: String.self).lowercased()) }
    }
}
