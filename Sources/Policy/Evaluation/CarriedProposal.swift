import Core
import Storage

/// What the round before left to this one, as a proposal: it is taken over, or left with a reason.
struct CarriedProposal: Sendable, Equatable {
    enum State: String, Sendable, SQLConvertible {
        case open
        case taken = "overgenomen"
        case left = "gelaten"
    }

    let id: String
    let cycle: PolicyCycle.Identity
    let place: Int
    let item: CarriedItem
    /// For a goal: the id of what the evaluation concluded.
    let conclusion: String?
    let newTarget: Double?
    let newDay: Day?
    let state: State
    let reason: String
    /// The path of what it became in this round.
    let result: String?

    init(row: Row) throws {
        id = try row("id")
        cycle = try row("cycle_id")
        place = try row("place")
        item = CarriedItem(
            try row("kind"), origin: try row("origin"), title: try row("title"), text: try row("text"),
            day: try row("day"))
        conclusion = try row("conclusion")
        newTarget = try row("new_target")
        newDay = try row("new_day")
        state = try row("state")
        reason = try row("reason")
        result = try row("result")
    }

    /// Where on the board a card stands.
    static func card(_ number: Int) -> String { "#kaart-\(number)" }

    /// A point of attention that became a card.
    var isOnBoard: Bool { state == .taken && (result?.contains("#kaart-") ?? false) }
    /// What was left, and a point that stands in the plan alone.
    var mayReopen: Bool { state == .left || (state == .taken && item.kind == .attention && !isOnBoard) }

    /// Everything that came along into a round, in its order.
    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [CarriedProposal] {
        try db.rows("SELECT * FROM policy_carried WHERE cycle_id = \(cycle) ORDER BY place").map(
            CarriedProposal.init(row:))
    }

    static func find(place: Int, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> CarriedProposal? {
        try db.first("SELECT * FROM policy_carried WHERE cycle_id = \(cycle) AND place = \(place)").map(
            CarriedProposal.init(row:))
    }
}

/// What a round leaves, before it is written down in the next.
struct Legacy: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        let item: CarriedItem
        var conclusion: String?
        var newTarget: Double?
        var newDay: Day?
    }

    let entries: [Entry]
    /// Goals that stop here: they are named, not carried.
    let dropped: [String]
}

extension EvaluationPart {
    /// What goes along from a round: its goals by the conclusions of its last finished evaluation, the answers that ask
    /// for attention, and what the parts say is not finished.
    func legacy(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> Legacy? {
        guard let evaluation = try Evaluation.all(of: cycle.id, in: db).first(where: \.isFinished) else { return nil }
        let content = file(of: evaluation)
        let conclusions = try GoalConclusion.all(of: evaluation.id, in: db)
        var entries: [Legacy.Entry] = []
        var dropped: [String] = []
        for goal in try Goal.all(of: cycle.id, in: db) {
            let conclusion = conclusions[goal.id]
            let known = conclusion.flatMap { content.conclusion($0.conclusion) }
            if known?.nextCycle == .drop {
                dropped.append(goal.result)
                continue
            }
            let text = [conclusion?.reason, conclusion?.follow].compactMap { $0 }.filter { !$0.isEmpty }
            entries.append(
                .init(
                    item: CarriedItem(
                        .goal, origin: goal.id.text, title: goal.result,
                        text: conclusion == nil
                            ? t("Er is nog geen conclusie over dit doel.") : text.joined(separator: " ")),
                    conclusion: conclusion?.conclusion, newTarget: conclusion?.newTarget, newDay: conclusion?.newDay))
        }
        for part in policy.parts where part.kind != kind {
            entries += try part.carriesOn(from: cycle, t: t, now: now, in: db).map { .init(item: $0) }
        }
        let answers = try EvaluationAnswer.all(of: evaluation.id, in: db)
        for question in content.questions where question.carries == true {
            guard let answer = answers[question.id], !answer.text.isEmpty else { continue }
            entries.append(
                .init(
                    item: CarriedItem(.attention, origin: question.id, title: t(question.question), text: answer.text)))
        }
        return Legacy(entries: entries, dropped: dropped)
    }

    static func write(_ legacy: Legacy, into cycle: PolicyCycle.Identity, now: Moment, in db: any SQLConnection) throws
    {
        for (index, entry) in legacy.entries.enumerated() {
            try db.run(
                """
                INSERT INTO policy_carried (id, cycle_id, place, kind, origin, title, text, day, conclusion, new_target,
                    new_day, state, reason)
                VALUES (\(UUIDv7.make(at: now)), \(cycle), \(index + 1), \(entry.item.kind), \(entry.item.origin),
                    \(entry.item.title), \(entry.item.text), \(entry.item.day), \(entry.conclusion),
                    \(entry.newTarget), \(entry.newDay), \(CarriedProposal.State.open), '')
                """)
        }
    }
}
