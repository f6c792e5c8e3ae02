package import Community
package import Core
package import Storage
import Web

extension ConsultationPart {
    /// Days before the last one on which an officer hears that a question is about to end.
    private static let notice = 3

    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        let today = now.day
        var items: [TaskItem] = []
        for (it, tally) in try Consultation.all(of: cycle.id, in: db) where it.state != .closed {
            let path = it.path(in: cycle)
            if it.state == .draft {
                guard it.firstDay <= today + Self.notice else { continue }
                items.append(
                    TaskItem(
                        function: .vertalen, title: t("Zet “\(it.title)” open"),
                        detail: t("Deze vraag zou op \(t.date(it.firstDay)) beginnen."), action: t("Bekijk"),
                        path: path,
                        isUrgent: it.firstDay < today))
                continue
            }
            if tally.unchecked > 0 {
                items.append(
                    TaskItem(
                        function: .vertalen,
                        title: t.plural(tally.unchecked, "1 reactie nakijken", "\(tally.unchecked) reacties nakijken"),
                        detail: it.title, action: t("Kijk na"),
                        path: path + "?toon=\(ReactionFilter.Show.unchecked.rawValue)"))
            }
            if !it.isAsking(on: today), it.lastDay < today {
                items.append(ended(it, tally, path, t, today))
            } else if it.lastDay <= today + Self.notice, it.firstDay <= today {
                items.append(
                    TaskItem(
                        function: .vertalen, title: t("“\(it.title)” sluit bijna"),
                        detail: t("Reageren kan tot en met \(t.date(it.lastDay)). Mist er nog iemand?"),
                        action: t("Nodig uit"), path: path + "/uitnodigen"))
            }
        }
        return items
    }

    private func ended(_ it: Consultation, _ tally: ReactionTally, _ path: String, _ t: Texts, _ today: Day) -> TaskItem
    {
        let since = t("Mensen wachten sinds \(t.date(it.lastDay)) op je antwoord.")
        if tally.unanswered > 0 {
            return TaskItem(
                function: .vertalen,
                title: t.plural(
                    tally.unanswered, "1 reactie zonder antwoord", "\(tally.unanswered) reacties zonder antwoord"),
                detail: it.title + ". " + since, action: t("Geef antwoord"),
                path: path + "?toon=\(ReactionFilter.Show.unanswered.rawValue)", isUrgent: today - it.lastDay > 14,
                since: DutchTime.moment(it.lastDay + 1))
        }
        return TaskItem(
            function: .vertalen, title: t("Sluit “\(it.title)”"),
            detail: t("Elke reactie heeft een antwoord. Vertel iedereen wat je ermee deed."), action: t("Sluit"),
            path: path + "/sluiten", since: DutchTime.moment(it.lastDay + 1))
    }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        try Consultation.all(of: cycle.id, in: db).map(\.consultation).filter {
            $0.state == .open && $0.lastDay >= from
        }.map { it in
            CalendarEntry(
                uid: "raadpleging-\(it.number)", title: t("Raadpleging: \(it.title)"), day: it.firstDay,
                lastDay: it.lastDay, path: it.path(in: cycle))
        }
    }

    /// What this part measures, with the ids that goals point at.
    package var indicators: [Indicator] {
        let records = Indicator.Records { _, _, _ in "/meedenken" }
        return [
            Indicator(
                id: "consultation-contributions", name: Text("Bijdragen van inwoners en organisaties"),
                definition: Text("Alle reacties op raadplegingen: op de site, na een uitnodiging en op bijeenkomsten."),
                unit: Text("reacties per jaar"), records: records
            ) { municipality, from, to, db in
                Indicator.Measured(Double(try Self.count(municipality, from, to, in: db).all))
            },
            Indicator(
                id: "consultation-answered-share", name: Text("Bijdragen die een antwoord kregen"),
                definition: Text("Het deel van de reacties op raadplegingen met een antwoord en een reden."),
                unit: Text("procent"), records: records
            ) { municipality, from, to, db in
                let count = try Self.count(municipality, from, to, in: db)
                return .share(count.answered, of: count.all)
            },
        ]
    }

    private static func count(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws -> (
        all: Int, answered: Int
    ) {
        guard
            let row = try db.first(
                """
                SELECT COUNT(*) AS reactions, COUNT(r.disposition) AS answered FROM policy_consultation c
                JOIN policy_reaction r ON r.consultation_id = c.id WHERE c.municipality_code = \(municipality)
                AND r.created_at >= \(DutchTime.moment(from)) AND r.created_at < \(DutchTime.moment(to + 1))
                """)
        else { return (0, 0) }
        return (try row("reactions"), try row("answered"))
    }
}
