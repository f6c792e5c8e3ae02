import Community
import Core
import Services
import Storage
import Web

/// For everyone: what buddies are, how to ask, how to become one, and how people are brought together.
struct PublicBuddyRoutes: Sendable {
    let house: House

    /// A municipality that has kinds of project people can ask for.
    struct Town: Sendable {
        let code: String
        let name: String
        let kinds: [BuddyKind]
        let areas: [Neighbourhood]
    }

    func register(_ routes: Routes) {
        routes.get("/maatjes", access: .everyone) { visit in
            PublicBuddyPages(visit: visit).front(try await towns())
        }
        routes.get("/maatjes/uitleg", access: .everyone) { visit in BuddyRulesPage(visit: visit).reply }
        routes.get("/maatjes/dank", access: .everyone) { visit in PublicBuddyPages(visit: visit).thanks() }
        routes.get("/maatjes/aanvragen", access: .everyone) { visit in
            guard let town = try await town(visit) else {
                return PublicBuddyPages(visit: visit).choose(try await towns(), path: "/maatjes/aanvragen")
            }
            let form = requestForm(visit, town)
            let values = ["voorkeur": "geen", "soort": visit.query.text("soort") ?? ""]
            return PublicBuddyPages(visit: visit).ask(
                town, form, form.form.filled(values, lists: ["talen": ["nl"]]))
        }
        routes.post("/maatjes/aanvragen", access: .everyone) { visit in try await ask(visit) }
        routes.get("/maatjes/vrijwilliger", access: .everyone) { visit in
            guard let town = try await town(visit) else {
                return PublicBuddyPages(visit: visit).choose(try await towns(), path: "/maatjes/vrijwilliger")
            }
            let form = volunteerForm(town)
            var values = ["ik": "geen", "aantal": "1", "ver": "0", "naam": visit.actor.name]
            values["email"] = visit.actor.email
            return PublicBuddyPages(visit: visit).offer(
                town, form, form.form.filled(values, lists: ["talen": ["nl"]]))
        }
        routes.post("/maatjes/vrijwilliger", access: .everyone) { visit in try await offer(visit) }
    }

    private func requestForm(_ visit: Visit, _ town: Town) -> BuddyRequestForm {
        BuddyRequestForm(
            kinds: town.kinds, areas: town.areas, isCentre: false,
            chosen: visit.query.text("wie").flatMap { ["zelf", "ander"].contains($0) ? $0 : nil })
    }

    private func volunteerForm(_ town: Town) -> BuddyVolunteerForm {
        BuddyVolunteerForm(kinds: town.kinds, areas: town.areas, municipality: town.code, isCentre: false)
    }

    private func ask(_ visit: Visit) async throws -> Reply {
        guard let town = try await town(visit) else { throw WebError.notFound }
        let form = requestForm(visit, town)
        var state = form.read(visit.form)
        let source: BuddyRequest.Source = state["wie"] == "ander" ? .referrer : .own
        let draft = form.draft(state, source: source, language: visit.t.language, person: own(visit, state["email"]))
        guard state.isValid, let draft else {
            return PublicBuddyPages(visit: visit).ask(town, form, state, status: 400)
        }
        let isBusy = try await house.database.write { db in
            for address in [draft.words.email, draft.words.referrerEmail].compactMap({ $0 }) {
                if try BuddyWork.isBusy(address, now: visit.now, in: db) { return true }
            }
            try BuddyWork(house, visit).ask(draft, in: db)
            return false
        }
        if isBusy {
            state.addError("email", Text("Dit adres is vandaag al vaak gebruikt. Bel ons, of probeer het morgen."))
            return PublicBuddyPages(visit: visit).ask(town, form, state, status: 400)
        }
        return .redirect(to: "/maatjes/dank")
    }

    private func offer(_ visit: Visit) async throws -> Reply {
        guard let town = try await town(visit) else { throw WebError.notFound }
        let form = volunteerForm(town)
        var state = form.form.read(visit.form)
        guard state.isValid else { return PublicBuddyPages(visit: visit).offer(town, form, state, status: 400) }
        let draft = form.draft(state, language: visit.t.language, person: own(visit, state["email"]))
        let isBusy = try await house.database.write { db in
            if let email = draft.email, try BuddyWork.isBusy(email, now: visit.now, in: db) { return true }
            try BuddyWork(house, visit).offer(draft, in: db)
            return false
        }
        if isBusy {
            state.addError("email", Text("Dit adres is vandaag al vaak gebruikt. Bel ons, of probeer het morgen."))
            return PublicBuddyPages(visit: visit).offer(town, form, state, status: 400)
        }
        return .redirect(to: "/maatjes/dank")
    }

    /// The account this belongs to: only when the address typed is that of who is signed in.
    private func own(_ visit: Visit, _ email: String) -> String? {
        guard let person = visit.actor.person, let address = visit.actor.email,
            Validation.email(email)?.lowercased() == address.lowercased()
        else { return nil }
        return person
    }

    /// The municipality that was chosen, or the only one.
    private func town(_ visit: Visit) async throws -> Town? {
        let towns = try await towns()
        if towns.isEmpty { throw WebError.notFound }
        let code = visit.query.text("gemeente")
        return towns.count == 1 ? towns.first : towns.first { $0.code == code }
    }

    private func towns() async throws -> [Town] {
        try await house.database.read { db in
            try Places.served(in: db).compactMap { place in
                let kinds = try BuddyKind.all(in: [place.code], active: true, db: db)
                if kinds.isEmpty { return nil }
                return Town(
                    code: place.code, name: place.name, kinds: kinds,
                    areas: try Places.neighbourhoods(of: place.code, in: db))
            }
        }
    }
}
