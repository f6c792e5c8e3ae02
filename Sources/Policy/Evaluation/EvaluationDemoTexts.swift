import Core

/// What the people of the demo municipality wrote in their evaluations.
enum EvaluationDemoTexts {
    struct Remark {
        let role: MunicipalRole
        let section: String
        let text: String
        let answer: String
    }

    /// By question, from the first year to the last.
    static let answers: [(String, [String])] = [
        (
            "goals-reached",
            [
                "Het eerste jaar ging vooral op aan beginnen. Er kwamen 150 nieuwe vrijwilligers.",
                "Er kwamen 172 nieuwe vrijwilligers, en vijf wijken hebben een punt. De wachttijd voor een maatje liep op.",
                "Alle acht wijken hebben een punt. Op een maatje wacht je nog steeds te lang.",
                "Twee van de vier doelen zijn gehaald. Meer mensen blijven, maar nog geen 75 procent. Op een maatje wacht je bijna zes weken.",
            ]
        ),
        (
            "goals-why",
            [
                "De centrale had tot de zomer een vacature voor een makelaar.",
                "Elke nieuwe vrijwilliger krijgt na een maand een belletje. Dat werkte meteen.",
                "Er komen sneller vragen om een maatje bij dan maatjes.",
                "Wat hielp: een vast gezicht bij de centrale. Wat niet hielp: elk jaar een nieuwe campagne.",
            ]
        ),
        (
            "goals-unmeasured",
            [
                "Wat vrijwilligers van hun werk vinden, vroegen we nog niet.",
                "De eerste enquête onder vrijwilligers komt dit voorjaar.",
                "De enquête is gehouden, onder 412 vrijwilligers. Of de buurt er iets van merkt, weten we niet.",
                "We weten nog steeds niet wat mensen die hulp krijgen ervan vinden.",
            ]
        ),
        (
            "agreements-kept",
            [
                "De meeste afspraken liepen. Die over ruimte in het buurthuis begon te laat.",
                "Alle afspraken liepen. De verslagen kwamen op tijd.",
                "Een afspraak haperde een half jaar. Een gesprek met de wethouder hielp.",
                "De meeste afspraken zijn klaar. Wat doorloopt, gaat mee naar het volgende plan.",
            ]
        ),
        (
            "execution-gap",
            [
                "In het plan staat een loket voor regels. Dat is er nog niet.",
                "Het loket voor regels is open, een ochtend per week.",
                "Er gebeurt veel in Oud-Veen waar het plan niets over zegt.",
                "De verzekering is geregeld, maar veel kleine clubs weten dat niet.",
            ]
        ),
        (
            "money-next",
            [
                "Volgend jaar is meer nodig voor de scholen.",
                "Het geld voor scholen kwam erbij. Ruimte voor initiatief was in oktober op.",
                "Ruimte voor initiatief moet groeien. De dag van de vrijwilliger kan voor hetzelfde geld.",
                "Het geld voor de jongerenwerker eindigt. Zonder besluit stopt dat in de zomer.",
            ]
        ),
        (
            "learning-new",
            [
                "Steeds meer mensen willen een keer helpen, niet elke week.",
                "Nieuwe inwoners leren Nederlands als vrijwilliger. Dat vraagt begeleiding.",
                "Organisaties vinden moeilijk bestuursleden.",
                "Meer ouderen blijven thuis wonen. De vraag naar maatjes groeit sneller dan het aanbod.",
            ]
        ),
    ]

    struct Conclusion {
        let id: String
        let reason: String
        let follow: String
    }

    /// On the way: a year is too short to change course.
    static let onTheWay = Conclusion(
        id: "conclusion-keep", reason: "We houden dit doel. Een jaar zegt nog niet genoeg.",
        follow: "Elk kwartaal kijken we samen naar het cijfer.")

    /// At the end, in the order of the goals.
    static let conclusions = [
        Conclusion(
            id: "conclusion-raise", reason: "Het doel is gehaald en er is nog ruimte.",
            follow: "De centrale kan dit aan als de subsidie met de lonen meegroeit."),
        Conclusion(
            id: "conclusion-keep", reason: "Het gaat elk jaar beter, maar we zijn er nog niet.",
            follow: "Het belletje na een maand blijft. Elke organisatie krijgt het cijfer te zien."),
        Conclusion(
            id: "conclusion-change", reason: "De wachttijd liep op. Werven alleen is niet genoeg.",
            follow: "We beginnen met groepsmaatjes en leren organisaties om samen te werken."),
        Conclusion(
            id: "conclusion-stop", reason: "Elke wijk heeft een punt, en de buurthuizen houden ze open.",
            follow: "We vertellen het de buurthuizen bij het overleg in januari."),
    ]

    static let summaries = [
        "Het eerste jaar stond in het teken van opbouwen. De basis ligt er. We blijven bij het plan.",
        "Het plan werkt. **Nabellen** is het succes van dit jaar: wie gebeld wordt, blijft.\n\n- Houd vol wat loopt.\n- Zoek hulp voor de wachtlijst van het maatjesproject.",
        "We liggen op koers, behalve bij de maatjes. Daar kiezen we volgend jaar een andere weg.",
        "Vier jaar samen aan zet leverde meer op dan geld alleen. We leerden drie dingen.\n\n1. Een vast gezicht doet meer dan een campagne.\n2. Wie na een maand gebeld wordt, blijft.\n3. Op een maatje wacht je nog te lang. Dat vraagt een andere aanpak.\n\nIn de volgende ronde leggen we de lat hoger waar het lukt, en doen we anders wat niet lukt.",
    ]

    static let remarks = [
        Remark(
            role: .councilMember, section: "section-goals",
            text: "Ik mis wat dit betekent voor de kleine kernen. Kunnen we dat volgend jaar per wijk zien?",
            answer: "Ja. De witte plekken per wijk staan voortaan bij deel 3."),
        Remark(
            role: .centreManager, section: "section-money",
            text: "De subsidie groeide minder dan de lonen. Dat kost ons vier uur per week.",
            answer: "We nemen dit mee in het slot en in het gesprek over de begroting."),
    ]

    /// Why a goal was not taken over, by its place among the proposals.
    static let left = [
        2: "De centrale blijft dit meten. In dit plan kiezen we voor minder doelen.",
        3: "Dit regelen we met het maatjesproject zelf.",
    ]

    static let busy = [
        ("goals-reached", "We zijn een jaar op weg. De eerste cijfers staan hierboven."),
        ("agreements-kept", "De meeste afspraken lopen. Over een ervan praten we in december verder."),
        ("learning-new", "De vraag naar hulp voor een keer blijft groeien."),
    ]
}
