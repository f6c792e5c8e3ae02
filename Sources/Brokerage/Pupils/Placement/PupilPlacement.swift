import Community
import Core
import Storage

/// A pupil at a place. Pupils and schools see it once the round's outcome is published.
struct PupilPlacement: Sendable {
    typealias Identity = ID<PupilPlacement>

    enum Source: String, Sendable, CaseIterable, SQLConvertible {
        case draw = "loting", second = "tweede-ronde", byHand = "hand"

        var label: Text {
            switch self {
            case .draw: Text("loting")
            case .second: Text("tweede ronde")
            case .byHand: Text("met de hand")
            }
        }
    }

    let id: Identity
    let number: Int
    let round: PupilRound.Identity
    let pupil: Pupil.Identity
    let place: PupilPlace.Identity
    let organisation: Organisation.Identity
    let school: School.Identity
    let municipality: String
    /// Which wish came true, from 1.
    let wish: Int?
    let source: Source

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        round = try row("round_id")
        pupil = try row("pupil_id")
        place = try row("place_id")
        organisation = try row("organisation_id")
        school = try row("school_id")
        municipality = try row("municipality_code")
        wish = try row("wish")
        source = try row("source")
    }

    /// Puts a pupil who has no place at one. Whoever had one before has the hours of then back.
    static func insert(
        _ pupil: Pupil, at place: PupilPlace, wish: Int?, source: Source, number: Int, now: Moment,
        in db: any SQLConnection
    ) throws {
        let changed = try db.run(
            """
            INSERT INTO pupil_placement (id, number, round_id, pupil_id, place_id, organisation_id, school_id,
                municipality_code, wish, source, created_at)
            VALUES (\(Identity(at: now)), \(number), \(place.round), \(pupil.id), \(place.id), \(place.organisation),
                \(pupil.school), \(pupil.municipality), \(wish), \(source), \(now))
            ON CONFLICT (pupil_id) DO UPDATE SET place_id = excluded.place_id,
                organisation_id = excluded.organisation_id, wish = excluded.wish, source = excluded.source,
                created_at = excluded.created_at, ended_at = NULL
            WHERE pupil_placement.ended_at IS NOT NULL
            """)
        guard changed == 1 else { throw Allocate.outdated }
    }

    /// Another place for who has one; whoever signed for the old one did not sign for this.
    static func move(
        _ id: Identity, to place: PupilPlace, wish: Int?, source: Source, in db: any SQLConnection
    ) throws {
        try db.run("DELETE FROM pupil_signature WHERE placement_id = \(id)")
        try db.run(
            """
            UPDATE pupil_placement SET place_id = \(place.id), organisation_id = \(place.organisation), wish = \(wish),
                source = \(source) WHERE id = \(id)
            """)
    }

    /// Takes the place away and frees the seat. Hours and what was said about them stay with the pupil.
    static func end(_ id: Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run("DELETE FROM pupil_signature WHERE placement_id = \(id)")
        try db.run("UPDATE pupil_placement SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL")
    }

    static func of(_ pupil: Pupil.Identity, in db: any SQLConnection) throws -> PupilPlacement? {
        try db.first("SELECT * FROM pupil_placement WHERE pupil_id = \(pupil) AND ended_at IS NULL").map(
            PupilPlacement.init(row:))
    }

    static func find(number: Int, organisation: Organisation.Identity, in db: any SQLConnection) throws
        -> PupilPlacement?
    {
        try db.first(
            """
            SELECT m.* FROM pupil_placement m JOIN pupil_round r ON r.id = m.round_id
            WHERE m.number = \(number) AND m.organisation_id = \(organisation)
            AND r.state = \(PupilRound.State.published) AND m.ended_at IS NULL
            """
        ).map(PupilPlacement.init(row:))
    }

    /// How many seats of a place are taken: by pupils, or by whole groups. Who was erased needs none.
    static func taken(_ place: PupilPlace, in db: any SQLConnection) throws -> Int {
        place.isForGroups
            ? try db.count(
                """
                SELECT COUNT(DISTINCT COALESCE(p.group_id, p.id)) FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id
                WHERE m.place_id = \(place.id) AND m.ended_at IS NULL AND p.erased_at IS NULL
                """)
            : try db.count(
                """
                SELECT COUNT(*) FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id
                WHERE m.place_id = \(place.id) AND m.ended_at IS NULL AND p.erased_at IS NULL
                """)
    }
}
