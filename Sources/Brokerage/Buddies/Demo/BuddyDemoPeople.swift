import Community
import Core
import Storage

/// The people of the demo's buddies: made up, each with a wish.
struct BuddyDemoPeople {
    let kinds: [BuddyKind]
    let areas: [Neighbourhood]
    private var next = 0

    init(kinds: [BuddyKind], areas: [Neighbourhood]) {
        self.kinds = kinds
        self.areas = areas
    }

    private static let names = [
        "Corrie", "Yusuf", "Willemien", "Samira", "Gerrit", "Hanna", "Abel", "Ruth", "Piet", "Zeynep", "Truus", "Dawit",
        "Elly", "Oksana", "Harm", "Naima", "Jopie", "Kees", "Fatma", "Annie", "Selam", "Wim", "Greet", "Mo", "Riet",
        "Ivo", "Tineke", "Bas", "Loes", "Hamid", "Mieke", "Sjoerd",
    ]
    private static let wishes: [String: [String]] = [
        "Buddy": [
            "Ik wil weer naar buiten, maar alleen durf ik niet goed. Samen koffie drinken in het dorp zou fijn zijn.",
            "Sinds mijn scheiding zit ik veel thuis. Iemand om mee te praten en iets te ondernemen.",
            "Ik kom net uit de kliniek en zoek iemand die met me meewandelt.",
        ],
        "Vriendendienst": [
            "Elke week een potje dammen en een praatje. Dat lijkt me gezellig.",
            "Mijn vrienden zijn er niet meer. Ik ga graag naar de markt met iemand.",
            "Samen koken of naar de film. Ik houd van oude films.",
        ],
        "Thuishulp": [
            "Ik zorg voor mijn man. Een middag vrij in de week zou helpen.",
            "Mijn moeder kan niet lang alleen zijn. Iemand die bij haar zit als ik boodschappen doe.",
        ],
        "Taalmaatje": [
            "Ik leer Nederlands en wil oefenen met praten. Over gewone dingen.",
            "Ik begrijp brieven nog niet goed. Samen lezen en praten.",
            "Ik werk en heb alleen in de avond tijd om te oefenen.",
        ],
        "Mentor": [
            "Ik weet niet welke opleiding ik moet kiezen en wil daarover praten.",
            "Ik zoek werk en vind solliciteren lastig.",
        ],
        "Klussendienst": [
            "De lamp in de gang moet vast. Ik kan niet meer op een trap.", "De heg is te hoog geworden voor mij.",
        ],
    ]
    private static let limits = [
        "", "", "Liever geen huisdieren.", "Ik kan niet goed trappen lopen.", "Niet roken in huis.",
    ]
    private static let abouts = [
        "Ik wandel veel en luister graag.", "Ik heb dit vaker gedaan, bij een andere gemeente.", "Ik kan niet tillen.",
        "Ik werk vier dagen en heb de avonden vrij.", "",
    ]
    private static let others = ["en", "ar", "tr", "uk", "ti", "pl"]

    private func pick(_ random: inout Seeded) -> BuddyKind? {
        // More ask for company than for a chore.
        let order = [
            "Vriendendienst", "Buddy", "Taalmaatje", "Vriendendienst", "Taalmaatje", "Thuishulp", "Buddy", "Mentor",
        ]
        let name = random.chance(12) ? "Klussendienst" : random.pick(order)
        return kinds.first { $0.name == name }
    }

    private func moments(_ share: Int, _ random: inout Seeded) -> WeekMoments {
        if random.chance(12) { return WeekMoments(bits: 0) }
        var bits: UInt32 = 0
        for day in 0..<7 {
            for part in 0..<3 where random.chance(day < 5 ? share : share / 2) {
                bits |= 1 << UInt32(day * 4 + part)
            }
        }
        return WeekMoments(bits: bits == 0 ? 1 << 5 : bits)
    }

    mutating func request(_ random: inout Seeded) -> BuddyRequestDraft {
        let kind = pick(&random) ?? kinds[0]
        let name = Self.names[next % Self.names.count]
        next += 1
        let isReferred = random.chance(45)
        var languages = ["nl"]
        if kind.name == "Taalmaatje", let other = random.pick(Self.others) { languages.append(other) }
        if random.chance(5), let other = random.pick(Self.others) { languages = [other] }
        let words = BuddyWords(
            name: name, email: random.chance(55) ? "\(name.lowercased())\(next)@post.waterveen.example" : nil,
            phone: "0612 34 \(10 + next % 90) 00", wish: random.pick(Self.wishes[kind.name] ?? []) ?? "",
            not: random.pick(Self.limits) ?? "", referrer: isReferred ? "Mirjam van het wijkteam" : nil,
            referrerEmail: isReferred ? "wijkteam@waterveen.example" : nil,
            referrerFrom: isReferred ? "Wijkteam Waterveen" : nil)
        return BuddyRequestDraft(
            kind: kind, words: words, neighbourhood: random.pick(areas)?.id,
            source: isReferred ? .referrer : random.chance(20) ? .centre : .own, moments: moments(22, &random),
            languages: BuddyLanguages(codes: languages),
            prefers: random.chance(25) ? random.pick(BuddyGender.allCases) : nil,
            helpers: kind.name == "Vriendendienst" && random.chance(22) ? 2 : 1, language: .dutch, person: nil,
            interests: ticks([kind], &random))
    }

    func volunteer(name: String, email: String?, person: String?, _ random: inout Seeded) -> BuddyVolunteerDraft {
        var chosen: [BuddyKind] = []
        for _ in 0..<random.int(1...3) {
            if let kind = pick(&random), !chosen.contains(where: { $0.id == kind.id }) { chosen.append(kind) }
        }
        var languages = ["nl"]
        if random.chance(35), let other = random.pick(Self.others) { languages.append(other) }
        return BuddyVolunteerDraft(
            municipality: kinds[0].municipality, name: name, email: email, phone: nil,
            neighbourhood: random.pick(areas)?.id, gender: random.chance(70) ? random.pick(BuddyGender.allCases) : nil,
            moments: moments(28, &random), languages: BuddyLanguages(codes: languages),
            reach: random.pick([2_000, 5_000, 10_000, 0]).flatMap { $0 == 0 ? nil : $0 },
            capacity: random.chance(25) ? 2 : 1, kinds: chosen, about: random.pick(Self.abouts) ?? "",
            language: .dutch, person: person, interests: ticks(chosen, &random))
    }

    private func ticks(_ kinds: [BuddyKind], _ random: inout Seeded) -> BuddyInterests {
        BuddyInterests(BuddyInterests.all(kinds.map(\.interests)).words.filter { _ in random.chance(40) })
    }
}
