import Community
import Core
import Services
import Storage
import Web

/// An officer begins a run, or mends its day and who took part.
enum StartScan {
    static let form = Form([
        Field("dag", Text("Op welke dag vul je hem in?"), .date, autocomplete: "off"),
        Field(
            "deelnemers", Text("Wie doen mee?"), .area(rows: 2),
            hint: Text("Noem rollen, geen namen. Bijvoorbeeld: beleid vrijwilligers, sport, wijkteam."), limit: 300),
    ])

    /// - Returns: the run that now is open.
    static func perform(_ kind: ScanKind, _ state: FormState, content: ContentShelf, by visit: Visit, house: House)
        async throws -> (PolicyCycle, ScanRun)
    {
        guard let day = state.day("dag") else { throw WebError.notFound }
        let version = kind.sheet(content).version
        return try await house.database.write { db in
            try db.holdAlone("policy_scan")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            // Two runs of one scan at once would be two half ones.
            if let open = try ScanRun.all(of: cycle.id, in: db).first(where: { $0.kind == kind && $0.state == .open }) {
                return (cycle, open)
            }
            let number = try db.count(
                "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_scan WHERE cycle_id = \(cycle.id)")
            let id = ScanRun.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_scan (id, cycle_id, number, kind, content_version, day, participants, state,
                    started_by, created_at)
                VALUES (\(id), \(cycle.id), \(number), \(kind), \(version), \(day), \(state["deelnemers"]),
                    \(ScanRun.State.open), \(visit.actor.person), \(visit.now))
                """)
            try house.record(
                Audit.Event("scan-begonnen", "scan", id.text, municipality: cycle.municipality), by: visit, in: db)
            guard let run = try ScanRun.find(cycle.id, number: number, in: db) else { throw WebError.notFound }
            return (cycle, run)
        }
    }

    static func change(_ state: FormState, by visit: Visit, house: House) async throws -> String {
        guard let day = state.day("dag") else { throw WebError.notFound }
        return try await house.database.write { db in
            let (cycle, run) = try ScanDesk.open(visit, in: db)
            try db.run(
                """
                UPDATE policy_scan SET day = \(day), participants = \(state["deelnemers"]) WHERE id = \(run.id)
                """)
            try house.record(
                Audit.Event("scan-gewijzigd", "scan", run.id.text, municipality: cycle.municipality), by: visit, in: db)
            return run.path(cycle)
        }
    }
}

/// The run in the path.
enum ScanDesk {
    /// For whoever may read the round.
    static func readable(_ visit: Visit, in db: any SQLConnection) throws -> (PolicyCycle, ScanRun) {
        try found(PolicyCycle.readable(visit, in: db), visit, in: db)
    }

    /// For an officer of a round that is not closed.
    static func changeable(_ visit: Visit, in db: any SQLConnection) throws -> (PolicyCycle, ScanRun) {
        try found(PolicyCycle.changeable(visit, in: db), visit, in: db)
    }

    /// For an officer who is going to fill in.
    static func open(_ visit: Visit, in db: any SQLConnection) throws -> (PolicyCycle, ScanRun) {
        let (cycle, run) = try changeable(visit, in: db)
        guard run.state == .open else {
            throw WebError.badRequest(Text("Deze scan is klaar. Heropen hem als er iets niet klopt."))
        }
        return (cycle, run)
    }

    private static func found(_ cycle: PolicyCycle, _ visit: Visit, in db: any SQLConnection) throws
        -> (PolicyCycle, ScanRun)
    {
        guard let run = try ScanRun.find(cycle.id, number: visit.number("scan"), in: db) else {
            throw WebError.notFound
        }
        return (cycle, run)
    }
}
