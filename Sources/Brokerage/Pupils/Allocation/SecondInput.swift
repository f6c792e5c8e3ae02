import Community
import Core
import Matching
import Storage

/// Everything the second round depends on, read from the database at one moment.
struct SecondInput: Sendable {
    let input: SecondRoundInput
    /// Who is behind a name in the lottery: a pupil, or friends.
    let pupils: [String: [Pupil]]
    let places: [String: PupilPlace]
    /// The place somebody has now.
    let placed: [Pupil.Identity: PupilPlacement]
    /// What everybody chose, whole, by the name in the lottery: to say which wish came true.
    private let chosen: [String: [PupilPlace.Identity]]

    /// Which wish a place is, from 1.
    func wish(of place: String, by name: String) -> Int? {
        places[place].flatMap { chosen[name]?.firstIndex(of: $0.id) }.map { $0 + 1 }
    }

    /// - Throws: `PlacementInputFault` when the records contradict each other.
    init(_ round: PupilRound, _ draw: PupilDraw, in db: any SQLConnection) throws {
        let facts = try SecondFacts(round, draw, in: db)
        var units: [SecondRoundInput.Pupil] = []
        var pupils: [String: [Pupil]] = [:]
        var chosen: [String: [PupilPlace.Identity]] = [:]
        var circles = SecondCircles()
        func add(_ unit: RoundInput.Unit, _ list: [PupilPlace], circle: String?) {
            let wishes = facts.wishes(unit, list)
            pupils[unit.pseudonym] = unit.pupils
            chosen[unit.pseudonym] = facts.whole(unit)
            let named = PlacementInput.Pupil(pseudonym: unit.pseudonym, wishes: wishes)
            units.append(
                circle.map { SecondRoundInput.Pupil(named, circle: $0) }
                    ?? SecondRoundInput.Pupil(group: named, members: unit.pupils.map(\.pseudonym)))
        }
        var together: Set<Pupil.Identity> = []
        for unit in facts.groups {
            add(unit, facts.list(unit), circle: nil)
            if facts.place(of: unit) != nil { together.formUnion(unit.pupils.map(\.id)) }
        }
        for pupil in facts.singles {
            let unit = RoundInput.Unit(pseudonym: pupil.pseudonym, pupils: [pupil], isGroup: false)
            if facts.place(of: unit)?.isForGroups ?? false, !together.contains(pupil.id) { continue }
            // Friends who are together somewhere have nothing to wish alone.
            let list = together.contains(pupil.id) ? [] : facts.list(unit)
            add(unit, list, circle: circles.name(of: pupil))
        }
        let singlePlaces = facts.places.filter { !$0.isForGroups }
        input = try SecondRoundInput(
            first: draw.commitment, seed: draw.seed ?? "", round: draw.turn, rule: round.rule,
            groupPlaces: facts.places.filter(\.isForGroups).map { .init(name: $0.code, seats: facts.seats(of: $0)) },
            singlePlaces: singlePlaces.map { .init(name: $0.code, seats: facts.seats(of: $0)) }, pupils: units,
            metres: circles.metres(to: singlePlaces, try SecondSpots(round.id, in: db)), refused: facts.refused)
        self.pupils = pupils
        self.chosen = chosen
        places = Dictionary(facts.places.map { ($0.code, $0) }) { first, _ in first }
        placed = facts.placed
    }
}

/// Pupils who travel equally far and may go to the same places.
struct SecondCircles {
    private struct Kind: Hashable {
        let school: School.Identity
        let isUnder16: Bool
    }
    private var names: [Kind: String] = [:]

    mutating func name(of pupil: Pupil) -> String {
        let kind = Kind(school: pupil.school, isUnder16: pupil.isUnder16)
        if let known = names[kind] { return known }
        let name = "kring-\(names.count + 1)"
        names[kind] = name
        return name
    }

    func metres(to places: [PupilPlace], _ spots: SecondSpots) -> [SecondRoundInput.Way: Int64] {
        var metres: [SecondRoundInput.Way: Int64] = [:]
        for (kind, name) in names {
            for place in places where !(place.from16 && kind.isUnder16) {
                metres[.init(name, place.code)] = spots.metres(kind.school, place.organisation)
            }
        }
        return metres
    }
}

/// Where schools and organisations are.
struct SecondSpots: Sendable {
    private var schools: [School.Identity: Spot] = [:]
    private var organisations: [Organisation.Identity: Spot] = [:]
    /// For a school or place whose whereabouts nobody knows, in metres.
    private static let unknownDistance: Int64 = 5_000

    init(_ round: PupilRound.Identity, in db: any SQLConnection) throws {
        for row in try db.rows(
            """
            SELECT DISTINCT s.id, n.x, n.y FROM pupil_class c JOIN school s ON s.id = c.school_id
            LEFT JOIN neighbourhood n ON n.id = s.neighbourhood_id WHERE c.round_id = \(round)
            """)
        { schools[try row("id")] = try Spot(row: row) }
        for row in try db.rows(
            """
            SELECT DISTINCT o.id, o.x, o.y FROM pupil_place p JOIN organisation o ON o.id = p.organisation_id
            WHERE p.round_id = \(round)
            """)
        { organisations[try row("id")] = try Spot(row: row) }
    }

    func metres(_ school: School.Identity, _ organisation: Organisation.Identity) -> Int64 {
        guard let school = schools[school], let place = organisations[organisation] else {
            return Self.unknownDistance
        }
        let (x, y) = (Double(school.x) - Double(place.x), Double(school.y) - Double(place.y))
        return Int64(min(Double(SecondRoundInput.furthest), (x * x + y * y).squareRoot()))
    }
}
