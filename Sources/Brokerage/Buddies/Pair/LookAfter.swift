import Community
import Core
import Formats
import Services
import Storage
import Web

/// Looking after a pair that runs.
extension BuddyWork {
    /// The trial is over and both go on.
    func goOn(_ pair: BuddyPair, in db: any SQLConnection) throws {
        try move(pair, from: [.trial], to: .running, in: db)
        try db.run("UPDATE buddy_pair SET heard_at = \(now) WHERE id = \(pair.id)")
        try db.run(
            """
            UPDATE buddy_moment SET done_at = \(now) WHERE pair_id = \(pair.id) AND kind = \(BuddyMoment.Kind.trial)
            AND done_at IS NULL
            """)
        try record("maatje-verder", "maatje-koppel", pair.id.text, pair.municipality, in: db)
    }

    func pause(_ pair: BuddyPair, until: Day, in db: any SQLConnection) throws {
        try move(pair, from: [.trial, .running, .paused], to: .paused, in: db)
        try db.run("UPDATE buddy_pair SET paused_until = \(until) WHERE id = \(pair.id)")
        try record("maatje-pauze", "maatje-koppel", pair.id.text, pair.municipality, in: db)
    }

    func resume(_ pair: BuddyPair, in db: any SQLConnection) throws {
        let isInTrial = pair.trialUntil.map { $0 > now.day } ?? false
        try move(pair, from: [.paused], to: isInTrial ? .trial : .running, in: db)
        try db.run("UPDATE buddy_pair SET paused_until = NULL, heard_at = \(now) WHERE id = \(pair.id)")
        try record("maatje-hervat", "maatje-koppel", pair.id.text, pair.municipality, in: db)
    }

    /// Someone of the centre spoke with one of them.
    func heard(_ pair: BuddyPair, in db: any SQLConnection) throws {
        guard pair.state.isTogether else { throw WebError.badRequest(Text("Dit koppel is niet samen op pad.")) }
        try db.run("UPDATE buddy_pair SET heard_at = \(now) WHERE id = \(pair.id)")
        try record("maatje-gehoord", "maatje-koppel", pair.id.text, pair.municipality, in: db)
    }

    /// Another volunteer takes over: the person goes back to the list with the first day of waiting, and this pair goes
    /// on until the new one begins.
    func handOver(_ pair: BuddyPair, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE buddy_pair SET handover_at = \(now), heard_at = \(now) WHERE id = \(pair.id)
            AND handover_at IS NULL AND state IN (\(list: BuddyPair.State.together))
            """)
        guard changed == 1 else { throw WebError.badRequest(Text("Hier valt nu niets over te dragen.")) }
        try settle(pair.request, in: db)
        try record("maatje-overdracht", "maatje-koppel", pair.id.text, pair.municipality, in: db)
    }

    private func move(
        _ pair: BuddyPair, from: [BuddyPair.State], to: BuddyPair.State, in db: any SQLConnection
    ) throws {
        let changed = try db.run(
            """
            UPDATE buddy_pair SET state = \(to), state_at = \(now) WHERE id = \(pair.id) AND state IN (\(list: from))
            """)
        guard changed == 1 else { throw WebError.badRequest(Text("Iemand anders was net eerder. Kijk opnieuw.")) }
    }

    /// Ends a pair, also one that never came to be. Both hear it; depending on the reason the person waits on or the
    /// request ends too. Nothing happens to a pair that ended before.
    ///
    /// - Parameter last: a last word of the centre to both.
    func end(_ pair: BuddyPair, reason: BuddyPair.End, last: String? = nil, in db: any SQLConnection) throws {
        let wasTogether = pair.state.isTogether
        let state: BuddyPair.State = wasTogether ? .ended : .declined
        let words = try seal(last, pair.request.text, "last \(pair.id.text)", in: db)
        let changed = try db.run(
            """
            UPDATE buddy_pair SET state = \(state), state_at = \(now), ended_at = \(now), end_reason = \(reason),
                sealed_last = \(words), paused_until = NULL, handover_at = NULL
            WHERE id = \(pair.id) AND state IN (\(list: BuddyPair.State.active))
            """)
        guard changed == 1 else { return }
        try db.run(
            "UPDATE buddy_moment SET done_at = \(now) WHERE pair_id = \(pair.id) AND done_at IS NULL")
        if wasTogether, reason != .erased { try add(moment: .farewell, due: now.day, to: pair, in: db) }
        try record(
            "maatje-koppel-klaar", "maatje-koppel", pair.id.text, pair.municipality,
            details: ["reden": .string(reason.rawValue)], in: db)
        if [.done, .asker, .moved].contains(reason), let request = try BuddyRequest.find(pair.request, in: db) {
            try close(request, reason: reason, in: db)
        } else {
            try settle(pair.request, in: db)
        }
        try sayGoodbye(pair, reason, wasTogether: wasTogether, last: last, in: db)
    }

    private func sayGoodbye(
        _ pair: BuddyPair, _ reason: BuddyPair.End, wasTogether: Bool, last: String?, in db: any SQLConnection
    ) throws {
        let quote: [Mail.Block] = last.map { $0.isEmpty ? [] : [.quote($0)] } ?? []
        if let volunteer = try BuddyVolunteer.find(pair.volunteer, in: db), volunteer.erasedAt == nil,
            reason != .refused
        {
            try tellVolunteer(
                volunteer, kind: "maatje-klaar", subject: { t in t("Dit maatjescontact stopt") }, in: db
            ) { t in
                let thanks =
                    wasTogether
                    ? t("Het contact met je maatje stopt. Dank je wel voor je tijd en aandacht.")
                    : t("Het gaat dit keer niet door. Dank je wel dat je wilde helpen.")
                return [.paragraph(thanks)] + quote
            }
        }
        guard let request = try BuddyRequest.find(pair.request, in: db), request.erasedAt == nil, reason != .handedOver
        else { return }
        // Who asked does not hear of a volunteer they never heard of before.
        guard wasTogether || pair.state == .meeting else { return }
        try tellAsker(request, kind: "maatje-klaar", subject: { t in t("Dit maatjescontact stopt") }, in: db) { t, _ in
            let next: [Mail.Block] =
                request.state == .closed
                ? []
                : [.paragraph(t("We zoeken verder. Je staat op de lijst met de dag waarop je je meldde."))]
            return [.paragraph(t("Het contact met je maatje stopt. Dank je wel dat je meedeed."))] + next + quote
        }
    }
}
