import Community
import Core
import Services
import Storage

/// Hours that go back to the volunteer, with the reason.
struct HoursReturned: Sendable {
    let house: House

    /// Sends back what waits for a yes of an organisation that left the site: nobody is there to give it.
    func stopped(_ organisation: Organisation.Identity, now: Moment, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT h.*, a.language FROM hours_entry h JOIN application a ON a.id = h.application_id
            WHERE h.organisation_id = \(organisation) AND h.state = \(HoursEntry.State.waiting) ORDER BY h.day, h.id
            """)
        for row in rows {
            let entry = try HoursEntry(row: row)
            let t = house.t(try row("language"))
            let reason = t("De organisatie is gestopt op deze site en kan niets meer nakijken.")
            let changed = try db.run(
                """
                UPDATE hours_entry SET state = \(HoursEntry.State.returned), reason = \(reason), decided_at = \(now)
                WHERE id = \(entry.id) AND state = \(HoursEntry.State.waiting)
                """)
            guard changed == 1 else { continue }
            try Audit.record(
                Audit.Event("uren-terug", "uren", entry.id.text, municipality: try row("municipality_code")),
                by: .program("organisatie-veranderd"), now: now, in: db)
            try tell(entry, reason, in: db)
        }
    }

    func tell(_ entry: HoursEntry, _ reason: String, in db: any SQLConnection) throws {
        guard let row = try db.first("SELECT * FROM application WHERE id = \(entry.application)") else { return }
        let application = try VacancyApplication(row: row)
        guard let email = application.email else { return }
        let t = house.t(application.language)
        let name = try Organisation.find(entry.organisation, in: db)?.name ?? ""
        var blocks: [Mail.Block] = [
            .paragraph(t("Hallo \(application.name),")),
            .paragraph(
                t("\(name) stuurde je uren van \(t.date(entry.day)) terug (\(t.duration(entry.minutes))).")),
            .quote(reason),
            .paragraph(t("Schrijf ze opnieuw op zoals het wel klopt, of overleg met de organisatie.")),
        ]
        if application.person != nil {
            blocks.append(
                .button(
                    label: t("Naar je uren"), url: house.origin + "/mijn/reacties/\(application.number)/uren"))
        }
        try house.mail(
            Mail(
                to: email, name: application.name, subject: t("Je uren kloppen nog niet"), kind: "uren-terug",
                language: application.language, blocks), in: db)
    }
}
