import Community
import Core
import Storage
import Web

extension PlanPart {
    func stepRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/plan", access: .policyReaders) { [house, steps] visit in
            let (cycle, board, ready, adoption, tasks) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (
                    cycle, try StepBoard.load(cycle, steps, in: db), try PlanElement.ready(of: cycle.id, in: db),
                    try Adoption.latest(of: cycle.id, in: db), try PlanTask.all(of: cycle.id, in: db)
                )
            }
            return StepBoardPages(visit: visit, content: steps).home(
                board, cycle, ready: ready, adoption: adoption, tasks: tasks)
        }
        routes.get("/beleid/{ronde}/plan/stap/{stap}", access: .policyReaders) { visit in
            StepPages(visit: visit, view: try await stepView(visit)).page()
        }
        routes.post("/beleid/{ronde}/plan/stap/{stap}/klaar", access: .policyOfficer) { [house, steps] visit in
            let next = try await ChangeStep.finish(step(visit), of: steps, by: visit, house: house)
            return .redirect(
                to: try PlanPath(await cycle(visit)).step(next),
                notice: visit.t("Mooi. Je gaat verder met stap \(next)."))
        }
        routes.post("/beleid/{ronde}/plan/stap/{stap}/heropen", access: .policyOfficer) { [house] visit in
            let step = try step(visit)
            try await ChangeStep.reopen(step, by: visit, house: house)
            return .redirect(to: try PlanPath(await cycle(visit)).step(step.number))
        }
        routes.get("/beleid/{ronde}/plan/stap/{stap}/overslaan", access: .policyOfficer) { visit in
            try await skipStepPage(visit, ChangeStep.skipForm.filled())
        }
        routes.post("/beleid/{ronde}/plan/stap/{stap}/overslaan", access: .policyOfficer) { [house, steps] visit in
            let state = ChangeStep.skipForm.read(visit.form)
            guard state.isValid else { return try await skipStepPage(visit, state, status: 400) }
            _ = try await ChangeStep.skip(step(visit), of: steps, reason: state["reden"], by: visit, house: house)
            return .redirect(
                to: try PlanPath(await cycle(visit)).home,
                notice: visit.t("Overgeslagen. Je kunt de stap later alsnog doen."))
        }
    }

    func answerRoutes(_ routes: Routes) {
        routes.post("/beleid/{ronde}/plan/stap/{stap}/antwoord/{vraag}", access: .policyOfficer) { [house] visit in
            let step = try step(visit)
            let id = try visit.parameter("vraag")
            guard let question = step.questions.first(where: { $0.id == id }) else { throw WebError.notFound }
            let state = StepPages.answerForm(question, visit.t).read(visit.form)
            var back = StepReturn(place: .answer(id), state: state)
            if state.isValid {
                let outcome = try await SaveAnswer.perform(
                    id, text: state["antwoord-\(id)"], base: visit.form.int("versie") ?? 0, by: visit, house: house)
                if outcome == .saved {
                    let path = try PlanPath(await cycle(visit)).step(step.number)
                    return .redirect(to: path + "#vraag-\(id)", notice: visit.t("Bewaard."))
                }
                back.isOvertaken = true
            }
            return StepPages(visit: visit, view: try await stepView(visit), back: back).page(
                status: back.isOvertaken ? 409 : 400)
        }
    }

    /// The step whose number stands in the path.
    func step(_ visit: Visit) throws -> StepsContent.Step {
        guard let step = steps.step(number: try visit.number("stap")) else { throw WebError.notFound }
        return step
    }

    func cycle(_ visit: Visit) async throws -> PolicyCycle {
        try await house.database.read { db in try PolicyCycle.readable(visit, in: db) }
    }

    func stepView(_ visit: Visit) async throws -> StepView {
        let number = try step(visit).number
        return try await house.database.read { [steps] db in
            try StepView.load(number, PolicyCycle.readable(visit, in: db), steps, today: visit.today, in: db)
        }
    }

    private func skipStepPage(_ visit: Visit, _ state: FormState, status: Int = 200) async throws -> Reply {
        let step = try step(visit)
        let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
        let t = visit.t
        let back = PlanPath(cycle).step(step.number)
        return visit.cyclePage(
            cycle, .plan, title: t("Stap \(step.number) overslaan"), intro: t(step.aim), step: t(step.name),
            status: status,
            visit.form(
                action: back + "/overslaan", classes: "stack narrow",
                """
                \(visit.errorSummary(ChangeStep.skipForm, state))\(visit.fields(ChangeStep.skipForm, state))\
                <p class="row"><button>\(t("Sla dit over"))</button>\(Part.button(t("Terug"), back, quiet: true))</p>
                """))
    }
}
