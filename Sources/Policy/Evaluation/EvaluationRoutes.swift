import Community
import Core
import Services
import Storage
package import Web

extension EvaluationPart {
    package func routes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/evaluatie", access: .policyReaders) { [house] visit in
            let (cycle, all, carried, board) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (
                    cycle, try Evaluation.all(of: cycle.id, in: db), try CarriedProposal.all(of: cycle.id, in: db),
                    try ChanceBoard.find(cycle.id, in: db)?.state
                )
            }
            return EvaluationPages(visit: visit, cycle: cycle, content: newest).list(
                all, carried: carried, board: board)
        }
        routes.post("/beleid/{ronde}/evaluatie/beginnen", access: .policyOfficer) { visit in
            let work = EvaluationWork(part: self, visit: visit)
            let (cycle, year) = try await work.begin(year: visit.form.int("jaar") ?? 0)
            return .redirect(
                to: "\(cycle.path(.evaluation))/\(year)", notice: visit.t("Alles wat we weten, staat klaar."))
        }
        routes.get("/beleid/{ronde}/evaluatie/{jaar}", access: .policyReaders) { visit in
            let (cycle, view) = try await load(visit, only: 0)
            if view.evaluation.isFinished { return try await document(visit) }
            return EvaluationPages(visit: visit, cycle: cycle, content: view.content).work(view)
        }
        sectionRoutes(routes)
        goalRoutes(routes)
        summaryRoutes(routes)
        remarkRoutes(routes)
        documentRoutes(routes)
        nextRoutes(routes)
        carriedRoutes(routes)
        boardRoutes(routes)
    }

    private func sectionRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/evaluatie/{jaar}/deel/{deel}", access: .policyReaders) { visit in
            let (cycle, view, section) = try await loadSection(visit)
            let form = EvaluationForms.section(section.content, t: visit.t)
            let state = form.filled(
                Dictionary(section.content.questions.map { ($0.id, view.answers[$0.id]?.text ?? "") }) { first, _ in
                    first
                })
            return EvaluationPages(visit: visit, cycle: cycle, content: view.content).section(view, section, state)
        }
        routes.post("/beleid/{ronde}/evaluatie/{jaar}/deel/{deel}", access: .policyOfficer) { visit in
            let (cycle, view, section) = try await loadSection(visit)
            let form = EvaluationForms.section(section.content, t: visit.t)
            var state = form.read(visit.form)
            for question in section.content.questions {
                let name = EvaluationForms.versionName(question.id)
                state.values[name] = visit.form.all(name)
            }
            if state.isValid {
                switch try await EvaluationWork(part: self, visit: visit).answers(state, section.content) {
                case .done:
                    return .redirect(
                        to: "\(cycle.path(.evaluation))/\(view.evaluation.year)", notice: visit.t("Opgeslagen."))
                case .outdated: mark(&state, section, view, visit.t)
                }
            }
            return EvaluationPages(visit: visit, cycle: cycle, content: view.content).section(
                view, section, state, status: 400)
        }
    }

    /// Shows at each question what somebody else wrote in the meantime; what was typed stays in the field.
    private func mark(_ state: inout FormState, _ section: EvaluationView.Section, _ view: EvaluationView, _ t: Texts) {
        for question in section.content.questions {
            let name = EvaluationForms.versionName(question.id)
            guard let stored = view.answers[question.id], stored.text != state[question.id],
                state.int(name) ?? 0 != stored.version
            else { continue }
            state.addError(
                question.id,
                Text("Intussen schreef iemand anders: “\(stored.text)”. Maak er een tekst van en bewaar nog eens."))
            state.values[name] = [String(stored.version)]
        }
    }

    private func goalRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/evaluatie/{jaar}/doelen/{doel}", access: .policyOfficer) { visit in
            let (cycle, view, line) = try await loadGoal(visit)
            let form = EvaluationForms.conclusion(view.content, goal: line.goal, t: visit.t)
            let old = line.conclusion
            let state = form.filled([
                "conclusie": old?.conclusion ?? "", "reden": old?.reason ?? "", "vervolg": old?.follow ?? "",
                "streven": old?.newTarget.map { Amount.typed($0, decimals: line.goal.decimals) } ?? "",
                "dag": old?.newDay?.iso ?? "",
            ])
            return EvaluationFormPages(visit: visit, cycle: cycle).goal(view, line, state)
        }
        routes.post("/beleid/{ronde}/evaluatie/{jaar}/doelen/{doel}", access: .policyOfficer) { visit in
            let (cycle, view, line) = try await loadGoal(visit)
            let form = EvaluationForms.conclusion(view.content, goal: line.goal, t: visit.t)
            var state = form.read(visit.form)
            EvaluationForms.check(&state, view.content, goal: line.goal, today: visit.today)
            state.values["versie"] = visit.form.all("versie")
            if state.isValid {
                let version = state.int("versie") ?? 0
                switch try await EvaluationWork(part: self, visit: visit).conclude(
                    state, goal: line.goal, version: version)
                {
                case .done:
                    return .redirect(
                        to: "\(cycle.path(.evaluation))/\(view.evaluation.year)", notice: visit.t("Opgeslagen."))
                case .outdated:
                    let other = line.conclusion.map { $0.reason } ?? ""
                    state.addError(
                        "reden",
                        Text(
                            "Intussen bewaarde iemand anders een conclusie, met als reden: “\(other)”. Overleg, en bewaar nog eens."
                        ))
                    state.values["versie"] = [String(line.conclusion?.version ?? 0)]
                }
            }
            return EvaluationFormPages(visit: visit, cycle: cycle).goal(view, line, state, status: 400)
        }
    }
}
