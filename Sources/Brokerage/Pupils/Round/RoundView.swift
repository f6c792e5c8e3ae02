import Core
import Storage

/// A round as the centre sees it: what came in, and how the sharing out went.
struct RoundView: Sendable {
    let round: PupilRound
    let rules: [RoundPriority]
    let draws: [PupilDraw]
    let pupils: Int
    let withoutConsent: Int
    let chose: Int
    let places: Int
    let seats: Int
    /// Places that wait for the centre.
    let submitted: Int
    /// Places that pupils cannot get as it stands, with on how many lists they are: still to check, or sent back.
    let blocked: [(place: PlaceWithName, lists: Int)]
    /// Hours at organisations that stopped.
    let stoppedHours: [StoppedPlaces.Line]
    /// Placed pupils by wish, from 1; 0 for those without a wish that came true.
    let byWish: [(wish: Int, count: Int)]
    let bySource: [(source: PupilPlacement.Source, count: Int)]
    let left: Int
    let objections: [(objection: Objection, pupil: Pupil)]

    var current: PupilDraw? { draws.first { $0.withdrawnAt == nil } }
    var placed: Int { bySource.reduce(0) { $0 + $1.count } }

    init(_ round: PupilRound, in db: any SQLConnection) throws {
        self.round = round
        rules = try RoundPriority.all(of: round.id, in: db)
        draws = try PupilDraw.all(of: round.id, in: db)
        let row = try db.first(
            """
            SELECT COUNT(*) AS pupils,
                SUM(CASE WHEN p.under_16 = \(true) AND p.consent_at IS NULL THEN 1 ELSE 0 END) AS without_consent,
                SUM(CASE WHEN \(WishList.isAmongMade(in: round.id)) THEN 1 ELSE 0 END) AS chose
            FROM pupil p WHERE p.round_id = \(round.id) AND p.erased_at IS NULL
            """)
        pupils = try row?("pupils", as: Int?.self) ?? 0
        withoutConsent = try row?("without_consent", as: Int?.self) ?? 0
        chose = try row?("chose", as: Int?.self) ?? 0
        (places, seats) = try PupilPlace.openCounts(in: round.id, db: db)
        submitted = try db.count(
            """
            SELECT COUNT(*) FROM pupil_place WHERE round_id = \(round.id) AND state = \(PupilPlace.State.submitted)
            AND \(PupilPlace.isOffered(by: "pupil_place.organisation_id"))
            """)
        let waiting = try PlaceWithName.waiting(in: round.id, .submitted, db: db)
        let returned = try PlaceWithName.waiting(in: round.id, .returned, db: db)
        let lists = try PlaceWithName.wished((waiting + returned).map(\.place.id), in: db)
        blocked =
            round.state == .open
            ? (waiting + returned).map { (place: $0, lists: lists[$0.place.id] ?? 0) }
                .filter { $0.place.place.state == .submitted || $0.lists > 0 } : []
        stoppedHours = try StoppedPlaces.waiting(round.id, in: db)
        byWish = try db.rows(
            """
            SELECT COALESCE(wish, 0) AS wish_number, COUNT(*) AS number_of FROM pupil_placement
            WHERE round_id = \(round.id) AND ended_at IS NULL GROUP BY COALESCE(wish, 0) ORDER BY COALESCE(wish, 0)
            """
        ).map { (wish: try $0("wish_number"), count: try $0("number_of")) }
        bySource = try db.rows(
            """
            SELECT source, COUNT(*) AS number_of FROM pupil_placement WHERE round_id = \(round.id) AND ended_at IS NULL
            GROUP BY source ORDER BY source
            """
        ).map { (source: try $0("source"), count: try $0("number_of")) }
        left = [.drawn, .decided, .published].contains(round.state) ? try ShareOutRest.leftCount(round, in: db) : 0
        objections = try Objection.open(of: round.id, municipality: round.municipality, in: db)
    }
}
