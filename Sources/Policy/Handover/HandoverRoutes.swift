import Community
import Core
import Formats
import Services
import Storage
package import Web

extension HandoverPart {
    package func routes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/overdracht", access: .policyReaders) { visit in
            let (cycle, document, notes) = try await load(visit)
            return HandoverPages(visit: visit, cycle: cycle, content: content).show(document, notes: notes)
        }
        routes.get("/beleid/{ronde}/overdracht/document.md", access: .policyReaders) { visit in
            let (cycle, document, _) = try await load(visit)
            return .download(
                Array(document.markdown(visit.t).utf8), name: "overdracht-ronde-\(cycle.number).md",
                type: "text/markdown; charset=utf-8")
        }
        for format in Pandoc.Format.allCases {
            routes.get("/beleid/{ronde}/overdracht/document.\(format.rawValue)", access: .policyReaders) {
                [house] visit in
                let (cycle, document, _) = try await load(visit)
                return try await document.download(
                    format, name: "overdracht-ronde-\(cycle.number)", back: cycle.path(.handover), visit: visit,
                    house: house)
            }
        }
        routes.get("/beleid/{ronde}/overdracht/deel/{deel}", access: .policyOfficer) { visit in
            let (cycle, section, number, note) = try await loadSection(visit)
            let state = HandoverPages.form(section, visit.t).filled([
                "tekst": note?.text ?? "", "versie": String(note?.version ?? 0),
            ])
            return HandoverPages(visit: visit, cycle: cycle, content: content).form(section, number: number, state)
        }
        routes.post("/beleid/{ronde}/overdracht/deel/{deel}", access: .policyOfficer) { visit in
            let (cycle, section, number, _) = try await loadSection(visit)
            var state = HandoverPages.form(section, visit.t).read(visit.form)
            state.values["versie"] = visit.form.all("versie")
            if state.isValid {
                guard let other = try await save(state, section, visit) else {
                    return .redirect(to: cycle.path(.handover), notice: visit.t("Opgeslagen."))
                }
                state.addError(
                    "tekst",
                    Text("Intussen schreef iemand anders: “\(other.text)”. Maak er een tekst van en bewaar nog eens."))
                state.values["versie"] = [String(other.version)]
            }
            return HandoverPages(visit: visit, cycle: cycle, content: content).form(
                section, number: number, state, status: 400)
        }
    }

    /// - Returns: what somebody else saved in the meantime; then nothing is written.
    private func save(_ state: FormState, _ section: HandoverContent.Section, _ visit: Visit) async throws
        -> HandoverNote?
    {
        let version = state.int("versie") ?? 0
        let text = state["tekst"]
        return try await house.database.write { [house] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let old = try HandoverNote.all(of: cycle.id, in: db)[section.id]
            if let old, old.version != version { return old }
            try db.run(
                """
                INSERT INTO policy_handover_note (cycle_id, section, text, version, person_id, saved_at)
                VALUES (\(cycle.id), \(section.id), \(text), 1, \(visit.actor.person), \(visit.now))
                ON CONFLICT (cycle_id, section) DO UPDATE SET text = excluded.text,
                    version = policy_handover_note.version + 1, person_id = excluded.person_id,
                    saved_at = excluded.saved_at
                """)
            try house.record(
                Audit.Event(
                    "overdracht-aangevuld", "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["deel": .string(section.id)]), by: visit, in: db)
            return nil
        }
    }

    private func loadSection(_ visit: Visit) async throws -> (
        PolicyCycle, HandoverContent.Section, Int, HandoverNote?
    ) {
        let number = try visit.number("deel")
        let sections = content.sections
        guard sections.indices.contains(number - 1) else { throw WebError.notFound }
        let section = sections[number - 1]
        return try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            return (cycle, section, number, try HandoverNote.all(of: cycle.id, in: db)[section.id])
        }
    }

    private func load(_ visit: Visit) async throws -> (PolicyCycle, ReportDocument, [String: HandoverNote]) {
        try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            return (
                cycle, try document(of: cycle, for: visit.actor, t: visit.t, now: visit.now, in: db),
                try HandoverNote.all(of: cycle.id, in: db)
            )
        }
    }
}
