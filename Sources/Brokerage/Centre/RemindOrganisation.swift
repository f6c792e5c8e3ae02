import Community
import Core
import Formats
import Services
import Storage
import Web

/// The centre asks an organisation once more for the answers it owes: one mail, at most once a day.
enum RemindOrganisation {
    enum Outcome: Sendable { case sent(Int), alreadyToday, nobodyWaits }

    private static let action = "herinnering-gevraagd"

    static func perform(_ number: Int, municipalities: [String], visit: Visit, house: House) async throws -> Outcome {
        try await house.database.write { db in
            let now = visit.now
            let view = try OverdueOrganisation(number, municipalities: municipalities, now: now, in: db)
            if view.waiting.isEmpty { return .nobodyWaits }
            if view.remindedToday { return .alreadyToday }
            let organisation = view.organisation
            // Who was never told of a reminder hears of the first one from the job that sends it.
            for item in view.waiting where item.application.chasedAt != nil {
                try db.run("UPDATE application SET chased_at = \(now) WHERE id = \(item.application.id)")
            }
            try house.record(
                Audit.Event(
                    action, "organisatie", organisation.id.text, municipality: organisation.municipality,
                    details: ["reacties": .int(view.waiting.count)]), by: visit, in: db)
            try mail(organisation, view.waiting, house: house, now: now, in: db)
            return .sent(view.waiting.count)
        }
    }

    static func happenedToday(_ organisation: Organisation.Identity, now: Moment, in db: any SQLConnection) throws
        -> Bool
    {
        try db.exists(
            """
            SELECT seq FROM audit_event WHERE object_id = \(organisation) AND action = \(action)
            AND at >= \(DutchTime.moment(now.day)) LIMIT 1
            """)
    }

    private static func mail(
        _ organisation: Organisation, _ late: [Overdue.Waiting], house: House, now: Moment, in db: any SQLConnection
    ) throws {
        let path = OrganisationNav.Item.applications.path(organisation.number)
        for reader in try ApplicationWork.Reader.of(organisation, in: db) {
            let t = house.t(reader.language)
            let lines = late.prefix(30).map { item in
                let days = (now - item.since).wholeDays
                return item.isQuiet
                    ? t("\(item.application.name) – \(item.vacancyTitle) – in gesprek, \(days) dagen geen nieuws")
                    : t("\(item.application.name) – \(item.vacancyTitle) – wacht \(days) dagen")
            }
            try house.mail(
                Mail(
                    to: reader.email, name: reader.name,
                    subject: t.plural(
                        late.count, "De centrale vraagt: antwoord je op 1 reactie?",
                        "De centrale vraagt: antwoord je op \(late.count) reacties?"),
                    kind: "herinnering-centrale", language: reader.language,
                    [
                        .paragraph(t("Bij \(organisation.name) wachten mensen nog op antwoord:")), .list(Array(lines)),
                        .paragraph(
                            t(
                                "Een kort bericht is genoeg. Ook als het niet doorgaat, weet iemand dan waar die aan toe is."
                            )),
                        .button(label: t("Geef antwoord"), url: house.origin + path),
                        .paragraph(t("Lukt het niet? Bel ons. We denken graag mee.")),
                    ]), in: db)
        }
    }
}
