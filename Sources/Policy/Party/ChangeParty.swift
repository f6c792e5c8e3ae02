import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer adds a party, changes it, notes a talk, or puts it away.
enum ChangeParty {
    static func add(_ draft: PartyDraft, by visit: Visit, house: House) async throws -> String {
        try await house.database.write { db in
            try db.holdAlone("policy_party")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let number = try Party.insert(draft, of: cycle.id, now: visit.now, in: db)
            try record("partij-toegevoegd", number, cycle, visit, house, in: db)
            return cycle.path(.parties) + "/\(number)"
        }
    }

    /// Takes organisations of the register over as parties, linked.
    ///
    /// - Parameter picked: the organisation's number and the kind that was chosen for it.
    /// - Returns: how many were new.
    static func link(_ picked: [(number: Int, kind: String)], by visit: Visit, house: House) async throws -> Int {
        try await house.database.write { db in
            try db.holdAlone("policy_party")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            var added = 0
            for (number, kind) in picked {
                guard let organisation = try Organisation.find(number: number, in: db),
                    organisation.municipality == cycle.municipality, organisation.state == .approved
                else { throw WebError.notFound }
                if try db.exists(
                    "SELECT 1 FROM policy_party WHERE cycle_id = \(cycle.id) AND organisation_id = \(organisation.id)")
                {
                    continue
                }
                let made = try Party.insert(
                    PartyDraft(kind: kind, name: organisation.name), organisation: organisation.id, of: cycle.id,
                    now: visit.now, in: db)
                try record("partij-toegevoegd", made, cycle, visit, house, in: db)
                added += 1
            }
            return added
        }
    }

    /// - Returns: `false` when someone else changed it since the form was made; then nothing was written.
    static func save(_ draft: PartyDraft, version: Int, by visit: Visit, house: House) async throws -> Bool {
        try await change("partij-gewijzigd", by: visit, house: house) { party, db in
            let changed = try db.run(
                """
                UPDATE policy_party SET kind = \(draft.kind), name = \(draft.name),
                    sort_key = \(TextFolding.sortKey(draft.name)), can_do = \(draft.can), needs = \(draft.need),
                    contact = \(draft.contact), email = \(draft.email), phone = \(draft.phone),
                    next_step = \(draft.nextStep), next_day = \(draft.nextDay), version = version + 1,
                    updated_at = \(visit.now)
                WHERE id = \(party.id) AND version = \(version)
                """)
            return changed == 1
        }
    }

    static func noteTalk(_ state: FormState, by visit: Visit, house: House) async throws {
        guard let day = state.day("dag") else { throw WebError.notFound }
        _ = try await change("gesprek-genoteerd", by: visit, house: house) { party, db in
            try Party.addTalk(
                party.id, day: day, withWhom: state["met"], note: state["verslag"], person: visit.actor.person,
                now: visit.now, in: db)
            // The talk was the next step: what comes after it stands in the same form.
            try db.run(
                """
                UPDATE policy_party SET next_step = \(state["stap"]), next_day = \(state.day("wanneer")),
                    version = version + 1, updated_at = \(visit.now) WHERE id = \(party.id)
                """)
            return true
        }
    }

    /// Removes a talk, or puts it back; after a month it is gone for good.
    static func removeTalk(_ talk: String, isGone: Bool, by visit: Visit, house: House) async throws {
        _ = try await change(isGone ? "gesprek-verwijderd" : "gesprek-terug", by: visit, house: house) { party, db in
            let at: Moment? = isGone ? visit.now : nil
            let changed = try db.run(
                "UPDATE policy_party_talk SET removed_at = \(at) WHERE id = \(talk) AND party_id = \(party.id)")
            guard changed == 1 else { throw WebError.notFound }
            try Party.refreshLastSpoken(party.id, in: db)
            return true
        }
    }

    static func archive(isAway: Bool, by visit: Visit, house: House) async throws {
        _ = try await change(isAway ? "partij-weggezet" : "partij-terug", by: visit, house: house) { party, db in
            let at: Moment? = isAway ? visit.now : nil
            try db.run(
                "UPDATE policy_party SET archived_at = \(at), updated_at = \(visit.now) WHERE id = \(party.id)")
            return true
        }
    }

    private static func change(
        _ action: String, by visit: Visit, house: House,
        _ body: @escaping @Sendable (Party, any SQLConnection) throws -> Bool
    ) async throws -> Bool {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let party = try Party.find(visit.number("partij"), of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            guard try body(party, db) else { return false }
            try record(action, party.number, cycle, visit, house, in: db)
            return true
        }
    }

    private static func record(
        _ action: String, _ number: Int, _ cycle: PolicyCycle, _ visit: Visit, _ house: House, in db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(
                action, "ronde", cycle.id.text, municipality: cycle.municipality, details: ["partij": .int(number)]),
            by: visit, in: db)
    }
}
