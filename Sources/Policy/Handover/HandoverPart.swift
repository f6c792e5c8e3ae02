package import Community
package import Core
import Formats
package import Storage

/// The handover file (V17): one document from live data for the next officer.
package struct HandoverPart: CyclePart {
    let policy: Policy

    package init(policy: Policy) { self.policy = policy }

    var house: House { policy.house }
    var content: HandoverContent { policy.content.file() }

    package var kind: CyclePartKind { .handover }
    package var migrations: [Migration] { [HandoverNote.migration] }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let written = try HandoverNote.all(of: cycle.id, in: db).values.count { !$0.text.isEmpty }
        let total = content.sections.count
        let line = t("Altijd vers. Jij vulde \(written) van \(total) delen aan")
        if written >= total { return PartStatus(.done, line: line) }
        return PartStatus(written == 0 ? .open : .busy, line: line, next: t("Lees het dossier"))
    }

    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Wat jij in een overdracht schreef"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT section, text, saved_at FROM policy_handover_note WHERE person_id = \(person)
                            ORDER BY saved_at, section
                            """
                        ).map { row in ["tekst": .string(try row("text")), "op": .string(try row("saved_at"))] })
                },
                erase: { person, _, db in
                    try db.run("UPDATE policy_handover_note SET person_id = NULL WHERE person_id = \(person)")
                })
        ]
    }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        let texts = [
            "handover-state": "Bel de makelaar van Oud-Veen. Zij wacht op antwoord over de ruimte in het buurthuis.",
            "handover-dates":
                "De aanvraag van de centrale. Die komt op 30 september, en dan is iedereen met iets anders bezig.",
            "handover-agreements":
                "We beloofden de zangvereniging dat ze in de sporthal mogen oefenen. Dat staat nergens.",
            "handover-people": "De voorzitter van het buurthuis weet alles van Oud-Veen. Ga langs, bel niet.",
            "handover-lessons": "Dat je niet alles zelf hoeft te schrijven. Vraag de centrale om een eerste versie.",
        ]
        for cycle in [demo.past, demo.present] {
            let at = cycle.closedAt ?? demo.world.now - .days(40)
            for (section, text) in texts.sorted(by: { $0.key < $1.key }) {
                try db.run(
                    """
                    INSERT INTO policy_handover_note (cycle_id, section, text, version, person_id, saved_at)
                    VALUES (\(cycle.id), \(section), \(text), 1, \(demo.officer), \(at))
                    """)
            }
        }
    }
}
