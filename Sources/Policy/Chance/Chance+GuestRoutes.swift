import Community
import Core
import Services
import Storage
import Web

/// How often someone may try a code, and how many may join from one address: a room of people shares one.
private enum ChanceLimits {
    static let codes = RateLimit(burst: 60, interval: .seconds(5))
    static let joins = RateLimit(burst: 100, interval: .seconds(5))
}

extension ChancePart {
    /// For people without an account: the code, the open link, and the link of their own.
    func guestRoutes(_ routes: Routes) {
        codeRoutes(routes)
        openRoutes(routes)
        ownRoutes(routes)
    }

    private func codeRoutes(_ routes: Routes) {
        let content = content
        routes.get("/kansen", access: .everyone) { visit in
            ChanceGuestPages(visit: visit, content: content).code(FormState())
        }
        routes.post("/kansen", access: .everyone) { [house] visit in
            if let wait = ChanceLimits.codes.take(RateLimit.key(visit.address), now: visit.now) {
                throw WebError.tooMany(retryAfter: wait)
            }
            var state = ChanceForm.code.read(visit.form)
            let code = ChanceBoard.readCode(state["code"])
            let board =
                state.isValid ? try await house.database.read { db in try ChanceBoard.find(code: code, in: db) } : nil
            guard let board else {
                if state.isValid { state.addError("code", Text("Deze code kennen we niet. Kijk of hij klopt.")) }
                return ChanceGuestPages(visit: visit, content: content).code(state, status: 400)
            }
            return .redirect(to: board.path(house.vault))
        }
    }

    private func openRoutes(_ routes: Routes) {
        let content = content
        routes.get("/kansen/{sleutel}", access: .secretLink) { [house] visit in
            let secret = try visit.parameter("sleutel")
            let (cycle, board) = try await house.database.read { db in try Self.open(secret, in: db) }
            return ChanceGuestPages(visit: visit, content: content).welcome(cycle, board, secret: secret)
        }
        routes.post("/kansen/{sleutel}", access: .secretLink) { [house] visit in
            let secret = try visit.parameter("sleutel")
            if let wait = ChanceLimits.joins.take(RateLimit.key(visit.address), now: visit.now) {
                throw WebError.tooMany(retryAfter: wait)
            }
            let own = Secret.make()
            try await house.database.write { db in
                let (cycle, board) = try Self.open(secret, in: db)
                guard board.state != .closed, !cycle.isClosed else {
                    throw WebError.badRequest(Text("Het bord is gesloten. Meedoen kan niet meer."))
                }
                _ = try ChanceBoard.makeGuest(of: cycle.id, secret: own, person: nil, now: visit.now, in: db)
                try house.record(
                    Audit.Event("kansen-meegedaan", "ronde", cycle.id.text, municipality: cycle.municipality),
                    by: visit,
                    in: db)
            }
            return .redirect(to: "/kansen/mee/" + own)
        }
    }

    private static func open(_ secret: String, in db: any SQLConnection) throws -> (PolicyCycle, ChanceBoard) {
        guard let board = try ChanceBoard.find(secret: secret, in: db),
            let cycle = try PolicyCycle.find(board.cycle, in: db)
        else { throw WebError.notFound }
        return (cycle, board)
    }

    private func ownRoutes(_ routes: Routes) {
        let content = content
        routes.get("/kansen/mee/{sleutel}", access: .secretLink) { visit in try await own(visit, FormState()) }
        routes.post("/kansen/mee/{sleutel}/kaart", access: .secretLink) { [house] visit in
            let secret = try visit.parameter("sleutel")
            let state = ChanceForm.card(content, t: visit.t).read(visit.form)
            guard state.isValid else { return try await own(visit, state, status: 400) }
            try await WriteCard.add(state, by: .link(secret: secret), visit: visit, house: house)
            return .redirect(to: "/kansen/mee/" + secret, notice: visit.t("Je kaartje hangt op het bord."))
        }
        routes.post("/kansen/mee/{sleutel}/kaart/weg", access: .secretLink) { [house] visit in
            let secret = try visit.parameter("sleutel")
            guard let number = visit.form.int("kaart") else { throw WebError.notFound }
            try await WriteCard.withdraw(number, by: .link(secret: secret), visit: visit, house: house)
            return .redirect(to: "/kansen/mee/" + secret, notice: visit.t("Je kaartje is weg."))
        }
        routes.post("/kansen/mee/{sleutel}/stem", access: .secretLink) { [house] visit in
            let secret = try visit.parameter("sleutel")
            try await CastVotes.perform(
                visit.form.all("kaart").compactMap { Int($0) }, most: content.card.votesPerPerson,
                by: .link(secret: secret), visit: visit, house: house)
            return .redirect(to: "/kansen/mee/" + secret, notice: visit.t("Je stem telt mee."))
        }
    }

    private func own(_ visit: Visit, _ state: FormState, status: Int = 200) async throws -> Reply {
        let secret = try visit.parameter("sleutel")
        let view = try await house.database.read { db in
            guard let (guest, board) = try ChanceBoard.guest(secret: secret, in: db),
                let cycle = try PolicyCycle.find(board.cycle, in: db)
            else { throw WebError.notFound }
            return try ChanceView.load(cycle, board, guest: guest, in: db)
        }
        return ChanceGuestPages(visit: visit, content: content(of: view.board)).board(
            view, secret: secret, state, status: status)
    }
}
