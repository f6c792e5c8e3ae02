import Community
package import Core
package import Storage
import Web

/// Something in a round that is late, and who must act: what a reader of its home page wants to know.
package struct WaitingFor: Sendable {
    /// A person or an organisation; `nil` when nobody took it on.
    package let who: String?
    package let what: String
    /// The last day on which it would have been in time.
    package let due: Day
    package let path: String
    /// The person it waits for, when it is one.
    package let person: String?

    package init(who: String?, what: String, due: Day, path: String, person: String? = nil) {
        self.who = who
        self.what = what
        self.due = due
        self.path = path
        self.person = person
    }
}

/// Who must act, for everyone who reads the round. Its readers see the owners of tasks and the parties of agreements on
/// the pages of those as well, so nobody is named here who is not named there.
struct WaitingList: Sendable {
    let items: [WaitingFor]
    /// What fits on a home page.
    private static let shown = 8

    /// - Parameter own: who reads: what waits for them stands on their own list already.
    static func load(
        _ cycle: PolicyCycle, parts: [any CyclePart], own: String?, t: Texts, today: Day, in db: any SQLConnection
    ) throws -> WaitingList {
        if cycle.isClosed { return WaitingList(items: []) }
        let all = try parts.flatMap { try $0.waiting(in: cycle, t: t, today: today, db: db) }
        return WaitingList(items: all.filter { $0.person == nil || $0.person != own }.sorted { $0.due < $1.due })
    }

    func markup(_ t: Texts) -> HTML {
        if items.isEmpty { return .empty }
        let rest = items.count - Self.shown
        let more: HTML =
            rest > 0
            ? "<p class=\"small soft\">\(t.plural(rest, "En nog 1 ding.", "En nog \(rest) dingen."))</p>" : .empty
        return """
            <section class="stack"><h2>\(t("Op wie het wacht"))</h2><ul class="tasks card">\(items.prefix(Self.shown), { item in
                "<li><span class=\"dot dot-vertalen\" aria-hidden=\"true\"></span><div><strong>\(item.who ?? t("nog niemand"))</strong><p class=\"small\"><a href=\"\(item.path)\">\(item.what)</a> <span class=\"soft\">\(t("sinds \(t.date(item.due))"))</span></p></div></li>"
            })</ul>\(more)</section>
            """
    }
}

extension AgreementPart {
    /// The organisations whose report is late.
    package func waiting(in cycle: PolicyCycle, t: Texts, today: Day, db: any SQLConnection) throws -> [WaitingFor] {
        try AgreementView.load(Agreement.all(of: cycle.id, in: db), in: db).compactMap { view in
            guard let day = view.openDay(today: today), day < today else { return nil }
            let names = view.parties.filter { $0.organisation != nil }.map(\.name)
            return WaitingFor(
                who: names.isEmpty ? t("de gemeente") : names.joined(separator: ", "),
                what: t("Verslag van “\(view.it.title)”"), due: day, path: view.it.path)
        }
    }
}

extension PlanPart {
    /// The owners of tasks that should have been done.
    package func waiting(in cycle: PolicyCycle, t: Texts, today: Day, db: any SQLConnection) throws -> [WaitingFor] {
        try db.rows(
            """
            SELECT k.title, k.step_id, k.due_day, k.owner_id, p.name FROM policy_task k
            LEFT JOIN person p ON p.id = k.owner_id
            WHERE k.cycle_id = \(cycle.id) AND k.done_at IS NULL AND k.due_day < \(today) ORDER BY k.due_day, k.id LIMIT 50
            """
        ).map { row in
            let step: String = try row("step_id")
            let path = steps.steps.first { $0.id == step }.map { PlanPath(cycle).step($0.number) }
            return WaitingFor(
                who: try row("name"), what: try row("title"), due: try row("due_day"), path: path ?? cycle.path(.plan),
                person: try row("owner_id"))
        }
    }
}

extension GoalsPart {
    /// The owners of goals that should have been looked back on.
    package func waiting(in cycle: PolicyCycle, t: Texts, today: Day, db: any SQLConnection) throws -> [WaitingFor] {
        try Goal.all(of: cycle.id, in: db).compactMap { goal in
            guard let day = goal.reviewDay, day < today else { return nil }
            return WaitingFor(
                who: goal.ownerName, what: t("Kijk terug: \(goal.result)"), due: day, path: goal.path,
                person: goal.owner?.text)
        }
    }
}

extension ScansPart {
    /// Who would have carried out an action of a scan by now.
    package func waiting(in cycle: PolicyCycle, t: Texts, today: Day, db: any SQLConnection) throws -> [WaitingFor] {
        try db.rows(
            """
            SELECT c.action, c.due, c.owner_id, p.name, s.number FROM policy_scan s
            JOIN policy_scan_section c ON c.scan_id = s.id LEFT JOIN person p ON p.id = c.owner_id
            WHERE s.cycle_id = \(cycle.id) AND c.done_at IS NULL AND c.action <> '' AND c.due < \(today)
            ORDER BY c.due, c.section_id LIMIT 50
            """
        ).map { row in
            WaitingFor(
                who: try row("name"), what: try row("action"), due: try row("due"),
                path: "\(cycle.path(.scans))/\(try row("number", as: Int.self))#acties", person: try row("owner_id"))
        }
    }
}
