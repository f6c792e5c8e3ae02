import Core
import Matching
import Storage

/// Everything the sharing out of a round depends on, read from the database at one moment.
struct RoundInput: Sendable {
    /// A pupil alone, or friends as one.
    struct Unit: Sendable {
        let pseudonym: String
        let pupils: [Pupil]
        let isGroup: Bool
    }

    let input: PlacementInput
    /// In the order of the input's pupils.
    let units: [Unit]
    /// Pupils under 16 without a yes: they stay out.
    let withoutConsent: Int
    /// Pupils who chose nothing that counts: they wait for the second round.
    let withoutWishes: Int

    /// - Throws: `PlacementInputFault` when the records contradict each other.
    init(_ round: PupilRound, in db: any SQLConnection) throws {
        let places = try PupilPlace.open(in: round.id, db: db)
        let byID = Dictionary(places.map { ($0.id, $0) }) { first, _ in first }
        let rules = try RoundPriority.all(of: round.id, in: db)
        let rows = try db.rows(
            """
            SELECT p.*, c.level FROM pupil p JOIN pupil_class c ON c.id = p.class_id
            WHERE p.round_id = \(round.id) AND p.erased_at IS NULL ORDER BY p.pseudonym
            """)
        var levels: [Pupil.Identity: String] = [:]
        let all = try rows.map { row in
            let pupil = try Pupil(row: row)
            levels[pupil.id] = try row("level")
            return pupil
        }
        let wishes = try WishList.all(of: round.id, in: db)
        let units = try Self.units(all.filter(\.mayTakePart), round: round.id, in: db)
        withoutConsent = all.count { !$0.mayTakePart }
        func priority(_ pupil: Pupil, _ place: PupilPlace) -> Int {
            RoundPriority.position(
                in: rules, school: pupil.school, level: levels[pupil.id] ?? "", placeSchool: place.school)
        }
        func list(_ unit: Unit) -> [PlacementInput.Wish] {
            let owner = unit.isGroup ? unit.pupils.first?.group?.text : unit.pupils.first?.id.text
            let chosen = (owner.flatMap { wishes[$0] } ?? []).compactMap { byID[$0] }
            return chosen.filter { Self.fits($0, unit) }.prefix(round.wishesMax).map { place in
                PlacementInput.Wish(
                    place: place.code, priority: unit.pupils.map { priority($0, place) }.max() ?? rules.count)
            }
        }
        let entries = units.map { PlacementInput.Pupil(pseudonym: $0.pseudonym, wishes: list($0)) }
        let placed = Set(entries.filter { !$0.wishes.isEmpty }.map(\.pseudonym))
        withoutWishes = units.filter { !placed.contains($0.pseudonym) }.reduce(0) { $0 + $1.pupils.count }
        input = try PlacementInput(
            rule: round.rule, places: places.map { .init(name: $0.code, seats: $0.seats) },
            pupils: entries.filter { placed.contains($0.pseudonym) })
        self.units = units.filter { placed.contains($0.pseudonym) }
    }

    /// A group of one is a pupil alone, and so is whoever is left when the others may not take part.
    private static func units(_ pupils: [Pupil], round: PupilRound.Identity, in db: any SQLConnection) throws -> [Unit]
    {
        let names = try PupilGroup.names(in: round, db: db)
        var members: [PupilGroup.Identity: [Pupil]] = [:]
        for pupil in pupils { if let group = pupil.group { members[group, default: []].append(pupil) } }
        var units: [Unit] = []
        for pupil in pupils {
            guard let group = pupil.group, let name = names[group], let friends = members[group], friends.count > 1
            else {
                units.append(Unit(pseudonym: pupil.pseudonym, pupils: [pupil], isGroup: false))
                continue
            }
            if friends.first?.id == pupil.id { units.append(Unit(pseudonym: name, pupils: friends, isGroup: true)) }
        }
        return units.sorted { $0.pseudonym < $1.pseudonym }
    }

    static func fits(_ place: PupilPlace, _ unit: Unit) -> Bool {
        place.isForGroups == unit.isGroup && place.groupSize >= unit.pupils.count
            && (!place.from16 || !unit.pupils.contains(where: \.isUnder16))
    }
}
