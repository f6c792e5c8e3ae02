import Community
import Core
import Storage
import Web

extension EvaluationPart {
    func nextRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/evaluatie/volgende", access: .policyOfficer) { visit in
            let (cycle, legacy) = try await loadLegacy(visit)
            let state = EvaluationForms.next(visit.t).filled(OpenNextCycle.proposal(cycle, t: visit.t))
            return EvaluationFormPages(visit: visit, cycle: cycle).next(legacy, newest, state)
        }
        routes.post("/beleid/{ronde}/evaluatie/volgende", access: .policyOfficer) { visit in
            let (cycle, legacy) = try await loadLegacy(visit)
            var state = EvaluationForms.next(visit.t).read(visit.form)
            CycleForm.check(&state)
            if let first = state.int("van"), first <= cycle.lastYear, state.problem("van") == nil {
                state.addError("van", Text("De volgende ronde begint na het laatste jaar van deze ronde."))
            }
            guard state.isValid else {
                return EvaluationFormPages(visit: visit, cycle: cycle).next(legacy, newest, state, status: 400)
            }
            let number = try await OpenNextCycle.perform(state, part: self, by: visit)
            return .redirect(
                to: "/beleid/\(number)/evaluatie",
                notice: visit.t("De nieuwe ronde is open. Beslis nu wat je overneemt."))
        }
    }

    private func loadLegacy(_ visit: Visit) async throws -> (PolicyCycle, Legacy) {
        try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let legacy = try legacy(of: cycle, t: visit.t, now: visit.now, in: db) else {
                throw WebError.badRequest(Text("Stel eerst een evaluatie vast. Die opent de volgende ronde."))
            }
            try OpenNextCycle.requireAnswered(cycle, in: db)
            return (cycle, legacy)
        }
    }

    func carriedRoutes(_ routes: Routes) {
        routes.post("/beleid/{ronde}/evaluatie/meegekomen/{voorstel}/overnemen", access: .policyOfficer) { visit in
            let path = try await DecideCarried(part: self, visit: visit).take()
            return .redirect(to: path, notice: visit.t("Overgenomen. Kijk of alles nog klopt."))
        }
        routes.get("/beleid/{ronde}/evaluatie/meegekomen/{voorstel}/laten", access: .policyOfficer) { visit in
            let (cycle, proposal) = try await loadProposal(visit)
            return CarriedPages(visit: visit, cycle: cycle, content: newest).leave(proposal, CarriedPages.form.filled())
        }
        routes.post("/beleid/{ronde}/evaluatie/meegekomen/{voorstel}/laten", access: .policyOfficer) { visit in
            let state = CarriedPages.form.read(visit.form)
            guard state.isValid else {
                let (cycle, proposal) = try await loadProposal(visit)
                return CarriedPages(visit: visit, cycle: cycle, content: newest).leave(proposal, state, status: 400)
            }
            let path = try await DecideCarried(part: self, visit: visit).leave(reason: state["reden"])
            return .redirect(to: path, notice: visit.t("Opgeslagen."))
        }
        routes.post("/beleid/{ronde}/evaluatie/meegekomen/{voorstel}/open", access: .policyOfficer) { visit in
            let path = try await DecideCarried(part: self, visit: visit).reopen()
            return .redirect(to: path, notice: visit.t("Het staat weer op de lijst."))
        }
    }

    private func loadProposal(_ visit: Visit) async throws -> (PolicyCycle, CarriedProposal) {
        let place = try visit.number("voorstel")
        return try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let proposal = try CarriedProposal.find(place: place, of: cycle.id, in: db), proposal.state == .open
            else { throw WebError.notFound }
            return (cycle, proposal)
        }
    }
}
