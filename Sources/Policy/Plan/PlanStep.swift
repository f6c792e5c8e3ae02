import Community
import Core
import Storage

/// How far a step is.
enum StepState: String, SQLConvertible {
    case open
    case busy = "bezig"
    case done = "klaar"
    case skipped = "overgeslagen"
}

/// A step of the nine with what has been done in it.
struct PlanStep: Sendable {
    let content: StepsContent.Step
    let state: StepState
    let reason: String?
    let answered: Int
    let tasks: Int
    let tasksDone: Int
}

/// All nine steps of a round.
struct StepBoard: Sendable {
    let steps: [PlanStep]

    var done: Int { steps.filter { $0.state == .done || $0.state == .skipped }.count }

    static func load(_ cycle: PolicyCycle, _ content: StepsContent, in db: any SQLConnection) throws -> StepBoard {
        let marks = try Dictionary(
            db.rows("SELECT step_id, state, reason FROM policy_step WHERE cycle_id = \(cycle.id)").map { row in
                (
                    try row("step_id", as: String.self),
                    (try row("state", as: StepState.self), try row("reason", as: String?.self))
                )
            }, uniquingKeysWith: { first, _ in first })
        let answered = Set(
            try db.rows("SELECT question_id FROM policy_step_answer WHERE cycle_id = \(cycle.id) AND text <> ''").map {
                try $0("question_id", as: String.self)
            })
        let tasks = try Dictionary(
            db.rows(
                """
                SELECT step_id, COUNT(*) AS everything, SUM(CASE WHEN done_at IS NULL THEN 0 ELSE 1 END) AS finished
                FROM policy_task WHERE cycle_id = \(cycle.id) GROUP BY step_id
                """
            ).map { row in
                (
                    try row("step_id", as: String.self),
                    (try row("everything", as: Int.self), try row("finished", as: Int.self))
                )
            }, uniquingKeysWith: { first, _ in first })
        return StepBoard(
            steps: content.steps.map { step in
                let count = step.questions.filter { answered.contains($0.id) }.count
                let (all, finished) = tasks[step.id] ?? (0, 0)
                let isBusy = step.number == cycle.step || count > 0 || finished > 0
                return PlanStep(
                    content: step, state: marks[step.id]?.0 ?? (isBusy ? .busy : .open), reason: marks[step.id]?.1,
                    answered: count, tasks: all, tasksDone: finished)
            })
    }
}

/// What was answered to a question, by whom and when.
struct StepAnswer: Sendable {
    let question: String
    let text: String
    let version: Int
    let author: String?
    let savedAt: Moment

    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [String: StepAnswer] {
        let list = try db.rows(
            """
            SELECT a.*, p.name FROM policy_step_answer a LEFT JOIN person p ON p.id = a.person_id
            WHERE a.cycle_id = \(cycle)
            """
        ).map { row in
            StepAnswer(
                question: try row("question_id"), text: try row("text"), version: try row("version"),
                author: try row("name"), savedAt: try row("saved_at"))
        }
        return Dictionary(list.map { ($0.question, $0) }) { first, _ in first }
    }
}
