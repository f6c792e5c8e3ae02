import Community
import Core
import Storage
import Web

extension EvaluationPart {
    /// A point of attention of the round before becomes a card on the board of this one.
    func boardRoutes(_ routes: Routes) {
        let path = "/beleid/{ronde}/evaluatie/meegekomen/{voorstel}/bord"
        routes.get(path, access: .policyOfficer) { visit in try await boardPage(visit, nil) }
        routes.post(path, access: .policyOfficer) { visit in
            let (_, _, board) = try await loadAttention(visit)
            let state = ChanceForm.card(chances(of: board), t: visit.t).read(visit.form)
            guard state.isValid else { return try await boardPage(visit, state, status: 400) }
            let path = try await DecideCarried(part: self, visit: visit).putOnBoard(state)
            return .redirect(to: path, notice: visit.t("Je kaartje hangt op het bord."))
        }
    }

    private func boardPage(_ visit: Visit, _ state: FormState?, status: Int = 200) async throws -> Reply {
        let (cycle, proposal, board) = try await loadAttention(visit)
        let content = chances(of: board)
        let form = ChanceForm.card(content, t: visit.t)
        // A card is one sentence; what is longer is cut, and mended by whoever puts it there.
        let text = String(WriteCard.oneLine(proposal.item.text).prefix(content.card.longestText))
        return PutOnBoardPage(visit: visit, cycle: cycle, proposal: proposal, board: board?.state, form: form).reply(
            state ?? form.filled(["tekst": text]), status: status)
    }

    private func chances(of board: ChanceBoard?) -> ChancesContent {
        board.flatMap { policy.content.file(ChancesContent.self, version: $0.contentVersion) } ?? policy.content.file()
    }

    private func loadAttention(_ visit: Visit) async throws -> (PolicyCycle, CarriedProposal, ChanceBoard?) {
        let place = try visit.number("voorstel")
        return try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let proposal = try CarriedProposal.find(place: place, of: cycle.id, in: db),
                proposal.item.kind == .attention, proposal.state != .left, !proposal.isOnBoard
            else { throw WebError.notFound }
            return (cycle, proposal, try ChanceBoard.find(cycle.id, in: db))
        }
    }
}
