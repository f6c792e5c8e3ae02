import Community
import Core
import Storage
package import Web

extension ChancePart {
    package func routes(_ routes: Routes) {
        boardRoutes(routes)
        cardRoutes(routes)
        mergeRoutes(routes)
        inviteRoutes(routes)
        guestRoutes(routes)
    }

    private func boardRoutes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/kansen", access: .policyReaders) { visit in try await page(visit, FormState()) }
        routes.post("/beleid/{ronde}/kansen/open", access: .policyOfficer) { [house] visit in
            let cycle = try await ChangeBoard.open(content: content.version, by: visit, house: house)
            return .redirect(to: cycle.path(.chances), notice: visit.t("Het bord is open. Nodig nu mensen uit."))
        }
        routes.post("/beleid/{ronde}/kansen/stap", access: .policyOfficer) { [house] visit in
            guard let state = visit.form["naar"].flatMap(ChanceBoard.State.init(rawValue:)) else {
                throw WebError.notFound
            }
            try await ChangeBoard.move(
                to: state, until: visit.form.text("tot").flatMap { Day(iso: $0) }, by: visit, house: house)
            return .redirect(to: try Self.path(visit), notice: visit.t("Opgeslagen."))
        }
        routes.post("/beleid/{ronde}/kansen/dek-af", access: .policyOfficer) { [house] visit in
            guard let number = visit.form.int("kaart") else { throw WebError.notFound }
            let isHidden = visit.form["besluit"] != "toon"
            try await ChangeBoard.cover(
                number, id: visit.form.text("kaartje"), isHidden: isHidden, by: visit, house: house)
            return .redirect(to: try Self.path(visit), notice: visit.t("Opgeslagen."))
        }
    }

    private func cardRoutes(_ routes: Routes) {
        let content = content
        routes.post("/beleid/{ronde}/kansen/kaart", access: .policyReaders) { [house] visit in
            let state = ChanceForm.card(content, t: visit.t).read(visit.form)
            guard state.isValid else { return try await page(visit, state, status: 400) }
            try await WriteCard.add(state, by: .staff, visit: visit, house: house)
            return .redirect(to: try Self.path(visit), notice: visit.t("Je kaartje hangt op het bord."))
        }
        routes.post("/beleid/{ronde}/kansen/kaart/weg", access: .policyReaders) { [house] visit in
            guard let number = visit.form.int("kaart") else { throw WebError.notFound }
            try await WriteCard.withdraw(number, by: .staff, visit: visit, house: house)
            return .redirect(to: try Self.path(visit), notice: visit.t("Je kaartje is weg."))
        }
        routes.post("/beleid/{ronde}/kansen/stem", access: .policyReaders) { [house] visit in
            try await CastVotes.perform(
                visit.form.all("kaart").compactMap { Int($0) }, most: content.card.votesPerPerson, by: .staff,
                visit: visit, house: house)
            return .redirect(to: try Self.path(visit), notice: visit.t("Je stem telt mee."))
        }
    }

    private func mergeRoutes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/kansen/samen", access: .policyOfficer) { visit in
            let view = try await view(visit)
            let form = ChanceForm.card(content, t: visit.t)
            return ChancePages(visit: visit, content: content).merge(view, form, form.filled(), picked: [])
        }
        routes.post("/beleid/{ronde}/kansen/samen", access: .policyOfficer) { [house] visit in
            let form = ChanceForm.card(content, t: visit.t)
            var state = form.read(visit.form)
            let picked = Set(visit.form.all("kaart").compactMap { Int($0) })
            if picked.count < 2 { state.addError("kaart", Text("Kies ten minste twee kaartjes.")) }
            guard state.isValid else {
                let view = try await view(visit)
                return ChancePages(visit: visit, content: content).merge(
                    view, form, state, picked: picked, status: 400)
            }
            try await MergeCards.perform(Array(picked), state, by: visit, house: house)
            return .redirect(to: try Self.path(visit), notice: visit.t("Samengevoegd."))
        }
        routes.post("/beleid/{ronde}/kansen/uiteen", access: .policyOfficer) { [house] visit in
            guard let number = visit.form.int("kaart") else { throw WebError.notFound }
            try await MergeCards.undo(number, by: visit, house: house)
            return .redirect(to: try Self.path(visit), notice: visit.t("De kaartjes staan weer apart."))
        }
    }

    private func inviteRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/kansen/uitnodigen", access: .policyOfficer) { visit in
            try await invite(visit, FormState())
        }
        routes.post("/beleid/{ronde}/kansen/uitnodigen", access: .policyOfficer) { [house] visit in
            var state = ChanceForm.invitation.read(visit.form)
            let addresses = ChanceForm.addresses(&state)
            guard state.isValid else { return try await invite(visit, state, status: 400) }
            try await ChangeBoard.invite(addresses, by: visit, house: house)
            return .redirect(
                to: try Self.path(visit),
                notice: visit.t.plural(
                    addresses.count, "1 uitnodiging verstuurd.", "\(addresses.count) uitnodigingen verstuurd."))
        }
        routes.post("/beleid/{ronde}/kansen/nieuwe-link", access: .policyOfficer) { [house] visit in
            try await ChangeBoard.renew(by: visit, house: house)
            return .redirect(
                to: try Self.path(visit) + "/uitnodigen", notice: visit.t("De oude link en code werken niet meer."))
        }
    }

    private func invite(_ visit: Visit, _ state: FormState, status: Int = 200) async throws -> Reply {
        let (cycle, board) = try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let board = try ChanceBoard.find(cycle.id, in: db) else { throw WebError.notFound }
            return (cycle, board)
        }
        return ChancePages(visit: visit, content: content).invite(
            cycle, board, link: house.origin + board.path(house.vault), state, status: status)
    }

    private func page(_ visit: Visit, _ state: FormState, status: Int = 200) async throws -> Reply {
        let (cycle, view) = try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            return (cycle, try Self.load(cycle, visit, in: db))
        }
        guard let view else { return ChancePages(visit: visit, content: content).start(cycle) }
        return ChancePages(visit: visit, content: content(of: view.board)).board(view, state, status: status)
    }

    private func view(_ visit: Visit) async throws -> ChanceView {
        let found = try await house.database.read { db in
            try Self.load(PolicyCycle.changeable(visit, in: db), visit, in: db)
        }
        guard let found else { throw WebError.notFound }
        return found
    }

    private static func load(_ cycle: PolicyCycle, _ visit: Visit, in db: any SQLConnection) throws -> ChanceView? {
        guard let board = try ChanceBoard.find(cycle.id, in: db) else { return nil }
        let guest = try ChanceBoard.guest(person: visit.actor.person, of: cycle.id, in: db)
        return try ChanceView.load(cycle, board, guest: guest, in: db)
    }

    private static func path(_ visit: Visit) throws -> String { "/beleid/\(try visit.number("ronde"))/kansen" }
}
