import Core

/// How a buddy is looked for, in plain words: for the page everyone can read and for the public register of algorithms.
struct BuddyRules {
    let t: Texts

    var what: String { t("Het zoekt bij elke aanvraag vrijwilligers die passen, en doet een voorstel.") }

    var order: String {
        t(
            "We kijken eerst hoeveel mensen we kunnen helpen, en beginnen bij wie het langst wacht. Daarna zoeken we bij elk de vrijwilliger die het best past."
        )
    }

    var data: String {
        t(
            "Soort hulp, buurt, momenten, talen, wat je aankruiste om samen te doen, een wens voor een man of vrouw, cursus, VOG gezien, afstand en wachttijd. Niet: wat je vertelde."
        )
    }

    var people: String {
        t(
            "Een makelaar van de vrijwilligerscentrale. Wijkt die af van het voorstel, dan schrijft die op waarom.")
    }

    /// Conditions, as sentences.
    var must: [String] {
        [
            t("De vrijwilliger wil dit soort werk doen en heeft tijd over."),
            t("Als het nodig is: de cursus is gedaan, en de centrale zag de VOG."),
            t("Jullie spreken ten minste één taal samen."),
            t("Er is een moment waarop jullie allebei kunnen."),
            t("De afstand is niet groter dan de vrijwilliger wil."),
            t("Jullie zijn niet al eerder gekoppeld geweest."),
        ]
    }

    /// What counts among who meets them, as clauses.
    var fit: [String] {
        [
            t("hoeveel momenten jullie allebei kunnen"), t("wat jullie allebei graag doen"),
            t("hoe dichtbij jullie wonen"),
            t("of een wens voor een man of vrouw uitkomt"), t("hoe lang de vrijwilliger al wacht"),
        ]
    }
}
