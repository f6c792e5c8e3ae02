import Community
import Core
import Storage
import Web

/// What the page of one step shows.
struct StepView: Sendable {
    let cycle: PolicyCycle
    let board: StepBoard
    let step: PlanStep
    let answers: [String: StepAnswer]
    let tasks: [PlanTask]
    let people: [StepPerson]
    let files: [StepFile]
    let owners: [(id: String, name: String)]
    /// Suggested tasks that were not taken over yet, with their proposed days.
    let suggestions: [(task: StepsContent.Task, day: Day?)]

    static func load(
        _ number: Int, _ cycle: PolicyCycle, _ content: StepsContent, today: Day, in db: any SQLConnection
    ) throws -> StepView {
        let board = try StepBoard.load(cycle, content, in: db)
        guard let step = board.steps.first(where: { $0.content.number == number }) else { throw WebError.notFound }
        let tasks = try PlanTask.all(of: cycle.id, in: db).filter { $0.step == step.content.id }
        let taken = Set(tasks.compactMap(\.content))
        let days = TaskDates.propose(content.steps, councilDay: cycle.councilDay, today: today)
        return StepView(
            cycle: cycle, board: board, step: step, answers: try StepAnswer.all(of: cycle.id, in: db), tasks: tasks,
            people: try StepPerson.all(of: cycle.id, step: step.content.id, in: db),
            files: try StepFile.all(of: cycle.id, step: step.content.id, in: db),
            owners: try PolicyPeople.staff(of: cycle.municipality, in: db),
            suggestions: step.content.tasks.filter { !taken.contains($0.id) }.map { ($0, days[$0.id]) })
    }
}

/// What came back from a form on the page of a step, with its mistakes.
struct StepReturn: Sendable {
    enum Place: Sendable, Equatable { case answer(String), task, people, file }
    let place: Place
    let state: FormState
    /// Somebody else answered the same question meanwhile.
    var isOvertaken = false
}
