import Community
import Core
import Formats
import Services
import Storage
import Web

/// Someone reacts: on the site, by a personal link, or by the hand of an officer after a meeting.
///
/// Their words count at once. An address counts only after a click in the mail: until then it may be someone else's.
struct React: Sendable {
    let house: House
    let visit: Visit

    enum Outcome: Sendable {
        case received(mailed: Bool)
        /// The question is not asked now.
        case closed
    }

    /// So many mails an address can get from this in a day.
    private static let mailsADay = 5

    func onSite(_ draft: ReactionDraft, to id: Consultation.Identity, in db: any SQLConnection) throws -> Outcome {
        guard let it = try Consultation.find(id, in: db), it.isPublic, try isAsking(it, in: db) else {
            return .closed
        }
        // Without an address nobody knows who sent it: it may be someone else who says the same.
        if let email = draft.email, try isRepeated(draft, it, from: "email = \(email)", in: db) {
            return .received(mailed: true)
        }
        let person = try visit.actor.person.flatMap { try Person.find(Person.Identity($0), in: db) }
        // Whoever is signed in with this address has confirmed it before.
        let isOwn = draft.email != nil && person?.email?.lowercased() == draft.email
        let mayMail = try draft.email.map { try mails(to: $0, in: db) < Self.mailsADay } ?? false
        let reaction = try insert(
            draft, it, source: .site, email: isOwn || mayMail ? draft.email : nil, confirmed: isOwn,
            person: isOwn ? person?.id : nil, invitation: nil, in: db)
        guard !isOwn, mayMail, let email = draft.email else { return .received(mailed: false) }
        try ConsultationMail(house: house, now: visit.now).confirm(reaction, it, to: email, in: db)
        return .received(mailed: true)
    }

    /// - Parameter invitation: found by the secret of the mail, so that its address is the guest's own.
    func invited(_ draft: ReactionDraft, by invitation: Invitation, in db: any SQLConnection) throws -> Outcome {
        guard let it = try Consultation.find(invitation.consultation, in: db), try isAsking(it, in: db) else {
            return .closed
        }
        if try isRepeated(draft, it, from: "invitation_id = \(invitation.id)", in: db) {
            return .received(mailed: false)
        }
        _ = try insert(
            draft, it, source: .invitation, email: invitation.email, confirmed: invitation.email != nil,
            person: invitation.person, invitation: invitation.id, in: db)
        try db.run(
            """
            UPDATE policy_invitation SET reacted_at = \(visit.now) WHERE id = \(invitation.id) AND reacted_at IS NULL
            """)
        return .received(mailed: false)
    }

    /// What an officer wrote down at a meeting: checked already, because the officer chose the words.
    func fromMeeting(_ texts: [String], meeting: String, day: Day, sender: Reaction.Sender?) async throws -> (
        PolicyCycle, Consultation
    ) {
        try await house.database.write { [visit, house] db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            try it.requireOpen()
            for text in texts {
                let id = Reaction.Identity(at: visit.now)
                let number = try Self.nextNumber(it.id, in: db)
                try db.run(
                    """
                    INSERT INTO policy_reaction (id, consultation_id, number, source, meeting, meeting_day, text,
                        shows_name, language, sender, checked_at, checked_by, entered_by, created_at)
                    VALUES (\(id), \(it.id), \(number), \(Reaction.Source.meeting), \(meeting), \(day), \(text),
                        \(false), \(Language.dutch), \(sender), \(visit.now), \(visit.actor.person),
                        \(visit.actor.person), \(visit.now))
                    """)
            }
            try house.record(
                Audit.Event(
                    "reacties-ingevoerd", "raadpleging", it.id.text, municipality: it.municipality,
                    details: ["aantal": .int(texts.count)]), by: visit, in: db)
            return (cycle, it)
        }
    }

    private func insert(
        _ draft: ReactionDraft, _ it: Consultation, source: Reaction.Source, email: String?, confirmed: Bool,
        person: Person.Identity?, invitation: String?, in db: any SQLConnection
    ) throws -> Reaction.Identity {
        let id = Reaction.Identity(at: visit.now)
        let number = try Self.nextNumber(it.id, in: db)
        let place = try draft.neighbourhood.flatMap { try Places.neighbourhood($0, in: db) }
        try db.run(
            """
            INSERT INTO policy_reaction (id, consultation_id, number, source, text, name, shows_name, email,
                email_confirmed_at, language, sender, neighbourhood_id, person_id, invitation_id, created_at)
            VALUES (\(id), \(it.id), \(number), \(source), \(draft.text), \(draft.name), \(draft.showsName), \(email),
                \(confirmed ? visit.now : nil), \(draft.language), \(draft.sender),
                \(place?.municipality == it.municipality ? place?.id : nil), \(person), \(invitation), \(visit.now))
            """)
        try house.record(
            Audit.Event("reactie-gegeven", "raadplegingsreactie", id.text, municipality: it.municipality), by: visit,
            in: db)
        return id
    }

    /// A number that was never given: whoever works from an older page does nothing to words they did not read.
    static func nextNumber(_ consultation: Consultation.Identity, in db: any SQLConnection) throws -> Int {
        let highest = try db.count(
            "SELECT COALESCE(MAX(number), 0) FROM policy_reaction WHERE consultation_id = \(consultation)")
        let withdrawn = try db.count(
            "SELECT withdrawn_number FROM policy_consultation WHERE id = \(consultation)")
        return max(highest, withdrawn) + 1
    }

    /// A closed round asks nothing, whatever its questions say.
    private func isAsking(_ it: Consultation, in db: any SQLConnection) throws -> Bool {
        guard it.isAsking(on: visit.today) else { return false }
        return try PolicyCycle.find(it.cycle, in: db)?.isClosed == false
    }

    /// The same words of the same sender within ten minutes: a page that was sent again.
    private func isRepeated(
        _ draft: ReactionDraft, _ it: Consultation, from sender: SQL, in db: any SQLConnection
    ) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM policy_reaction WHERE consultation_id = \(it.id) AND created_at > \(visit.now - .minutes(10))
            AND text = \(draft.text) AND \(sender) LIMIT 1
            """)
    }

    private func mails(to email: String, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM mail WHERE recipient = \(email) AND created_at > \(visit.now - .days(1))
            AND kind = \(ConsultationMail.Kind.confirm)
            """)
    }
}
