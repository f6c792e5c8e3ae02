import Community
import Core
import Services
import Storage

/// The boards of the invented municipality: both closed, with what people wrote and how they voted.
struct ChanceDemo {
    let house: House
    let content: ChancesContent
    let demo: PolicyDemo

    func write(in db: any SQLConnection) throws {
        for (cycle, seed, guests) in [(demo.past, UInt64(541), 24), (demo.present, UInt64(542), 37)] {
            try write(cycle, guests: guests, seed: seed, in: db)
        }
    }

    private func write(_ cycle: PolicyCycle, guests: Int, seed: UInt64, in db: any SQLConnection) throws {
        var random = Seeded(seed: seed)
        let day = Day(year: cycle.firstYear - 1, month: 5, day: 12) ?? cycle.firstDay
        let opened = DutchTime.moment(day) + .hours(9)
        let closed = DutchTime.moment(day + 40) + .hours(17)
        let nonce = UUIDv7.make(at: opened)
        try db.run(
            """
            INSERT INTO policy_board (cycle_id, state, code, nonce, secret_hash, content_version, opened_at, closed_at)
            VALUES (\(cycle.id), \(ChanceBoard.State.closed), \(ChanceBoard.makeCode()), \(nonce),
                \(Secret.hash(ChanceBoard.secret(cycle.id, nonce: nonce, vault: house.vault))), \(content.version),
                \(opened), \(closed))
            """)
        let people = try (0..<guests).map { index in
            try ChanceBoard.makeGuest(
                of: cycle.id, secret: Secret.make(), person: nil, now: opened + .minutes(index * 7), in: db)
        }
        var cards: [String] = []
        func add(
            _ theme: String, _ kind: ChanceCard.Kind, _ text: String, guest: String?, merged: Bool, after minutes: Int
        ) throws -> String {
            let id = UUIDv7.make(at: opened + .minutes(minutes))
            try db.run(
                """
                INSERT INTO policy_card (id, cycle_id, number, theme, kind, body, guest_id, is_merged, created_at)
                VALUES (\(id), \(cycle.id), (SELECT COUNT(*) + 1 FROM policy_card WHERE cycle_id = \(cycle.id)), \(theme),
                    \(kind), \(text), \(guest), \(merged), \(opened + .minutes(minutes)))
                """)
            return id
        }
        for (index, card) in Self.cards.enumerated() where random.int(0...99) < 85 {
            let kind: ChanceCard.Kind = card.isChance ? .chance : .threat
            let guest = people[random.int(0...(people.count - 1))]
            cards.append(
                try add(card.theme, kind, card.text, guest: guest, merged: false, after: 20 + index * 31))
        }
        // Two that said the same became one.
        let merged = try add(
            "what-volunteers-want", .chance, "Korte klussen en een duidelijk einde trekken nieuwe mensen.", guest: nil,
            merged: true, after: 9000)
        for text in [
            "Een klus van één dag past beter bij jonge ouders.", "Zeg erbij wanneer het klaar is, dan durf ik wel.",
        ] {
            let guest = people[random.int(0...(people.count - 1))]
            let id = try add("what-volunteers-want", .chance, text, guest: guest, merged: false, after: 3000)
            try db.run("UPDATE policy_card SET merged_into = \(merged) WHERE id = \(id)")
        }
        cards.append(merged)
        guard !cards.isEmpty else { return }
        for person in people where random.int(0...99) < 80 {
            // People agree more on some than on others: the low numbers win.
            let chosen = Set(
                (0..<content.card.votesPerPerson).map { _ in
                    min(random.int(0...(cards.count - 1)), random.int(0...(cards.count - 1)))
                })
            for index in chosen.sorted() {
                try db.run("INSERT INTO policy_card_vote (card_id, guest_id) VALUES (\(cards[index]), \(person))")
            }
        }
    }

    private static let cards: [(theme: String, isChance: Bool, text: String)] = [
        ("neighbourhood", true, "In Sluiswijk willen bewoners zelf het buurthuis openhouden."),
        ("what-volunteers-want", false, "Niemand wil nog penningmeester worden."),
        ("rules-and-paper", true, "Eén formulier voor alle kleine buurtfeesten."),
        ("care-at-home", false, "Ouderen wonen langer thuis, maar er zijn te weinig maatjes."),
        ("money", true, "Een vast potje voor plannen onder de vijfhonderd euro."),
        ("cooperation", true, "De ondernemerskring wil elk jaar een doedag houden."),
        ("strength-of-residents", true, "Nieuwkomers willen graag iets doen, maar weten niet waar."),
        ("rules-and-paper", false, "De verklaring omtrent gedrag aanvragen duurt te lang."),
        ("knowledge", false, "Eén persoon bij de gemeente weet alles. Wat als zij weggaat?"),
        ("shared-buildings", true, "De school aan de Turfkade staat elke avond leeg."),
        ("informal-and-formal-help", false, "Vrijwilligers doen steeds vaker werk van de thuiszorg."),
        ("one-policy", true, "Sport en welzijn maken samen één plan voor de jeugd."),
        ("neighbourhood", false, "Buitenveen ligt ver weg: de bus rijdt er 's avonds niet."),
        ("money", false, "Projecten stoppen als de subsidie na twee jaar ophoudt."),
        ("own-course", true, "Waterveen is klein genoeg om elkaar te kennen."),
        ("cooperation", false, "Clubs vissen in dezelfde vijver."),
        ("what-volunteers-want", true, "Jongeren helpen graag als het met vrienden kan."),
        ("strength-of-residents", false, "Mensen met twee banen hebben geen avond over."),
    ]
}
