import Community
import Core
import Services
import Storage
import Web

/// A pupil without a place who finds one alone, or does not take part: nobody looks for a place any more.
struct FindsAlone: Sendable {
    let house: House
    let visit: Visit

    /// - Throws: `WebError.badRequest` for a pupil who has a place.
    func mark(_ pupil: Pupil, in db: any SQLConnection) throws {
        guard try PupilPlacement.of(pupil.id, in: db) == nil else {
            throw WebError.badRequest(Text("Deze leerling heeft al een plek."))
        }
        try db.run(
            "UPDATE pupil SET own_way_at = \(visit.now) WHERE id = \(pupil.id) AND own_way_at IS NULL")
        try record("stage-regelt-zelf", pupil, in: db)
    }

    /// Somebody looks for a place again.
    func undo(_ pupil: Pupil, in db: any SQLConnection) throws {
        try Self.take(back: pupil, in: db)
        try record("stage-zoekt-weer", pupil, in: db)
    }

    static func take(back pupil: Pupil, in db: any SQLConnection) throws {
        try db.run("UPDATE pupil SET own_way_at = NULL WHERE id = \(pupil.id)")
    }

    private func record(_ word: String, _ pupil: Pupil, in db: any SQLConnection) throws {
        try house.record(
            Audit.Event(word, "leerling", pupil.id.text, municipality: pupil.municipality), by: visit, in: db)
    }
}
