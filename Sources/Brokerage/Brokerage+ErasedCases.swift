package import Community
import Core
import Services
import Storage

/// Cases of people who need no account: they go on request, and once more after a restore of an older backup.
extension Brokerage {
    /// Stands in lists of erasures that outlive the program: a name is never given to something else.
    enum ErasedKind: String, Sendable {
        case intake
        case buddyRequest = "buddy-request"
        case buddyVolunteer = "buddy-volunteer"
        case trajectoryPerson = "trajectory-person"
        case roundHelper = "round-helper"
        case pupil
    }

    package var caseErasures: [CaseErasure] {
        let house = self.house
        return [
            erasure(.intake) { id, now, db in
                guard let intake = try Intake.find(.init(id), in: db), intake.erasedAt == nil else { return false }
                let work = DeskWork(house, program: ErasedPerson.job, now: now)
                try work.eraseOnRequest(intake, tells: false, in: db)
                return true
            },
            erasure(.buddyRequest) { id, now, db in
                guard let request = try BuddyRequest.find(.init(id), in: db), request.erasedAt == nil else {
                    return false
                }
                try Self.repeating(house, now).eraseOnRequest(request, in: db)
                return true
            },
            erasure(.buddyVolunteer) { id, now, db in
                guard let volunteer = try BuddyVolunteer.find(.init(id), in: db), volunteer.erasedAt == nil else {
                    return false
                }
                try Self.repeating(house, now).eraseOnRequest(volunteer, in: db)
                return true
            },
            erasure(.trajectoryPerson) { id, now, db in
                guard let person = try TrajectoryPerson.find(.init(id), in: db) else { return false }
                try RoundErasure.forgetOnRequest(person.id, now: now, in: db)
                let event = Audit.Event(
                    "trajectpersoon-vergeten", "trajectpersoon", id, municipality: person.municipality)
                try Audit.record(event, by: .program(ErasedPerson.job), now: now, in: db)
                return true
            },
            erasure(.roundHelper) { id, now, db in
                guard try db.exists("SELECT 1 FROM round_helper WHERE id = \(id) AND erased_at IS NULL") else {
                    return false
                }
                try RoundErasure.forget(RoundHelper.Identity(id), now: now, in: db)
                try ErasedCase.note(ErasedKind.roundHelper.rawValue, id, now: now, in: db)
                return true
            },
            erasure(.pupil) { id, now, db in
                guard let pupil = try Pupil.find(.init(id), in: db) else { return false }
                try PupilErasure.eraseOnRequest(pupil.id, now: now, in: db)
                let event = Audit.Event("leerling-gewist", "leerling", id, municipality: pupil.municipality)
                try Audit.record(event, by: .program(ErasedPerson.job), now: now, in: db)
                return true
            },
        ]
    }

    private func erasure(
        _ kind: ErasedKind, _ erase: @escaping @Sendable (String, Moment, any SQLConnection) throws -> Bool
    ) -> CaseErasure { CaseErasure(kind.rawValue, erase: erase) }

    private static func repeating(_ house: House, _ now: Moment) -> BuddyWork {
        var work = BuddyWork(house, program: ErasedPerson.job, now: now)
        work.tells = false
        return work
    }

    /// What was erased before there was a list of cases; also what its time had come for, which does no harm.
    static let erasedCases = Migration(
        "brokerage-erased-cases-001",
        [
            """
            INSERT INTO erased_case (kind, case_id, erased_at)
            SELECT 'intake', id, erased_at FROM intake WHERE erased_at IS NOT NULL
            """,
            """
            INSERT INTO erased_case (kind, case_id, erased_at)
            SELECT 'buddy-request', id, erased_at FROM buddy_request WHERE erased_at IS NOT NULL
            """,
            """
            INSERT INTO erased_case (kind, case_id, erased_at)
            SELECT 'buddy-volunteer', id, erased_at FROM buddy_volunteer WHERE erased_at IS NOT NULL
            """,
            """
            INSERT INTO erased_case (kind, case_id, erased_at)
            SELECT 'trajectory-person', id, erased_at FROM trajectory_person WHERE erased_at IS NOT NULL
            """,
            """
            INSERT INTO erased_case (kind, case_id, erased_at)
            SELECT 'round-helper', id, erased_at FROM round_helper WHERE erased_at IS NOT NULL
            """,
        ])

    /// Pupils came on that list later.
    static let erasedPupils = Migration(
        "brokerage-erased-cases-002",
        [
            """
            INSERT INTO erased_case (kind, case_id, erased_at)
            SELECT 'pupil', id, erased_at FROM pupil WHERE erased_at IS NOT NULL
            """
        ])
}
