import Community
import Core
import Storage
import Web

extension PlanPart {
    func taskRoutes(_ routes: Routes) {
        routes.post("/beleid/{ronde}/plan/stap/{stap}/taken/voorstel", access: .policyOfficer) { [house, steps] visit in
            let step = try step(visit)
            let added = try await ChangeTask.suggest(step, of: steps, by: visit, house: house)
            return try await backToStep(
                visit, step.number, visit.t.plural(added, "1 taak staat erbij.", "\(added) taken staan erbij."),
                "#taken")
        }
        routes.post("/beleid/{ronde}/plan/stap/{stap}/taken", access: .policyOfficer) { [house] visit in
            let view = try await stepView(visit)
            let state = PlanTask.form(owners: view.owners).read(visit.form)
            guard state.isValid else {
                return StepPages(visit: visit, view: view, back: StepReturn(place: .task, state: state)).page(
                    status: 400)
            }
            try await ChangeTask.add(state, to: view.step.content, by: visit, house: house)
            return try await backToStep(visit, view.step.content.number, visit.t("De taak staat erbij."), "#taken")
        }
        routes.get("/beleid/{ronde}/plan/taken/{taak}", access: .policyOfficer) { visit in
            try await taskPage(visit, nil)
        }
        routes.post("/beleid/{ronde}/plan/taken/{taak}", access: .policyOfficer) { [house] visit in
            let (cycle, task, owners) = try await task(visit)
            let state = PlanTask.form(owners: owners).read(visit.form)
            guard state.isValid else { return try await taskPage(visit, state, status: 400) }
            try await ChangeTask.update(task.id, state, by: visit, house: house)
            return .redirect(to: stepPath(of: task, cycle), notice: visit.t("Bewaard."))
        }
        for (word, done) in [("klaar", true), ("heropen", false)] {
            routes.post("/beleid/{ronde}/plan/taken/{taak}/\(word)", access: .policyOfficer) { [house] visit in
                let (cycle, task, _) = try await task(visit)
                try await ChangeTask.tick(task.id, done: done, by: visit, house: house)
                return .redirect(to: stepPath(of: task, cycle) + "#taken")
            }
        }
        routes.post("/beleid/{ronde}/plan/taken/{taak}/weg", access: .policyOfficer) { [house] visit in
            let (cycle, task, _) = try await task(visit)
            try await ChangeTask.remove(task.id, by: visit, house: house)
            return .redirect(to: stepPath(of: task, cycle), notice: visit.t("De taak is weg."))
        }
    }

    private func stepPath(of task: PlanTask, _ cycle: PolicyCycle) -> String {
        PlanPath(cycle).step(steps.step(task.step)?.number ?? 1)
    }

    func backToStep(_ visit: Visit, _ number: Int, _ notice: String, _ anchor: String = "") async throws -> Reply {
        .redirect(to: try PlanPath(await cycle(visit)).step(number) + anchor, notice: notice)
    }

    private func task(_ visit: Visit) async throws -> (PolicyCycle, PlanTask, [(id: String, name: String)]) {
        let id = try visit.parameter("taak")
        return try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let task = try PlanTask.find(id, of: cycle.id, in: db) else { throw WebError.notFound }
            return (cycle, task, try PolicyPeople.staff(of: cycle.municipality, in: db))
        }
    }

    private func taskPage(_ visit: Visit, _ returned: FormState?, status: Int = 200) async throws -> Reply {
        let (cycle, task, owners) = try await task(visit)
        let t = visit.t
        let form = PlanTask.form(owners: owners)
        let state = returned ?? form.filled(task.values)
        let path = PlanPath(cycle).task(task.id)
        let back = stepPath(of: task, cycle)
        return visit.cyclePage(
            cycle, .plan, title: t("Taak"), step: task.title, status: status,
            visit.form(
                action: path, classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), back, quiet: true))</p>
                """) + visit.buttonForm(action: path + "/weg", label: t("Haal deze taak weg"), classes: "quiet"))
    }
}
