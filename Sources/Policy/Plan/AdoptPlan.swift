import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer records that the council adopted the plan: the document is frozen as it stands.
enum AdoptPlan {
    static func form(today: Day) -> Form {
        Form([
            Field("dag", Text("Op welke dag besloot de raad?"), .date) { value in
                Day(iso: value).map { $0 > today } ?? false ? Text("Deze dag is nog niet geweest.") : nil
            },
            Field(
                "besluit", Text("Nummer van het besluit"), hint: Text("Zoals: 2026-114"), limit: 60, autocomplete: "off"
            ),
            Field(
                "opmerkingen", Text("Wat besloot de raad erbij?"), .area(rows: 4),
                hint: Text("Bijvoorbeeld een motie of een wijziging. Je kunt dit leeg laten."), required: false,
                limit: 2000),
        ])
    }

    /// - Returns: the number of the adoption in its round.
    static func perform(_ state: FormState, part: PlanPart, by visit: Visit, house: House) async throws -> Int {
        guard let day = state.day("dag") else { throw WebError.notFound }
        return try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let number = try freeze(
                cycle, day: day, decision: state["besluit"], remarks: state["opmerkingen"], part: part,
                person: visit.actor.person, cause: visit.cause, now: visit.now, in: db)
            try db.run(
                """
                UPDATE policy_cycle SET phase = \(PolicyCycle.Phase.running)
                WHERE id = \(cycle.id) AND phase = \(PolicyCycle.Phase.preparing)
                """)
            try db.run("UPDATE policy_cycle SET step = 7 WHERE id = \(cycle.id) AND step < 7")
            return number
        }
    }

    /// Keeps the document, the own words and the decision in one record, and its fingerprint beside it and in the log.
    ///
    /// - Returns: the number of the adoption in its round.
    static func freeze(
        _ cycle: PolicyCycle, day: Day, decision: String, remarks: String, part: PlanPart, person: String?,
        cause: Audit.Cause, now: Moment, in db: any SQLConnection
    ) throws -> Int {
        part.policy.countAnew()
        let decided = Decided(day: day, decision: decision, remarks: remarks)
        let (number, record) = try record(cycle, decided, part: part, now: now, in: db)
        try keep(record, number, decided, of: cycle, person: person, cause: cause, now: now, in: db)
        return number
    }

    /// What the council decided.
    struct Decided: Sendable {
        let day: Day
        let decision: String
        let remarks: String
    }

    /// The record of an adoption, and its number, from what is there at this moment.
    static func record(
        _ cycle: PolicyCycle, _ decided: Decided, part: PlanPart, now: Moment, in db: any SQLConnection
    ) throws -> (number: Int, text: String) {
        // The language of the municipality's decisions, whatever the officer reads in.
        let t = part.house.t(.dutch)
        let document = try part.document(
            of: cycle, state: .adopted(decided.day, decision: decided.decision), t: t, now: now, in: db)
        let number = try db.count(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_adoption WHERE cycle_id = \(cycle.id)")
        let texts = try PlanElement.all(of: cycle.id, in: db)
        let record = FrozenDocument.record(
            document,
            facts: [
                ("gemeente", .string(cycle.municipality)), ("nummer", .int(number)),
                ("dag", .string(decided.day.iso)), ("besluit", .string(decided.decision)),
                ("opmerkingen", .string(decided.remarks)),
                ("onderdelen", .array(part.elements.elements.map { own($0, texts[$0.id]) })),
            ], t: t)
        return (number, record)
    }

    static func keep(
        _ record: String, _ number: Int, _ decided: Decided, of cycle: PolicyCycle, person: String?,
        cause: Audit.Cause, now: Moment, in db: any SQLConnection
    ) throws {
        let id = UUIDv7.make(at: now)
        let digest = FrozenDocument.digest(record)
        try db.run(
            """
            INSERT INTO policy_adoption (id, cycle_id, number, adopted_on, decision, remarks, record, sha256, person_id,
                recorded_at)
            VALUES (\(id), \(cycle.id), \(number), \(decided.day), \(decided.decision), \(decided.remarks), \(record),
                \(digest), \(person), \(now))
            """)
        try Audit.record(
            Audit.Event(
                Adoption.action, "plan", id, municipality: cycle.municipality,
                details: ["ronde": .string(cycle.id.text), "sha256": .string(digest)]), by: cause, now: now, in: db)
    }

    private static func own(_ content: ElementsContent.Element, _ element: PlanElement?) -> JSONValue {
        [
            "id": .string(content.id), "tekst": .string(element?.text ?? ""),
            "overgeslagen": JSONValue(element?.skipReason),
        ]
    }
}
