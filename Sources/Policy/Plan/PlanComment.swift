import Community
import Core
import Formats
import Services
import Storage
import Web

/// What a reader says about a paragraph of the plan.
struct PlanComment: Sendable {
    let id: String
    let element: String
    /// The paragraph as it stood; empty for a remark about the whole.
    let paragraph: String
    let text: String
    let author: String?
    let createdAt: Moment
    let answer: String?
    let resolvedAt: Moment?

    var isOpen: Bool { resolvedAt == nil }

    init(row: Row) throws {
        id = try row("id")
        element = try row("element_id")
        paragraph = try row("paragraph")
        text = try row("text")
        author = try row("name")
        createdAt = try row("created_at")
        answer = try row("answer")
        resolvedAt = try row("resolved_at")
    }

    /// So many remarks one element holds at most: more cannot be read by anyone.
    static let most = 200

    static func all(of element: String, _ cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [PlanComment]
    {
        try db.rows(
            """
            SELECT c.*, p.name FROM policy_comment c LEFT JOIN person p ON p.id = c.person_id
            WHERE c.cycle_id = \(cycle) AND c.element_id = \(element) ORDER BY c.created_at, c.id LIMIT \(most)
            """
        ).map(PlanComment.init(row:))
    }

    /// How many are open, by element.
    static func open(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [String: Int] {
        try Dictionary(
            db.rows(
                """
                SELECT element_id, COUNT(*) AS n FROM policy_comment
                WHERE cycle_id = \(cycle) AND resolved_at IS NULL GROUP BY element_id
                """
            ).map { (try $0("element_id", as: String.self), try $0("n", as: Int.self)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The form for a text with these paragraphs; the number stands for the paragraph.
    static func form(paragraphs: [String], t: Texts) -> Form {
        let choices = paragraphs.enumerated().map { index, paragraph in
            Field.Choice(String(index + 1), Text("Alinea \(index + 1): \(excerpt(paragraph))"))
        }
        return Form([
            Field(
                "alinea", Text("Waar gaat het over?"), .select([.init("", Text("De hele tekst"))] + choices),
                required: false),
            Field("opmerking", Text("Je opmerking"), .area(rows: 3), limit: 2000),
        ])
    }

    static func excerpt(_ paragraph: String) -> String {
        let line = paragraph.replacing("\n", with: " ")
        return line.count > 60 ? line.prefix(57).trimmed + "…" : line
    }
}

/// A reader remarks; an officer answers and closes.
enum ChangeComment {
    static func add(
        _ element: ElementsContent.Element, paragraph: String, text: String, by visit: Visit, house: House
    ) async throws {
        try await house.database.write { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            guard !cycle.isClosed else { throw WebError.badRequest(Text("Deze ronde is gesloten.")) }
            let count = try db.count(
                "SELECT COUNT(*) FROM policy_comment WHERE cycle_id = \(cycle.id) AND element_id = \(element.id)")
            guard count < PlanComment.most else {
                throw WebError.badRequest(
                    Text("Hier staan al heel veel opmerkingen. Bel of mail de beleidsmedewerker."))
            }
            try db.run(
                """
                INSERT INTO policy_comment (id, cycle_id, element_id, paragraph, text, person_id, created_at)
                VALUES (\(UUIDv7.make(at: visit.now)), \(cycle.id), \(element.id), \(paragraph), \(text),
                    \(visit.actor.person), \(visit.now))
                """)
            try SaveElement.record("plan-opmerking", element, cycle, visit, house, db)
        }
    }

    /// - Parameter answer: what was done with it; `nil` opens it again.
    static func resolve(_ id: String, answer: String?, by visit: Visit, house: House) async throws -> String {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard
                let element = try db.value(
                    "SELECT element_id FROM policy_comment WHERE id = \(id) AND cycle_id = \(cycle.id)", as: String.self
                )
            else { throw WebError.notFound }
            try db.run(
                """
                UPDATE policy_comment SET answer = \(answer), resolved_by = \(answer == nil ? nil : visit.actor.person),
                    resolved_at = \(answer == nil ? nil : visit.now) WHERE id = \(id)
                """)
            try house.record(
                Audit.Event(
                    answer == nil ? "plan-opmerking-open" : "plan-opmerking-klaar", "ronde", cycle.id.text,
                    municipality: cycle.municipality, details: ["opmerking": .string(id)]), by: visit, in: db)
            return element
        }
    }
}
