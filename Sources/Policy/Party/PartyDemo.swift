import Community
import Core
import Storage

/// The parties of the invented municipality, with talks through the years.
struct PartyDemo {
    let content: PartyContent
    let demo: PolicyDemo

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 52)
        for (cycle, count) in [(demo.past, 9), (demo.present, 14)] {
            let start = Day(year: cycle.firstYear - 1, month: 3, day: 10) ?? cycle.firstDay
            let end = min(demo.world.today - 1, cycle.isClosed ? cycle.lastDay : demo.world.today - 1)
            for own in Self.own {
                var draft = PartyDraft(kind: own.kind, name: own.name)
                draft.can = own.can
                draft.need = own.need
                let number = try Party.insert(draft, of: cycle.id, now: DutchTime.moment(start) + .hours(9), in: db)
                try talks(number, own.notes, cycle, start, end, &random, in: db)
            }
            for organisation in try Party.unlinked(of: cycle, limit: count, in: db).items {
                var draft = PartyDraft(kind: content.guess(organisation.kind), name: organisation.name)
                draft.can = Self.can[random.int(0...(Self.can.count - 1))]
                draft.need = Self.need[random.int(0...(Self.need.count - 1))]
                if cycle.id == demo.present.id { draft.contact = organisation.contact }
                let number = try Party.insert(
                    draft, organisation: organisation.id, of: cycle.id, now: DutchTime.moment(start + 3) + .hours(10),
                    in: db)
                try talks(number, Self.notes, cycle, start, end, &random, in: db)
            }
        }
    }

    private func talks(
        _ number: Int, _ notes: [String], _ cycle: PolicyCycle, _ start: Day, _ end: Day, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws {
        guard let party = try Party.find(number, of: cycle.id, in: db), end - start > 30 else { return }
        // A few were not spoken to in the round that is under way: they wait.
        let isQuiet = cycle.id == demo.present.id && number % 5 == 0
        for note in isQuiet ? [] : notes.shuffled(using: &random).prefix(random.int(1...3)) {
            let day = start + random.int(10...(end - start))
            try Party.addTalk(
                party.id, day: day, withWhom: "", note: note, person: demo.officer.text,
                now: DutchTime.moment(day) + .hours(15), in: db)
        }
        guard cycle.id == demo.present.id, number % 2 == 1 else { return }
        let step = Self.steps[random.int(0...(Self.steps.count - 1))]
        try db.run(
            """
            UPDATE policy_party SET next_step = \(step), next_day = \(demo.world.today + (number < 4 ? 1 - number : random.int(2...40)))
            WHERE id = \(party.id)
            """)
    }

    private struct Own {
        let kind: String
        let name: String
        let can: String
        let need: String
        let notes: [String]
    }

    private static let own = [
        Own(
            kind: "alderman", name: "Wethouder sociaal domein", can: "Besluit over het plan en spreekt met de raad.",
            need: "Elk kwartaal één blad met cijfers.",
            notes: ["Wil dat het plan gaat over meedoen in de wijk.", "Vraagt om drie doelen die te meten zijn."]),
        Own(
            kind: "dept-sport-culture", name: "Team sport en cultuur", can: "Kent alle clubs en hun besturen.",
            need: "Minder losse regelingen.",
            notes: ["Clubs lopen vast op vergunningen voor kleine feesten.", "Denkt mee over één formulier."]),
        Own(
            kind: "volunteer-centre", name: "Vrijwilligerscentrale Waterveen",
            can: "Koppelt vrijwilligers en organisaties, en geeft scholing.",
            need: "Zekerheid over het geld voor vier jaar.",
            notes: ["Er zijn meer vragen om een maatje dan uren.", "Scholing voor besturen zit steeds vol."]),
        Own(
            kind: "companies", name: "Ondernemerskring Waterveen", can: "Kennis, spullen en een dag personeel.",
            need: "Klussen die in een middag kunnen.", notes: ["Zestien bedrijven deden mee aan de beursvloer."]),
        Own(
            kind: "residents-groups", name: "Bewoners van de Turfkade", can: "Zelf de speeltuin en de kade beheren.",
            need: "Een sleutel van het buurthuis.", notes: ["Wil een vaste plek om samen te komen."]),
    ]

    private static let can = [
        "Bereikt mensen die anderen niet bereiken.", "Heeft een eigen ruimte in de wijk.",
        "Geeft nieuwe vrijwilligers een goede start.", "Brengt ervaring en een groot netwerk mee.",
    ]
    private static let need = [
        "Nieuwe bestuursleden.", "Hulp bij het werven van jongeren.", "Een betaalbare ruimte.",
        "Eén persoon bij de gemeente om te bellen.",
    ]
    private static let notes = [
        "Merkt dat nieuwe vrijwilligers korter blijven.", "Zoekt al een half jaar een penningmeester.",
        "Wil samenwerken met de school in de wijk.", "Is blij met de vacaturebank: drie nieuwe mensen.",
        "Vindt de verantwoording van subsidie te veel werk.",
    ]
    private static let steps = [
        "Bel over de avond met de wijk", "Stuur het concept van het plan", "Maak een afspraak over scholing",
        "Vraag of zij meedoen aan de raadpleging",
    ]
}
