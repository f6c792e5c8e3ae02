import Community
import Core
import Services
import Storage
import Web

/// A session opens, closes, and shows its result. Closing and showing are two steps: a late comer can still be let in
/// after closing, but never after anybody has seen something of the group.
struct RunTypeTest: Sendable {
    let house: House

    enum Step: Sendable {
        case open, close, reopen, show

        var from: TypeTestSession.State {
            switch self {
            case .open: .preparing
            case .close: .open
            case .reopen, .show: .closed
            }
        }

        var action: String {
            switch self {
            case .open: "typetest-geopend"
            case .close: "typetest-gesloten"
            case .reopen: "typetest-heropend"
            case .show: "typetest-getoond"
            }
        }

        var refusal: Text {
            switch self {
            case .open: Text("Deze test is al open of gesloten.")
            case .close: Text("Deze test is niet open.")
            case .reopen: Text("Heropenen kan alleen zolang niemand een uitslag heeft gezien.")
            case .show: Text("Sluit de test eerst. Dan kun je de uitslag tonen.")
            }
        }
    }

    func perform(_ step: Step, by visit: Visit) async throws -> (PolicyCycle, TypeTestSession) {
        try await house.database.write { [house] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let session = try TypeTestSession.inPath(visit, of: cycle, in: db)
            guard session.state == step.from else { throw WebError.badRequest(step.refusal) }
            let changed = try Self.apply(step, session, visit.now, in: db)
            guard changed == 1 else { throw WebError.badRequest(step.refusal) }
            try house.record(
                Audit.Event(step.action, "typetest", session.id.text, municipality: cycle.municipality), by: visit,
                in: db)
            return (cycle, session)
        }
    }

    /// The round closes: who was still filling in is too late, and nobody comes in with a code.
    func closeAll(of cycle: PolicyCycle, by visit: Visit, in db: any SQLConnection) throws {
        for session in try TypeTestSession.all(of: cycle.id, in: db) where session.state == .open {
            guard try Self.apply(.close, session, visit.now, in: db) == 1 else { continue }
            try house.record(
                Audit.Event(Step.close.action, "typetest", session.id.text, municipality: cycle.municipality),
                by: visit, in: db)
        }
        try db.run("UPDATE policy_type_session SET code = NULL WHERE cycle_id = \(cycle.id)")
    }

    private static func apply(_ step: Step, _ session: TypeTestSession, _ now: Moment, in db: any SQLConnection) throws
        -> Int
    {
        typealias State = TypeTestSession.State
        switch step {
        case .open:
            let code = session.way == .open ? try freeCode(in: db) : nil
            return try db.run(
                """
                UPDATE policy_type_session SET state = \(State.open), code = \(code)
                WHERE id = \(session.id) AND state = \(State.preparing)
                """)
        case .close:
            return try db.run(
                """
                UPDATE policy_type_session SET state = \(State.closed), closed_at = \(now)
                WHERE id = \(session.id) AND state = \(State.open)
                """)
        case .reopen:
            return try db.run(
                """
                UPDATE policy_type_session SET state = \(State.open), closed_at = NULL
                WHERE id = \(session.id) AND state = \(State.closed)
                """)
        case .show:
            if try session.sent(in: db) == 0 {
                throw WebError.badRequest(
                    Text("Er is nog niets ingestuurd. Open de test weer en laat mensen meedoen."))
            }
            // What was not sent in does not count and will not: nobody needs it any more.
            try db.run("DELETE FROM policy_type_participant WHERE session_id = \(session.id) AND sent = \(false)")
            return try db.run(
                """
                UPDATE policy_type_session SET state = \(State.shown), shown_at = \(now), code = NULL
                WHERE id = \(session.id) AND state = \(State.closed)
                """)
        }
    }

    private static func freeCode(in db: any SQLConnection) throws -> String {
        for _ in 0..<20 {
            let code = TypeTestCode.make()
            if try TypeTestSession.find(code: code, in: db) == nil { return code }
        }
        throw WebError.unavailable(retryAfter: 5)
    }
}
