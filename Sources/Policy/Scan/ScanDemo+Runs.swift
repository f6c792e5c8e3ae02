import Community
import Core

extension ScanDemo {
    static let notes: [String: String] = [
        "own-vision": "De visie staat in de nota, met datum van het raadsbesluit.",
        "all-sectors": "Sport en zorg wel, natuur en dieren nog niet.",
        "departments-work-together": "Met sport aan de beweegdag, met werk en inkomen aan taalplekken.",
        "trusted-centre": "De vrijwilligerscentrale heeft een opdracht voor vier jaar.",
        "measured": "Alleen voor maatjes. De enquête onder organisaties komt in het voorjaar.",
        "enough-money": "De centrale vraagt meer uren dan er zijn.",
        "no-cuts": "De post staat vier jaar gelijk in de begroting.",
        "meeting-places": "In twee wijken is geen betaalbare ruimte.",
        "deeds-not-words": "De wethouder werkte een dag mee bij het voedselpunt.",
        "everyone-can": "Vier organisaties hebben een plek met begeleiding.",
        "equal-partners": "De Seniorenraad en het wijkplatform schreven mee.",
    ]

    private func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        min(Day(year: year, month: month, day: day) ?? demo.world.today, demo.world.today)
    }

    var past: [Run] {
        let first = demo.past.firstYear
        return [
            Run(
                kind: .integral, day: day(first - 1, 4, 12), participants: "Beleid vrijwilligers, sport, welzijn",
                answers: [
                    "vision": "100", "broad": "101", "connected": "00100", "ambitions": "10", "cooperation": "102",
                    "agreements": "11?0", "provisions": "211211", "effect": "00?0",
                ],
                facts: facts(adopted: day(first - 7, 10, 9), made: "not", sectors: ["sport", "care-welfare"]),
                actions: [
                    Action(
                        section: "vision", text: "Houd een visieavond met de raad en het veld.",
                        due: day(first - 1, 9, 30), done: day(first - 1, 9, 21))
                ]),
            Run(
                kind: .tenPoints, day: day(first - 1, 5, 20),
                participants: "Beleid vrijwilligers, vrijwilligerscentrale, Seniorenraad",
                answers: points("2110201112"),
                actions: [
                    Action(
                        section: "knowledge-and-continuity", text: "Maak een overdrachtsdossier.",
                        due: day(first, 3, 1), done: day(first, 2, 18))
                ]),
            Run(
                kind: .integral, day: day(demo.past.lastYear, 10, 5),
                participants: "Beleid vrijwilligers, sport, welzijn, werk en inkomen",
                answers: [
                    "vision": "232", "broad": "211", "connected": "11121", "ambitions": "21", "cooperation": "212",
                    "agreements": "221?", "provisions": "322222", "effect": "11?1",
                ],
                facts: facts(
                    adopted: day(first - 1, 12, 11), made: "partly", sectors: ["sport", "care-welfare", "culture"])),
        ]
    }

    var present: [Run] {
        let today = demo.world.today
        let first = demo.present.firstYear
        return [
            Run(
                kind: .tenPoints, day: max(day(first, 1, 15), today - 300),
                participants: "Beleid vrijwilligers, vrijwilligerscentrale, twee organisaties",
                answers: points("2221312222"),
                actions: [
                    Action(
                        section: "meeting-places", text: "Zoek met de bibliotheek een ruimte in Sluiswijk.",
                        due: today + 25),
                    Action(
                        section: "one-municipal-vision", text: "Leg de visie voor aan alle afdelingen.",
                        due: today - 40, done: today - 44, until: first + 10),
                    Action(
                        section: "workable-rules", text: "Vraag vijf organisaties welke regel het meest hindert.",
                        due: today - 6),
                ]),
            Run(
                kind: .sevenPrinciples, day: today - 60,
                participants: "Beleid vrijwilligers, Seniorenraad, Welkom in Waterveen",
                answers: principles("2322131"),
                actions: [
                    Action(
                        section: "everyone-can", text: "Vraag drie organisaties om een plek met begeleiding.",
                        due: today + 50)
                ]),
            Run(
                kind: .integral, day: today - 30,
                participants: "Beleid vrijwilligers, sport, cultuur, werk en inkomen, vrijwilligerscentrale",
                answers: [
                    "vision": "333", "broad": "322", "connected": "22221", "ambitions": "32", "cooperation": "322",
                    "agreements": "2322", "provisions": "332323", "effect": "2112",
                ],
                facts: facts(
                    adopted: demo.present.councilDay ?? day(first - 1, 12, 11), made: "yes",
                    sectors: ["sport", "care-welfare", "culture", "nature", "neighbourhood"]),
                actions: [
                    Action(
                        section: "effect", text: "Kies met vier organisaties een indicator voor effect.",
                        due: today + 70)
                ]),
        ]
    }

    private func facts(adopted: Day, made: String, sectors: [String]) -> [String: [String]] {
        [
            "fact-policy-date": [adopted.iso], "fact-made-with-field": ["fact-made-with-field-\(made)"],
            "fact-place": ["fact-place-own"], "fact-sectors": sectors.map { "fact-sectors-\($0)" },
            "fact-centre-form": ["fact-centre-form-foundation"],
            "fact-centre-tasks": ["match", "training", "appreciation", "organisations"].map {
                "fact-centre-tasks-\($0)"
            },
            "fact-grants": ["fact-grants-institution", "fact-grants-appreciation"],
        ]
    }

    private func points(_ digits: String) -> [String: String] {
        spread(digits, content.file(TenPointsScan.self).points)
    }

    private func principles(_ digits: String) -> [String: String] {
        spread(digits, content.file(SevenPrinciplesScan.self).points)
    }

    private func spread(_ digits: String, _ points: [ScanPoint]) -> [String: String] {
        Dictionary(zip(points.map(\.id), digits.map { String($0) })) { first, _ in first }
    }
}
