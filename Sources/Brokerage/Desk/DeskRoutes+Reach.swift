import Community
import Core
import Storage
import Web

extension DeskRoutes {
    /// How somebody can be reached, and what they say when only a call reaches them.
    func reachRoutes(_ routes: Routes, _ base: String) {
        routes.post(base + "/bereikbaar", access: .centre) { visit in try await reach(visit) }
        routes.post(base + "/voorstellen/{voorstel}/plek", access: .centre) { visit in try await answerOffer(visit) }
    }

    private func reach(_ visit: Visit) async throws -> Reply {
        let state = ReachForm.read(visit.form)
        guard state.isValid else {
            return DeskCasePage(visit: visit, view: try await load(visit), reach: state).reply(status: 400)
        }
        let (reached, path) = try await act(visit) { work, intake, db in try work.reach(intake, state, in: db) }
        if case .refused(let refusal) = reached {
            let again = ReachForm.refused(state, refusal)
            return DeskCasePage(visit: visit, view: try await load(visit), reach: again).reply(status: 400)
        }
        let advice = reached.advice(visit.t).map { " " + $0 } ?? ""
        return .redirect(to: path, notice: visit.t("Bewaard.") + advice)
    }

    private func answerOffer(_ visit: Visit) async throws -> Reply {
        let id = try visit.parameter("voorstel")
        let answer = try OfferForm.answer(visit.form)
        let state = OfferForm.form.read(visit.form)
        guard state.isValid else {
            return DeskCasePage(visit: visit, view: try await load(visit), offer: (id, state)).reply(status: 400)
        }
        let (notice, path) = try await act(visit) { [t = visit.t] work, intake, db -> String in
            guard let application = try Proposal.find(id, of: intake.id, in: db)?.application else {
                throw WebError.notFound
            }
            let how = state.optional(OfferForm.how)
            return try work.answerOffer(application, of: intake, answer, how: how, in: db).words(intake.name, t)
        }
        return .redirect(to: path, notice: notice)
    }
}
