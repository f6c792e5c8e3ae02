import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer saves one page of a run.
struct SaveScanSection: Sendable {
    enum Outcome: Sendable {
        case saved(path: String)
        /// Someone else saved the page in the meantime. Nothing was changed: both texts are still there.
        case overtaken
    }

    let content: ContentShelf
    let section: ScanSection
    let state: FormState
    /// How often the page had been saved when it was opened.
    let revision: Int

    func perform(by visit: Visit, house: House) async throws -> Outcome {
        try await house.database.write { db in
            let (cycle, run) = try ScanDesk.open(visit, in: db)
            let now = try db.value(
                "SELECT revision FROM policy_scan_section WHERE scan_id = \(run.id) AND section_id = \(section.id)",
                as: Int.self)
            guard now ?? 0 == revision else { return .overtaken }
            let owner = state.optional("eigenaar")
            if let owner, try !PolicyPeople.staff(of: cycle.municipality, in: db).contains(where: { $0.id == owner }) {
                throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
            }
            try writeAnswers(run, in: db)
            try writeFacts(run, in: db)
            try writeNote(run, owner: owner, now: visit.now, in: db)
            try house.record(
                Audit.Event(
                    "scan-ingevuld", "scan", run.id.text, municipality: cycle.municipality,
                    details: ["deel": .string(section.id)]), by: visit, in: db)
            let next = run.kind.sheet(content, version: run.version).section(after: section.id)
            return .saved(path: next.map { run.path(cycle, $0.id) } ?? run.path(cycle))
        }
    }

    private func writeAnswers(_ run: ScanRun, in db: any SQLConnection) throws {
        for question in section.questions {
            let choice = state.optional(ScanSectionForm.choice(question.id))
            let note = state[ScanSectionForm.note(question.id)]
            if choice == nil, note.isEmpty {
                try db.run(
                    "DELETE FROM policy_scan_answer WHERE scan_id = \(run.id) AND item_id = \(question.id)")
                continue
            }
            try db.run(
                """
                INSERT INTO policy_scan_answer (scan_id, item_id, choice, note)
                VALUES (\(run.id), \(question.id), \(choice), \(note))
                ON CONFLICT (scan_id, item_id) DO UPDATE SET choice = excluded.choice, note = excluded.note
                """)
        }
    }

    private func writeFacts(_ run: ScanRun, in db: any SQLConnection) throws {
        for fact in section.facts {
            try db.run("DELETE FROM policy_scan_fact WHERE scan_id = \(run.id) AND fact_id = \(fact.id)")
            let values = Set(state.all(ScanSectionForm.fact(fact.id)).map(\.trimmed)).subtracting([""])
            for value in values.sorted() {
                try db.run(
                    """
                    INSERT INTO policy_scan_fact (scan_id, fact_id, value) VALUES (\(run.id), \(fact.id), \(value))
                    """)
            }
        }
    }

    private func writeNote(_ run: ScanRun, owner: String?, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO policy_scan_section (scan_id, section_id, revision, action, owner_id, due, anchored_until,
                saved_at)
            VALUES (\(run.id), \(section.id), \(revision + 1), \(state["actie"]), \(owner), \(state.day("klaar-op")),
                \(state.int("verankerd")), \(now))
            ON CONFLICT (scan_id, section_id) DO UPDATE SET revision = excluded.revision, action = excluded.action,
                owner_id = excluded.owner_id, due = excluded.due,
                done_at = CASE WHEN policy_scan_section.action = excluded.action THEN policy_scan_section.done_at END,
                anchored_until = excluded.anchored_until,
                saved_at = excluded.saved_at
            """)
    }
}
