import Community
import Core
import Services
import Storage
import Web

/// Keeping a search: for a stranger after a confirmation by mail, for who is signed in at once.
struct KeepSearch {
    let house: House

    static let form = Form([
        .email(),
        Field(
            "hoe-vaak", Text("Hoe vaak?"), .radios(SavedSearch.Frequency.allCases.map { .init($0.rawValue, $0.label) })),
    ])
    static let purpose = "zoekopdracht-bevestigen"
    /// The most searches one address can ask to keep in a day.
    static let dailyLimit = 10

    /// Gives whether it is confirmed already.
    func perform(query: Query, name: String, state: FormState, visit: Visit) async throws -> Bool {
        guard let email = Validation.email(state["email"])?.lowercased(),
            let frequency = SavedSearch.Frequency(rawValue: state["hoe-vaak"])
        else { throw WebError.badRequest(Text("Vul het formulier opnieuw in.")) }
        let own = visit.actor.person != nil && visit.actor.email == email
        let person = own ? visit.actor.person.map { Person.Identity($0) } : nil
        let t = visit.t
        return try await house.database.write { [now = visit.now, house] db in
            // Ten requests for one address in a day is enough: more would make us a nuisance to its owner.
            let recent = try db.count(
                "SELECT COUNT(*) FROM saved_search WHERE email = \(email) AND created_at > \(now - .days(1))")
            guard recent < Self.dailyLimit else {
                if own { throw WebError.tooMany(retryAfter: 3600) }
                return false
            }
            let id = try SavedSearch.insert(
                email: email, person: person, language: t.language, query: query.encoded, name: name,
                frequency: frequency, confirmed: own, now: now, in: db)
            if own { return true }
            let secret = try Tokens.issue(Self.purpose, subject: id.text, lifetime: .days(7), now: now, in: db)
            try house.mail(
                Mail(
                    to: email, subject: t("Bevestig je zoekopdracht"), kind: "zoekopdracht-bevestigen",
                    language: t.language,
                    isSecret: true,
                    [
                        .paragraph(t("Je vroeg ons te mailen als er iets nieuws past bij: \(name).")),
                        .button(label: t("Ja, mail mij"), url: house.origin + "/zoekopdrachten/bevestigen/\(secret)"),
                        .small(t("Heb je dit niet gevraagd? Dan hoef je niets te doen. We mailen je dan niet.")),
                    ]), in: db)
            return false
        }
    }

    /// Confirms; gives the search, or `nil` when the link is no longer good.
    func confirm(_ secret: String, now: Moment) async throws -> SavedSearch? {
        try await house.database.write { db in
            guard let token = try Tokens.consume(secret, for: Self.purpose, now: now, in: db) else { return nil }
            let id = SavedSearch.Identity(token.subject)
            guard let search = try SavedSearch.find(id, in: db) else { return nil }
            let person = try Person.find(email: search.email, in: db)
            try db.run(
                """
                UPDATE saved_search SET confirmed_at = \(now), last_sent_at = \(now), person_id = \(person?.id)
                WHERE id = \(id) AND confirmed_at IS NULL
                """)
            return search
        }
    }
}
