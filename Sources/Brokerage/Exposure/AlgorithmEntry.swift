import Core

/// One algorithm in the public register, in plain words.
struct AlgorithmEntry {
    let id: String
    let subject: AlgorithmObjection.Subject
    /// The page that explains it, and the one where it is used.
    let page: String
    let application: String
    let name: String
    let short: String
    let type: String
    let category: String
    let goal: String
    let impact: String
    let proportionality: String
    let decision: String
    let basis: String
    let objection: String
    let description: String
    let data: String
    let methods: String
    let monitoring: String
    let human: String
    let risks: String

    static func vacancies(_ explanation: Explanation) -> AlgorithmEntry {
        let t = explanation.t
        return ranking(
            explanation, id: "volgorde-vacatures", subject: .order, name: t("Volgorde van vacatures"),
            short: t("Zet vacatures op volgorde voor wie vrijwilligerswerk zoekt, met de reden in woorden."),
            goal: t("Mensen vinden werk dat bij ze past, en elke vacature krijgt een eerlijke kans."))
    }

    static func people(_ explanation: Explanation) -> AlgorithmEntry {
        let t = explanation.t
        return ranking(
            explanation, id: "mensen-voor-vacatures", subject: .people, name: t("Mensen die bij een vacature passen"),
            short: t("Zet mensen die gevonden willen worden op volgorde voor een organisatie, zonder naam of adres."),
            goal: t("Organisaties vragen mensen die het werk kunnen en willen doen."))
    }

    private static func ranking(
        _ explanation: Explanation, id: String, subject: AlgorithmObjection.Subject, name: String, short: String,
        goal: String
    ) -> AlgorithmEntry {
        let t = explanation.t
        let points = explanation.parts.map { "\($0.name): \($0.points)" }.joined(separator: ", ")
        return AlgorithmEntry(
            id: id, subject: subject, page: ExplanationRoutes.page, application: "/vacatures", name: name, short: short,
            type: t("Rekenregels, niet zelflerend"), category: t("Welzijn en maatschappelijke participatie"),
            goal: goal,
            impact: t(
                "Wie lager staat, wordt minder snel gezien. Wat niet kan, staat er niet bij, met de reden. Een mens beslist."
            ),
            proportionality: t(
                "Zonder volgorde ziet niemand de vacatures op de volgende pagina’s. Er zijn geen gegevens nodig die iemand niet zelf invult."
            ), decision: explanation.people.lines.joined(separator: " "),
            basis: t("Toestemming en een taak van algemeen belang (AVG, artikel 6, lid 1, a en e)"),
            objection: t(
                "Met het formulier op de site. Een mens antwoordt binnen twee weken. Daarna kan een klacht bij de gemeente."
            ), description: (explanation.what.lines + explanation.fairness.lines).joined(separator: " "),
            data: explanation.data.lines.joined(separator: " "),
            methods: t("Harde voorwaarden, en een som van hele punten tot 1000. Hoogstens: \(points)."),
            monitoring: t(
                "Elke week telt de vrijwilligerscentrale hoe reacties over vacatures zijn verdeeld, ook bij kleine organisaties."
            ),
            human: t("Mensen kiezen zelf waarop zij reageren en met wie zij verder praten. Eerlijke aandacht kan uit."),
            risks: t(
                "Een vacature met een slechte tekst staat lager dan het werk verdient. Makelaars zien welke vacatures geen reacties krijgen, en helpen."
            ))
    }

    static func ownPage(_ t: Texts) -> String {
        t(
            "Op je eigen pagina, of met het formulier op de site. Een mens leest het en antwoordt. Daarna kan een klacht bij de gemeente."
        )
    }
}
