import Community
import Core
import Formats
package import Storage
import Web

extension ConsultationPart {
    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        var random = Seeded(seed: 60)
        for (index, item) in (DemoContent.file("raadpleging").array ?? []).enumerated() {
            try DemoConsultation(item: item, demo: demo, number: index + 1).write(&random, in: db)
        }
    }
}

/// One question of the demo with its reactions, answers and changes.
struct DemoConsultation {
    let item: JSONValue
    let demo: PolicyDemo
    let number: Int

    private var cycle: PolicyCycle { item.text("cycle") == "past" ? demo.past : demo.present }
    private var isClosed: Bool { item.text("state") == Consultation.State.closed.rawValue }

    /// `05-12` is a day in the year before the round; `-12` lies so many days before the demo opens.
    private func day(_ key: String) -> Day {
        let text = item.text(key)
        if text.count == 5, let day = Day(iso: "\(cycle.firstYear - 1)-\(text)") { return day }
        return demo.world.today + (Int(text) ?? 0)
    }

    func write(_ random: inout Seeded, in db: any SQLConnection) throws {
        let first = day("first")
        let last = day("last")
        let opened = DutchTime.moment(first, minute: 9 * 60)
        let id = Consultation.Identity(at: opened)
        let closed = isClosed ? DutchTime.moment(last + 30, minute: 15 * 60) : nil
        try db.run(
            """
            INSERT INTO policy_consultation (id, number, cycle_id, municipality_code, title, question, background,
                audience, first_day, last_day, state, summary, person_id, created_at, opened_at, closed_at)
            VALUES (\(id), \(number), \(cycle.id), \(cycle.municipality), \(item.text("title")),
                \(item.text("question")), \(item.text("background")), \(Consultation.Audience.everyone), \(first),
                \(last), \(item.text("state")), \(item["summary"]?.string), \(demo.officer), \(opened - .days(9)),
                \(opened), \(closed))
            """)
        let organisations = try db.rows(
            "SELECT name FROM organisation WHERE municipality_code = \(cycle.municipality) ORDER BY number LIMIT 20"
        ).map { try $0("name", as: String.self) }
        var guest = 0
        for (index, reaction) in item.list("reactions").enumerated() {
            let until = min(last, demo.world.today - 1)
            let said = DutchTime.moment(
                first + random.int(0...max(0, until - first)), minute: random.int(8 * 60...21 * 60))
            var invitation: String?
            if reaction[3]?.string == "u", !organisations.isEmpty {
                invitation = try invite(organisations[guest % organisations.count], id, said, in: db)
                guest += 1
            }
            try add(reaction, number: index + 1, to: id, said: said, invitation: invitation, in: db)
        }
    }

    /// Who was asked; the address went a year after.
    private func invite(_ name: String, _ id: Consultation.Identity, _ said: Moment, in db: any SQLConnection) throws
        -> String
    {
        let invitation = UUIDv7.make(at: said)
        try db.run(
            """
            INSERT INTO policy_invitation (id, consultation_id, name, email, invited_at, reacted_at)
            VALUES (\(invitation), \(id), \(name), NULL, \(said - .days(3)), \(said))
            """)
        return invitation
    }

    private func add(
        _ reaction: JSONValue, number: Int, to id: Consultation.Identity, said: Moment, invitation: String?,
        in db: any SQLConnection
    ) throws {
        let source: Reaction.Source =
            switch reaction[3]?.string {
            case "u": .invitation
            case "b": .meeting
            default: .site
            }
        let theme = reaction[4]?.string
        let isChecked = theme != "?"
        let point = reaction[5]?.string.flatMap { item["points"]?[$0] }
        let answered: Moment? =
            point == nil ? nil : isClosed ? DutchTime.moment(day("last") + 14, minute: 840) : said + .days(1)
        let change = try point.flatMap { try self.change($0, id, said, in: db) }
        try db.run(
            """
            INSERT INTO policy_reaction (id, consultation_id, number, source, meeting, meeting_day, text, shows_name,
                language, sender, neighbourhood_id, invitation_id, theme_id, checked_at, checked_by, disposition,
                reason, change_id, answered_at, answered_by, entered_by, created_at)
            VALUES (\(Reaction.Identity(at: said)), \(id), \(number), \(source),
                \(source == .meeting ? "Wijkavond in Het Anker" : nil), \(source == .meeting ? said.day : nil),
                \(reaction[0]?.string ?? ""), \(false), \(Language.dutch), \(reaction[1]?.string),
                \(neighbourhood(reaction[2]?.string, in: db)), \(invitation),
                \(isChecked ? theme.map { try GroupReactions.theme($0, of: id, now: said, in: db) } : nil),
                \(isChecked ? said + .hours(20) : nil), \(isChecked ? demo.officer : nil),
                \(point?.text("answer")), \(point?.text("reason")), \(change), \(answered),
                \(answered == nil ? nil : demo.officer), \(source == .meeting ? demo.officer : nil), \(said))
            """)
    }

    private func neighbourhood(_ key: String?, in db: any SQLConnection) throws -> String? {
        try key.flatMap { try Places.neighbourhood($0, in: db)?.id }
    }

    private func change(_ point: JSONValue, _ id: Consultation.Identity, _ now: Moment, in db: any SQLConnection) throws
        -> String?
    {
        guard let text = point["change"]?.string else { return nil }
        let part = point["place"]?.string.flatMap(CyclePartKind.init(rawValue:))
        return try AnswerReactions.change(
            PolicyChange(text: text, place: part.map { Texts.dutch($0.label) }, path: part.map { cycle.path($0) }), id,
            now: now, in: db)
    }
}
