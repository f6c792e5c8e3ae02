import Community
import Core
import Services
import Storage
import Web

/// A person moves a pupil, with a reason that stays.
struct ChangePlacement: Sendable {
    let house: House
    let visit: Visit

    /// - Parameter place: `nil` takes the place away.
    /// - Throws: `WebError.badRequest` when the place does not fit or is full.
    func perform(_ pupil: Pupil, to place: PupilPlace?, reason: String, in db: any SQLConnection) throws {
        guard let round = try PupilRound.find(pupil.round, in: db), [.decided, .published].contains(round.state) else {
            throw Allocate.outdated
        }
        let old = try PupilPlacement.of(pupil.id, in: db)
        guard old?.place != place?.id else { throw WebError.badRequest(Text("Deze leerling heeft die plek al.")) }
        if let place { try check(place, for: pupil, round: round, in: db) }
        switch (old, place) {
        case (let old?, let place?):
            try PupilPlacement.move(old.id, to: place, wish: nil, source: .byHand, in: db)
        case (nil, let place?):
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_placement")
            try PupilPlacement.insert(
                pupil, at: place, wish: nil, source: .byHand, number: number, now: visit.now, in: db)
        case (let old?, nil):
            try PupilPlacement.end(old.id, now: visit.now, in: db)
        case (nil, nil): return
        }
        if place != nil { try FindsAlone.take(back: pupil, in: db) }
        try Self.note(pupil, from: old?.place, to: place?.id, reason: reason, by: visit, in: db)
        try house.record(
            Audit.Event("stageplek-veranderd", "leerling", pupil.id.text, municipality: pupil.municipality), by: visit,
            in: db)
        if round.state == .published {
            let named = try place.flatMap { try PlaceWithName.find($0.id, in: db) }
            try GuardianMail(house: house).tell(pupil, place: named, round: round, in: db)
            let mail = PlacementMail(house: house)
            if let old { try mail.leaves(old, in: db) }
            if let place, let organisation = try Organisation.find(place.organisation, in: db) {
                try mail.comes(
                    1, number: organisation.number, name: organisation.name, email: organisation.email, in: db)
            }
        }
    }

    /// Keeps that a place was changed, and why: the pupil reads it, and a second round does not send anybody back.
    static func note(
        _ pupil: Pupil, from: PupilPlace.Identity?, to: PupilPlace.Identity?, reason: String, by visit: Visit,
        in db: any SQLConnection
    ) throws {
        let id = UUIDv7.make(at: visit.now)
        try db.run(
            """
            INSERT INTO pupil_change (id, round_id, pupil_id, from_place, to_place, reason, decided_by, created_at)
            VALUES (\(id), \(pupil.round), \(pupil.id), \(from), \(to), \(reason), \(visit.actor.person),
                \(visit.now))
            """)
    }

    private func check(_ place: PupilPlace, for pupil: Pupil, round: PupilRound, in db: any SQLConnection) throws {
        guard place.round == round.id, try PupilPlace.findOpen(place.id, in: db) != nil else {
            throw WebError.notFound
        }
        guard pupil.mayTakePart else {
            throw WebError.badRequest(Text("Voor deze leerling is er nog geen toestemming van een ouder."))
        }
        guard !place.from16 || !pupil.isUnder16 else { throw WebError.badRequest(Text("Deze plek is vanaf 16 jaar.")) }
        // Someone who joins friends on a group place needs a seat in the group, not a new group.
        if place.isForGroups, let group = pupil.group {
            let friends = try db.count(
                """
                SELECT COUNT(*) FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id
                WHERE m.place_id = \(place.id) AND p.group_id = \(group) AND m.ended_at IS NULL
                AND p.erased_at IS NULL
                """)
            if friends > 0, friends < place.groupSize { return }
        }
        guard try PupilPlacement.taken(place, in: db) < place.seats else {
            throw WebError.badRequest(Text("Op deze plek is niets meer vrij."))
        }
    }
}
