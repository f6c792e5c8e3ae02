import Community
import Core
import Formats
package import Storage
import Web

extension AgreementPart {
    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        for (index, item) in (DemoContent.file("afspraken").array ?? []).enumerated() {
            try DemoAgreement(item: item, demo: demo, number: index + 1).write(in: db)
        }
    }
}

/// One agreement of the demo with its parties and what they told.
private struct DemoAgreement {
    let item: JSONValue
    let demo: PolicyDemo
    let number: Int

    private var isPast: Bool { item.text("cycle") == "past" }
    private var cycle: PolicyCycle { isPast ? demo.past : demo.present }
    private var rhythm: ReportRhythm { ReportRhythm(rawValue: item.text("rhythm")) ?? .year }

    /// `[1, "03-01"]` is the first of March in the second year of the round.
    private func day(_ key: String) -> Day {
        let parts = item[key]
        return Day(iso: "\(cycle.firstYear + (parts?[0]?.int ?? 0))-\(parts?[1]?.string ?? "01-01")") ?? cycle.firstDay
    }

    func write(in db: any SQLConnection) throws {
        let first = day("from")
        let last = day("to")
        // Those of the first day were settled before the council decided.
        let agreed = DutchTime.moment(first - 45, minute: 600)
        let id = Agreement.Identity(at: agreed)
        let goal = try item["goal"]?.int.flatMap { try Goal.find(number: $0, of: cycle.id, in: db) }
        let ended = isPast ? min(DutchTime.moment(last, minute: 960), cycle.closedAt ?? demo.world.now) : nil
        try db.run(
            """
            INSERT INTO policy_agreement (id, number, cycle_id, municipality_code, kind, title, activity, goal_id,
                indicator, first_day, last_day, rhythm, budget_line, budget_cents, is_public, state, agreed_at,
                ended_at, end_reason, person_id, created_at)
            VALUES (\(id), \(number), \(cycle.id), \(cycle.municipality), \(item.text("kind")), \(item.text("title")),
                \(item.text("activity")), \(goal?.id), \(item["indicator"]?.string), \(first), \(last), \(rhythm),
                \(item["line"]?.string), \(item["euro"]?.int.map { $0 * 100 }), \(item.flag("public")),
                \(isPast ? Agreement.State.ended : .agreed), \(agreed), \(ended), \(item["end"]?.string),
                \(demo.officer), \(agreed - .days(30)))
            """)
        for (position, party) in item.list("parties").enumerated() {
            try WriteAgreement.add(
                (party[0]?.string ?? "", party[1]?.string ?? ""), to: id, position: position,
                municipality: cycle.municipality, now: agreed, in: db)
        }
        try tell(id, first, last, in: db)
    }

    /// The last words are of the latest day there was, so that the demo is right on any day it opens.
    private func tell(_ id: Agreement.Identity, _ first: Day, _ last: Day, in db: any SQLConnection) throws {
        let today = demo.world.today
        var due = rhythm.dueDays(from: first, to: last).filter { $0 < today - 10 }
        if item.flag("late"), !due.isEmpty { due.removeLast() }
        let organisation = try AgreementParty.all(of: [id], in: db)[id]?.first?.organisation
        for (day, report) in zip(due.reversed(), item.list("reports").reversed()) {
            let told = DutchTime.moment(day + 6, minute: 11 * 60)
            try db.run(
                """
                INSERT INTO policy_agreement_report (id, agreement_id, due_day, light, done, otherwise, next_step,
                    reason, organisation_id, created_at)
                VALUES (\(UUIDv7.make(at: told)), \(id), \(day), \(report[0]?.string ?? "groen"),
                    \(report[2]?.string ?? ""), \(report[3]?.string ?? ""), \(report[4]?.string ?? ""),
                    \(report[1]?.string ?? ""), \(organisation), \(told))
                """)
        }
    }
}
