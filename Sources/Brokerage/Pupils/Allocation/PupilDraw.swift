import Core
import Storage

/// One drawing of lots of a round: frozen, published by its fingerprint, seeded afterwards. A drawing that was taken
/// back stays public with the reason, so that nobody draws until the outcome pleases.
struct PupilDraw: Sendable {
    typealias Identity = ID<PupilDraw>

    let id: Identity
    let number: Int
    let round: PupilRound.Identity
    /// The word that goes into the lots: 1 for the first drawing of a round.
    let turn: Int
    let input: String
    let commitment: String
    let frozenAt: Moment
    /// Where the seed will come from, as it was made known at the freezing; none for a drawing frozen before that was
    /// asked.
    let namedSource: String?
    let seed: String?
    let seedSource: String?
    let seededAt: Moment?
    let transcript: String?
    let withdrawnAt: Moment?
    let withdrawnReason: String?

    var path: String { "/stage/loting/\(number)" }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        round = try row("round_id")
        turn = try row("turn")
        input = try row("input")
        commitment = try row("commitment")
        frozenAt = try row("frozen_at")
        namedSource = try row("named_source")
        seed = try row("seed")
        seedSource = try row("seed_source")
        seededAt = try row("seeded_at")
        transcript = try row("transcript")
        withdrawnAt = try row("withdrawn_at")
        withdrawnReason = try row("withdrawn_reason")
    }

    static func find(number: Int, in db: any SQLConnection) throws -> PupilDraw? {
        try db.first("SELECT * FROM pupil_draw WHERE number = \(number)").map(PupilDraw.init(row:))
    }

    /// Every drawing of a round, the newest first.
    static func all(of round: PupilRound.Identity, in db: any SQLConnection) throws -> [PupilDraw] {
        try db.rows("SELECT * FROM pupil_draw WHERE round_id = \(round) ORDER BY turn DESC").map(PupilDraw.init(row:))
    }

    /// The one that counts.
    static func current(of round: PupilRound.Identity, in db: any SQLConnection) throws -> PupilDraw? {
        try db.first(
            "SELECT * FROM pupil_draw WHERE round_id = \(round) AND withdrawn_at IS NULL ORDER BY turn DESC LIMIT 1"
        ).map(PupilDraw.init(row:))
    }
}
