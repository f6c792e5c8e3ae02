import Community
import Core
import Storage

extension Brokerage {
    /// For who gives out the roles: a municipality in which nobody runs the volunteer centre, with what waits there and is
    /// on nobody's list.
    func vacantCentreTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        let codes = actor.municipalities(with: [.administrator])
        if codes.isEmpty { return [] }
        let vacant = try await house.database.read { db in
            try db.rows(
                """
                SELECT m.code, m.name FROM municipality m WHERE m.code IN (\(list: codes)) AND m.centre_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM municipal_role r WHERE r.municipality_code = m.code
                    AND r.role IN (\(list: MunicipalRole.centre.sorted { $0.rawValue < $1.rawValue })))
                ORDER BY m.sort_key, m.code
                """
            ).map { (code: try $0("code", as: String.self), name: try $0("name", as: String.self)) }
        }
        var items: [TaskItem] = []
        for town in vacant {
            // What somebody would find there who came to work today.
            var stand = Actor(person: actor.person, name: actor.name, email: nil)
            stand.municipal = [town.code: [.centreManager]]
            let waiting = try await tasks(for: stand, t: t, now: now).filter { $0.path.hasPrefix("/centrale") }
            let titles = waiting.prefix(3).map(\.title).joined(separator: "; ")
            items.append(
                TaskItem(
                    function: .verbinden, title: t("Niemand doet de centrale van \(town.name)"),
                    detail: waiting.isEmpty
                        ? t("Geef iemand de rol makelaar of manager.")
                        : t("Geef iemand de rol makelaar of manager. Dit wacht daar: \(titles)."),
                    action: t("Naar de rollen"), path: "/beheer/gebruikers", isUrgent: !waiting.isEmpty,
                    since: waiting.compactMap(\.since).min()))
        }
        return items
    }
}
