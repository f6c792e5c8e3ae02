import Community
package import Core
package import Storage

/// What somebody answered to one question of an evaluation.
package struct EvaluationAnswer: Sendable, Equatable {
    package let question: String
    package let text: String
    package let version: Int
    package let author: String?
    package let savedAt: Moment

    /// The answers of an evaluation by question.
    package static func all(of evaluation: Evaluation.Identity, in db: any SQLConnection) throws
        -> [String: EvaluationAnswer]
    {
        let list = try db.rows(
            """
            SELECT a.*, p.name FROM policy_evaluation_answer a LEFT JOIN person p ON p.id = a.person_id
            WHERE a.evaluation_id = \(evaluation)
            """
        ).map { row in
            try EvaluationAnswer(
                question: row("question"), text: row("text"), version: row("version"), author: row("name"),
                savedAt: row("saved_at"))
        }
        return Dictionary(list.map { ($0.question, $0) }) { first, _ in first }
    }
}

/// What an evaluation concludes on one goal.
package struct GoalConclusion: Sendable, Equatable {
    package let goal: Goal.Identity
    /// The id of a conclusion of the content.
    package let conclusion: String
    package let reason: String
    /// The answer to what the conclusion asks.
    package let follow: String
    /// For a goal whose bar goes up.
    package let newTarget: Double?
    package let newDay: Day?
    package let version: Int

    /// The conclusions of an evaluation by goal.
    package static func all(of evaluation: Evaluation.Identity, in db: any SQLConnection) throws
        -> [Goal.Identity: GoalConclusion]
    {
        let list = try db.rows(
            "SELECT * FROM policy_evaluation_conclusion WHERE evaluation_id = \(evaluation)"
        ).map { row in
            try GoalConclusion(
                goal: row("goal_id"), conclusion: row("conclusion"), reason: row("reason"), follow: row("follow"),
                newTarget: row("new_target"), newDay: row("new_day"), version: row("version"))
        }
        return Dictionary(list.map { ($0.goal, $0) }) { first, _ in first }
    }
}

/// What a reader says about an evaluation while it is being made, and what the officer says to that.
struct EvaluationRemark: Sendable {
    let id: String
    /// The id of a section; empty for the whole.
    let section: String
    let text: String
    let person: String?
    let author: String?
    let madeAt: Moment
    let answer: String?

    /// More than this nobody reads.
    static let most = 200

    static func all(of evaluation: Evaluation.Identity, in db: any SQLConnection) throws -> [EvaluationRemark] {
        try db.rows(
            """
            SELECT r.*, p.name FROM policy_evaluation_remark r LEFT JOIN person p ON p.id = r.person_id
            WHERE r.evaluation_id = \(evaluation) ORDER BY r.made_at, r.id LIMIT \(most)
            """
        ).map { row in
            try EvaluationRemark(
                id: row("id"), section: row("section"), text: row("text"), person: row("person_id"),
                author: row("name"), madeAt: row("made_at"), answer: row("answer"))
        }
    }
}
