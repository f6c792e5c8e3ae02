import Community
import Core
import Services
import Storage
import Web

/// An officer makes a session, changes it while nobody takes part yet, or takes it away.
struct SaveTypeTest: Sendable {
    let house: House
    let content: ContentShelf

    static func form(_ content: TypeTestContent, t: Texts) -> Form {
        Form([
            Field(
                "titel", Text("Naam van de bijeenkomst"), hint: Text("Zoals: Startavond met de raad"), limit: 120,
                autocomplete: "off"),
            Field(
                "blik", Text("Wat vraag je?"),
                .checkboxes(content.viewpoints.map { .init($0.id, Text("\(t($0.text))")) }),
                hint: Text("Vraag je beide? Dan zie je straks ook de weg ertussen.")),
            Field(
                "manier", Text("Hoe doen mensen mee?"),
                .radios([
                    .init(TypeTestSession.Way.open.rawValue, Text("Met een code of link, samen in een zaal")),
                    .init(TypeTestSession.Way.personal.rawValue, Text("Met een uitnodiging per e-mail, ieder thuis")),
                ])),
        ])
    }

    func create(_ state: FormState, by visit: Visit) async throws -> (PolicyCycle, TypeTestSession) {
        let version = content.file(TypeTestContent.self).version
        return try await house.database.write { [house] db in
            try db.holdAlone("policy_type_session")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let number = try db.count(
                "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_type_session WHERE cycle_id = \(cycle.id)")
            let id = TypeTestSession.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_type_session (id, cycle_id, number, title, asks_now, asks_wanted, way, state,
                    version, link_hash, created_at)
                VALUES (\(id), \(cycle.id), \(number), \(state["titel"]), \(state.all("blik").contains("now")),
                    \(state.all("blik").contains("wanted")), \(state["manier"]), \(TypeTestSession.State.preparing),
                    \(version), \(Secret.hash(TypeTestSecrets(house: house).link(id))), \(visit.now))
                """)
            try house.record(
                Audit.Event("typetest-gemaakt", "typetest", id.text, municipality: cycle.municipality), by: visit,
                in: db)
            guard let session = try TypeTestSession.find(id, in: db) else { throw WebError.notFound }
            return (cycle, session)
        }
    }

    func change(_ state: FormState, by visit: Visit) async throws -> (PolicyCycle, TypeTestSession) {
        try await inPreparation(visit, "typetest-gewijzigd") { session, db in
            try db.run(
                """
                UPDATE policy_type_session SET title = \(state["titel"]),
                    asks_now = \(state.all("blik").contains("now")),
                    asks_wanted = \(state.all("blik").contains("wanted")), way = \(state["manier"])
                WHERE id = \(session.id)
                """)
        }
    }

    func remove(by visit: Visit) async throws -> PolicyCycle {
        try await inPreparation(visit, "typetest-verwijderd") { session, db in
            try db.run("DELETE FROM policy_type_session WHERE id = \(session.id)")
        }.0
    }

    private func inPreparation(
        _ visit: Visit, _ action: String,
        _ body: @escaping @Sendable (TypeTestSession, any SQLConnection) throws -> Void
    ) async throws -> (PolicyCycle, TypeTestSession) {
        try await house.database.write { [house] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let session = try TypeTestSession.inPath(visit, of: cycle, in: db)
            guard session.state == .preparing else {
                throw WebError.badRequest(Text("Deze test is al begonnen. Je kunt hem niet meer wijzigen."))
            }
            try body(session, db)
            try house.record(
                Audit.Event(action, "typetest", session.id.text, municipality: cycle.municipality), by: visit, in: db)
            return (cycle, session)
        }
    }
}
