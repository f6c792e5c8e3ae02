import Community
import Core
import Services
import Storage

/// What the outbox holds of someone of the desk through the applications that only their case knows: mail to them, mail
/// about them to the organisation, and their name in a list to the organisation or the centre.
struct DeskMailTraces {
    let intake: Intake
    let applications: [VacancyApplication]
    let now: Moment

    func forget(in db: any SQLConnection) throws {
        guard !applications.isEmpty else { return }
        let starts = Brokerage.applicationMailKinds + ["balie-"]
        let kinds = SQL(joining: starts.map { "kind LIKE \($0 + "%")" as SQL }, by: " OR ")
        // Also what went to an address they had before.
        try MailTraces.forget(all: "case_id IN (\(list: applications.map(\.id)))", in: db)
        let emails = distinct([intake.email] + applications.map(\.email))
        if !emails.isEmpty {
            try MailTraces.forget(all: "recipient IN (\(list: emails)) AND (\(kinds))", in: db)
        }
        var others: Set<String> = []
        for application in applications {
            let dossier = try ApplicationDossier(application, in: db)
            others.formUnion(try ApplicationWork.Reader.of(dossier.organisation, in: db).map(\.email))
            others.insert(dossier.organisation.email)
            if let centre = try CentreContact.find(application.municipality, in: db) { others.insert(centre.email) }
            try forgetMail(about: dossier, kinds, in: db)
        }
        let names = distinct([intake.name] + applications.map(\.name))
        let phones = distinct([intake.phone] + applications.map(\.phone))
        let among: SQL = "recipient IN (\(list: others.sorted())) AND (\(kinds))"
        for words in emails + names + phones { try MailTraces.forget(words, among: among, now: now, in: db) }
    }

    /// Mail about this one application, which leads to its page: it holds what they wrote, in whatever words.
    private func forgetMail(about dossier: ApplicationDossier, _ kinds: SQL, in db: any SQLConnection) throws {
        let path =
            OrganisationNav.Item.applications.path(dossier.organisation.number) + "/\(dossier.application.number)"
        let rows = try db.rows(
            """
            SELECT id, text FROM mail WHERE created_at >= \(intake.createdAt) AND (\(kinds))
            AND REPLACE(text, \(path), '') <> text
            """)
        var ids: [String] = []
        for row in rows {
            let text: String = try row("text")
            // Application 12 is not application 1.
            let isTheirs = text.ranges(of: path).contains { range in
                range.upperBound == text.endIndex || !text[range.upperBound].isNumber
            }
            if isTheirs { ids.append(try row("id")) }
        }
        if !ids.isEmpty { try MailTraces.forget(all: "id IN (\(list: ids))", in: db) }
    }

    private func distinct(_ values: [String?]) -> [String] {
        Set(values.compactMap(\.self)).filter { !$0.isEmpty }.sorted()
    }
}
