import Community
import Core
import Formats
import Matching
import Services
import Storage
import Web

/// The steps from closed wishes to a decided placement. Each checks the state of the round in its own transaction.
struct Allocate: Sendable {
    let house: House
    let visit: Visit
    let round: PupilRound

    /// Freezes what was wished and publishes its fingerprint, with where the number of the lottery will come from: who
    /// knows the wishes cannot look for a number that suits.
    func freeze(source: String, in db: any SQLConnection) throws -> PupilDraw {
        let round = try fresh(in: db)
        guard round.canFreeze(on: visit.today) else {
            throw WebError.badRequest(Text("Vastleggen kan na de laatste dag van het kiezen."))
        }
        // A place that still waits would silently drop out of the lists it stands on. One of an organisation that
        // stopped has left them already, and nobody needs to decide on it.
        guard try PlaceWithName.waiting(in: round.id, .submitted, db: db).isEmpty else {
            throw WebError.badRequest(
                Text(
                    "Er wachten nog plekken op nakijken. Zeg eerst bij elke plek ja of nee. Daarna leg je de wensen vast."
                ))
        }
        let read: RoundInput
        do {
            read = try RoundInput(round, in: db)
        } catch is PlacementInputFault {
            throw WebError.badRequest(Text("De wensen spreken elkaar tegen. Vraag de beheerder om te kijken."))
        }
        guard !read.units.isEmpty else {
            throw WebError.badRequest(Text("Er zijn nog geen wensen om te verdelen."))
        }
        let id = PupilDraw.Identity(at: visit.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_draw")
        let turn = try db.count("SELECT COALESCE(MAX(turn), 0) + 1 FROM pupil_draw WHERE round_id = \(round.id)")
        try db.run(
            """
            INSERT INTO pupil_draw (id, number, round_id, turn, input, commitment, frozen_at, frozen_by, named_source)
            VALUES (\(id), \(number), \(round.id), \(turn), \(read.input.text), \(read.input.commitment), \(visit.now),
                \(visit.actor.person), \(source))
            """)
        try go(
            round, to: .frozen, "stage-vastgelegd", details: ["loting": .int(number), "bron": .string(source)], in: db)
        guard let draw = try PupilDraw.find(number: number, in: db) else { throw WebError.notFound }
        return draw
    }

    /// Draws with a seed that became known after the freezing. Nothing is told to anybody yet, and it cannot be done
    /// twice.
    ///
    /// - Parameter typed: where the seed came from, for a drawing whose source was not named at the freezing. A named
    ///   source stands, whatever is typed.
    func draw(seed: String, source typed: String?, in db: any SQLConnection) throws {
        let round = try fresh(in: db)
        guard round.state == .frozen, let draw = try PupilDraw.current(of: round.id, in: db), draw.seed == nil else {
            throw Self.outdated
        }
        guard let source = draw.namedSource ?? typed else {
            throw WebError.badRequest(Text("Schrijf op waar het getal vandaan komt."))
        }
        let lottery: Lottery
        do {
            lottery = try Lottery(try PlacementInput(text: draw.input), seed: seed, round: draw.turn)
        } catch {
            throw WebError.badRequest(
                Text("Met dit getal kan niet worden geloot. Het heeft 16 tot 256 tekens, zonder spaties."))
        }
        // Never published unseen: an independent look at what came out.
        guard Stability.check(lottery.placement, of: lottery.problem).isStable else {
            throw WebError.badRequest(
                Text("De uitkomst klopt niet en is niet bewaard. Vraag de beheerder om te kijken."))
        }
        let changed = try db.run(
            """
            UPDATE pupil_draw SET seed = \(seed), seed_source = \(source), seeded_at = \(visit.now),
                transcript = \(lottery.transcript) WHERE id = \(draw.id) AND seed IS NULL
            """)
        guard changed == 1 else { throw Self.outdated }
        try Self.keep(lottery, draw, now: visit.now, in: db)
        try go(
            round, to: .drawn, "stage-geloot", details: ["loting": .int(draw.number), "bron": .string(source)], in: db)
    }

    /// Keeps what came out: each pupil's explanation and, for who got one, a place.
    static func keep(_ lottery: Lottery, _ draw: PupilDraw, now: Moment, in db: any SQLConnection) throws {
        let approved = try PupilPlace.approved(in: draw.round, db: db)
        let places = Dictionary(approved.map { ($0.code, $0) }) { first, _ in first }
        let members = try members(of: draw.round, in: db)
        var number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_placement")
        for explanation in lottery.explanations() {
            let outcome = PupilOutcome(explanation)
            try db.run(
                """
                INSERT INTO pupil_outcome (draw_id, pseudonym, detail)
                VALUES (\(draw.id), \(explanation.pseudonym), \(outcome.json.text))
                """)
            guard let place = explanation.place.flatMap({ places[$0] }) else { continue }
            let wish = explanation.wishes.firstIndex { $0.fate == .given }.map { $0 + 1 }
            for pupil in members[explanation.pseudonym] ?? [] {
                try PupilPlacement.insert(
                    pupil, at: place, wish: wish, source: .draw, number: number, now: now, in: db)
                number += 1
            }
        }
    }

    /// The pupils behind each pseudonym: one, or the friends of a group.
    static func members(of round: PupilRound.Identity, in db: any SQLConnection) throws -> [String: [Pupil]] {
        var all: [String: [Pupil]] = [:]
        for row in try db.rows(
            """
            SELECT p.*, g.pseudonym AS group_pseudonym FROM pupil p LEFT JOIN pupil_group g ON g.id = p.group_id
            WHERE p.round_id = \(round) AND p.erased_at IS NULL ORDER BY p.sort_key, p.id
            """)
        {
            let pupil = try Pupil(row: row)
            guard pupil.mayTakePart else { continue }
            all[pupil.pseudonym, default: []].append(pupil)
            if let group = try row("group_pseudonym", as: String?.self) { all[group, default: []].append(pupil) }
        }
        return all
    }

    /// A person decides to go on with this outcome.
    func decide(in db: any SQLConnection) throws {
        let round = try fresh(in: db)
        guard round.state == .drawn else { throw Self.outdated }
        try db.run(
            "UPDATE pupil_round SET decided_at = \(visit.now), decided_by = \(visit.actor.person) WHERE id = \(round.id)"
        )
        try go(round, to: .decided, "stage-besloten", in: db)
    }

    /// Takes a drawing back before it was decided on, with a reason that stays public.
    func withdraw(reason: String, in db: any SQLConnection) throws {
        let round = try fresh(in: db)
        guard [.frozen, .drawn].contains(round.state), let draw = try PupilDraw.current(of: round.id, in: db) else {
            throw Self.outdated
        }
        try db.run(
            "UPDATE pupil_draw SET withdrawn_at = \(visit.now), withdrawn_reason = \(reason) WHERE id = \(draw.id)")
        try db.run("DELETE FROM pupil_placement WHERE round_id = \(round.id)")
        try go(round, to: .open, "stage-loting-ingetrokken", in: db)
    }

    func fresh(in db: any SQLConnection) throws -> PupilRound {
        guard let now = try PupilRound.find(round.id, in: db) else { throw WebError.notFound }
        return now
    }

    func go(
        _ round: PupilRound, to state: PupilRound.State, _ word: String, details: JSONValue = [:],
        in db: any SQLConnection
    ) throws {
        guard try round.move(to: state, in: db) else { throw Self.outdated }
        try house.record(
            Audit.Event(word, "stageronde", round.id.text, municipality: round.municipality, details: details),
            by: visit, in: db)
    }

    static let outdated = WebError.badRequest(
        Text("Met deze ronde is intussen iets anders gebeurd. Ga terug, ververs de pagina en kijk opnieuw."))
}
