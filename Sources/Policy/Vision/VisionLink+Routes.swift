import Community
import Core
import Storage
import Web

extension VisionPart {
    /// Whoever was invited needs no account: the link is the proof.
    func linkRoutes(_ routes: Routes, _ path: String) {
        routes.get(path, access: .secretLink) { visit in
            let pages = VisionFormPages(visit: visit)
            guard let desk = try await linkDesk(visit) else { return pages.gone() }
            let begun = desk.proposal.choice == VisionChoice() ? desk.start?.choice : nil
            let state = desk.form.state(begun ?? desk.proposal.choice)
            return pages.byLink(desk.cycle, place: desk.place, desk.proposal, desk.form, state)
        }
        routes.post(path, access: .secretLink) { [house] visit in
            let pages = VisionFormPages(visit: visit)
            guard let desk = try await linkDesk(visit) else { return pages.gone() }
            let send = visit.form[VisionForm.send] == "ja"
            let state = read(desk.form, visit, send: send || desk.proposal.isSent)
            guard state.isValid else {
                return pages.byLink(desk.cycle, place: desk.place, desk.proposal, desk.form, state)
            }
            guard
                let saved = try await SaveProposal.byLink(desk.form.choice(state), send: send, by: visit, house: house)
            else { return pages.gone() }
            if send { return pages.thanks() }
            return .redirect(
                to: visit.path,
                notice: saved.isSent ? visit.t("Opgeslagen.") : visit.t("Bewaard. Verstuur je voorstel als het af is."))
        }
    }

    private struct LinkDesk: Sendable {
        let cycle: PolicyCycle
        let place: String
        let proposal: VisionProposal
        let start: VisionStart?
        let form: VisionForm
    }

    private func linkDesk(_ visit: Visit) async throws -> LinkDesk? {
        let secret = try visit.parameter("sleutel")
        return try await house.database.read { [content] db in
            guard let (cycle, proposal) = try SaveProposal.look(secret, today: visit.today, in: db) else { return nil }
            // A proposal is finished with the questions it was begun with.
            let questions = content.file(VisionContent.self, version: proposal.version) ?? content.file()
            return LinkDesk(
                cycle: cycle, place: try Places.municipality(cycle.municipality, in: db)?.name ?? "",
                proposal: proposal, start: try VisionStart.find(cycle, in: db),
                form: VisionForm(content: questions, use: .proposal, t: visit.t))
        }
    }
}
