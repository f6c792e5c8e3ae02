import Community
import Core
import Services
import Storage
import Web

/// The type test: fourteen statements that start a talk about the course (V1).
struct TypeTestPart: CyclePart {
    let house: House
    let content: ContentShelf

    var kind: CyclePartKind { .typeTest }
    var migrations: [Migration] { [TypeTestSession.migration] }

    func routes(_ routes: Routes) {
        officerRoutes(routes)
        runRoutes(routes)
        resultRoutes(routes)
        doorRoutes(routes)
        takeRoutes(routes)
    }

    func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let sessions = try TypeTestSession.all(of: cycle.id, in: db)
        guard let newest = sessions.first else { return PartStatus(.open, next: t("Maak een typetest")) }
        let path = newest.path(in: cycle)
        if let shown = sessions.first(where: { $0.state == .shown }) {
            let line = try Self.line(shown, t, in: db)
            return newest.state == .shown
                ? PartStatus(.done, line: line)
                : PartStatus(.done, line: line, next: t("Er loopt nog een test"), path: path)
        }
        switch newest.state {
        case .preparing: return PartStatus(.busy, line: t("De test staat klaar."), next: t("Open de test"), path: path)
        case .open:
            let sent = try newest.sent(in: db)
            let isWaiting =
                try newest.way == .personal
                && !db.exists("SELECT 1 FROM policy_type_invitation WHERE session_id = \(newest.id) LIMIT 1")
            return PartStatus(
                .busy, line: t("Open. \(sent) ingestuurd."),
                next: isWaiting ? t("Nodig mensen uit") : t("Sluit de test"), path: path)
        case .closed, .shown:
            return PartStatus(
                .busy, line: try Self.line(newest, t, in: db), next: t("Toon de uitslag"), path: path)
        }
    }

    /// `14 deelnemers, gesloten op 3 maart 2026`.
    static func line(_ session: TypeTestSession, _ t: Texts, in db: any SQLConnection) throws -> String {
        let sent = try session.sent(in: db)
        let people = t.plural(sent, "1 deelnemer", "\(sent) deelnemers")
        return session.closedAt.map { t("\(people), gesloten op \(t.date($0.day))") } ?? people
    }

    func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        return try TypeTestSession.all(of: cycle.id, in: db).compactMap { session in
            let path = session.path(in: cycle)
            switch session.state {
            case .closed:
                return TaskItem(
                    function: .vertalen, title: t("Toon de uitslag van “\(session.title)”"),
                    detail: try Self.line(session, t, in: db), action: t("Toon de uitslag"), path: path,
                    since: session.closedAt)
            case .open where now - session.createdAt > .days(14):
                let sent = try session.sent(in: db)
                return TaskItem(
                    function: .vertalen, title: t("Sluit de typetest “\(session.title)”"),
                    detail: t("Al twee weken open. \(sent) ingestuurd."), action: t("Bekijk"), path: path,
                    since: session.createdAt)
            default: return nil
            }
        }
    }
}
