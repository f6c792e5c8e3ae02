import Community
import Core
import Services
import Storage

/// The visions of the demo: the past round adopted one, the present chose from five proposals.
struct VisionDemo {
    let demo: PolicyDemo
    let content: VisionContent

    func write(in db: any SQLConnection) throws {
        let first = demo.past.firstYear
        try adopt(
            1, pastChoice, demo.past, on: day(first - 1, 9, 18), body: .board, reason: "", in: db)
        let year = demo.present.firstYear - 1
        for (index, proposal) in proposals.enumerated() {
            let begun = DutchTime.moment(day(year, 4, 8) + index, minute: 600)
            try add(proposal, number: index + 1, begun: begun, in: db)
        }
        try adopt(1, presentChoice, demo.present, on: day(year, 6, 24), body: .council, reason: "", in: db)
        var second = presentChoice
        second.principles["principle-g"] = "Wij luisteren ook naar groepen die klein zijn, in elke wijk."
        try adopt(
            2, second, demo.present, on: day(year, 10, 14), body: .council,
            reason: "Bij de raadpleging bleek dat kleine groepen zich niet gehoord voelden.", in: db)
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        min(Day(year: year, month: month, day: day) ?? demo.world.today, demo.world.today)
    }

    private func adopt(
        _ version: Int, _ choice: VisionChoice, _ cycle: PolicyCycle, on day: Day, body: VisionBody, reason: String,
        in db: any SQLConnection
    ) throws {
        let at = DutchTime.moment(day, minute: 16 * 60)
        let id = UUIDv7.make(at: at)
        try choice.add(id, cycle: cycle.id, version: content.version, in: db)
        try db.run(
            """
            INSERT INTO policy_vision (id, cycle_id, version, choice_id, decided_by, adopted_on, reason, adopted_by,
                created_at)
            VALUES (\(UUIDv7.make(at: at)), \(cycle.id), \(version), \(id), \(body), \(day), \(reason), \(demo.officer),
                \(at))
            """)
    }

    private struct Proposal {
        let name: String
        let role: VisionRole
        let scope: Int
        let steering: Int
        let principles: [String]
        let themes: [String: Set<String>]
        let text: String

        var choice: VisionChoice {
            VisionChoice(
                scope: scope, steering: steering,
                principles: Dictionary(principles.map { ($0, "") }) { first, _ in first }, themes: themes, text: text)
        }
    }

    private func add(_ proposal: Proposal, number: Int, begun: Moment, in db: any SQLConnection) throws {
        let choice = UUIDv7.make(at: begun)
        try proposal.choice.add(choice, cycle: demo.present.id, version: content.version, in: db)
        let isOwn = proposal.role == .official
        let email: String? = isOwn ? nil : "voorstel-\(number)@gasten.waterveen.example"
        let person: String? = isOwn ? demo.officer.text : nil
        let expires: Day? = isOwn ? nil : begun.day + 21
        try db.run(
            """
            INSERT INTO policy_vision_proposal (id, cycle_id, number, choice_id, person_id, name, role, email,
                secret_hash, expires_on, state, created_at, sent_at)
            VALUES (\(VisionProposal.Identity(at: begun)), \(demo.present.id), \(number), \(choice), \(person),
                \(isOwn ? "" : proposal.name), \(proposal.role), \(email),
                \(isOwn ? nil : Secret.hash(Secret.make())), \(expires), \(VisionProposal.State.sent), \(begun),
                \(begun + .days(4)))
            """)
    }

    private var pastChoice: VisionChoice {
        VisionChoice(
            scope: 6, steering: 7,
            ways: ["steer": "Elk jaar een gesprek met de raad over de koers."],
            principles: ["importance": "", "extra-means": "", "principle-e": ""],
            themes: ["desk": ["desk-2"], "informal-care": ["informal-care-2"], "place": ["place-1"]],
            text: """
                Vrijwilligers houden Waterveen draaiend. De gemeente kiest eerst voor mensen die zorg nodig hebben.

                ## Wat we gaan doen

                - Wij helpen organisaties die zorg en welzijn bieden.
                - Wij spreken af wat we van elkaar verwachten.
                - Wij kijken elk jaar of het werkt.
                """)
    }

    private var presentChoice: VisionChoice {
        VisionChoice(
            scope: 3, steering: 4,
            ways: [
                "situate": "Twee keer per jaar een rondgang langs de acht wijken.",
                "stimulate": "Een avond waarop organisaties elkaar leren kennen.",
                "create-support": "Een klein bedrag voor een bewonersplan, zonder lang formulier.",
                "steer": "Een visie van een bladzijde die elke afdeling kent.",
                "structure": "Een vast overleg met de centrale en het wijkplatform.",
            ],
            principles: [
                "importance": "Vrijwilligers maken Waterveen. Dat zeggen we hardop.", "work-together": "",
                "worth-not-savings": "", "principle-a": "", "principle-b": "", "principle-c": "", "principle-g": "",
            ],
            ownPrinciples: "Een vrijwilliger krijgt altijd antwoord.",
            themes: [
                "desk": ["desk-2"], "informal-care": ["informal-care-1"], "say": ["say-3"],
                "special-groups": ["special-groups-1", "special-groups-2"], "place": ["place-3"],
                "means": ["means-1", "means-3"],
            ],
            text: """
                In Waterveen kan iedereen meedoen. Wie iets voor een ander wil doen, vindt snel een plek die past.

                ## Onze rol

                De gemeente helpt, luistert en haalt drempels weg. Inwoners en organisaties bepalen zelf wat zij doen. \
                Alleen waar mensen buiten de boot vallen, nemen wij het initiatief.

                ## Over tien jaar

                - In elke wijk is een plek waar je elkaar ontmoet.
                - Wie de taal leert of een beperking heeft, doet net zo makkelijk mee.
                - Organisaties hebben genoeg mensen, en die blijven omdat ze gezien worden.
                """)
    }

    private var proposals: [Proposal] {
        [
            Proposal(
                name: "", role: .official, scope: 4, steering: 6,
                principles: ["importance", "work-together", "principle-a", "principle-c"],
                themes: ["desk": ["desk-1"], "say": ["say-3"], "place": ["place-3"], "means": ["means-1"]],
                text: "Een beleid van alle afdelingen samen, met een ingang voor inwoners."),
            Proposal(
                name: "Carla Mulder", role: .centre, scope: 1, steering: 2,
                principles: ["importance", "worth-not-savings", "principle-a", "principle-b", "principle-e"],
                themes: ["desk": ["desk-2"], "say": ["say-2"], "place": ["place-3"], "means": ["means-1"]],
                text:
                    "Steun elke vrijwilliger, ook bij de voetbalclub. Geef de centrale rust: een opdracht voor vier jaar."
            ),
            Proposal(
                name: "Wim de Groot", role: .alderman, scope: 7, steering: 8,
                principles: ["extra-means", "principle-a", "principle-e"],
                themes: ["desk": ["desk-1"], "say": ["say-1"], "place": ["place-1"], "means": ["means-4"]],
                text:
                    "Geld is schaars. Kies drie doelen, reken af op resultaat en leg aan de raad uit wat het opleverde."
            ),
            Proposal(
                name: "Fatma Yilmaz", role: .organisation, scope: 3, steering: 2,
                principles: [
                    "importance", "involve-people", "principle-a", "principle-c", "principle-f", "principle-g",
                ],
                themes: ["desk": ["desk-2"], "say": ["say-3"], "place": ["place-3"], "means": ["means-1", "means-3"]],
                text: "Vraag ons voordat er een plan ligt. Minder formulieren, en een antwoord binnen twee weken."),
            Proposal(
                name: "Bert Hoekstra", role: .resident, scope: 2, steering: 3,
                principles: ["clear-line-paid-work", "principle-a", "principle-d", "principle-g"],
                themes: ["desk": ["desk-1"], "say": ["say-2"], "special-groups": ["special-groups-1"]],
                text: "Laat de wijk zelf beginnen. Een sleutel van het buurthuis helpt meer dan een nota."),
        ]
    }
}
