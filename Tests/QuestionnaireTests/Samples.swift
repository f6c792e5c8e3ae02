import Questionnaires

/// Questionnaires and answers that the tests share.
enum Samples {
    static let yesNo = [
        Choice(1, Words("Ja")), Choice(2, Words("Nee")), Choice(99, Words("Weet niet"), isMissing: true),
    ]
    static let things = [
        Choice(1, Words("Sport")), Choice(2, Words("Zorg")), Choice(7, Words("Anders"), hasText: true),
        Choice(9, Words("Geen van deze"), isExclusive: true),
    ]
    static let rows = [Choice(1, Words("Werving")), Choice(3, Words("Scholing"))]
    static let columns = [
        Choice(1, Words("In beleid")), Choice(2, Words("Uitgevoerd")), Choice(9, Words("Weet niet"), isExclusive: true),
    ]

    /// One question of every kind, with conditions that look back.
    static let all = Questionnaire(
        id: "proef", languages: ["nl", "en"],
        title: Words(["": "Proef", "en": "Trial"]), intro: Words("Welkom"), thanks: Words("Dank je"), source: "Eigen",
        blocks: [
            .init(
                "b1", title: Words("Over jou"),
                questions: [
                    Question("V01", .single, Words("Doe je vrijwilligerswerk?"), isRequired: true, choices: yesNo),
                    Question(
                        "V02", .number, Words("Hoeveel uur?"), showIf: "V01 == 1", lowest: 0, highest: 80,
                        decimals: 1, unit: Words("uur per week")),
                ]),
            .init(
                "b2", showIf: "V01 == 1",
                questions: [
                    Question("V05", .multiple, Words("Waar?"), hint: Words("Meer mag"), choices: things),
                    Question("V06", .text, Words("Waarom?"), showIf: "V05 has 7 or V02 >= 10", maxLength: 50),
                ]),
            .init(
                "b3", title: Words("Oordeel"),
                questions: [
                    Question(
                        "V07", .scale, Words("Rapport"), choices: [Choice(99, Words("Geen mening"), isMissing: true)],
                        lowest: 1, highest: 10, lowLabel: Words("slecht"), highLabel: Words("heel goed")),
                    Question("V08", .date, Words("Sinds wanneer?")),
                    Question(
                        "V09", .ranking, Words("Wat eerst?"),
                        choices: [Choice(1, Words("A")), Choice(2, Words("B")), Choice(5, Words("C"))]),
                    Question("I1", .info, Words("Je antwoord was {V01}.")),
                ]),
            .init(
                "b4",
                questions: [
                    Question("V12", .gridMultiple, Words("Wat doet de gemeente?"), choices: columns, rows: rows),
                    Question("V13", .grid, Words("Hoe vaak?"), choices: yesNo, rows: rows),
                    Question("V14", .gridNumber, Words("Hoeveel?"), rows: rows, lowest: 0),
                    Question("V15", .text, Words("Nog iets?"), showIf: "V12.3 has 1 and not V13.1 == 2"),
                ]),
        ])

    static func form(_ fields: [String: [String]]) -> (String) -> [String] { { fields[$0] ?? [] } }
}
