import Community
import Core
import Storage

/// A placement with all that its pages show.
struct PlacementView: Sendable {
    let pupil: Pupil
    let school: School
    let round: PupilRound
    let placement: PupilPlacement
    let place: PlaceWithName
    let className: String
    let signatures: [Signature]
    let hours: [PupilHours]
    /// Minutes each organisation said yes to, in the order in which the pupil was there.
    let agreedAt: [Hours]

    struct Hours: Sendable {
        let organisation: Organisation.Identity
        let name: String
        let minutes: Int
    }

    /// Minutes the organisation said yes to.
    var agreed: Int { hours.filter { $0.state == .agreed }.reduce(0) { $0 + $1.minutes } }
    var waiting: Int { hours.filter { $0.state == .waiting }.reduce(0) { $0 + $1.minutes } }
    var isDone: Bool { agreed >= round.hours * 60 }
    var missing: [Signature.Party] {
        Signature.Party.needed(pupil).filter { party in !signatures.contains { $0.party == party } }
    }

    /// `nil` while the outcome is not published, or when there is no place.
    init?(_ pupil: Pupil, in db: any SQLConnection) throws {
        guard let placement = try PupilPlacement.of(pupil.id, in: db),
            let round = try PupilRound.find(pupil.round, in: db), round.state == .published,
            let place = try PlaceWithName.find(placement.place, in: db),
            let school = try School.find(pupil.school, in: db)
        else { return nil }
        self.pupil = pupil
        self.round = round
        self.placement = placement
        self.place = place
        self.school = school
        className = try db.value("SELECT name FROM pupil_class WHERE id = \(pupil.classID)") ?? ""
        signatures = try Signature.all(of: placement.id, in: db)
        hours = try PupilHours.all(of: placement.id, in: db)
        agreedAt = try db.rows(
            """
            SELECT o.id, o.name, CAST(SUM(h.minutes) AS BIGINT) AS minutes FROM pupil_hours h
            JOIN organisation o ON o.id = h.organisation_id
            WHERE h.placement_id = \(placement.id) AND h.state = \(PupilHours.State.agreed)
            GROUP BY o.id, o.name ORDER BY MIN(h.day), o.id
            """
        ).map { Hours(organisation: try $0("id"), name: try $0("name"), minutes: try $0("minutes")) }
    }

    /// A placement of this organisation, by number.
    init?(number: Int, organisation: Organisation.Identity, in db: any SQLConnection) throws {
        guard let placement = try PupilPlacement.find(number: number, organisation: organisation, in: db),
            let pupil = try Pupil.find(placement.pupil, in: db)
        else { return nil }
        try self.init(pupil, in: db)
    }
}
