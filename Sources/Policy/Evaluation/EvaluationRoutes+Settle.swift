import Community
import Core
import Services
import Storage
import Web

extension EvaluationPart {
    func summaryRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/evaluatie/{jaar}/slot", access: .policyOfficer) { visit in
            let (cycle, view) = try await loadOpen(visit)
            let state = EvaluationForms.summary.filled(["slot": view.evaluation.summary])
            return EvaluationFormPages(visit: visit, cycle: cycle).summary(view.evaluation, state)
        }
        routes.post("/beleid/{ronde}/evaluatie/{jaar}/slot", access: .policyOfficer) { visit in
            let (cycle, view) = try await loadOpen(visit)
            var state = EvaluationForms.summary.read(visit.form)
            state.values["versie"] = visit.form.all("versie")
            if state.isValid {
                let version = state.int("versie") ?? 0
                switch try await EvaluationWork(part: self, visit: visit).summarise(state["slot"], version: version) {
                case .done:
                    return .redirect(
                        to: "\(cycle.path(.evaluation))/\(view.evaluation.year)", notice: visit.t("Opgeslagen."))
                case .outdated:
                    state.addError(
                        "slot",
                        Text(
                            "Intussen schreef iemand anders: “\(view.evaluation.summary)”. Maak er een tekst van en bewaar nog eens."
                        ))
                    state.values["versie"] = [String(view.evaluation.version)]
                }
            }
            return EvaluationFormPages(visit: visit, cycle: cycle).summary(view.evaluation, state, status: 400)
        }
        routes.get("/beleid/{ronde}/evaluatie/{jaar}/vaststellen", access: .policyOfficer) { visit in
            let (cycle, view) = try await loadOpen(visit)
            return EvaluationFormPages(visit: visit, cycle: cycle).finish(view, EvaluationForms.finish.filled())
        }
        routes.post("/beleid/{ronde}/evaluatie/{jaar}/vaststellen", access: .policyOfficer) { visit in
            let (cycle, view) = try await loadOpen(visit)
            let state = EvaluationForms.finish.read(visit.form)
            guard state.isValid, view.isComplete else {
                return EvaluationFormPages(visit: visit, cycle: cycle).finish(view, state, status: 400)
            }
            _ = try await FinishEvaluation.perform(self, by: visit)
            return .redirect(
                to: "\(cycle.path(.evaluation))/\(view.evaluation.year)",
                notice: visit.t("De evaluatie is vastgesteld."))
        }
    }

    func remarkRoutes(_ routes: Routes) {
        routes.post("/beleid/{ronde}/evaluatie/{jaar}/opmerkingen", access: .policyReaders) { visit in
            let (cycle, view) = try await load(visit, only: 0)
            let state = EvaluationForms.remark.read(visit.form)
            let asked = visit.form.text("deel") ?? ""
            let section = view.sections.first { $0.content.id == asked }
            guard state.isValid else {
                return EvaluationFormPages(visit: visit, cycle: cycle).remark(
                    view, section: section?.content.id ?? "", state)
            }
            try await EvaluationWork(part: self, visit: visit).remark(
                state["tekst"], section: section?.content.id ?? "")
            let base = "\(cycle.path(.evaluation))/\(view.evaluation.year)"
            return .redirect(
                to: section.map { "\(base)/deel/\($0.number)" } ?? base, notice: visit.t("Je opmerking staat erbij."))
        }
        routes.post("/beleid/{ronde}/evaluatie/{jaar}/opmerkingen/{opmerking}/weg", access: .policyReaders) { visit in
            try await EvaluationWork(part: self, visit: visit).withdraw(remark: visit.parameter("opmerking"))
            return .redirect(to: try back(visit), notice: visit.t("Je opmerking is weg."))
        }
        routes.post("/beleid/{ronde}/evaluatie/{jaar}/opmerkingen/{opmerking}/antwoord", access: .policyOfficer) {
            visit in
            let state = EvaluationForms.answer.read(visit.form)
            guard state.isValid else {
                let (cycle, view) = try await load(visit, only: 0)
                return EvaluationFormPages(visit: visit, cycle: cycle).answer(
                    view, remark: try visit.parameter("opmerking"), state)
            }
            try await EvaluationWork(part: self, visit: visit).reply(
                state["antwoord"], to: visit.parameter("opmerking"))
            return .redirect(to: try back(visit), notice: visit.t("Je antwoord staat erbij."))
        }
    }

    private func back(_ visit: Visit) throws -> String {
        "/beleid/\(try visit.number("ronde"))/evaluatie/\(try visit.number("jaar"))"
    }
}
