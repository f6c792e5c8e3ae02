import Community
import Core
import Matching
import Storage

/// What the records say before a second round: who has which place, who has none, who wished what.
struct SecondFacts: Sendable {
    let places: [PupilPlace]
    /// Friends who have a place together, or none of whom has one.
    private(set) var groups: [RoundInput.Unit] = []
    /// Everybody the second round is about; friends too.
    private(set) var singles: [Pupil] = []
    private(set) var placed: [Pupil.Identity: PupilPlacement] = [:]
    private(set) var refused: Set<SecondRoundInput.Way> = []
    private let byID: [PupilPlace.Identity: PupilPlace]
    private let rules: [RoundPriority]
    private let levels: [Pupil.Identity: String]
    private let lists: [String: [PupilPlace.Identity]]
    private let frozenAt: Moment
    /// Names in the frozen wishes of the first round.
    private let drawn: Set<String>
    private let wishesMax: Int
    /// Seats that somebody was given by hand: they are nobody else's.
    private var byHand: [PupilPlace.Identity: Set<String>] = [:]
    private var away: [Pupil.Identity: Set<PupilPlace.Identity>] = [:]

    init(_ round: PupilRound, _ draw: PupilDraw, in db: any SQLConnection) throws {
        places = try PupilPlace.open(in: round.id, db: db)
        byID = Dictionary(places.map { ($0.id, $0) }) { first, _ in first }
        rules = try RoundPriority.all(of: round.id, in: db)
        lists = try WishList.all(of: round.id, in: db)
        frozenAt = draw.frozenAt
        drawn = Set(try PlacementInput(text: draw.input).pupils.map(\.pseudonym))
        wishesMax = round.wishesMax
        var levels: [Pupil.Identity: String] = [:]
        let all = try db.rows(
            """
            SELECT p.*, c.level FROM pupil p JOIN pupil_class c ON c.id = p.class_id
            WHERE p.round_id = \(round.id) AND p.erased_at IS NULL ORDER BY p.pseudonym
            """
        ).map { row in
            let pupil = try Pupil(row: row)
            levels[pupil.id] = try row("level")
            return pupil
        }
        self.levels = levels
        for row in try db.rows("SELECT * FROM pupil_placement WHERE round_id = \(round.id) AND ended_at IS NULL") {
            let placement = try PupilPlacement(row: row)
            placed[placement.pupil] = placement
        }
        for row in try db.rows(
            """
            SELECT c.pupil_id, c.from_place FROM pupil_change c JOIN pupil p ON p.id = c.pupil_id
            WHERE c.round_id = \(round.id) AND c.from_place IS NOT NULL
            AND (p.consent_at IS NULL OR c.created_at >= p.consent_at)
            """)
        { away[try row("pupil_id"), default: []].insert(try row("from_place")) }
        let isLeft = Set(try ShareOutRest.left(round, in: db).map(\.id))
        for pupil in all {
            guard let placement = placed[pupil.id] else {
                if isLeft.contains(pupil.id) { singles.append(pupil) }
                continue
            }
            if placement.source == .byHand {
                let isGroup = byID[placement.place]?.isForGroups ?? false
                let group = isGroup ? pupil.group?.text : nil
                byHand[placement.place, default: []].insert(group ?? pupil.id.text)
            } else {
                singles.append(pupil)
            }
        }
        try findGroups(round.id, in: db)
        for pupil in singles {
            for place in away[pupil.id] ?? [] {
                guard let place = byID[place], !place.isForGroups else { continue }
                refused.insert(.init(pupil.pseudonym, place.code))
            }
        }
    }

    private mutating func findGroups(_ round: PupilRound.Identity, in db: any SQLConnection) throws {
        let names = try PupilGroup.names(in: round, db: db)
        var members: [PupilGroup.Identity: [Pupil]] = [:]
        for pupil in singles { if let group = pupil.group { members[group, default: []].append(pupil) } }
        for (group, friends) in members.sorted(by: { $0.key.text < $1.key.text }) {
            guard let name = names[group] else { continue }
            let together = friends.filter { placed[$0.id].flatMap { byID[$0.place] }?.isForGroups ?? false }
            // Whoever has a place that is gone since, looks for one again.
            let left = friends.filter { placed[$0.id].flatMap { byID[$0.place] } == nil }
            if !together.isEmpty {
                groups.append(.init(pseudonym: name, pupils: together, isGroup: true))
            } else if left.count > 1 {
                groups.append(.init(pseudonym: name, pupils: left, isGroup: true))
            }
        }
    }

    /// The place of a pupil, or of friends, now.
    func place(of unit: RoundInput.Unit) -> PupilPlace? {
        unit.pupils.first.flatMap { placed[$0.id] }.flatMap { byID[$0.place] }
    }

    /// Seats of a place but those given by hand. Friends of whom one was moved by hand keep theirs as one.
    func seats(of place: PupilPlace) -> Int {
        var hands = byHand[place.id] ?? []
        if place.isForGroups {
            for unit in groups where self.place(of: unit)?.id == place.id {
                if let group = unit.pupils.first?.group { hands.remove(group.text) }
            }
        }
        return max(0, place.seats - hands.count)
    }

    /// The list as it was made.
    func whole(_ unit: RoundInput.Unit) -> [PupilPlace.Identity] {
        let owner = unit.isGroup ? unit.pupils.first?.group?.text : unit.pupils.first?.id.text
        return owner.flatMap { lists[$0] } ?? []
    }

    /// What a unit chose and may have, best first.
    func list(_ unit: RoundInput.Unit) -> [PupilPlace] {
        let gone = unit.pupils.reduce(into: Set<PupilPlace.Identity>()) { $0.formUnion(away[$1.id] ?? []) }
        let chosen = whole(unit).compactMap { byID[$0] }
        return Array(
            chosen.filter { RoundInput.fits($0, unit) && !gone.contains($0.id) }.prefix(wishesMax))
    }

    /// Whoever has a place wishes what stands above it, and then that place, where nobody goes before.
    func wishes(_ unit: RoundInput.Unit, _ list: [PupilPlace]) -> [PlacementInput.Wish] {
        let own = place(of: unit).flatMap { $0.isForGroups == unit.isGroup ? $0 : nil }
        var wishes: [PlacementInput.Wish] = []
        for place in list {
            if place.id == own?.id { break }
            wishes.append(.init(place: place.code, priority: turn(unit, at: place)))
        }
        if let own { wishes.append(.init(place: own.code, priority: 0)) }
        return wishes
    }

    /// First who was there in time, by the priority of the first round; then, by the same, whose parent said yes after
    /// the wishes were frozen.
    private func turn(_ unit: RoundInput.Unit, at place: PupilPlace) -> Int {
        let position = unit.pupils.map { pupil in
            RoundPriority.position(
                in: rules, school: pupil.school, level: levels[pupil.id] ?? "", placeSchool: place.school)
        }.max()
        // At the very moment of the freezing, who is in the frozen wishes was in time.
        let isLate =
            !drawn.contains(unit.pseudonym)
            && unit.pupils.contains { pupil in
                pupil.isUnder16 && !drawn.contains(pupil.pseudonym) && (pupil.consentAt.map { $0 >= frozenAt } ?? true)
            }
        return 1 + (position ?? rules.count) + (isLate ? rules.count + 1 : 0)
    }
}
