import Community
import Core
import Storage

/// A place that came free for somebody without mail: they have no page of their own to answer on, so the centre calls
/// before it goes to the next.
struct DeskOffer: Sendable {
    let application: VacancyApplication
    /// Until when the place is kept.
    let until: Moment
    let intake: Intake
    let vacancy: String

    /// The most that are read at once; a town has a few.
    private static let most = 100

    /// Holds for an application `a` whose offered place waits for a call. Of offers there are few and of applications
    /// without mail, erased ones among them, many: the mail is asked for where no index answers to it.
    static func waits(_ now: Moment) -> SQL {
        """
        (a.state = \(VacancyApplication.State.waiting) AND a.offer_until > \(now) AND COALESCE(a.email, '') = ''
        AND a.erased_at IS NULL)
        """
    }

    /// Those of open cases, for who must call: their own, a colleague's they stand in for, and nobody's.
    static func open(_ reader: DeskReader, _ mine: [Person.Identity], now: Moment, in db: any SQLConnection) throws
        -> [DeskOffer]
    {
        try list(
            """
            i.state <> \(Intake.State.closed) AND i.municipality_code IN (\(list: reader.codes))
            AND \(reader.readable(mine)) AND (i.owner_id IN (\(list: mine)) OR \(DeskReader.isNobodys))
            """, now, in: db)
    }

    /// Those of closed cases: nobody of the desk has them on a list, so everyone of the centre has.
    static func ended(_ codes: [String], now: Moment, in db: any SQLConnection) throws -> [DeskOffer] {
        try list(
            "i.state = \(Intake.State.closed) AND i.municipality_code IN (\(list: codes))", now, in: db)
    }

    private static func list(_ condition: SQL, _ now: Moment, in db: any SQLConnection) throws -> [DeskOffer] {
        let rows = try db.rows(
            """
            SELECT a.*, p.intake_id, v.title AS vacancy_title
            FROM application a JOIN desk_proposal p ON p.application_id = a.id JOIN intake i ON i.id = p.intake_id
            JOIN vacancy v ON v.id = a.vacancy_id
            WHERE \(waits(now)) AND i.erased_at IS NULL AND \(condition) ORDER BY a.offer_until, a.number LIMIT \(most)
            """)
        let ids = try rows.map { try $0("intake_id", as: Intake.Identity.self) }
        let intakes = try Intake.all(ids, in: db)
        return try zip(rows, ids).compactMap { row, id in
            let application = try VacancyApplication(row: row)
            guard let until = application.offerUntil, let intake = intakes[id] else { return nil }
            return DeskOffer(
                application: application, until: until, intake: intake, vacancy: try row("vacancy_title"))
        }
    }

    /// The application with this number and the closed case it came from, within these municipalities.
    static func ended(_ number: Int, _ codes: [String], in db: any SQLConnection) throws
        -> (application: VacancyApplication.Identity, intake: Intake)?
    {
        let row = try db.first(
            """
            SELECT i.*, a.id AS application_id
            FROM application a JOIN desk_proposal p ON p.application_id = a.id JOIN intake i ON i.id = p.intake_id
            WHERE a.number = \(number) AND i.state = \(Intake.State.closed) AND i.erased_at IS NULL
            AND i.municipality_code IN (\(list: codes))
            """)
        guard let row else { return nil }
        return (try row("application_id", as: VacancyApplication.Identity.self), try Intake(row: row))
    }

    /// Which place it is, and when the call must have been made.
    func words(_ t: Texts) -> String {
        t("“\(vacancy)”. Bel voor \(t.longDate(until.day)) om \(t.time(until)) uur.")
    }
}

extension DeskTasks {
    /// So many calls are a line each.
    private static let lines = 3

    /// Places that wait for a call, until they are answered or go to the next.
    func offers(in db: any SQLConnection) throws -> [TaskItem] {
        let mine = try reader.mine(today: now.day, in: db)
        let open = try DeskOffer.open(reader, mine, now: now, in: db)
        let ended = try DeskOffer.ended(reader.codes, now: now, in: db)
        return items(open, list: DeskNav.home) { $0.intake.path }
            + items(ended, list: CareRoutes.page) { _ in CareRoutes.page }
    }

    /// - Parameter list: the page on which all of them stand.
    private func items(_ offers: [DeskOffer], list: String, _ path: (DeskOffer) -> String) -> [TaskItem] {
        guard let first = offers.first else { return [] }
        func item(_ title: String, _ detail: String, _ path: String, _ until: Moment) -> TaskItem {
            TaskItem(
                function: .verbinden, title: title, detail: detail, action: t("Bel"), path: path, isUrgent: true,
                since: until - .days(ApplicationWork.offerDays))
        }
        if offers.count > Self.lines {
            let until = first.until
            return [
                item(
                    t("\(offers.count) mensen zonder mail weten nog niet van hun vrije plek"),
                    t("Bel de eerste voor \(t.longDate(until.day)) om \(t.time(until)) uur."), list, until)
            ]
        }
        return offers.map { offer in
            item(t("Er is een plek vrij voor \(offer.intake.name): bel"), offer.words(t), path(offer), offer.until)
        }
    }
}
