import Community
import Core
import Matching

/// Why somebody fits, in words for an organisation that does not know who it is.
enum PeopleWords {
    /// A sentence each, without a subject that could be a name.
    static func reasons(_ found: FindablePeople.Found, _ t: Texts) -> [String] {
        found.reasons.compactMap { line($0, showsDistance: found.showsDistance, t) }
    }

    private static func line(_ reason: RankReason, showsDistance: Bool, _ t: Texts) -> String? {
        switch reason {
        case .interests(let bits):
            return t("Zoekt iets met \(list(Sector.allCases.filter { $0.bit & bits != 0 }.map(\.label), t)).")
        case .skills(let bits): return t("Is goed in \(list(Skill.choices(bits).map(\.label), t)).")
        case .motives(let bits): return t("Zoekt erin: \(list(Motive.choices(bits).map(\.label), t)).")
        case .availability(let bits): return t("Kan op \(WeekMoments(bits: bits).words(t, limit: 2)).")
        case .distance(let metres): return showsDistance ? distance(metres, t) : nil
        case .fromHome: return t("Kan het thuis doen.")
        case .commitment: return t("Wil hier ongeveer zo veel tijd aan geven.")
        case .targets(let bits):
            let groups = Wishes.groups.filter { $0.bit & UInt64(bits) != 0 }
            return t("Werkt graag met \(list(groups.map(\.label), t)).")
        case .fresh: return nil
        case .room: return t("Is de laatste tijd niet gevraagd.")
        }
    }

    static func cautions(_ found: FindablePeople.Found, _ t: Texts) -> [String] {
        found.cautions.compactMap { caution in
            switch caution {
            case .proofs: t("Heeft wat nodig is, of wil dat regelen. Vraag ernaar.")
            case .ageUnknown: t("We weten de leeftijd niet. Vraag ernaar.")
            case .distanceUnknown, .busy: nil
            }
        }
    }

    /// In wide rings: a distance in metres would point at a house.
    private static func distance(_ metres: Int, _ t: Texts) -> String? {
        switch metres {
        case ...2000: t("Woont dichtbij.")
        case ...5000: t("Woont binnen 5 km.")
        case ...15_000: t("Woont binnen 15 km.")
        default: nil
        }
    }

    private static func list(_ labels: [Text], _ t: Texts) -> String {
        labels.prefix(2).map { t($0).lowercased() }.joined(separator: " \(t("en")) ")
    }
}
