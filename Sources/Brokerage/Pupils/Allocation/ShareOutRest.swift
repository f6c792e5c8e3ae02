import Community
import Core
import Formats
import Matching
import Services
import Storage
import Web

/// The second round, before the outcome is made known. First the wishes of everybody once more, for seats that came free
/// and pupils who came in after the freezing; then a free seat for who is left. See `SecondRound`.
struct ShareOutRest: Sendable {
    let allocate: Allocate

    struct Report: Sendable, Equatable {
        /// Pupils who had no place and have one now.
        var placed = 0
        /// Pupils who have a place higher on their list.
        var moved = 0
    }

    func perform(in db: any SQLConnection) throws -> Report {
        let round = try allocate.fresh(in: db)
        guard round.state == .decided, let draw = try PupilDraw.current(of: round.id, in: db) else {
            throw Allocate.outdated
        }
        // Somebody else pressed the button first.
        guard try !Self.left(round, in: db).isEmpty else { return Report() }
        let report: Report
        do {
            report = try Self.share(
                round, draw, by: allocate.visit.actor.person, now: allocate.visit.now, in: db)
        } catch is SecondRoundFault {
            throw WebError.badRequest(
                Text("De uitkomst klopt niet en is niet bewaard. Vraag de beheerder om te kijken."))
        } catch is PlacementInputFault {
            throw WebError.badRequest(Text("De wensen spreken elkaar tegen. Vraag de beheerder om te kijken."))
        }
        try allocate.house.record(
            Audit.Event(
                "stage-tweede-ronde", "stageronde", round.id.text, municipality: round.municipality,
                details: ["geplaatst": .int(report.placed), "opgeschoven": .int(report.moved)]), by: allocate.visit,
            in: db)
        return report
    }

    /// Freezes the input, computes, keeps the proof and carries it out.
    ///
    /// - Throws: `SecondRoundFault`, or `PlacementInputFault` when the records contradict each other.
    static func share(
        _ round: PupilRound, _ draw: PupilDraw, by person: String?, now: Moment, in db: any SQLConnection
    ) throws -> Report {
        let frozen = try SecondInput(round, draw, in: db)
        let second = try SecondRound(frozen.input)
        let report = try carryOut(second, frozen, now: now, in: db)
        let step = try db.count("SELECT COALESCE(MAX(step), 0) + 1 FROM pupil_second WHERE draw_id = \(draw.id)")
        try db.run(
            """
            INSERT INTO pupil_second (draw_id, step, input, commitment, transcript, placed, moved, made_at, made_by)
            VALUES (\(draw.id), \(step), \(frozen.input.text), \(frozen.input.commitment), \(second.transcript),
                \(report.placed), \(report.moved), \(now), \(person))
            """)
        return report
    }

    private static func carryOut(
        _ second: SecondRound, _ frozen: SecondInput, now: Moment, in db: any SQLConnection
    ) throws -> Report {
        var report = Report()
        var number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_placement")
        for (name, code) in second.outcome.sorted(by: { $0.key < $1.key }) {
            guard let place = frozen.places[code] else { continue }
            let wish = frozen.wish(of: code, by: name)
            for pupil in frozen.pupils[name] ?? [] {
                guard let old = frozen.placed[pupil.id] else {
                    try PupilPlacement.insert(
                        pupil, at: place, wish: wish, source: .second, number: number, now: now, in: db)
                    number += 1
                    report.placed += 1
                    continue
                }
                guard old.place != place.id else { continue }
                try PupilPlacement.move(old.id, to: place, wish: wish, source: .second, in: db)
                report.moved += 1
            }
        }
        return report
    }

    /// Pupils who may take part, have no place, did not say that they find one alone and have not done their hours.
    static func left(_ round: PupilRound, in db: any SQLConnection) throws -> [Pupil] {
        try db.rows("SELECT p.* FROM pupil p WHERE p.round_id = \(round.id) AND \(isLeft(round)) ORDER BY p.pseudonym")
            .map(Pupil.init(row:))
    }

    /// How many `left(_:in:)` gives: who has a place is looked up once for the whole round.
    static func leftCount(_ round: PupilRound, in db: any SQLConnection) throws -> Int {
        let isPlaced: SQL = """
            p.id IN (SELECT lm.pupil_id FROM pupil_placement lm
                WHERE lm.round_id = \(round.id) AND lm.pupil_id IS NOT NULL AND lm.ended_at IS NULL)
            """
        return try db.count(
            "SELECT COUNT(*) FROM pupil p WHERE p.round_id = \(round.id) AND \(isLeft(round, isPlaced))")
    }

    /// The same as a condition on a pupil `p`.
    static func isLeft(_ round: PupilRound) -> SQL {
        isLeft(
            round, "EXISTS (SELECT 1 FROM pupil_placement lm WHERE lm.pupil_id = p.id AND lm.ended_at IS NULL)")
    }

    private static func isLeft(_ round: PupilRound, _ isPlaced: SQL) -> SQL {
        """
        p.erased_at IS NULL AND p.own_way_at IS NULL AND (p.under_16 = \(false) OR p.consent_at IS NOT NULL)
        AND NOT (\(isPlaced)) AND NOT (\(PupilHours.areDone(round)))
        """
    }

    /// Places for single pupils with seats left.
    static func free(_ round: PupilRound.Identity, in db: any SQLConnection) throws -> [PupilPlace] {
        try db.rows(
            """
            SELECT p.*, (SELECT COUNT(*) FROM pupil_placement m JOIN pupil q ON q.id = m.pupil_id
                WHERE m.place_id = p.id AND m.ended_at IS NULL AND q.erased_at IS NULL) AS taken
            FROM pupil_place p
            WHERE p.round_id = \(round) AND p.state = \(PupilPlace.State.approved) AND p.group_size = \(1)
            AND \(PupilPlace.isOffered(by: "p.organisation_id")) ORDER BY p.number
            """
        ).compactMap { row in
            let place = try PupilPlace(row: row)
            return place.seats > (try row("taken", as: Int.self)) ? place : nil
        }
    }
}
