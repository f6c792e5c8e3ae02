import Community
import Core
import Storage
import Web

/// A school's pupils in a round, in numbers by class and by name.
struct SchoolView: Sendable {
    struct ClassLine: Sendable {
        let id: String
        let name: String
        let level: String
        let pupils: Int
        /// Under 16 without a yes.
        let withoutConsent: Int
        let chose: Int
        let placed: Int
        /// Placed, and somebody still has to sign.
        let unsigned: Int
        /// Placed, and all hours are agreed.
        let done: Int
        /// Without a place, while nobody said that the pupil finds one alone, and not all hours are made.
        let unplaced: Int
        /// Placed, and not all hours are agreed.
        let short: Int
        /// Of those, at an organisation that left the site.
        let stranded: Int
    }

    let school: School
    let rounds: [PupilRound]
    /// The one asked for; else the oldest that runs, since that is where something waits; else the newest.
    let round: PupilRound?
    let classes: [ClassLine]
    let contacts: [SchoolContact]

    var isKnown: Bool { round?.state == .published }
    /// Where classes can be added: the one shown when it is open, else the newest that is.
    var open: PupilRound? { round?.state == .open ? round : rounds.first { $0.state == .open } }

    init(_ visit: Visit, in db: any SQLConnection) throws {
        school = try School.entered(by: visit, in: db)
        rounds = try PupilRound.all(in: [school.municipality], db: db)
        let wanted = visit.query.int("ronde")
        round =
            rounds.first { $0.number == wanted } ?? rounds.last { $0.lastDay >= visit.today } ?? rounds.first
        contacts = try SchoolContact.all(of: school.id, in: db)
        if let round { classes = try Self.classes(school.id, round, in: db) } else { classes = [] }
    }

    static func classes(_ school: School.Identity, _ round: PupilRound, in db: any SQLConnection) throws -> [ClassLine]
    {
        // Not a word about places before the outcome is published.
        let isKnown = round.state == .published
        let done = PupilHours.areDone(round)
        let rows = try db.rows(
            """
            SELECT c.id, c.name, c.level, COUNT(p.id) AS pupils,
                SUM(CASE WHEN p.under_16 = \(true) AND p.consent_at IS NULL THEN 1 ELSE 0 END) AS without_consent,
                SUM(CASE WHEN \(WishList.isMade(in: round.id)) THEN 1 ELSE 0 END) AS chose,
                SUM(CASE WHEN m.id IS NOT NULL THEN 1 ELSE 0 END) AS placed,
                SUM(CASE WHEN m.id IS NOT NULL AND (SELECT COUNT(*) FROM pupil_signature g WHERE g.placement_id = m.id
                    AND (g.party <> 'ouder' OR p.under_16 = \(true)))
                    < (CASE WHEN p.under_16 = \(true) THEN 4 ELSE 3 END) THEN 1 ELSE 0 END) AS unsigned_count,
                SUM(CASE WHEN p.id IS NOT NULL AND \(done) THEN 1 ELSE 0 END) AS done,
                SUM(CASE WHEN p.id IS NOT NULL AND m.id IS NULL AND p.own_way_at IS NULL AND NOT (\(done))
                    THEN 1 ELSE 0 END) AS unplaced,
                SUM(CASE WHEN m.id IS NOT NULL AND NOT (\(done)) THEN 1 ELSE 0 END) AS short_count,
                SUM(CASE WHEN m.id IS NOT NULL AND o.state = \(Organisation.State.stopped) AND NOT (\(done))
                    THEN 1 ELSE 0 END) AS stranded
            FROM pupil_class c LEFT JOIN pupil p ON p.class_id = c.id AND p.erased_at IS NULL
            LEFT JOIN pupil_placement m ON m.pupil_id = p.id AND m.ended_at IS NULL
            LEFT JOIN organisation o ON o.id = m.organisation_id
            WHERE c.school_id = \(school) AND c.round_id = \(round.id)
            GROUP BY c.id, c.name, c.level, c.sort_key ORDER BY c.sort_key, c.id
            """)
        return try rows.map { row in
            func number(_ name: String) throws -> Int { try row(name, as: Int?.self) ?? 0 }
            return ClassLine(
                id: try row("id"), name: try row("name"), level: try row("level"), pupils: try number("pupils"),
                withoutConsent: try number("without_consent"), chose: try number("chose"),
                placed: isKnown ? try number("placed") : 0, unsigned: isKnown ? try number("unsigned_count") : 0,
                done: isKnown ? try number("done") : 0, unplaced: isKnown ? try number("unplaced") : 0,
                short: isKnown ? try number("short_count") : 0, stranded: isKnown ? try number("stranded") : 0)
        }
    }
}

/// One class, pupil by pupil.
struct ClassView: Sendable {
    struct Line: Sendable {
        let pupil: Pupil
        let wishes: Int
        let place: String?
        let agreed: Int
        let waiting: Int
        let missing: [Signature.Party]
        /// All hours are made and agreed on.
        let isDone: Bool

        /// Somebody has to find a place, or say that it is not needed.
        var isUnplaced: Bool { place == nil && pupil.ownWayAt == nil && !isDone }
    }

    let school: School
    let round: PupilRound
    let id: String
    let name: String
    let lines: [Line]

    var isKnown: Bool { round.state == .published }

    /// - Throws: `WebError.notFound` when the class is not of this school.
    init(_ id: String, _ visit: Visit, in db: any SQLConnection) throws {
        school = try School.entered(by: visit, in: db)
        guard let row = try db.first("SELECT * FROM pupil_class WHERE id = \(id) AND school_id = \(school.id)"),
            let round = try PupilRound.find(try row("round_id"), in: db)
        else { throw WebError.notFound }
        self.id = id
        self.round = round
        name = try row("name")
        let pupils = try db.rows(
            "SELECT * FROM pupil WHERE class_id = \(id) AND erased_at IS NULL ORDER BY sort_key, id LIMIT 200"
        ).map(Pupil.init(row:))
        lines = try pupils.map { pupil in
            let placed = try PlacementView(pupil, in: db)
            let agreed = try PupilHours.minutes(of: pupil.id, .agreed, in: db)
            return Line(
                pupil: pupil, wishes: try WishList.count(of: pupil, in: db),
                place: placed.map { $0.place.place.title + " – " + $0.place.organisation }, agreed: agreed,
                waiting: try PupilHours.minutes(of: pupil.id, .waiting, in: db), missing: placed?.missing ?? [],
                isDone: agreed >= round.hours * 60)
        }
    }
}
