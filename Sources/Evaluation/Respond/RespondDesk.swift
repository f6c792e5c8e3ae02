import Community
import Core
import Services
import Storage
import Web

/// The pages of a questionnaire behind one kind of door.
///
/// Answering is not written down among the requests that were carried out once: it can be repeated without harm by its
/// nature, and what would stand there is a print of the answers beside the time.
struct RespondDesk: Sendable {
    let house: House
    let opener: Door.Opener
    /// How often one address of a machine may come with a link that does not exist.
    let strangers = RateLimit(burst: 30, interval: .seconds(20))
    /// How often a link may be mailed by one address of a machine.
    let mails = RateLimit(burst: 4, interval: .minutes(10))

    init(house: House, opener: @escaping Door.Opener) {
        self.house = house
        self.opener = opener
    }

    func register(_ routes: Routes, at base: String, access: Access) {
        routes.get(base, access: access) { visit in try await show(visit) { $0.start() } }
        routes.get(base + "/pagina/{blok}", access: access) { visit in try await block(visit) }
        routes.post(base + "/pagina/{blok}", access: access, bodyLimit: 524_288) { visit in try await save(visit) }
        routes.get(base + "/overzicht", access: access) { visit in try await overview(visit) }
        routes.post(base + "/versturen", access: access) { visit in try await send(visit) }
    }

    /// Stopping halfway: for who holds a link.
    func registerLater(_ routes: Routes, at base: String, access: Access) {
        routes.get(base + "/later", access: access) { visit in
            try await show(visit) { pages in
                pages.view.isSent || !pages.view.isOpen ? .redirect(to: pages.door.base) : pages.later(.init())
            }
        }
        routes.post(base + "/later", access: access) { visit in try await mail(visit) }
    }

    private func look(_ visit: Visit) async throws -> RespondView? {
        try await house.database.read { [opener, vault = house.vault] db in
            try RespondView.look(visit, opener, vault, in: db)
        }
    }

    private func pages(_ visit: Visit, _ view: RespondView) -> RespondPages {
        RespondPages(visit, view) { house.t($0) }
    }

    private func show(_ visit: Visit, _ page: (RespondPages) -> Reply) async throws -> Reply {
        guard let view = try await look(visit) else { return try unknown(visit) }
        return page(pages(visit, view))
    }

    private func unknown(_ visit: Visit) throws -> Reply {
        if let wait = strangers.take(RateLimit.key(visit.address), now: visit.now) {
            throw WebError.tooMany(retryAfter: wait)
        }
        return RespondPages.unknown(visit)
    }

    private func block(_ visit: Visit) async throws -> Reply {
        let id = try visit.parameter("blok")
        return try await show(visit) { pages in
            let view = pages.view
            if view.isSent || !view.isOpen { return .redirect(to: view.door.base) }
            guard let block = view.block(id) else {
                return .redirect(to: view.resume.map { view.door.path($0) } ?? view.door.path("overzicht"))
            }
            return pages.block(block)
        }
    }

    private func save(_ visit: Visit) async throws -> Reply {
        let action = SavePage(opener: opener, vault: house.vault, visit: visit)
        let outcome = try await OnceTicket.$current.withValue(nil) {
            try await house.database.write { db in try action.perform(in: db) }
        }
        switch outcome {
        case .unknown: return try unknown(visit)
        case .over(let door): return .redirect(to: door.base)
        case .go(let path): return .redirect(to: path)
        case .faults(let view, let block, let reading): return pages(visit, view).block(block, reading)
        }
    }

    private func overview(_ visit: Visit) async throws -> Reply {
        try await show(visit) { pages in
            let view = pages.view
            guard !view.isSent, view.isOpen, case .underWay = view.standing else {
                return .redirect(to: view.door.base)
            }
            if let block = view.questionnaire.firstOpen(view.answers) {
                return .redirect(to: view.door.path(block, back: true))
            }
            return pages.overview()
        }
    }

    private func send(_ visit: Visit) async throws -> Reply {
        let action = SendAnswers(opener: opener, house: house, visit: visit)
        let outcome = try await OnceTicket.$current.withValue(nil) {
            try await house.database.write { db in try action.perform(in: db) }
        }
        switch outcome {
        case .unknown: return try unknown(visit)
        case .over(let door): return .redirect(to: door.base)
        case .open(let path): return .redirect(to: path)
        case .sent(let door) where door.isInterview:
            return .redirect(to: door.respondent.survey.path("veldwerk"), notice: visit.t("De antwoorden zijn binnen."))
        case .sent(let door):
            // An own secret of an anonymous survey opens nothing any more.
            guard case .own = door.respondent.key, door.respondent.survey.mode == .anonymous else {
                return .redirect(to: door.base)
            }
            return .redirect(to: "/meedoen/\(door.respondent.survey.number)/bedankt")
        }
    }

    private func mail(_ visit: Visit) async throws -> Reply {
        guard let view = try await look(visit) else { return try unknown(visit) }
        guard case .own = view.respondent.key, view.isOpen, !view.isSent else { return .redirect(to: view.door.base) }
        var asked = RespondMail.Asked(state: RespondMail.form.read(visit.form))
        if asked.state.isValid, mails.take(RateLimit.key(visit.address), now: visit.now) != nil {
            asked.state.addError("email", Text("Je vroeg deze mail al een paar keer. Wacht een half uur."))
        }
        let pages = self.pages(visit, view)
        guard asked.state.isValid else { return pages.later(asked) }
        let address = asked.state["email"]
        try await house.database.write { [house, language = pages.t.language] db in
            try RespondMail(house: house).send(address, view, language: language, in: db)
        }
        return pages.later(.init(isSent: true))
    }
}
