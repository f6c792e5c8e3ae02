import Community
import Core

/// What the demo's vacancies say of skills and motives, read from their own words.
enum DemoTraits {
    private static let skillWords: [(Skill, [String])] = [
        (.cooking, ["kook", "koken", "keuken", "bak", "maaltijd", "soep"]),
        (.gardening, ["tuin", "plant", "snoei", "groen", "moestuin"]),
        (.repairing, ["klus", "repare", "timmer", "schroef", "fiets"]),
        (.computers, ["computer", "website", "digitaal", "tablet", "telefoon"]),
        (.writing, ["schrijf", "schrijven", "tekst", "nieuwsbrief", "verslag"]),
        (.numbers, ["penningmeester", "boekhoud", "administratie", "geld", "formulier"]),
        (.listening, ["luister", "gesprek", "praat", "koffie", "bezoek"]),
        (.hosting, ["gast", "ontvang", "bar", "balie", "welkom"]),
        (.organising, ["organis", "rooster", "plan", "regel", "bestuur"]),
        (.explaining, ["uitleg", "oefen", "les", "huiswerk", "taal", "lezen"]),
        (.music, ["muziek", "zing", "koor", "piano"]),
        (.crafting, ["knutsel", "schilder", "teken", "naai", "creatie"]),
        (.sports, ["sport", "train", "voetbal", "zwem", "fluit"]),
        (.animals, ["hond", "dier", "kat", "paard", "geit"]),
        (.caring, ["zorg", "verpleeg", "rolstoel", "begeleid"]),
        (.driving, ["rijd", "rijbewijs", "bus", "rit"]),
        (.images, ["foto", "film", "camera"]),
        (.translating, ["vertaal", "tolk", "arabisch", "engels"]),
    ]

    private static let motiveWords: [(Motive, [String])] = [
        (.company, ["samen", "koffie", "groep", "team", "gezellig"]),
        (.structure, ["elke week", "vaste", "elke dag"]),
        (.experience, ["ervaring", "getuigschrift", "cv", "bestuur", "organis"]),
        (.learning, ["leer", "training", "cursus", "inwerk"]),
        (.meaning, ["alleen", "bezoek", "gezin", "eenza", "durf"]),
        (.nearby, ["buurt", "wijk", "straat", "plein"]),
        (.moving, ["wandel", "buiten", "tuin", "sport", "fiets", "lopen"]),
        (.quiet, ["archief", "sorteer", "administratie", "repare", "rustig"]),
    ]

    static func skills(_ text: String) -> [Skill] { Array(found(skillWords, text).prefix(4)) }
    static func motives(_ text: String) -> [Motive] { Array(found(motiveWords, text).prefix(3)) }

    private static func found<Trait>(_ words: [(Trait, [String])], _ text: String) -> [Trait] {
        let text = text.lowercased()
        return words.filter { $0.1.contains { text.contains($0) } }.map(\.0)
    }
}
