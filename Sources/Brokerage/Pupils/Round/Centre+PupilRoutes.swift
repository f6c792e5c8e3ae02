import Community
import Core
import Formats
import Matching
import Services
import Storage
import Web

/// The pages of the centre: schools, places to check, and the steps of a round.
struct CentrePupilRoutes: Sendable {
    let house: House
    static let home = "/centrale/stage"

    func register(_ routes: Routes) {
        routes.get(Self.home, access: .centre) { visit in try await front(visit).reply() }
        routes.post(Self.home + "/scholen", access: .centre) { visit in try await addSchool(visit) }
        routes.get(Self.home + "/scholen/{school}", access: .centre) { visit in try await schoolPage(visit) }
        routes.post(Self.home + "/scholen/{school}", access: .centre) { visit in try await invite(visit) }
        routes.post(Self.home + "/scholen/{school}/mensen/{mens}/weg", access: .centre) { visit in
            try await remove(visit)
        }
        routes.get(Self.home + "/plekken/{plek}", access: .centre) { visit in
            let found = try await place(visit)
            return CentrePlacePage(visit: visit, found: found).reply()
        }
        routes.post(Self.home + "/plekken/{plek}", access: .centre) { visit in try await review(visit) }
        roundRoutes(routes)
        RoundSteps(house: house).register(routes)
    }

    private func roundRoutes(_ routes: Routes) {
        routes.get(Self.home + "/rondes/nieuw", access: .centre) { visit in
            let towns = try await towns(visit)
            return RoundFormPage(visit: visit, form: RoundForm.form(towns), round: nil).reply(
                RoundForm.form(towns).filled(RoundForm.start))
        }
        routes.post(Self.home + "/rondes/nieuw", access: .centre) { visit in
            let towns = try await towns(visit)
            let form = RoundForm.form(towns)
            var state = form.read(visit.form)
            RoundForm.check(&state)
            guard state.isValid else { return RoundFormPage(visit: visit, form: form, round: nil).reply(state) }
            let code = towns.count > 1 ? state["gemeente"] : towns.first?.code ?? ""
            let number = try await house.database.write { [state] db in
                let number = try RoundForm.save(state, municipality: code, number: nil, now: visit.now, in: db)
                try house.record(
                    Audit.Event("stageronde-gemaakt", "stageronde", String(number), municipality: code), by: visit,
                    in: db)
                return number
            }
            return .redirect(to: Self.home + "/rondes/\(number)", notice: visit.t("De ronde staat klaar."))
        }
        let base = Self.home + "/rondes/{ronde}"
        routes.get(base + "/wijzig", access: .centre) { visit in
            let round = try await RoundSteps.round(visit, house)
            let rules = try await house.database.read { db in try RoundPriority.all(of: round.id, in: db) }
            let form = RoundForm.form([])
            return RoundFormPage(visit: visit, form: form, round: round).reply(
                form.filled(RoundForm.values(round, rules)))
        }
        routes.post(base + "/wijzig", access: .centre) { visit in
            let round = try await RoundSteps.round(visit, house)
            let form = RoundForm.form([])
            var state = form.read(visit.form)
            RoundForm.check(&state)
            guard state.isValid else { return RoundFormPage(visit: visit, form: form, round: round).reply(state) }
            try await house.database.write { [state] db in
                _ = try RoundForm.save(
                    state, municipality: round.municipality, number: round.number, now: visit.now, in: db)
                try house.record(
                    Audit.Event("stageronde-gewijzigd", "stageronde", round.id.text, municipality: round.municipality),
                    by: visit, in: db)
            }
            return .redirect(to: round.centrePath, notice: visit.t("Bewaard."))
        }
    }

    private func towns(_ visit: Visit) async throws -> [(code: String, name: String)] {
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in
            try codes.compactMap { code in try Places.municipality(code, in: db).map { (code: code, name: $0.name) } }
        }
    }

    private func front(_ visit: Visit, school: FormState? = nil) async throws -> CentrePupilPage {
        let codes = visit.centreMunicipalities
        let towns = try await towns(visit)
        return try await house.database.read { db in
            let schools = try School.all(in: codes, db: db)
            let contacts = try schools.map { try SchoolContact.all(of: $0.id, in: db) }
            return CentrePupilPage(
                visit: visit, rounds: try PupilRound.all(in: codes, db: db), schools: Array(zip(schools, contacts)),
                places: try PlaceWithName.submitted(in: codes, on: visit.today, db: db), towns: towns,
                areas: try codes.flatMap { try Places.neighbourhoods(of: $0, in: db) }, school: school)
        }
    }

    private func addSchool(_ visit: Visit) async throws -> Reply {
        let page = try await front(visit)
        let state = page.schoolForm.read(visit.form)
        guard state.isValid else { return try await front(visit, school: state).reply(status: 400) }
        let area = page.areas.first { $0.id == state["buurt"] }
        let code = area?.municipality ?? page.towns.first?.code
        guard let code else { throw WebError.notFound }
        try await house.database.write { db in
            let school = try School.add(
                state["school"], municipality: code, neighbourhood: area?.id, now: visit.now, in: db)
            try house.record(
                Audit.Event("school-toegevoegd", "school", school.id.text, municipality: code), by: visit, in: db)
            if let email = state.optional("email") {
                try InviteSchool(house: house).invite(email, name: state["naam"], to: school, by: visit, in: db)
            }
        }
        return .redirect(to: Self.home, notice: visit.t("De school is toegevoegd."))
    }

    private func schoolPage(_ visit: Visit, _ state: FormState? = nil, unsure: String? = nil) async throws -> Reply {
        let number = try visit.number("school")
        let codes = visit.centreMunicipalities
        let found = try await house.database.read { db in
            try School.find(number: number, municipalities: codes, in: db).map { school in
                (school, try SchoolContact.all(of: school.id, in: db))
            }
        }
        guard let (school, contacts) = found else { throw WebError.notFound }
        return CentreSchoolPage(visit: visit, school: school, contacts: contacts).reply(state, unsure: unsure)
    }

    private func invite(_ visit: Visit) async throws -> Reply {
        let state = SchoolPages.contactForm.read(visit.form)
        let number = try visit.number("school")
        guard state.isValid else { return try await schoolPage(visit, state) }
        try await house.database.write { db in
            guard let school = try School.find(number: number, municipalities: visit.centreMunicipalities, in: db)
            else {
                throw WebError.notFound
            }
            try InviteSchool(house: house).invite(state["email"], name: state["naam"], to: school, by: visit, in: db)
        }
        return .redirect(to: "\(Self.home)/scholen/\(number)", notice: visit.t("De uitnodiging is verstuurd."))
    }

    private func remove(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("school")
        let id = try visit.parameter("mens")
        guard visit.form["zeker"] != nil else { return try await schoolPage(visit, unsure: id) }
        try await house.database.write { db in
            guard let school = try School.find(number: number, municipalities: visit.centreMunicipalities, in: db)
            else {
                throw WebError.notFound
            }
            _ = try RemoveSchoolContact(house: house, visit: visit).perform(id, of: school, in: db)
        }
        return .redirect(to: "\(Self.home)/scholen/\(number)", notice: visit.t("De toegang is weg."))
    }

    private func review(_ visit: Visit) async throws -> Reply {
        let found = try await place(visit)
        let approves = visit.form.text("doe") == "goed"
        let seen = visit.form.text("gezien").flatMap(Moment.init(iso:))
        var state = CentrePlacePage.form.read(visit.form)
        if !approves, state.optional("toelichting") == nil {
            state.addError("toelichting", Text("Schrijf erbij wat er anders moet."))
        }
        guard approves || state.isValid else { return CentrePlacePage(visit: visit, found: found).reply(state) }
        do {
            try await house.database.write { [state] db in
                try OfferPlace(house: house, visit: visit).review(
                    found, seen: seen, approves: approves, feedback: approves ? nil : state["toelichting"], in: db)
            }
        } catch WebError.badRequest(let problem) {
            return CentrePlacePage(visit: visit, found: try await place(visit)).reply(state, problem: problem)
        }
        return .redirect(to: Self.home, notice: visit.t("Bewaard. De organisatie krijgt een mail."))
    }

    private func place(_ visit: Visit) async throws -> PlaceWithName {
        let number = try visit.number("plek")
        let codes = visit.centreMunicipalities
        let found = try await house.database.read { db in
            try PlaceWithName.find(number: number, municipalities: codes, in: db)
        }
        guard let found else { throw WebError.notFound }
        return found
    }
}
