import Community
import Core
import Services
import Storage
import Web

/// Writes down what came of one door. Each door carries how often somebody was there, as the page knew it: a second
/// press, or a second walker, changes nothing.
struct RecordDoor: Sendable {
    let house: House
    let visit: Visit

    enum Result: Sendable, Equatable { case kept, tooLate }

    /// - Parameter seen: the number of visits on the page of whoever presses.
    /// - Throws: `WebError.notFound` for a door that is not this walker's.
    func perform(_ number: Int, _ outcome: Door.State, seen: Int, in db: any SQLConnection) throws -> Result {
        let (helper, door) = try Self.find(visit, number, in: db)
        guard [.away, .no, .none].contains(outcome) else {
            throw WebError.badRequest(Text("Kies wat er bij deze deur gebeurde."))
        }
        guard door.visits == seen, Door.State.takesAnswer.contains(door.state), try Self.isRunning(door, in: db) else {
            return .tooLate
        }
        // Twice is enough: after that only what somebody says still counts.
        guard outcome != .away || door.visits < DoorRound.mostVisits else { return .tooLate }
        let isLast = door.visits + 1 >= DoorRound.mostVisits
        let state: Door.State = outcome == .away && isLast ? .card : outcome
        let spoken: Moment? = outcome == .no ? visit.now : nil
        let changed = try db.run(
            """
            UPDATE door SET state = \(state), visits = visits + 1, visited_at = \(visit.now), spoken_at = \(spoken),
                helper_id = \(helper.id), via = \(Door.Way.door)
            WHERE id = \(door.id) AND state = \(door.state) AND visits = \(seen)
            AND (helper_id = \(helper.id) OR helper_id IS NULL)
            """)
        guard changed == 1 else { return .tooLate }
        if outcome == .away {
            if door.codeHash == nil { _ = try DoorCode(house: house).make(for: door.id, in: db) }
        } else {
            try db.run("UPDATE door SET code_hash = NULL, code_sealed = NULL WHERE id = \(door.id)")
        }
        try Self.touch(door.round, now: visit.now, in: db)
        return .kept
    }

    /// Takes back the last press at a door where nobody was spoken to. What somebody said with the card was no press of a
    /// walker: whoever said no there is left alone.
    func undo(_ number: Int, seen: Int, in db: any SQLConnection) throws -> Result {
        let (helper, door) = try Self.find(visit, number, in: db)
        guard [.away, .card, .no, .none].contains(door.state), door.via != .card, door.visits == seen, seen > 0,
            try Self.isRunning(door, in: db)
        else { return .tooLate }
        let state: Door.State = seen == 1 ? .open : .away
        let changed = try db.run(
            """
            UPDATE door SET state = \(state), visits = visits - 1, spoken_at = NULL
            WHERE id = \(door.id) AND helper_id = \(helper.id) AND state = \(door.state) AND visits = \(seen)
            """)
        guard changed == 1 else { return .tooLate }
        if state == .away, door.codeHash == nil { _ = try DoorCode(house: house).make(for: door.id, in: db) }
        return .kept
    }

    /// Somebody was spoken to, and said something. With a yes it becomes a case of the centre; without one the door
    /// keeps the state and the count.
    func spoken(_ number: Int, _ state: FormState, seen: Int, in db: any SQLConnection) throws -> Result {
        let (helper, door) = try Self.find(visit, number, in: db)
        let takes = Door.State.takesAnswer + [.spoken]
        guard door.visits == seen, takes.contains(door.state), try Self.isRunning(door, in: db) else { return .tooLate }
        let answer = DoorAnswer(state, consent: .spoken)
        guard
            try answer.keep(
                door, by: helper.id, way: .door, cause: helper.cause(visit.address), house: house, now: visit.now,
                in: db)
        else { return .tooLate }
        return .kept
    }

    /// The walker of the link with a door they may do.
    static func find(_ visit: Visit, _ number: Int, in db: any SQLConnection) throws -> (
        helper: RoundHelper, door: Door
    ) {
        let helper = try RoundHelper.entered(by: visit, in: db)
        guard let door = try Door.find(number: number, for: helper, in: db) else { throw WebError.notFound }
        return (helper, door)
    }

    /// Whether another walker of the same round was at this door first: then the answer is no riddle.
    static func isTaken(_ visit: Visit, _ number: Int, in db: any SQLConnection) throws -> Bool {
        let helper = try RoundHelper.entered(by: visit, in: db)
        guard let round = helper.round else { return false }
        return try db.exists(
            """
            SELECT 1 FROM door WHERE number = \(number) AND round_id = \(round) AND helper_id <> \(helper.id)
            AND visits > 0
            """)
    }

    private static func isRunning(_ door: Door, in db: any SQLConnection) throws -> Bool {
        try DoorRound.find(door.round, in: db)?.state == .running
    }

    static func touch(_ round: DoorRound.Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE door_round SET last_door_at = \(now)
            WHERE id = \(round) AND (last_door_at IS NULL OR last_door_at < \(now))
            """)
    }
}
