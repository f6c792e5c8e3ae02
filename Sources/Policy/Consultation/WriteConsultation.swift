import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer writes a question, asks it, and closes it once everyone has an answer.
struct WriteConsultation: Sendable {
    let house: House
    let visit: Visit

    func create(_ state: FormState) async throws -> (PolicyCycle, Int) {
        guard let first = state.day("van"), let last = state.day("tot"),
            let audience = Consultation.Audience(rawValue: state["voor"])
        else { throw WebError.notFound }
        return try await house.database.write { [visit, house] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM policy_consultation")
            let id = Consultation.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_consultation (id, number, cycle_id, municipality_code, title, question, background,
                    audience, first_day, last_day, state, person_id, created_at)
                VALUES (\(id), \(number), \(cycle.id), \(cycle.municipality), \(state["titel"]), \(state["vraag"]),
                    \(state["achtergrond"]), \(audience), \(first), \(last), \(Consultation.State.draft),
                    \(visit.actor.person), \(visit.now))
                """)
            try house.record(
                Audit.Event("raadpleging-gemaakt", "raadpleging", id.text, municipality: cycle.municipality),
                by: visit, in: db)
            return (cycle, number)
        }
    }

    func change(_ state: FormState) async throws -> (PolicyCycle, Consultation) {
        try await act("raadpleging-gewijzigd") { it, db in
            if it.state == .closed { try it.requireOpen() }
            guard let first = state.day("van"), let last = state.day("tot") else { throw WebError.notFound }
            try db.run(
                """
                UPDATE policy_consultation SET background = \(state["achtergrond"]), first_day = \(first),
                    last_day = \(last) WHERE id = \(it.id)
                """)
            // Whoever reacted did so to the words that were there.
            guard try ReactionTally.of(it.id, in: db).total == 0 else { return }
            guard let audience = Consultation.Audience(rawValue: state["voor"]) else { return }
            try db.run(
                """
                UPDATE policy_consultation SET title = \(state["titel"]), question = \(state["vraag"]),
                    audience = \(audience) WHERE id = \(it.id)
                """)
        }
    }

    func open() async throws -> (PolicyCycle, Consultation) {
        try await act("raadpleging-geopend") { [now = visit.now] it, db in
            guard it.state == .draft else { return }
            guard it.lastDay >= now.day else {
                throw WebError.badRequest(Text("De laatste dag is voorbij. Pas de dagen eerst aan."))
            }
            try db.run(
                """
                UPDATE policy_consultation SET state = \(Consultation.State.open), opened_at = \(now)
                WHERE id = \(it.id) AND state = \(Consultation.State.draft)
                """)
        }
    }

    /// Back to a draft, as long as nobody reacted.
    func takeBack() async throws -> (PolicyCycle, Consultation) {
        try await act("raadpleging-teruggehaald") { it, db in
            guard it.state == .open, try ReactionTally.of(it.id, in: db).total == 0 else {
                throw WebError.badRequest(Text("Er is al gereageerd. Terughalen kan niet meer."))
            }
            try db.run(
                """
                UPDATE policy_consultation SET state = \(Consultation.State.draft), opened_at = NULL WHERE id = \(it.id)
                """)
        }
    }

    /// - Throws: `WebError.badRequest` while a reaction waits for a look or an answer: nobody is passed over.
    func close(summary: String) async throws -> (PolicyCycle, Consultation) {
        try await act("raadpleging-gesloten") { [now = visit.now] it, db in
            try it.requireOpen()
            guard try ReactionTally.of(it.id, in: db).isDone else {
                throw WebError.badRequest(Text("Nog niet elke reactie heeft een antwoord. Daarna kun je sluiten."))
            }
            try db.run(
                """
                UPDATE policy_consultation SET state = \(Consultation.State.closed), summary = \(summary),
                    closed_at = \(now), last_day = \(min(it.lastDay, max(it.firstDay, now.day)))
                WHERE id = \(it.id) AND state = \(Consultation.State.open)
                """)
        }
    }

    func reopen() async throws -> (PolicyCycle, Consultation) {
        try await act("raadpleging-heropend") { it, db in
            guard it.state == .closed else { return }
            try db.run(
                """
                UPDATE policy_consultation SET state = \(Consultation.State.open), closed_at = NULL WHERE id = \(it.id)
                """)
        }
    }

    /// A question that was never asked can go.
    func remove() async throws -> PolicyCycle {
        try await act("raadpleging-verwijderd") { it, db in
            guard it.state == .draft else {
                throw WebError.badRequest(Text("Een vraag die gesteld is, blijft staan."))
            }
            try db.run("DELETE FROM policy_invitation WHERE consultation_id = \(it.id)")
            try db.run("DELETE FROM policy_consultation_theme WHERE consultation_id = \(it.id)")
            try db.run("DELETE FROM policy_consultation WHERE id = \(it.id)")
        }.0
    }

    private func act(
        _ action: String, _ body: @escaping @Sendable (Consultation, any SQLConnection) throws -> Void
    ) async throws -> (PolicyCycle, Consultation) {
        try await house.database.write { [visit, house] db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            try body(it, db)
            try house.record(
                Audit.Event(action, "raadpleging", it.id.text, municipality: it.municipality), by: visit, in: db)
            return (cycle, it)
        }
    }
}
