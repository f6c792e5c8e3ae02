import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer looks whether a reaction holds personal data, hides those, and lets everyone read the rest.
struct ModerateReaction: Sendable {
    let house: House
    let visit: Visit

    /// How long officers can see what was hidden, to mend a mistake.
    static let originalDays = 30

    /// Nothing in these reactions is about a single person: they can be read.
    func release(_ numbers: [Int]) async throws -> (PolicyCycle, Consultation) {
        try await house.database.write { [visit, house] db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            try it.requireOpen()
            let reactions = try Reaction.some(numbers, of: it.id, in: db)
            if reactions.isEmpty { throw try Reaction.missing(numbers, of: it.id, in: db) }
            for reaction in reactions where !reaction.isChecked {
                try db.run(
                    """
                    UPDATE policy_reaction SET checked_at = \(visit.now), checked_by = \(visit.actor.person)
                    WHERE id = \(reaction.id) AND checked_at IS NULL
                    """)
                try house.record(
                    Audit.Event(
                        "reactie-nagekeken", "raadplegingsreactie", reaction.id.text, municipality: it.municipality),
                    by: visit, in: db)
            }
            return (cycle, it)
        }
    }

    /// Hides pieces of one reaction. The form must have checked them; what no longer stands there is left out.
    func hide(_ pieces: [String], kind: PersonalDetail) async throws {
        try await onOne { [visit, house] reaction, it, db in
            let valid = pieces.filter { HiddenPart.problem($0, in: reaction.text) == nil }
            let text = HiddenPart.hiding(valid, in: reaction.text)
            guard text != reaction.text else { return }
            try db.run(
                """
                UPDATE policy_reaction SET text = \(text), original = COALESCE(original, \(reaction.text)),
                    hidden_at = \(visit.now) WHERE id = \(reaction.id)
                """)
            try db.run(
                """
                INSERT INTO policy_reaction_hidden (id, reaction_id, kind, parts, person_id, hidden_at)
                VALUES (\(UUIDv7.make(at: visit.now)), \(reaction.id), \(kind.rawValue), \(valid.count),
                    \(visit.actor.person), \(visit.now))
                """)
            try house.record(
                Audit.Event(
                    "persoonsgegevens-weggehaald", "raadplegingsreactie", reaction.id.text,
                    municipality: it.municipality,
                    details: ["reden": .string(kind.rawValue), "stukjes": .int(valid.count)]), by: visit, in: db)
        }
    }

    /// Puts back what was hidden by mistake; it has to be looked at again before others read it.
    func restore() async throws {
        try await onOne { [visit, house] reaction, it, db in
            guard let original = reaction.original else {
                throw WebError.badRequest(Text("De tekst van eerst is er niet meer."))
            }
            try db.run(
                """
                UPDATE policy_reaction SET text = \(original), original = NULL, hidden_at = NULL, checked_at = NULL,
                    checked_by = NULL WHERE id = \(reaction.id)
                """)
            try db.run("DELETE FROM policy_reaction_hidden WHERE reaction_id = \(reaction.id)")
            try house.record(
                Audit.Event(
                    "persoonsgegevens-teruggezet", "raadplegingsreactie", reaction.id.text,
                    municipality: it.municipality), by: visit, in: db)
        }
    }

    /// Also after the question closed: a name that slipped through may not wait.
    private func onOne(
        _ body: @escaping @Sendable (Reaction, Consultation, any SQLConnection) throws -> Void
    ) async throws {
        try await house.database.write { [visit] db in
            let (cycle, it) = try Consultation.readable(visit, in: db)
            guard visit.actor.has(PolicyAccess.writers, in: cycle.municipality) else { throw WebError.notFound }
            try body(Reaction.found(visit, of: it.id, in: db), it, db)
        }
    }
}
