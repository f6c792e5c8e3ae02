import Community
import Core
import Services
import Storage

/// What goes to an organisation about a question: never who it was.
struct AskMail: Sendable {
    let house: House

    func tell(
        _ dossier: AskDossier, kind: String, in db: any SQLConnection,
        _ words: (Texts) -> (subject: String, text: String)
    ) throws {
        let path = "/organisatie/\(dossier.organisation.number)/vacatures/\(dossier.vacancy.number)/mensen"
        for reader in try ApplicationWork.Reader.of(dossier.organisation, in: db) {
            let t = house.t(reader.language)
            let (subject, text) = words(t)
            try house.mail(
                Mail(
                    to: reader.email, name: reader.name, subject: subject, kind: kind, language: reader.language,
                    [.paragraph(text), .button(label: t("Bekijk de vacature"), url: house.origin + path)]), in: db)
        }
    }
}

/// A question nobody answered lapses, and both sides hear so.
struct LapseAsks: Sendable {
    /// Who gets a mail about it.
    enum Told { case nobody, organisation, both }

    let house: House
    let now: Moment

    /// - Returns: how many, at most `limit`.
    func run(limit: Int, in db: any SQLConnection) throws -> Int {
        let rows = try db.rows(
            """
            SELECT a.* FROM people_ask a JOIN vacancy v ON v.id = a.vacancy_id
            WHERE a.state = \(PeopleAsk.State.open) AND (a.created_at < \(now - .days(PeopleAsk.termDays))
                OR v.state <> \(Vacancy.State.online))
            ORDER BY a.created_at, a.id LIMIT \(limit)
            """)
        for row in rows { try lapse(PeopleAsk(row: row), tells: .both, in: db) }
        return rows.count
    }

    func lapse(_ ask: PeopleAsk, tells: Told, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE people_ask SET state = \(PeopleAsk.State.lapsed), state_at = \(now)
            WHERE id = \(ask.id) AND state = \(PeopleAsk.State.open)
            """)
        guard changed == 1 else { return }
        try Audit.record(
            Audit.Event("kennismaking-vervallen", "kennismaking", ask.id, municipality: ask.municipality),
            by: .program("kennismaking"), now: now, in: db)
        if tells == .nobody { return }
        let dossier = try AskDossier(ask, in: db)
        let title = dossier.vacancy.title
        try AskMail(house: house).tell(dossier, kind: "kennismaking-vervallen", in: db) { t in
            (
                t("Je vraag voor “\(title)” is vervallen"),
                t(
                    "Op \(t.date(ask.createdAt.day)) vroeg je iemand om kennis te maken. Er kwam geen antwoord. Kijk of er iemand anders past."
                )
            )
        }
        guard tells == .both, let person = dossier.person, let email = person.email else { return }
        let t = house.t(person.language)
        try house.mail(
            Mail(
                to: email, name: person.name, subject: t("De vraag over “\(title)” is vervallen"),
                kind: "kennismaking-vervallen", language: person.language,
                [
                    .paragraph(t("Beste \(person.name),")),
                    .paragraph(
                        t(
                            "\(dossier.organisation.name) vroeg of je wilde kennismaken. Dat kan nu niet meer. De organisatie weet niet wie je bent."
                        )),
                    .paragraph(
                        t("Je hoeft niets te doen. Wil je niet meer gevonden worden? Zet dat uit bij je wensen.")),
                    .button(label: t("Naar je wensen"), url: house.origin + "/mijn/wensen"),
                ]), in: db)
    }
}
