import Community
import Core
import Formats
import Storage

/// What a person did in a scan. The answers are those of a group and stay; the link to the person goes.
enum ScanData {
    static func personal(_ content: ContentShelf) -> PersonalData {
        PersonalData(
            name: Text("Scans en acties"),
            export: { person, db in
                let actions = try db.rows(
                    """
                    SELECT action, due, done_at FROM policy_scan_section WHERE owner_id = \(person)
                    ORDER BY saved_at, scan_id, section_id
                    """
                ).map { row -> JSONValue in
                    [
                        "actie": .string(try row("action")), "klaar op": JSONValue(try row("due", as: String?.self)),
                        "gedaan": JSONValue(try row("done_at", as: String?.self)),
                    ]
                }
                let runs = try db.rows(
                    """
                    SELECT kind, day FROM policy_scan WHERE started_by = \(person) OR closed_by = \(person)
                    ORDER BY created_at, id
                    """
                ).map { row -> JSONValue in
                    let kind: ScanKind = try row("kind")
                    return ["scan": .string(kind.sheet(content).title.nl), "dag": .string(try row("day"))]
                }
                return ["acties": .array(actions), "scans": .array(runs)]
            },
            erase: { person, _, db in
                try db.run("UPDATE policy_scan_section SET owner_id = NULL WHERE owner_id = \(person)")
                try db.run("UPDATE policy_scan SET started_by = NULL WHERE started_by = \(person)")
                try db.run("UPDATE policy_scan SET closed_by = NULL WHERE closed_by = \(person)")
            })
    }
}
