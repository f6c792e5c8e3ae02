import Community
import Core
import Formats
import Services
import Storage
import Web

/// A run is put down as it is, taken up again, or thrown away while it is still empty.
enum CloseScan {
    static func close(by visit: Visit, house: House) async throws -> String {
        try await house.database.write { db in
            let (cycle, run) = try ScanDesk.open(visit, in: db)
            let answered = try db.count(
                "SELECT COUNT(*) FROM policy_scan_answer WHERE scan_id = \(run.id) AND choice IS NOT NULL")
            guard answered > 0 else { throw WebError.badRequest(Text("Beantwoord eerst ten minste een vraag.")) }
            try db.run(
                """
                UPDATE policy_scan SET state = \(ScanRun.State.closed), closed_at = \(visit.now),
                    closed_by = \(visit.actor.person) WHERE id = \(run.id)
                """)
            try record("scan-klaar", run, cycle, visit, house, in: db)
            return run.path(cycle)
        }
    }

    /// - Throws: `WebError.badRequest` when another run of the scan is open: there is one at a time.
    static func reopen(by visit: Visit, house: House) async throws -> String {
        try await house.database.write { db in
            let (cycle, run) = try ScanDesk.changeable(visit, in: db)
            let others = try ScanRun.all(of: cycle.id, in: db).contains {
                $0.kind == run.kind && $0.state == .open && $0.id != run.id
            }
            if others { throw WebError.badRequest(Text("Er loopt al een nieuwe keer. Maak die eerst af.")) }
            try db.run(
                """
                UPDATE policy_scan SET state = \(ScanRun.State.open), closed_at = NULL, closed_by = NULL
                WHERE id = \(run.id)
                """)
            try record("scan-heropend", run, cycle, visit, house, in: db)
            return run.path(cycle)
        }
    }

    static func discard(by visit: Visit, house: House) async throws -> String {
        try await house.database.write { db in
            let (cycle, run) = try ScanDesk.open(visit, in: db)
            let isFilled = try db.exists("SELECT 1 FROM policy_scan_section WHERE scan_id = \(run.id) LIMIT 1")
            guard !isFilled else {
                throw WebError.badRequest(Text("Er is al iets ingevuld. Maak de scan af, dan blijft het bewaard."))
            }
            try db.run("DELETE FROM policy_scan WHERE id = \(run.id)")
            try record("scan-weggegooid", run, cycle, visit, house, in: db)
            return cycle.path(.scans)
        }
    }

    /// The owner or an officer says that an action is done, or is not after all. Also after the run was put down.
    static func mark(done: Bool, by visit: Visit, house: House) async throws -> String {
        let section = try visit.parameter("deel")
        return try await house.database.write { db in
            let (cycle, run) = try ScanDesk.readable(visit, in: db)
            guard !cycle.isClosed else {
                throw WebError.badRequest(Text("Deze ronde is gesloten. Je kunt hem lezen, maar niet meer veranderen."))
            }
            let note = try db.first(
                """
                SELECT owner_id FROM policy_scan_section
                WHERE scan_id = \(run.id) AND section_id = \(section) AND action <> ''
                """)
            guard let note else { throw WebError.notFound }
            let isOwner = try note("owner_id", as: String?.self) == visit.actor.person
            guard visit.mayChange(cycle) || isOwner else { throw WebError.forbidden }
            let at: Moment? = done ? visit.now : nil
            try db.run(
                """
                UPDATE policy_scan_section SET done_at = \(at)
                WHERE scan_id = \(run.id) AND section_id = \(section)
                """)
            try house.record(
                Audit.Event(
                    done ? "scan-actie-klaar" : "scan-actie-toch-niet", "scan", run.id.text,
                    municipality: cycle.municipality, details: ["deel": .string(section)]), by: visit, in: db)
            return run.path(cycle)
        }
    }

    private static func record(
        _ action: String, _ run: ScanRun, _ cycle: PolicyCycle, _ visit: Visit, _ house: House,
        in db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(action, "scan", run.id.text, municipality: cycle.municipality), by: visit, in: db)
    }
}
