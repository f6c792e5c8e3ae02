import Core

/// The algorithms that bring people and places together.
extension AlgorithmEntry {
    static func buddies(_ t: Texts) -> AlgorithmEntry {
        let rules = BuddyRules(t: t)
        let must = t("Dit moet kloppen") + ": " + rules.must.joined(separator: " ")
        let fit = t("Dit telt mee") + ": " + rules.fit.joined(separator: ", ") + "."
        return AlgorithmEntry(
            id: "maatjes", subject: .buddies, page: "/maatjes/uitleg", application: "/maatjes",
            name: t("Maatjes bij elkaar zoeken"), short: rules.what, type: t("Rekenregels, niet zelflerend"),
            category: t("Welzijn en maatschappelijke participatie"),
            goal: t("Zo veel mogelijk mensen krijgen een maatje. Wie het langst wacht, gaat voor."),
            impact: t(
                "Wie geen maatje krijgt, wacht langer. De makelaar ziet waarom, en wat er zou moeten veranderen. Een mens beslist."
            ),
            proportionality: t(
                "Met de hand is niet te zien welke koppels samen de meeste mensen helpen. Wat je vertelde, telt niet mee."
            ),
            decision: rules.people, basis: t("Toestemming (AVG, artikel 6, lid 1, a)"), objection: ownPage(t),
            description: [rules.order, must, fit].joined(separator: " "), data: rules.data,
            methods: t(
                "Harde voorwaarden. Dan de grootste groep die we kunnen helpen, met voorrang voor wie het langst wacht. Dan de hoogste som van hele punten, tot 1000 per koppel."
            ), monitoring: t("De vrijwilligerscentrale ziet hoe lang mensen wachten, en voor wie niemand past."),
            human: t(
                "De makelaar kiest, en mag afwijken met een reden. De vrijwilliger zegt daarna zelf ja of nee."),
            risks: t(
                "Wie weinig momenten kan of geen Nederlands spreekt, past bij minder vrijwilligers en kan langer wachten. De makelaar ziet dat, en wat zou helpen."
            ))
    }

    static func pupils(_ t: Texts) -> AlgorithmEntry {
        let rules = PupilRules(t: t)
        return AlgorithmEntry(
            id: "stageplekken", subject: .pupils, page: "/stage/uitleg", application: "/stage",
            name: t("Verdeling van stageplekken"),
            short: t(
                "Verdeelt plekken voor de maatschappelijke stage, met de lijsten van leerlingen en een loting."),
            type: t("Rekenregels met loting, niet zelflerend"), category: t("Onderwijs"),
            goal: t(
                "Elke leerling krijgt een plek, zo hoog mogelijk op de eigen lijst. Voor iedereen gelden dezelfde regels."
            ),
            impact: t(
                "Een leerling kan een andere plek krijgen dan gewenst, of eerst nog geen. Dan zoeken we een plek die over is. Een mens beslist."
            ),
            proportionality: t(
                "Plekken raken vol, en dan moet iemand verdelen. Een loting die iedereen kan narekenen, kan niemand sturen. Namen doen niet mee."
            ), decision: rules.people.joined(separator: " "),
            basis: t("Toestemming en een taak van algemeen belang (AVG, artikel 6, lid 1, a en e)"),
            objection: ownPage(t), description: (rules.what + rules.limits).joined(separator: " "),
            data: rules.data.joined(separator: " "),
            methods: [
                rules.method,
                t(
                    "Eerst lagen de wensen vast. Pas daarna kwam het getal waarmee we loten. Zo kan niemand de loting sturen."
                ),
            ].joined(separator: " "),
            monitoring: t(
                "Een tweede controle kijkt elke uitkomst na. Elke loting staat op de site, en iedereen kan haar narekenen."
            ),
            human: t(
                "Een medewerker besluit of de verdeling doorgaat, en kan een plek veranderen met een reden die je leest."
            ),
            risks: t(
                "Een korte lijst geeft minder kans op een plek die je wilde. Wie overblijft, krijgt een plek die nog vrij is, zo dicht mogelijk bij school."
            ))
    }
}
