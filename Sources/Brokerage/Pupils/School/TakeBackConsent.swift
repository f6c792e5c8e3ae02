import Community
import Core
import Services
import Storage
import Web

/// A parent takes a yes back and tells the school: on line until the wishes are frozen, by the school at any time.
struct TakeBackConsent: Sendable {
    let house: House
    let visit: Visit

    /// The pupil is out, the seat is free, and whoever counted on the pupil hears it.
    ///
    /// - Throws: `WebError.badRequest` when there is no yes to take back.
    func perform(_ pupil: Pupil, reason: String, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE pupil SET consent_at = NULL, consent_by = NULL, consent_day = NULL, refused_at = \(visit.now)
            WHERE id = \(pupil.id) AND under_16 = \(true) AND consent_at IS NOT NULL AND erased_at IS NULL
            """)
        guard changed == 1, let round = try PupilRound.find(pupil.round, in: db) else {
            throw WebError.badRequest(Text("Voor deze leerling is er geen toestemming om in te trekken."))
        }
        let old = try PupilPlacement.of(pupil.id, in: db)
        if let old {
            try PupilPlacement.end(old.id, now: visit.now, in: db)
            try ChangePlacement.note(pupil, from: old.place, to: nil, reason: reason, by: visit, in: db)
        }
        try house.record(
            Audit.Event(
                "stage-toestemming-ingetrokken", "leerling", pupil.id.text, municipality: pupil.municipality),
            by: visit,
            in: db)
        try GuardianMail(house: house).confirmTakenBack(pupil, in: db)
        if let old, round.state == .published { try PlacementMail(house: house).leaves(old, in: db) }
    }
}
