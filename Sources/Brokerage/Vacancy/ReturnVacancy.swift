import Community
import Core
import Services
import Storage
package import Web

/// The centre sends a vacancy back with what must change. Until then nobody else sees it, also when it was on line.
package enum ReturnVacancy {
    /// The most characters of feedback.
    package static let limit = 500

    /// - Parameters:
    ///   - municipalities: where the visitor works for the centre; elsewhere the vacancy does not exist.
    ///   - feedback: what must change, in a sentence or two; not empty, at most `limit` characters.
    package static func perform(
        _ number: Int, municipalities: [String], feedback: String, visit: Visit, desk: VacancyDesk
    ) async throws {
        let text = String(feedback.trimmed.prefix(limit))
        guard !text.isEmpty else { throw WebError.badRequest(Text("Schrijf erbij wat er anders moet.")) }
        let id = try await desk.house.database.write { db in
            guard let vacancy = try Vacancy.find(number: number, in: municipalities, in: db) else {
                throw WebError.notFound
            }
            guard vacancy.state == .submitted || vacancy.hasUnseenChanges,
                try Vacancy.move(
                    vacancy.id, from: [vacancy.state], to: .draft, setting: "feedback = \(text)", now: visit.now, in: db
                )
            else { throw VacancyDesk.outdated }
            try desk.record("vacature-teruggegeven", vacancy, by: visit, in: db)
            try tell(vacancy, feedback: text, house: desk.house, in: db)
            return vacancy.id
        }
        await desk.events.changed([id])
    }

    private static func tell(_ vacancy: Vacancy, feedback: String, house: House, in db: any SQLConnection) throws {
        let page = VacancyMail.workplace(vacancy, organisation: try vacancy.owner(in: db), house: house)
        try VacancyMail.send("vacature-terug", about: vacancy, house: house, in: db) { t in
            (
                t("Je vacature heeft een aanpassing nodig: \(vacancy.title)"),
                [
                    .paragraph(t("De vrijwilligerscentrale heeft jullie vacature bekeken. Dit moet nog anders:")),
                    .quote(feedback),
                    .button(label: t("Pas de vacature aan"), url: page + "/bewerken"),
                    .paragraph(t("Stuur de vacature daarna opnieuw in. Alles wat je schreef staat er nog.")),
                ]
            )
        }
    }
}
