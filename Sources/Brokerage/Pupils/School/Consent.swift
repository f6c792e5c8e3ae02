import Community
import Core
import Services
import Storage
import Web

/// A parent's yes or no, on line or on paper.
struct GiveConsent: Sendable {
    let house: House
    let visit: Visit

    /// The parent answers by the link. A no can become a yes, and the other way round until the wishes are frozen; after
    /// that the school takes a yes back (`TakeBackConsent`).
    func answer(_ yes: Bool, for pupil: Pupil, in db: any SQLConnection) throws {
        guard let round = try PupilRound.find(pupil.round, in: db), pupil.isUnder16 else { throw WebError.notFound }
        guard round.state == .open || yes else {
            throw WebError.badRequest(
                Text("De wensen liggen vast. Wil je je ja intrekken? Laat het de school weten: die schrijft het op."))
        }
        let by: Pupil.Consent = .online
        if yes {
            try db.run(
                """
                UPDATE pupil SET consent_at = \(visit.now), consent_by = \(by), consent_day = \(visit.today),
                    refused_at = NULL WHERE id = \(pupil.id)
                """)
        } else {
            try db.run(
                """
                UPDATE pupil SET consent_at = NULL, consent_by = NULL, consent_day = NULL, refused_at = \(visit.now)
                WHERE id = \(pupil.id)
                """)
        }
        try house.record(
            Audit.Event(
                yes ? "stage-toestemming" : "stage-geen-toestemming", "leerling", pupil.id.text,
                municipality: pupil.municipality), by: visit, in: db)
    }

    /// The teacher holds a signed paper of this day.
    func onPaper(_ day: Day, for pupil: Pupil, in db: any SQLConnection) throws {
        let by: Pupil.Consent = .paper
        try db.run(
            """
            UPDATE pupil SET consent_at = \(visit.now), consent_by = \(by), consent_day = \(day), refused_at = NULL
            WHERE id = \(pupil.id) AND under_16 = \(true)
            """)
        try house.record(
            Audit.Event(
                "stage-toestemming-papier", "leerling", pupil.id.text, municipality: pupil.municipality), by: visit,
            in: db)
    }
}
