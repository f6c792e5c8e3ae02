import Community
import Core
import Services
import Storage
import Web

/// The centre closes an application for an organisation that stays silent, with kind words: nobody is left waiting.
enum CloseForOrganisation {
    private static let reasons: [VacancyApplication.DeclineReason] = [.other, .noContact, .filled, .vacancyStopped]

    static let form = Form([
        Field(
            "reden", Text("Waarom gaat het niet door?"),
            .radios(reasons.map { Field.Choice($0.rawValue, $0.label) })),
        Field(
            "tekst", Text("Jouw bericht aan deze persoon"), .area(rows: 8), limit: 2000, rule: ApplicationText.message),
    ])

    /// What to begin with.
    static func start(_ item: Overdue.Waiting, _ t: Texts) -> FormState {
        let quiet = t(
            "Beste \(item.application.name),\n\nJe was in gesprek over “\(item.vacancyTitle)”. Wij hoorden daar al lang niets meer van, van jou niet en van de organisatie niet. Daarom sluiten wij je reactie nu af. Ben je er toch begonnen? Laat het ons weten.\n\nWil je samen iets anders zoeken? Bel of mail ons, we helpen je graag.\n\nGroet,\nde vrijwilligerscentrale"
        )
        return form.filled([
            "reden": VacancyApplication.DeclineReason.other.rawValue,
            "tekst": item.isQuiet
                ? quiet
                : t(
                    "Beste \(item.application.name),\n\nJe wilde helpen bij “\(item.vacancyTitle)”. De organisatie heeft je helaas geen antwoord gegeven, ook niet na onze herinnering. Dat spijt ons. Daarom sluiten wij je reactie nu af.\n\nWil je samen iets anders zoeken? Bel of mail ons, we helpen je graag.\n\nGroet,\nde vrijwilligerscentrale"
                ),
        ])
    }

    /// The application, while it still waits too long for an answer of this organisation.
    static func find(_ application: Int, in view: OverdueOrganisation) throws -> Overdue.Waiting {
        guard let item = view.waiting.first(where: { $0.application.number == application }) else {
            throw WebError.notFound
        }
        return item
    }

    static func perform(
        _ application: Int, organisation: Int, municipalities: [String], _ state: FormState, visit: Visit, house: House
    ) async throws {
        let reason = VacancyApplication.DeclineReason(rawValue: state["reden"]) ?? .other
        let text = state["tekst"]
        try await house.database.write { db in
            let view = try OverdueOrganisation(organisation, municipalities: municipalities, now: visit.now, in: db)
            let item = try find(application, in: view)
            let work = ApplicationWork(house, visit)
            guard try work.decline(item.application, reason, text, in: db) else { throw WebError.notFound }
            try work.record("reactie-gesloten-door-centrale", item.application, in: db)
            let dossier = try work.dossier(item.application.id, in: db)
            let name = item.application.name
            let title = item.vacancyTitle
            let isQuiet = item.isQuiet
            try work.tellOrganisation(
                dossier, kind: "reactie-gesloten-door-centrale",
                subject: { t in t("De vrijwilligerscentrale sloot een reactie op “\(title)”") }, in: db
            ) { t in
                let why =
                    isQuiet
                    ? t(
                        "Het gesprek met \(name) stond al lang stil. De vrijwilligerscentrale heeft de reactie daarom afgesloten en een bericht gestuurd."
                    )
                    : t(
                        "\(name) wachtte te lang op antwoord. De vrijwilligerscentrale heeft de reactie daarom afgesloten en een bericht gestuurd."
                    )
                return [
                    .paragraph(why),
                    .paragraph(t("Is de plek er niet meer? Sluit dan ook de vacature.")),
                ]
            }
        }
    }
}
