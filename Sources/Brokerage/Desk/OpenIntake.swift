package import Community
package import Core
import Formats
package import Services
package import Storage

/// What is known of someone when an intake is opened. Contact: a mail address or a number, or neither for who comes
/// back to the counter.
package struct IntakeDraft: Sendable {
    package var way: Intake.Way
    package var municipality: String
    package var name: String
    package var email: String?
    package var phone: String?
    package var postcode: String?
    package var language: Language
    /// When the person can be called, in their own words.
    package var callWhen: String
    /// What the person asks or says, in a few lines; sealed.
    package var question: String?
    /// The JSON text of what someone wishes, as the wishes themselves write it; sealed.
    package var wishes: String?
    package var consent: Intake.Consent?
    /// The broker whose case it is from the start; `nil` puts it in the queue.
    package var owner: Person.Identity?
    /// Who is signed in as this person.
    package var person: Person.Identity?
    package var referrer: Referrer?
    /// A key of where it came from, such as `deur:` and an id: a second opening with the same key gives the first.
    package var source: String?

    /// A professional who sent someone here.
    package struct Referrer: Sendable {
        package var name: String
        package var organisation: String
        package var email: String

        package init(name: String, organisation: String, email: String) {
            self.name = name
            self.organisation = organisation
            self.email = email
        }
    }

    package init(
        way: Intake.Way, municipality: String, name: String, email: String? = nil, phone: String? = nil,
        postcode: String? = nil, language: Language = .dutch, callWhen: String = "", question: String? = nil,
        wishes: String? = nil, consent: Intake.Consent? = nil, owner: Person.Identity? = nil,
        person: Person.Identity? = nil, referrer: Referrer? = nil, source: String? = nil
    ) {
        self.way = way
        self.municipality = municipality
        self.name = name
        self.email = email?.lowercased()
        self.phone = phone
        self.postcode = postcode
        self.language = language
        self.callWhen = callWhen
        self.question = question
        self.wishes = wishes
        self.consent = consent
        self.owner = owner
        self.person = person
        self.referrer = referrer
        self.source = source
    }
}

extension Intake {
    /// Where an intake is born, whatever the way in: one row, its words sealed, its first term set, and written in the
    /// log. Sends no mail: each way in has words of its own.
    ///
    /// - Parameters:
    ///   - cause: who opens it; a broker who speaks with the person now names themselves as the owner.
    ///   - hadContact: the person was spoken to already, such as at the counter: something must follow in a week.
    /// - Returns: the new intake, or the one that was opened with this `source` before.
    package static func open(
        _ draft: IntakeDraft, by cause: Audit.Cause, hadContact: Bool = false, house: House, now: Moment,
        in db: any SQLConnection
    ) throws -> Intake {
        if let source = draft.source, let row = try db.first("SELECT * FROM intake WHERE source = \(source)") {
            return try Intake(row: row)
        }
        let id = Identity(at: now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM intake")
        let step: IntakeStep = hadContact ? .followUp : .firstContact
        let due =
            hadContact
            ? DeskTerm.morning(DeskTerm.followUpDays, after: now)
            : DeskTerm.workingDays(DeskTerm.firstContactDays, after: now)
        func seal(_ text: String?, _ field: Sealed) throws -> [UInt8]? {
            guard let text, !text.isEmpty else { return nil }
            return try house.seals.seal(text, case: id.text, field: field.rawValue, in: db)
        }
        let creator = try Person.find(Person.Identity(cause.actor), in: db)?.id
        let state: State = hadContact ? .talking : .new
        let agreedOn: Day? = draft.consent == nil ? nil : now.day
        try db.run(
            """
            INSERT INTO intake (id, number, municipality_code, way, state, owner_id, person_id, name, email, phone,
                postcode, language, call_when, reading, consent, consent_on, sealed_question, sealed_wishes, next_step,
                next_at, created_at, created_by, first_contact_at, referrer_name, referrer_organisation, referrer_email,
                source)
            VALUES (\(id), \(number), \(draft.municipality), \(draft.way), \(state), \(draft.owner), \(draft.person),
                \(draft.name), \(draft.email), \(draft.phone), \(draft.postcode), \(draft.language), \(draft.callWhen),
                \(Reading.team), \(draft.consent), \(agreedOn), \(try seal(draft.question, .question)),
                \(try seal(draft.wishes, .wishes)), \(step), \(due), \(now), \(creator), \(hadContact ? now : nil),
                \(draft.referrer?.name), \(draft.referrer?.organisation), \(draft.referrer?.email.lowercased()),
                \(draft.source))
            """)
        try Audit.record(
            Audit.Event(
                "intake-geopend", "intake", id.text, municipality: draft.municipality,
                details: ["weg": .string(draft.way.rawValue)]), by: cause, now: now, in: db)
        guard let opened = try find(id, in: db) else { throw StorageError.missingColumn("intake") }
        return opened
    }

    /// The sealed texts of a case.
    enum Sealed: String {
        case question = "vraag"
        case wishes = "wensen"
        case notes = "aantekeningen"
        case contact = "contact"
        case reasons = "redenen"
    }

    /// Also one that is closed or was erased. It asks nothing about who looks: see `DeskReader.find`.
    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Intake? {
        try db.first("SELECT * FROM intake WHERE id = \(id)").map(Intake.init(row:))
    }

    /// These, by id.
    static func all(_ ids: [Identity], in db: any SQLConnection) throws -> [Identity: Intake] {
        if ids.isEmpty { return [:] }
        let found = try db.rows("SELECT * FROM intake WHERE id IN (\(list: ids))").map(Intake.init(row:))
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    }
}
