import Core

/// How places for pupils are shared out, in plain words: for the page everyone can read and for the public register of
/// algorithms.
struct PupilRules {
    let t: Texts

    var what: [String] {
        [
            t("Elke leerling maakt een lijst, met de leukste plek bovenaan."),
            t("Iedereen krijgt een lotnummer. Is een plek vol, dan gaat voor wie voorrang heeft, en daarna het lot."),
            t(
                "Wie ergens geen plek krijgt, vraagt de volgende van de lijst. Dat gaat door tot niemand meer iets te vragen heeft."
            ),
            t("Niemand kan daarna zeggen: die plek wilde ik liever, en ik was eerder aan de beurt."),
            t(
                "Een eerlijke lijst is altijd het slimst. Een populaire plek bovenaan verkleint je kans op de rest niet."
            ),
            t(
                "Komt er daarna een plek vrij of een leerling bij, dan tellen eerst de wensen nog eens. Wie een plek heeft, houdt die of krijgt er een die hoger op de lijst staat."
            ),
            t("Wie overblijft, krijgt een plek die nog vrij is, zo dicht mogelijk bij school."),
        ]
    }

    var data: [String] {
        [
            t("Wel: de lijst, de school, het niveau als dat voorrang geeft, en of je jonger bent dan 16."),
            t("Niet: je naam, je cijfers, je adres, je afkomst of wat iemand van je vindt."),
            t("Namen gaan niet mee in de loting. Je hebt daar een eigen code."),
        ]
    }

    var people: [String] {
        [
            t(
                "De computer stelt een verdeling voor. Een medewerker van de vrijwilligerscentrale kijkt haar na en besluit."
            ),
            t(
                "Niemand zoekt een getal uit om mee te loten. Als de wensen vastliggen, staat al op de site waar het vandaan komt."
            ),
            t("Een medewerker kan een plek veranderen, met een reden die je leest."),
            t(
                "Ben je het er niet mee eens? Schrijf het op je eigen pagina, of laat een ouder bellen. Een mens leest het en antwoordt."
            ),
        ]
    }

    var limits: [String] {
        [
            t(
                "Samen met vrienden kan alleen op een plek voor een groepje. Met duo’s bestaat er soms geen eerlijke verdeling."
            ),
            t(
                "Krijgt een groepje geen plek, dan tellen in de tweede ronde ieders eigen lijst en eigen lot, voor de plekken die dan nog vrij zijn."
            ),
            t(
                "Zegt een ouder pas ja als de wensen vastliggen, dan loot je niet meer mee. In de tweede ronde tellen je wensen wel, na die van wie op tijd was."
            ),
            t(
                "Een plek die niemand kiest, raakt met geen enkele eerlijke regel vol. Dan helpt alleen een leukere plek of een langere lijst."
            ),
        ]
    }

    var method: String {
        t("De methode heet uitgesteld aannemen (Gale en Shapley, 1962) en wordt in veel steden voor scholen gebruikt.")
            + " "
            + t(
                "Wat daarna over is, verdelen we met een toewijzing van de laagste kosten. De prijzen die bewijzen dat het niet beter kan, staan bij elke loting."
            )
    }
}
