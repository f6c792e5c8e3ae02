import Community
import Core
import Services
import Storage
import Web

/// What was said at the three questions for the talk. Two people may write at once: whoever saves second sees what the
/// first wrote and loses nothing of their own.
struct TypeTestNote: Sendable {
    let question: String
    let text: String
    let version: Int

    static func all(of session: TypeTestSession.Identity, in db: any SQLConnection) throws -> [String: TypeTestNote] {
        let notes = try db.rows("SELECT * FROM policy_type_note WHERE session_id = \(session)").map { row in
            try TypeTestNote(question: row("question"), text: row("text"), version: row("version"))
        }
        return Dictionary(notes.map { ($0.question, $0) }) { first, _ in first }
    }
}

struct SaveTypeTestNotes: Sendable {
    let house: House

    /// What someone typed at a question, and the version they saw when they began.
    struct Draft: Sendable {
        let question: String
        let text: String
        let seen: Int
    }

    /// - Returns: the notes that another saved in the meantime; when there are any, nothing was saved.
    func perform(_ drafts: [Draft], by visit: Visit) async throws -> [TypeTestNote] {
        try await house.database.write { [house] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let session = try TypeTestSession.inPath(visit, of: cycle, in: db)
            guard session.state == .shown else { throw WebError.notFound }
            let stored = try TypeTestNote.all(of: session.id, in: db)
            let changed = drafts.filter { $0.text != stored[$0.question]?.text ?? "" }
            let conflicts = changed.compactMap { draft in
                stored[draft.question].flatMap { $0.version == draft.seen ? nil : $0 }
            }
            guard conflicts.isEmpty else { return conflicts }
            for draft in changed {
                try db.run(
                    """
                    INSERT INTO policy_type_note (session_id, question, text, version, person_id, saved_at)
                    VALUES (\(session.id), \(draft.question), \(draft.text), \(draft.seen + 1), \(visit.actor.person),
                        \(visit.now))
                    ON CONFLICT (session_id, question) DO UPDATE SET text = excluded.text, version = excluded.version,
                        person_id = excluded.person_id, saved_at = excluded.saved_at
                    """)
            }
            try house.record(
                Audit.Event("typetest-gesprek", "typetest", session.id.text, municipality: cycle.municipality),
                by: visit, in: db)
            return []
        }
    }
}
