import Community
import Core
import Formats
import Services
import Storage
import Web

/// A talk that was agreed on: a day, a time and a place.
struct DeskTalk: Sendable {
    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case planned = "gepland"
        case moved = "verzet"
        case cancelled = "afgezegd"
        case held = "geweest"
    }

    let id: String
    let intake: Intake.Identity
    let startsAt: Moment
    /// 15…180.
    let minutes: Int
    let place: String
    let state: State
    let changedAt: Moment

    init(row: Row) throws {
        id = try row("id")
        intake = try row("intake_id")
        startsAt = try row("starts_at")
        minutes = try row("minutes")
        place = try row("place")
        state = try row("state")
        changedAt = try row("changed_at")
    }

    static func planned(for intake: Intake.Identity, in db: any SQLConnection) throws -> DeskTalk? {
        try db.first(
            """
            SELECT * FROM desk_talk WHERE intake_id = \(intake) AND state = \(State.planned)
            ORDER BY starts_at DESC, id LIMIT 1
            """
        ).map(DeskTalk.init(row:))
    }

    /// `maandag 23 november 2026 om 10:30 uur`.
    func words(_ t: Texts) -> String { t("\(t.longDate(startsAt.day)) om \(t.time(startsAt)) uur") }

    /// For the person's own calendar. One calendar event for each case, so that a new time moves it.
    func calendar(_ t: Texts, origin: String, url: String) -> ICalendar {
        let host = String(origin.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != ":" && $0 != "/" })
        let event = ICalendar.Event(
            uid: "balie-\(intake.text)@" + host, stamp: changedAt.seconds,
            span: .moments(start: startsAt.seconds, end: (startsAt + .minutes(minutes)).seconds),
            summary: t("Gesprek bij de vrijwilligerscentrale"), location: place, url: url,
            isCancelled: state != .planned)
        return ICalendar(name: t("Gesprek bij de vrijwilligerscentrale"), events: [event])
    }
}

/// Planning a talk.
enum TalkPlanForm {
    static let form = Form([
        Field("dag", Text("Dag"), .date),
        Field(
            "tijd", Text("Tijd"), hint: Text("Zoals 10:30."), limit: 5,
            rule: { minute($0) == nil ? Text("Vul een tijd in zoals 10:30.") : nil }),
        Field("duur", Text("Hoeveel minuten?"), .number(15...180)),
        Field("waar", Text("Waar"), limit: 200, rule: ApplicationText.name),
    ])

    /// Minutes after midnight.
    static func minute(_ text: String) -> Int? {
        let parts = text.trimmed.replacing(".", with: ":").split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    static func start(_ state: FormState) -> Moment? {
        guard let day = state.day("dag"), let minute = minute(state["tijd"]) else { return nil }
        return DutchTime.moment(day, minute: minute)
    }

    static func read(_ sent: Query, now: Moment) -> FormState {
        var state = form.read(sent)
        if let start = start(state), start <= now || start > now + .days(366) {
            state.addError("dag", Text("Kies een moment dat nog komt, binnen een jaar."))
        }
        return state
    }
}

extension DeskWork {
    /// Plans a talk, or moves the one there was. The person gets a mail with a link to put it in a calendar.
    func plan(_ intake: Intake, _ state: FormState, in db: any SQLConnection) throws {
        guard intake.isOpen, let start = TalkPlanForm.start(state), let minutes = state.int("duur") else {
            throw WebError.badRequest(Text("Dit dossier is intussen afgesloten. Kijk opnieuw."))
        }
        let moved = try end(planned: intake, as: .moved, in: db)
        // Who plans for tomorrow has just been told: a reminder would come on top of it.
        let reminded: Moment? = start - now < .days(1) ? now : nil
        try db.run(
            """
            INSERT INTO desk_talk (id, intake_id, starts_at, minutes, place, state, changed_at, reminded_at, person_id)
            VALUES (\(UUIDv7.make(at: now)), \(intake.id), \(start), \(minutes), \(state["waar"]),
                \(DeskTalk.State.planned), \(now), \(reminded), \(try actor(in: db)))
            """)
        try markContact(intake, in: db)
        try move(intake, to: intake.state == .new ? .talking : intake.state, .talk, at: start, in: db)
        try record(moved ? "intake-gesprek-verzet" : "intake-gesprek-gepland", intake, in: db)
        guard let talk = try DeskTalk.planned(for: intake.id, in: db) else { return }
        try tell(
            intake, kind: "balie-afspraak",
            subject: { t in
                moved ? t("Je gesprek is verzet: \(talk.words(t))") : t("Je gesprek: \(talk.words(t))")
            }, button: { t in t("Zet in je agenda of zeg af") }, in: db
        ) { t in
            [
                .paragraph(
                    moved
                        ? t("We hebben je gesprek verzet. Het is nu op \(talk.words(t)).")
                        : t("We praten samen over wat bij je past, op \(talk.words(t)).")),
                .paragraph(t("Waar: \(talk.place). Het duurt ongeveer \(talk.minutes) minuten.")),
                .paragraph(t("Kun je toch niet? Zeg het af met de knop, of bel ons.")),
            ]
        }
    }

    /// - Returns: whether there was a talk to call off.
    func cancelTalk(_ intake: Intake, byPerson: Bool, in db: any SQLConnection) throws -> Bool {
        guard let talk = try DeskTalk.planned(for: intake.id, in: db), try end(planned: intake, as: .cancelled, in: db)
        else { return false }
        try record(
            "intake-gesprek-afgezegd", intake, details: ["door": .string(byPerson ? "persoon" : "centrale")], in: db)
        let state: Intake.State = intake.state == .new ? .talking : intake.state
        if byPerson {
            try move(intake, to: state, .news, at: now, in: db)
        } else {
            try move(intake, to: state, .followUp, at: DeskTerm.morning(DeskTerm.retryDays, after: now), in: db)
        }
        try tell(
            intake, kind: "balie-afspraak-af", subject: { t in t("Je gesprek gaat niet door") },
            button: { t in t("Bekijk hoe het staat") }, in: db
        ) { t in
            [
                .paragraph(t("Het gesprek op \(talk.words(t)) gaat niet door.")),
                .paragraph(t("We bellen of mailen je om verder te kijken.")),
            ]
        }
        return true
    }

    /// Ends the talk that is planned, in whatever way.
    @discardableResult
    func end(planned intake: Intake, as state: DeskTalk.State, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            UPDATE desk_talk SET state = \(state), changed_at = \(now)
            WHERE intake_id = \(intake.id) AND state = \(DeskTalk.State.planned)
            """) > 0
    }

    /// Reminds who has a talk within a day. At most `limit` of them.
    ///
    /// - Returns: how many were reminded.
    func remindTalks(limit: Int, in db: any SQLConnection) throws -> Int {
        let due = try db.rows(
            """
            SELECT * FROM desk_talk WHERE state = \(DeskTalk.State.planned) AND starts_at > \(now)
            AND starts_at <= \(now + .days(1)) AND reminded_at IS NULL ORDER BY starts_at, id LIMIT \(limit)
            """
        ).map(DeskTalk.init(row:))
        for talk in due {
            try db.run("UPDATE desk_talk SET reminded_at = \(now) WHERE id = \(talk.id)")
            guard let intake = try Intake.find(talk.intake, in: db) else { continue }
            try tell(
                intake, kind: "balie-herinnering",
                subject: { t in t("Morgen is je gesprek: \(talk.words(t))") },
                button: { t in t("Zet in je agenda of zeg af") }, in: db
            ) { t in
                [
                    .paragraph(t("We zien je graag op \(talk.words(t)).")),
                    .paragraph(t("Waar: \(talk.place). Het duurt ongeveer \(talk.minutes) minuten.")),
                ]
            }
        }
        return due.count
    }
}
