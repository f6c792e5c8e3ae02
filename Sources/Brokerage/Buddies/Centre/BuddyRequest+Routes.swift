import Community
import Core
import Services
import Storage
import Web

/// Requests at the desk of the centre.
struct BuddyRequestRoutes: Sendable {
    let house: House
    let boards: BuddyBoards
    static let path = BuddyNav.requests.path

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .centre) { visit in
            let filter = BuddyListFilter(visit.query)
            let codes = visit.centreMunicipalities
            let list = try await house.database.read { db in
                try BuddyRequestList.load(filter, codes, now: visit.now, in: db)
            }
            return BuddyRequestPages(visit: visit).list(list, filter)
        }
        routes.get(Self.path + "/nieuw", access: .centre) { visit in
            let form = try await form(visit)
            return BuddyRequestPages(visit: visit).new(
                form, form.form.filled(["voorkeur": "geen", "wie": "zelf", "samen": "1"], lists: ["talen": ["nl"]]))
        }
        routes.post(Self.path + "/nieuw", access: .centre) { visit in
            let form = try await form(visit)
            var state = form.read(visit.form)
            let draft = form.draft(state, source: .centre, language: .dutch, person: nil)
            // The neighbourhood tells the municipality where a centre serves more than one.
            let area = form.areas.first { $0.id == state["buurt"] }
            if let draft, let area, area.municipality != draft.kind.municipality {
                state.addError("buurt", Text("Deze buurt hoort bij een andere gemeente dan het soort hulp."))
            }
            guard state.isValid, let draft else { return BuddyRequestPages(visit: visit).new(form, state, status: 400) }
            let number = try await house.database.write { db in
                try BuddyWork(house, visit).ask(draft, state: .waiting, in: db).number
            }
            return .redirect(to: "\(Self.path)/\(number)", notice: visit.t("De aanvraag staat op de lijst."))
        }
        let one = Self.path + "/{aanvraag}"
        routes.get(one, access: .centre) { visit in try await detail(visit) }
        routes.post(one + "/lijst", access: .centre) { visit in
            let helpers = visit.form.text("samen") == "2" ? 2 : 1
            let kind = visit.form.int("soort")
            try await change(visit) { work, request, db in
                try work.take(request, helpers: helpers, kind: kind, in: db)
            }
            return try back(visit, visit.t("De aanvraag staat op de lijst."))
        }
        routes.post(one + "/koppel", access: .centre) { visit in try await pair(visit) }
        routes.post(one + "/stop", access: .centre) { visit in
            let reason = visit.form.text("reden").flatMap { BuddyPair.End(rawValue: $0) } ?? .asker
            guard BuddyPair.End.choices.contains(reason) else { throw WebError.notFound }
            try await change(visit) { work, request, db in try work.close(request, reason: reason, in: db) }
            return try back(visit, visit.t("De aanvraag is gestopt."))
        }
        routes.post(one + "/link", access: .centre) { visit in
            try await change(visit) { work, request, db in try work.sendLink(request, in: db) }
            return try back(visit, visit.t("De link is verstuurd."))
        }
        routes.post(one + "/wis", access: .centre) { visit in
            guard visit.form["zeker"] != nil else { return try await detail(visit, mustConfirm: true) }
            try await change(visit) { work, request, db in try work.eraseOnRequest(request, in: db) }
            return .redirect(to: Self.path, notice: visit.t("Alles van deze aanvraag is gewist."))
        }
    }

    private func back(_ visit: Visit, _ notice: String) throws -> Reply {
        .redirect(to: "\(Self.path)/\(try visit.number("aanvraag"))", notice: notice)
    }

    private func form(_ visit: Visit) async throws -> BuddyRequestForm {
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in
            BuddyRequestForm(
                kinds: try BuddyKind.all(in: codes, active: true, db: db),
                areas: try codes.flatMap { try Places.neighbourhoods(of: $0, in: db) }, isCentre: true)
        }
    }

    private func change(
        _ visit: Visit, _ body: @escaping @Sendable (BuddyWork, BuddyRequest, any SQLConnection) throws -> Void
    ) async throws {
        let number = try visit.number("aanvraag")
        let codes = visit.centreMunicipalities
        try await house.database.write { db in
            guard let request = try BuddyRequest.find(number: number, municipalities: codes, in: db),
                request.erasedAt == nil
            else { throw WebError.notFound }
            try body(BuddyWork(house, visit), request, db)
        }
    }

    private func detail(
        _ visit: Visit, problem: Text? = nil, needsReason: Bool = false, volunteer: Int? = nil, reason: String = "",
        mustConfirm: Bool = false
    ) async throws -> Reply {
        let number = try visit.number("aanvraag")
        let codes = visit.centreMunicipalities
        let work = BuddyWork(house, visit)
        try await house.database.write { db in
            guard let request = try BuddyRequest.find(number: number, municipalities: codes, in: db) else {
                throw WebError.notFound
            }
            try work.noteReading(request, in: db)
        }
        let found = try await house.database.read { db in
            try BuddyRequest.find(number: number, municipalities: codes, in: db)
        }
        guard let found else { throw WebError.notFound }
        let board =
            found.state == .waiting
            ? try await boards.board(found.municipality, today: visit.today, in: house.database) : nil
        let view = try await house.database.read { db in
            guard let request = try BuddyRequest.find(found.id, in: db) else { throw WebError.notFound }
            return try BuddyRequestView(request, board, work, in: db)
        }
        return BuddyRequestPages(visit: visit).detail(
            view, problem: problem, needsReason: needsReason, volunteer: volunteer, reason: reason,
            mustConfirm: mustConfirm)
    }

    private func pair(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("aanvraag")
        let codes = visit.centreMunicipalities
        guard let chosen = visit.form.int("vrijwilliger") else {
            return try await detail(visit, problem: Text("Kies een vrijwilliger."))
        }
        let reason = visit.form.text("reden").map { String($0.prefix(600)) }
        let known = try await house.database.read { db in
            try BuddyRequest.find(number: number, municipalities: codes, in: db).flatMap { request in
                try BuddyVolunteer.find(number: chosen, municipalities: [request.municipality], in: db).map {
                    (request: request, volunteer: $0.id.text)
                }
            }
        }
        guard let known else { throw WebError.notFound }
        let board = try await boards.board(known.request.municipality, today: visit.today, in: house.database)
        let judgement = board.judgement(of: known.volunteer, for: known.request.id.text)
        let outcome = try await house.database.write { db in
            guard let request = try BuddyRequest.find(number: number, municipalities: codes, in: db),
                let volunteer = try BuddyVolunteer.find(
                    number: chosen, municipalities: [request.municipality], in: db)
            else { throw WebError.notFound }
            return try BuddyWork(house, visit).pair(
                request, with: volunteer, judged: judgement, reason: reason, in: db)
        }
        switch outcome {
        case .done(let pair):
            return .redirect(
                to: "\(BuddyNav.pairs.path)/\(pair)", notice: visit.t("We vragen de vrijwilliger om een ja."))
        case .tooLate:
            return try await detail(
                visit,
                problem: Text(
                    "Iemand was net eerder: deze aanvraag is al gekoppeld, of de vrijwilliger heeft geen tijd meer. Kijk opnieuw."
                ), volunteer: chosen, reason: reason ?? "")
        case .obstacles(let obstacles):
            let words = obstacles.map { visit.t($0.label) }.joined(separator: ", ")
            return try await detail(visit, problem: Text("Dit kan niet: \(words)."), volunteer: chosen)
        case .needsReason:
            return try await detail(
                visit, problem: Text("Dit wijkt af van het voorstel. Schrijf op waarom."), needsReason: true,
                volunteer: chosen)
        }
    }
}
