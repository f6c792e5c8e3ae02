import Community
import Core
import Storage

/// What an organisation sees of pupils: its own places, and who comes once that is published.
struct OrganisationPupilView: Sendable {
    struct Line: Sendable {
        let number: Int
        let pupil: String
        let school: String
        let place: String
        let agreed: Int
        let needed: Int
        let isSigned: Bool
        let isReviewed: Bool
    }

    struct Waiting: Sendable {
        let hours: PupilHours
        let pupil: String
    }

    static let pageSize = 50

    /// The round in which places can be offered now.
    let open: PupilRound?
    let rounds: [PupilRound.Identity: String]
    let schools: [School]
    let places: [PupilPlace]
    let pupils: Page<Line>
    let waiting: [Waiting]

    func place(_ number: Int) -> PupilPlace? { places.first { $0.number == number && $0.state != .withdrawn } }

    init(_ organisation: Organisation.Identity, today: Day, after: Int, in db: any SQLConnection) throws {
        let code: String = try db.value("SELECT municipality_code FROM organisation WHERE id = \(organisation)") ?? ""
        let all = try PupilRound.all(in: [code], db: db)
        open = all.first { $0.takesPlaces(on: today) }
        rounds = Dictionary(all.map { ($0.id, $0.name) }) { first, _ in first }
        schools = try School.all(in: [code], db: db)
        places = try db.rows(
            """
            SELECT p.* FROM pupil_place p WHERE p.organisation_id = \(organisation) ORDER BY p.number DESC LIMIT 100
            """
        ).map(PupilPlace.init(row:))
        let lines = try db.rows(
            """
            SELECT m.number, p.name, s.name AS school, l.title, r.hours,
                (SELECT COALESCE(SUM(h.minutes), 0) FROM pupil_hours h WHERE h.placement_id = m.id
                    AND h.state = \(PupilHours.State.agreed)) AS agreed,
                (SELECT COUNT(*) FROM pupil_signature g WHERE g.placement_id = m.id
                    AND g.party = \(Signature.Party.organisation)) AS signed_count,
                (SELECT COUNT(*) FROM pupil_review v WHERE v.placement_id = m.id
                    AND v.author = \(PupilReview.Author.organisation)) AS reviewed
            FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id JOIN school s ON s.id = m.school_id
            JOIN pupil_place l ON l.id = m.place_id JOIN pupil_round r ON r.id = m.round_id
            WHERE m.organisation_id = \(organisation) AND m.ended_at IS NULL
            AND r.state = \(PupilRound.State.published)
            AND p.erased_at IS NULL AND r.last_day >= \(today - 60) AND m.number > \(after)
            ORDER BY m.number LIMIT \(Self.pageSize + 1)
            """
        ).map { row in
            Line(
                number: try row("number"), pupil: try row("name"), school: try row("school"), place: try row("title"),
                agreed: try row("agreed"), needed: try row("hours", as: Int.self) * 60,
                isSigned: try row("signed_count", as: Int.self) > 0, isReviewed: try row("reviewed", as: Int.self) > 0)
        }
        pupils = Page(fetched: lines, limit: Self.pageSize) { String($0.number) }
        waiting = try db.rows(
            """
            SELECT h.*, p.name FROM pupil_hours h JOIN pupil_placement m ON m.id = h.placement_id
            JOIN pupil p ON p.id = m.pupil_id
            WHERE h.organisation_id = \(organisation) AND h.state = \(PupilHours.State.waiting)
            ORDER BY h.day, h.id LIMIT 100
            """
        ).map { Waiting(hours: try PupilHours(row: $0), pupil: try $0("name")) }
    }
}
