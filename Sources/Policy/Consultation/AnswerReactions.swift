import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer says what is done with one reaction, or with several that make the same point; each author is told.
struct AnswerReactions: Sendable {
    let house: House
    let visit: Visit

    struct Draft: Sendable {
        let disposition: Reaction.Disposition
        let reason: String
        let change: String?
        let place: ChangePlace?
    }

    /// - Returns: how many authors got a mail.
    func perform(_ numbers: [Int], _ draft: Draft) async throws -> (PolicyCycle, Consultation, told: Int) {
        try await house.database.write { [visit, house] db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            try it.requireOpen()
            let reactions = try Reaction.some(numbers, of: it.id, in: db)
            guard !reactions.isEmpty, reactions.count == Set(numbers).count else { throw WebError.notFound }
            guard reactions.allSatisfy(\.isChecked) else {
                throw WebError.badRequest(Text("Kijk een reactie eerst na. Daarna kun je antwoorden."))
            }
            let change = try draft.change.map { text in
                try Self.change(
                    PolicyChange(text: text, place: draft.place?.label, path: draft.place?.path), it, visit, in: db)
            }
            let mail = ConsultationMail(house: house, now: visit.now)
            var told = 0
            for reaction in reactions {
                try db.run(
                    """
                    UPDATE policy_reaction SET disposition = \(draft.disposition), reason = \(draft.reason),
                        change_id = \(change), answered_at = \(visit.now), answered_by = \(visit.actor.person)
                    WHERE id = \(reaction.id)
                    """)
                try house.record(
                    Audit.Event(
                        "reactie-beantwoord", "raadplegingsreactie", reaction.id.text, municipality: it.municipality,
                        details: ["antwoord": .string(draft.disposition.rawValue)]), by: visit, in: db)
                guard let answered = try Reaction.find(reaction.id, in: db),
                    try mail.answer(answered, it, isChanged: reaction.answer != nil, in: db)
                else { continue }
                try db.run("UPDATE policy_reaction SET told_at = \(visit.now) WHERE id = \(reaction.id)")
                told += 1
            }
            try Self.sweepChanges(it.id, in: db)
            return (cycle, it, told)
        }
    }

    /// The id of a change with these words, the same one for all reactions that led to it.
    static func change(_ change: PolicyChange, _ it: Consultation, _ visit: Visit, in db: any SQLConnection) throws
        -> String
    {
        try Self.change(change, it.id, now: visit.now, in: db)
    }

    static func change(_ change: PolicyChange, _ it: Consultation.Identity, now: Moment, in db: any SQLConnection)
        throws -> String
    {
        let known = try db.rows(
            """
            SELECT id, place, path FROM policy_consultation_change
            WHERE consultation_id = \(it) AND text = \(change.text)
            """)
        for row in known
        where try row("path", as: String?.self) == change.path && row("place", as: String?.self) == change.place {
            return try row("id")
        }
        let id = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO policy_consultation_change (id, consultation_id, text, place, path)
            VALUES (\(id), \(it), \(change.text), \(change.place), \(change.path))
            """)
        return id
    }

    /// A change to which no reaction leads any more says nothing.
    private static func sweepChanges(_ it: Consultation.Identity, in db: any SQLConnection) throws {
        try db.run(
            """
            DELETE FROM policy_consultation_change WHERE consultation_id = \(it) AND NOT EXISTS
                (SELECT 1 FROM policy_reaction r WHERE r.change_id = policy_consultation_change.id)
            """)
    }
}

/// A place in the policy that a reaction can change.
struct ChangePlace: Sendable, Hashable {
    /// As in the form: `doel-3`, `plan`.
    let key: String
    let label: String
    let path: String

    /// The goals of the round and the parts that hold text.
    static func all(of cycle: PolicyCycle, in db: any SQLConnection) throws -> [ChangePlace] {
        let parts: [CyclePartKind] = [.vision, .goals, .plan, .agreements, .money]
        let texts = Texts.dutch
        let goals = try Goal.all(of: cycle.id, in: db).map { goal in
            ChangePlace(
                key: "doel-\(goal.number)", label: texts("Doel \(goal.number): \(goal.result)"),
                path: cycle.path(.goals) + "/\(goal.number)")
        }
        return goals + parts.map { ChangePlace(key: $0.rawValue, label: texts($0.label), path: cycle.path($0)) }
    }
}

enum AnswerForm {
    static func form(_ places: [ChangePlace]) -> Form {
        Form([
            Field(
                "antwoord", Text("Wat doe je ermee?"),
                .radios(Reaction.Disposition.allCases.map { .init($0.rawValue, $0.label) })),
            Field(
                "reden", Text("Waarom?"), .area(rows: 4),
                hint: Text("De schrijver leest dit. Schrijf alsof je het aan tafel zegt."), limit: 1500),
            Field(
                "verandering", Text("Wat verandert er door deze reactie?"),
                hint: Text("Bijvoorbeeld: doel 3 geldt nu ook voor mantelzorgers."), required: false, limit: 300),
            Field(
                "plek", Text("Waar staat dat?"), .select(places.map { .init($0.key, Text("\($0.label)")) }),
                required: false),
        ])
    }

    static func check(_ state: inout FormState) {
        if state.optional("plek") != nil, state.optional("verandering") == nil {
            state.addError("verandering", Text("Schrijf ook wat er verandert, of laat de plek leeg."))
        }
    }

    static func values(_ reaction: Reaction?, places: [ChangePlace]) -> [String: String] {
        guard let answer = reaction?.answer else { return [:] }
        return [
            "antwoord": answer.disposition.rawValue, "reden": answer.reason, "verandering": answer.change?.text ?? "",
            "plek": places.first { $0.path == answer.change?.path && $0.label == answer.change?.place }?.key ?? "",
        ]
    }
}
