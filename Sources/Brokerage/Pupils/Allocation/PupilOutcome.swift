import Core
import Formats
import Matching

/// What became of each wish, as it was at the drawing: kept, so that the explanation never changes afterwards.
struct PupilOutcome: Sendable, Equatable {
    struct Wish: Sendable, Equatable {
        enum Fate: String, Sendable {
            case given = "gekregen", notNeeded = "niet-nodig", noSeats = "geen-plekken", priority = "voorrang",
                number = "lotnummer"
        }

        let place: String
        let fate: Fate
        let seats: Int
        let askedBy: Int
        let lot: Int
        let of: Int
        /// The number of the last one who got in.
        let last: Int?
    }

    let wishes: [Wish]

    /// How many wishes, from the first, were full.
    var fullBefore: Int { wishes.prefix { [.noSeats, .priority, .number].contains($0.fate) }.count }

    init(_ explanation: PlacementExplanation) {
        wishes = explanation.wishes.map { wish in
            let fate: Wish.Fate =
                switch wish.fate {
                case .given: .given
                case .notNeeded: .notNeeded
                case .noSeats: .noSeats
                case .fullByPriority: .priority
                case .fullByNumber: .number
                }
            return Wish(
                place: wish.place, fate: fate, seats: wish.seats, askedBy: wish.askedBy, lot: wish.lot.number,
                of: wish.lot.of, last: wish.lastIn?.number)
        }
    }

    var json: JSONValue {
        .array(
            wishes.map { wish in
                [
                    "plek": .string(wish.place), "stand": .string(wish.fate.rawValue), "plekken": .int(wish.seats),
                    "gevraagd": .int(wish.askedBy), "lot": .int(wish.lot), "van": .int(wish.of),
                    "laatste": JSONValue(wish.last),
                ]
            })
    }

    init(json: JSONValue) {
        wishes = (json.array ?? []).compactMap { item in
            guard let place = item["plek"]?.string, let fate = item["stand"]?.string.flatMap(Wish.Fate.init(rawValue:))
            else { return nil }
            return Wish(
                place: place, fate: fate, seats: item["plekken"]?.int ?? 0, askedBy: item["gevraagd"]?.int ?? 0,
                lot: item["lot"]?.int ?? 0, of: item["van"]?.int ?? 0, last: item["laatste"]?.int)
        }
    }
}

extension PupilOutcome.Wish {
    /// In one or two plain sentences.
    func words(_ t: Texts) -> String {
        switch fate {
        case .given: t("Dit is je plek. Jouw lotnummer was \(t.number(lot)) van \(t.number(of)).")
        case .notNeeded: t("Niet meer nodig: een plek hoger op je lijst lukte.")
        case .noSeats: t("Hier was geen plek meer te verdelen.")
        case .priority: t("Vol. Leerlingen met voorrang gingen hier voor.")
        case .number:
            last.map {
                t(
                    "Vol. Jouw lotnummer was \(t.number(lot)) van \(t.number(of)). Het laatste lotnummer met een plek was \(t.number($0))."
                )
            } ?? t("Vol.")
        }
    }
}
