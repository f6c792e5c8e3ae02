import Community
import Core
import Services
import Storage
import Web

/// A pupil changes the list of wishes, of the group when in one; or the own list, which counts when the group has no
/// place in the end.
struct ChangeWishes: Sendable {
    let visit: Visit
    var isOwn = false

    /// - Throws: `WebError.badRequest` with what is in the way.
    func perform(_ change: WishList.Change, for pupil: Pupil, in db: any SQLConnection) throws {
        guard let round = try PupilRound.find(pupil.round, in: db) else { throw WebError.notFound }
        guard round.takesWishes(on: visit.today) else {
            throw WebError.badRequest(Text("Je kunt nu niet kiezen. Kijk op je pagina wanneer dat kan."))
        }
        let owner = isOwn ? pupil.id.text : WishList.owner(of: pupil)
        let old = try WishList.load(owner, in: db)
        if case .add(let place) = change { try check(place, for: pupil, in: db) }
        let list = WishList.changed(old, by: change)
        guard list.count <= round.wishesMax || list.count <= old.count else {
            throw WebError.badRequest(
                Text("Je lijst is vol: hoogstens \(round.wishesMax) plekken. Haal er eerst een weg."))
        }
        try WishList.replace(owner, with: list, round: round.id, in: db)
        try db.run("UPDATE pupil SET seen_at = \(visit.now) WHERE id = \(pupil.id)")
    }

    private func check(_ id: PupilPlace.Identity, for pupil: Pupil, in db: any SQLConnection) throws {
        guard let place = try PupilPlace.findOpen(id, in: db), place.round == pupil.round else {
            throw WebError.notFound
        }
        let group = isOwn ? nil : pupil.group
        let members = try group.flatMap { try PupilGroup.find($0, in: db)?.members(in: db) } ?? [pupil]
        guard !place.from16 || !members.contains(where: \.isUnder16) else {
            throw WebError.badRequest(Text("Deze plek is vanaf 16 jaar."))
        }
        guard place.isForGroups == (group != nil) else {
            throw WebError.badRequest(
                place.isForGroups
                    ? Text("Deze plek is voor een groepje. Maak eerst een groepje met je vrienden.")
                    : Text("Je zit in een groepje. Kies plekken voor groepjes, of stap eruit."))
        }
        guard place.groupSize >= members.count else {
            throw WebError.badRequest(Text("Jullie groepje is te groot voor deze plek."))
        }
    }
}

/// Friends find each other by a code.
struct FormGroup: Sendable {
    let house: House
    let visit: Visit
    /// No place takes more.
    static let most = 8

    func start(_ pupil: Pupil, in db: any SQLConnection) throws {
        try open(pupil, in: db)
        guard pupil.group == nil else { return }
        let id = PupilGroup.Identity(at: visit.now)
        try db.run(
            """
            INSERT INTO pupil_group (id, round_id, code, pseudonym, created_at)
            VALUES (\(id), \(pupil.round), \(PupilCode.letters(6)), \("G-" + PupilCode.letters(10)), \(visit.now))
            """)
        try db.run("UPDATE pupil SET group_id = \(id) WHERE id = \(pupil.id)")
    }

    /// - Throws: `WebError.badRequest` when there is no such group or it is full.
    func join(_ code: String, _ pupil: Pupil, in db: any SQLConnection) throws {
        try open(pupil, in: db)
        let bare = PupilCode.bare(code, .pupil)
        guard pupil.group == nil,
            let group = try db.first("SELECT * FROM pupil_group WHERE code = \(bare) AND round_id = \(pupil.round)")
                .map(
                    PupilGroup.init(row:))
        else { throw WebError.badRequest(Text("Dit groepje kennen we niet. Kijk de code nog eens na.")) }
        let members = try group.members(in: db)
        let places = try PupilPlace.open(in: pupil.round, db: db)
        let largest = places.map(\.groupSize).max() ?? 1
        guard !members.isEmpty, members.count < min(Self.most, max(2, largest)) else {
            throw WebError.badRequest(Text("Dit groepje is vol."))
        }
        try db.run("UPDATE pupil SET group_id = \(group.id) WHERE id = \(pupil.id)")
        // What is too small or too old for the newcomer leaves the list that all of them share.
        let fits = { (place: PupilPlace) in
            place.groupSize > members.count && (!place.from16 || !pupil.isUnder16)
        }
        let list = try WishList.load(group.id.text, in: db)
        let kept = list.filter { id in places.first { $0.id == id }.map(fits) ?? false }
        try WishList.replace(group.id.text, with: kept, round: pupil.round, in: db)
    }

    func leave(_ pupil: Pupil, in db: any SQLConnection) throws {
        try open(pupil, in: db)
        guard let group = pupil.group else { return }
        try db.run("UPDATE pupil SET group_id = NULL WHERE id = \(pupil.id)")
        if try !db.exists("SELECT id FROM pupil WHERE group_id = \(group) LIMIT 1") {
            try db.run("DELETE FROM pupil_wish WHERE owner_id = \(group.text)")
            try db.run("DELETE FROM pupil_group WHERE id = \(group)")
        }
    }

    private func open(_ pupil: Pupil, in db: any SQLConnection) throws {
        guard let round = try PupilRound.find(pupil.round, in: db), round.takesWishes(on: visit.today) else {
            throw WebError.badRequest(Text("Je kunt nu niet kiezen. Kijk op je pagina wanneer dat kan."))
        }
    }
}
