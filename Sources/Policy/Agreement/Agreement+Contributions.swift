package import Community
package import Core
package import Storage
import Web

extension AgreementPart {
    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        let today = now.day
        return try AgreementView.load(Agreement.all(of: cycle.id, in: db), in: db).flatMap { view -> [TaskItem] in
            let it = view.it
            if it.state == .draft { return draftTask(view, today: today, t) }
            guard it.state == .agreed else { return [] }
            if let day = view.openDay(today: today), day < today - 14 {
                return [
                    TaskItem(
                        function: .vertalen, title: t("Geen verslag van “\(it.title)”"),
                        detail: t(
                            "Het verslag tot en met \(t.date(day)) is er nog niet. Bel even, of schrijf het zelf."),
                        action: t("Bekijk"), path: it.path, since: DutchTime.moment(day))
                ]
            }
            if it.lastDay < today {
                return [
                    TaskItem(
                        function: .vertalen, title: t("“\(it.title)” is voorbij"),
                        detail: t("De afspraak liep tot en met \(t.date(it.lastDay)). Beëindig hem, of verleng hem."),
                        action: t("Bekijk"), path: it.path, since: DutchTime.moment(it.lastDay + 1))
                ]
            }
            guard view.light == .red, let report = view.reports.first else { return [] }
            return [
                TaskItem(
                    function: .vertalen, title: t("“\(it.title)” loopt vast"), detail: report.reason,
                    action: t("Bekijk"), path: it.path, since: report.createdAt)
            ]
        }
    }

    /// A draft that its parties read, or had long enough to read.
    private func draftTask(_ view: AgreementView, today: Day, _ t: Texts) -> [TaskItem] {
        let it = view.it
        guard let shared = it.sharedAt?.day, !it.isHistory else { return [] }
        guard !view.unread.isEmpty else {
            return [
                TaskItem(
                    function: .vertalen, title: t("Leg “\(it.title)” vast"),
                    detail: t("De partijen hebben het concept gelezen."), action: t("Bekijk"), path: it.path)
            ]
        }
        guard today - shared >= Self.readingDays else { return [] }
        let names = view.unread.map(\.name).joined(separator: ", ")
        return [
            TaskItem(
                function: .vertalen, title: t("“\(it.title)” is nog niet gelezen"),
                detail: t("Het concept ligt er sinds \(t.date(shared)). Bel even met \(names)."), action: t("Bekijk"),
                path: it.path, since: DutchTime.moment(shared + Self.readingDays))
        ]
    }

    /// So long a draft may lie before an officer is asked to call.
    private static let readingDays = 14

    /// What waits for someone who acts for an organisation: something to read, and a report that is due.
    package func tasks(forParties actor: Actor, t: Texts, now: Moment, in db: any SQLConnection) throws -> [TaskItem] {
        try actor.organisations.flatMap { membership in
            try AgreementView.load(Agreement.all(of: membership.organisation, in: db), in: db).flatMap {
                view -> [TaskItem] in
                let path = view.it.path(organisation: membership.number)
                var tasks: [TaskItem] = []
                if let news = view.it.news, !view.it.isHistory, view.hasNews(for: membership.organisation) {
                    tasks.append(
                        TaskItem(
                            function: .vertalen, title: news.title(view.it.title, t), detail: news.explanation(t),
                            action: t("Lees"), path: path, since: view.it.newsAt))
                }
                guard let day = view.openDay(today: now.day) else { return tasks }
                tasks.append(
                    TaskItem(
                        function: .vertalen, title: t("Hoe gaat het met “\(view.it.title)”?"),
                        detail: t("Het verslag tot en met \(t.date(day)) wordt gevraagd. Drie regels zijn genoeg."),
                        action: t("Vertel het"), path: "\(path)/voortgang?dag=\(day.iso)", isUrgent: now.day - day > 14,
                        since: DutchTime.moment(day)))
                return tasks
            }
        }
    }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        try Agreement.all(of: cycle.id, in: db).flatMap { reportDays(of: $0, path: $0.path, t: t, from: from) }
    }

    /// The days on which the organisations of this person tell how it goes.
    package func calendar(forParties actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        try actor.organisations.flatMap { membership in
            try Agreement.all(of: membership.organisation, in: db).flatMap {
                reportDays(of: $0, path: $0.path(organisation: membership.number), t: t, from: from)
            }
        }
    }

    private func reportDays(of it: Agreement, path: String, t: Texts, from: Day) -> [CalendarEntry] {
        guard it.state == .agreed else { return [] }
        return it.rhythm.dueDays(from: it.firstDay, to: it.lastDay).filter { $0 >= from }.map { day in
            CalendarEntry(
                uid: "afspraak-\(it.number)-\(day.iso)", title: t("Verslag: \(it.title)"), day: day, path: path)
        }
    }

    package func carriesOn(from cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws
        -> [CarriedItem]
    {
        try AgreementView.load(Agreement.all(of: cycle.id, in: db), in: db).filter {
            $0.it.state == .agreed && $0.it.lastDay > cycle.lastDay
        }.map { view in
            let names = view.parties.map(\.name).joined(separator: ", ")
            let light = view.light.map { t($0.word) } ?? t("nog geen verslag")
            return CarriedItem(
                .agreement, origin: view.it.id.text, title: view.it.title,
                text: t("Met \(names). Laatste stand: \(light)."), day: view.it.lastDay)
        }
    }

    /// What was promised in agreements that hold or held, spread over their years by the day. Of one that ended early
    /// the days after its end cost nothing.
    package func commitments(of cycle: PolicyCycle, in db: any SQLConnection) throws -> [Commitment] {
        try Agreement.all(of: cycle.id, in: db).filter { $0.state != .draft }.flatMap { it -> [Commitment] in
            guard let cents = it.budgetCents else { return [] }
            let end = it.state == .ended ? it.endedAt?.day : nil
            return YearShares.of(cents, from: it.firstDay, to: it.lastDay, until: end).map { share in
                Commitment(
                    id: "afspraak:\(it.id.text)", title: it.title, year: share.year, line: it.budgetLine,
                    committed: share.cents, path: it.path)
            }
        }
    }
}

/// An amount spread over calendar years by the days in each, to the cent.
package enum YearShares {
    /// - Parameter until: the last day that counts, when that is before the last day over which the amount is spread.
    package static func of(_ cents: Int, from first: Day, to last: Day, until: Day? = nil) -> [(
        year: Int, cents: Int
    )] {
        let all = last - first + 1
        let stop = min(last, until ?? last)
        guard all > 0, cents > 0, stop >= first else { return [] }
        var shares: [(year: Int, cents: Int)] = []
        var given = 0
        for year in first.year...stop.year {
            guard let end = Day(year: year, month: 12, day: 31) else { continue }
            // What is due up to the end of this year, so that the parts add up to the whole.
            let days = min(end, stop) - first + 1
            let (product, overflow) = cents.multipliedReportingOverflow(by: days)
            let due = overflow ? Int(Double(cents) / Double(all) * Double(days)) : product / all
            let upTo = days == all ? cents : due
            shares.append((year, upTo - given))
            given = upTo
        }
        return shares
    }
}
