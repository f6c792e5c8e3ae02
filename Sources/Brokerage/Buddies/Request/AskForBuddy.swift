import Community
import Core
import Services
import Storage
import Web

/// What is typed to ask for a buddy: by the person, by a referrer, or by the centre.
struct BuddyRequestDraft: Sendable {
    let kind: BuddyKind
    let words: BuddyWords
    let neighbourhood: String?
    let source: BuddyRequest.Source
    let moments: WeekMoments
    let languages: BuddyLanguages
    let prefers: BuddyGender?
    let helpers: Int
    let language: Language
    let person: String?
    var interests = BuddyInterests.none
}

extension BuddyWork {
    /// Writes a request. Its first day of waiting is today.
    ///
    /// - Parameter state: new, or waiting when the centre spoke with the person already.
    @discardableResult
    func ask(_ draft: BuddyRequestDraft, state: BuddyRequest.State = .new, in db: any SQLConnection) throws
        -> BuddyRequest
    {
        let id = BuddyRequest.Identity(at: now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM buddy_request")
        var words = draft.words
        words.email = words.email?.lowercased()
        words.referrerEmail = words.referrerEmail?.lowercased()
        let (email, referrer) = (house.buddyKey(words.email), house.buddyKey(words.referrerEmail))
        let sealed = try words.sealed(id, house.seals, in: db)
        try db.run(
            """
            INSERT INTO buddy_request (id, number, kind_id, municipality_code, neighbourhood_id, person_id, source,
                language, moments, languages, prefers, interests, helpers, email_key, referrer_key, sealed, state,
                created_at, state_at)
            VALUES (\(id), \(number), \(draft.kind.id), \(draft.kind.municipality), \(draft.neighbourhood),
                \(draft.person), \(draft.source), \(draft.language), \(draft.moments), \(draft.languages),
                \(draft.prefers), \(draft.interests), \(draft.helpers), \(email), \(referrer), \(sealed), \(state), \(now), \(now))
            """)
        guard let request = try BuddyRequest.find(id, in: db) else { throw WebError.notFound }
        try record("maatje-aangevraagd", "maatje-aanvraag", id.text, request.municipality, in: db)
        try tellAsker(
            request, kind: "maatje-aanvraag", subject: { t in t("Je aanvraag is binnen: \(draft.kind.name)") }, in: db
        ) { t, _ in
            [
                .paragraph(t("We hebben je aanvraag gekregen. Iemand van de vrijwilligerscentrale belt of mailt je.")),
                .paragraph(t("Op je eigen pagina zie je hoe het ervoor staat. Je kunt daar ook stoppen.")),
            ]
        }
        try tellReferrer(
            request, kind: "maatje-aanvraag-verwijzer",
            subject: { t in t("De aanvraag is binnen: \(draft.kind.name)") },
            in: db
        ) { t in
            [
                .paragraph(t("We hebben de aanvraag gekregen die jij deed. We nemen contact op met de persoon zelf.")),
                .paragraph(
                    t("Met de knop zie je hoe het ervoor staat. Meer zie je niet, om de persoon te beschermen.")),
            ]
        }
        return request
    }

    /// The centre spoke with the person: the request goes to the waiting list, where it waited from its first day.
    ///
    /// - Parameter kind: the number of the kind that fits, when that is another than was asked.
    func take(_ request: BuddyRequest, helpers: Int, kind: Int? = nil, in db: any SQLConnection) throws {
        let chosen = try kind.flatMap { try BuddyKind.find(number: $0, municipalities: [request.municipality], in: db) }
        if kind != nil, chosen == nil { throw WebError.notFound }
        let changed = try db.run(
            """
            UPDATE buddy_request SET state = \(BuddyRequest.State.waiting), helpers = \(helpers), state_at = \(now),
                kind_id = \(chosen?.id ?? request.kind)
            WHERE id = \(request.id) AND state = \(BuddyRequest.State.new)
            """)
        guard changed == 1 else { throw WebError.badRequest(Text("Deze aanvraag is al opgepakt.")) }
        try record("maatje-op-lijst", "maatje-aanvraag", request.id.text, request.municipality, in: db)
    }

    /// Puts the request where its pairs say it is: enough volunteers, or waiting for more. What is closed stays closed.
    func settle(_ id: BuddyRequest.Identity, in db: any SQLConnection) throws {
        guard let request = try BuddyRequest.find(id, in: db), [.waiting, .paired].contains(request.state) else {
            return
        }
        let found = try db.count(
            """
            SELECT COUNT(*) FROM buddy_pair WHERE request_id = \(id) AND handover_at IS NULL
            AND state IN (\(list: BuddyPair.State.active))
            """)
        let state: BuddyRequest.State = found >= request.helpers ? .paired : .waiting
        guard state != request.state else { return }
        try db.run("UPDATE buddy_request SET state = \(state), state_at = \(now) WHERE id = \(id)")
    }

    /// The request ends, and with it every pair that still runs.
    ///
    /// - Parameter reason: in the words of the list; never why, that is the person's own.
    func close(_ request: BuddyRequest, reason: BuddyPair.End, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE buddy_request SET state = \(BuddyRequest.State.closed), reason = \(reason), state_at = \(now),
                closed_at = \(now)
            WHERE id = \(request.id) AND state <> \(BuddyRequest.State.closed)
            """)
        guard changed == 1 else { return }
        for pair in try BuddyPair.all(of: request.id, in: db) where pair.state.isActive {
            try end(pair, reason: reason, in: db)
        }
        try record("maatje-aanvraag-gestopt", "maatje-aanvraag", request.id.text, request.municipality, in: db)
        try tellReferrer(
            request, kind: "maatje-verwijzer-klaar", subject: { t in t("De aanvraag is gestopt") }, in: db
        ) { t in [.paragraph(t("De aanvraag die jij deed, is gestopt. Dank je wel voor het meedenken."))] }
    }
}
