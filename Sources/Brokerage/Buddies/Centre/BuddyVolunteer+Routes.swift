import Community
import Core
import Services
import Storage
import Web

/// Volunteers at the desk of the centre.
struct BuddyVolunteerRoutes: Sendable {
    let house: House
    static let path = BuddyNav.volunteers.path

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .centre) { visit in
            let filter = BuddyListFilter(visit.query)
            let codes = visit.centreMunicipalities
            let (page, kinds) = try await house.database.read { db in
                (try BuddyVolunteerList.load(filter, codes, in: db), try BuddyKind.all(in: codes, db: db))
            }
            return BuddyVolunteerPages(visit: visit).list(page, kinds, filter)
        }
        routes.get(Self.path + "/nieuw", access: .centre) { visit in
            guard let form = try await form(visit) else {
                return BuddyVolunteerPages(visit: visit).choose(try await towns(visit))
            }
            return BuddyVolunteerPages(visit: visit).new(
                form, form.form.filled(["ik": "geen", "aantal": "1", "ver": "0"], lists: ["talen": ["nl"]]))
        }
        routes.post(Self.path + "/nieuw", access: .centre) { visit in try await add(visit) }
        let one = Self.path + "/{vrijwilliger}"
        routes.get(one, access: .centre) { visit in try await detail(visit) }
        routes.post(one + "/klaar", access: .centre) { visit in try await prepare(visit) }
        routes.post(one + "/stop", access: .centre) { visit in
            try await change(visit) { work, volunteer, db in try work.stop(volunteer, in: db) }
            return .redirect(
                to: "\(Self.path)/\(try visit.number("vrijwilliger"))", notice: visit.t("De vrijwilliger is gestopt."))
        }
        routes.post(one + "/link", access: .centre) { visit in
            try await change(visit) { work, volunteer, db in try work.sendLink(volunteer, in: db) }
            return .redirect(
                to: "\(Self.path)/\(try visit.number("vrijwilliger"))", notice: visit.t("De link is verstuurd."))
        }
        routes.post(one + "/wis", access: .centre) { visit in
            guard visit.form["zeker"] != nil else { return try await detail(visit, mustConfirm: true) }
            try await change(visit) { work, volunteer, db in try work.eraseOnRequest(volunteer, in: db) }
            return .redirect(to: Self.path, notice: visit.t("Alles van deze vrijwilliger is gewist."))
        }
    }

    private func towns(_ visit: Visit) async throws -> [(code: String, name: String)] {
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in
            try codes.compactMap { code in try Places.municipality(code, in: db).map { (code: code, name: $0.name) } }
        }
    }

    /// `nil` when the municipality is still to be chosen.
    private func form(_ visit: Visit) async throws -> BuddyVolunteerForm? {
        let codes = visit.centreMunicipalities
        guard let code = codes.count == 1 ? codes.first : codes.first(where: { $0 == visit.query.text("gemeente") })
        else { return nil }
        return try await house.database.read { db in
            BuddyVolunteerForm(
                kinds: try BuddyKind.all(in: [code], active: true, db: db),
                areas: try Places.neighbourhoods(of: code, in: db), municipality: code, isCentre: true)
        }
    }

    private func add(_ visit: Visit) async throws -> Reply {
        guard let form = try await form(visit) else { throw WebError.notFound }
        var state = form.form.read(visit.form)
        let number = state.int("reactie")
        if number == nil, state["naam"].isEmpty { state.addError("naam", Text("Vul dit veld in.")) }
        guard state.isValid else { return BuddyVolunteerPages(visit: visit).new(form, state, status: 400) }
        let draft = form.draft(state, language: .dutch, person: nil)
        let added: Int? = try await house.database.write { db in
            var draft = draft
            if let number {
                let row = try db.first(
                    """
                    SELECT * FROM application WHERE number = \(number) AND municipality_code = \(form.municipality)
                    AND erased_at IS NULL
                    """)
                guard let row else { return nil }
                let application = try VacancyApplication(row: row)
                draft.application = application.id
                draft.person = application.person?.text
                if draft.name.isEmpty { draft.name = application.name }
                draft.email = draft.email ?? application.email
                draft.phone = draft.phone ?? application.phone
            }
            return try BuddyWork(house, visit).offer(draft, in: db).number
        }
        guard let added else {
            state.addError("reactie", Text("Deze reactie kennen we niet in deze gemeente."))
            return BuddyVolunteerPages(visit: visit).new(form, state, status: 400)
        }
        return .redirect(to: "\(Self.path)/\(added)", notice: visit.t("De vrijwilliger is opgeschreven."))
    }

    private func change(
        _ visit: Visit, _ body: @escaping @Sendable (BuddyWork, BuddyVolunteer, any SQLConnection) throws -> Void
    ) async throws {
        let number = try visit.number("vrijwilliger")
        let codes = visit.centreMunicipalities
        try await house.database.write { db in
            guard let volunteer = try BuddyVolunteer.find(number: number, municipalities: codes, in: db),
                volunteer.erasedAt == nil
            else { throw WebError.notFound }
            try body(BuddyWork(house, visit), volunteer, db)
        }
    }

    private func detail(_ visit: Visit, typed: FormState? = nil, mustConfirm: Bool = false) async throws -> Reply {
        let number = try visit.number("vrijwilliger")
        let codes = visit.centreMunicipalities
        let view = try await house.database.write { db in
            guard let volunteer = try BuddyVolunteer.find(number: number, municipalities: codes, in: db) else {
                throw WebError.notFound
            }
            return try BuddyVolunteerView(volunteer, BuddyWork(house, visit), in: db)
        }
        return BuddyVolunteerPages(visit: visit).detail(view, typed: typed, mustConfirm: mustConfirm)
    }

    private func prepare(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("vrijwilliger")
        let codes = visit.centreMunicipalities
        let kinds = try await house.database.read { db in
            guard let volunteer = try BuddyVolunteer.find(number: number, municipalities: codes, in: db) else {
                throw WebError.notFound
            }
            return try BuddyKind.all(in: [volunteer.municipality], db: db)
        }
        let form = BuddyVolunteerPages.prepareForm(kinds)
        var state = form.read(visit.form)
        if let day = state.day("vog"), day > visit.today {
            state.addError("vog", Text("Deze dag moet nog komen."))
        }
        guard state.isValid else { return try await detail(visit, typed: state) }
        let chosen = kinds.filter { state.all("soorten").contains(String($0.number)) }
        let courses = Dictionary(
            kinds.compactMap { kind in state.day("cursus-\(kind.number)").map { (kind.id, $0) } },
            uniquingKeysWith: { $1 })
        let capacity = min(3, max(1, state.int("aantal") ?? 1))
        try await change(visit) { [state] work, volunteer, db in
            try work.prepare(
                volunteer, vogSeen: state.day("vog"), kinds: chosen, courses: courses, capacity: capacity, in: db)
        }
        return .redirect(to: "\(Self.path)/\(number)", notice: visit.t("Bewaard."))
    }
}
