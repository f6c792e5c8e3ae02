import Core
import Storage

/// What is published of one second round.
struct SecondRecord: Sendable {
    let step: Int
    let input: String
    let commitment: String
    let transcript: String
    let placed: Int
    let moved: Int
    let madeAt: Moment

    init(row: Row) throws {
        step = try row("step")
        input = try row("input")
        commitment = try row("commitment")
        transcript = try row("transcript")
        placed = try row("placed")
        moved = try row("moved")
        madeAt = try row("made_at")
    }

    static func all(of draw: PupilDraw, in db: any SQLConnection) throws -> [SecondRecord] {
        try db.rows("SELECT * FROM pupil_second WHERE draw_id = \(draw.id) ORDER BY step").map(SecondRecord.init(row:))
    }

    static func find(_ step: Int, of draw: PupilDraw, in db: any SQLConnection) throws -> SecondRecord? {
        try db.first("SELECT * FROM pupil_second WHERE draw_id = \(draw.id) AND step = \(step)").map(
            SecondRecord.init(row:))
    }
}
