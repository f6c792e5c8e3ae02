import Community
import Core
import Formats
import Services
import Storage
import Web

extension BuddyWork {
    enum Paired: Sendable {
        /// The number of the pair.
        case done(Int)
        /// Somebody was first: the request has its volunteer, or the volunteer has no time left.
        case tooLate
        /// They cannot be paired.
        case obstacles([BuddyObstacle])
        /// The rule proposes something else: a person decides, and says why.
        case needsReason
    }

    /// A broker brings a request and a volunteer together. The volunteer is asked; nothing of the person is told yet.
    ///
    /// These two are looked at again inside this transaction: of two brokers who choose the same volunteer at once, one
    /// comes too late.
    ///
    /// - Parameter judgement: what the rule says of this choice on the board that was made just before.
    func pair(
        _ request: BuddyRequest, with volunteer: BuddyVolunteer, judged judgement: BuddyBoard.Judgement,
        reason: String?, in db: any SQLConnection
    ) throws -> Paired {
        let (need, offer) = try BuddyPool.pair(request, volunteer, in: db)
        guard let need, let offer else { return .tooLate }
        let obstacles = BuddyMatch.obstacles(need, offer)
        if obstacles.contains(.room) { return .tooLate }
        if !obstacles.isEmpty { return .obstacles(obstacles) }
        let isProposed = judgement == .proposed
        let reason = reason?.trimmed ?? ""
        var passed: [String] = []
        if case .deviates(let those) = judgement {
            if reason.isEmpty { return .needsReason }
            passed = those
        }
        let id = BuddyPair.Identity(at: now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM buddy_pair")
        let previous = try BuddyPair.all(of: request.id, in: db).first { $0.state.isActive && $0.handoverAt != nil }
        let sealed = try seal(isProposed ? nil : reason, request.id.text, "reason \(id.text)", in: db)
        try db.run(
            """
            INSERT INTO buddy_pair (id, number, municipality_code, kind_id, request_id, volunteer_id, previous_id, state,
                state_at, is_proposed, decided_by, sealed_reason, heard_at, created_at)
            VALUES (\(id), \(number), \(request.municipality), \(request.kind), \(request.id), \(volunteer.id),
                \(previous?.id), \(BuddyPair.State.asked), \(now), \(isProposed), \(person), \(sealed), \(now), \(now))
            """)
        for other in passed {
            // Who stopped or was helped meanwhile loses nothing.
            guard let other = try BuddyRequest.find(.init(other), in: db), other.state == .waiting else { continue }
            let why = try house.seals.seal(reason, case: other.id.text, field: "passed \(id.text)", in: db)
            try db.run(
                """
                INSERT INTO buddy_passed (id, request_id, pair_id, sealed_reason, at)
                VALUES (\(UUIDv7.make(at: now)), \(other.id), \(id), \(why), \(now))
                """)
        }
        try settle(request.id, in: db)
        try record(
            "maatje-gekoppeld", "maatje-koppel", id.text, request.municipality,
            details: ["voorstel": .bool(isProposed)], in: db)
        let kind = try BuddyKind.find(request.kind, in: db)
        try tellVolunteer(
            volunteer, kind: "maatje-vraag", subject: { t in t("Wil jij iemands maatje worden?") }, in: db
        ) { t in
            [
                .paragraph(t("We denken dat jij bij iemand past: \(kind?.name ?? "").")),
                .paragraph(t("Kijk op je eigen pagina en zeg ja of nee. Nee zeggen mag altijd.")),
            ]
        }
        return .done(number)
    }

    /// The volunteer says yes or no. A second answer changes nothing, also from a page that was open for long.
    ///
    /// - Parameter pair: as read inside this transaction.
    func answer(_ pair: BuddyPair, yes: Bool, in db: any SQLConnection) throws {
        guard pair.state == .asked else { throw WebError.badRequest(Text("Deze vraag is al beantwoord.")) }
        if !yes {
            try end(pair, reason: .refused, in: db)
            return
        }
        let changed = try db.run(
            """
            UPDATE buddy_pair SET state = \(BuddyPair.State.agreed), state_at = \(now), heard_at = \(now)
            WHERE id = \(pair.id) AND state = \(BuddyPair.State.asked)
            """)
        guard changed == 1 else { throw WebError.badRequest(Text("Deze vraag is al beantwoord.")) }
        try record("maatje-ja", "maatje-koppel", pair.id.text, pair.municipality, in: db)
    }

    /// Day, time and place of the introduction. Whoever plans it is there.
    func plan(_ pair: BuddyPair, day: Day, time: String, place: String, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE buddy_pair SET state = \(BuddyPair.State.meeting), state_at = \(now), meet_day = \(day),
                meet_time = \(time), meet_place = \(place), broker_id = \(person)
            WHERE id = \(pair.id) AND state IN (\(list: [BuddyPair.State.agreed, .meeting]))
            """)
        guard changed == 1 else { throw WebError.badRequest(Text("Hier is nu geen kennismaking te plannen.")) }
        try record("maatje-kennismaking", "maatje-koppel", pair.id.text, pair.municipality, in: db)
        let details: (Texts) -> [Mail.Block] = { t in
            [
                .paragraph(t("De kennismaking is gepland. Iemand van de vrijwilligerscentrale is erbij.")),
                .list([t.longDate(day) + ", " + time, place]),
                .paragraph(t("Kun je niet? Bel ons dan even.")),
            ]
        }
        guard let request = try BuddyRequest.find(pair.request, in: db) else { return }
        try tellAsker(request, kind: "maatje-afspraak", subject: { t in t("Je kennismaking") }, in: db) { t, _ in
            details(t)
        }
        let previous = try pair.previous.flatMap { try BuddyPair.find($0, in: db) }
        for id in [pair.volunteer] + (previous.map { [$0.volunteer] } ?? []) {
            guard let volunteer = try BuddyVolunteer.find(id, in: db) else { continue }
            try tellVolunteer(
                volunteer, kind: "maatje-afspraak", subject: { t in t("Je kennismaking") }, in: db, details)
        }
    }

    /// After the introduction: both want to go on and the trial begins, or it was no match and the person waits on.
    func conclude(_ pair: BuddyPair, works: Bool, in db: any SQLConnection) throws {
        guard pair.state == .meeting else {
            throw WebError.badRequest(Text("Er is geen kennismaking om af te ronden."))
        }
        guard works else {
            try end(pair, reason: .noMatch, in: db)
            return
        }
        guard let kind = try BuddyKind.find(pair.kind, in: db) else { throw WebError.notFound }
        let trialEnd = now.day + kind.trialWeeks * 7
        let state: BuddyPair.State = kind.trialWeeks == 0 ? .running : .trial
        let trial: Day? = kind.trialWeeks == 0 ? nil : trialEnd
        let changed = try db.run(
            """
            UPDATE buddy_pair SET state = \(state), state_at = \(now), started_at = \(now), trial_until = \(trial),
                heard_at = \(now) WHERE id = \(pair.id) AND state = \(BuddyPair.State.meeting)
            """)
        guard changed == 1 else { throw WebError.badRequest(Text("Iemand anders was net eerder. Kijk opnieuw.")) }
        // Only now the waiting is over: a question, a no or a cup of coffee without a match helped nobody.
        try db.run("UPDATE buddy_request SET paired_at = \(now) WHERE id = \(pair.request) AND paired_at IS NULL")
        if let trial { try add(moment: .trial, due: trial, to: pair, in: db) }
        for week in kind.evaluationWeeks where week != kind.trialWeeks {
            try add(moment: .evaluation, due: now.day + week * 7, to: pair, in: db)
        }
        try record("maatje-begonnen", "maatje-koppel", pair.id.text, pair.municipality, in: db)
        if let previous = try pair.previous.flatMap({ try BuddyPair.find($0, in: db) }), previous.state.isActive {
            try end(previous, reason: .handedOver, in: db)
        }
    }
}
