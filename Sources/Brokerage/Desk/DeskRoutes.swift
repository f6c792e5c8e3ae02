import Community
import Core
import Services
import Storage
import Web

/// The desk of the centre: the morning's list, the queue, the team, and the way in at the counter.
struct DeskRoutes: Sendable {
    let house: House
    let ranking: WorkRanking
    let index: VacancySearchIndex

    func register(_ routes: Routes) {
        routes.get(DeskNav.home, access: .centre) { visit in
            let reader = try DeskReader(visit.actor)
            let home = try await house.database.read { db in try DeskHome(reader, now: visit.now, in: db) }
            return DeskHomePage(visit: visit, home: home).reply
        }
        routes.get(DeskNav.list, access: .centre) { visit in
            let reader = try DeskReader(visit.actor)
            let filter = DeskQueue.Filter(visit.query)
            let page = try await house.database.read { db in
                try DeskQueue.page(filter, reader, today: visit.today, in: db)
            }
            return DeskQueuePage(visit: visit, filter: filter, page: page).reply
        }
        routes.get(DeskNav.new, access: .centre) { visit in
            let towns = try await towns(visit)
            return newPage(
                visit, IntakeForm.counter(towns), IntakeForm.counter(towns).filled(["weg": "balie", "mij": "ja"]))
        }
        routes.post(DeskNav.new, access: .centre) { visit in try await open(visit) }
        routes.get(DeskNav.team, access: .centre) { visit in try await team(visit).reply() }
        routes.post(DeskNav.team, access: .centre) { visit in try await absent(visit) }
        routes.post(DeskNav.team + "/{afwezig}/weg", access: .centre) { visit in try await back(visit) }
        caseRoutes(routes)
        proposalRoutes(routes)
    }

    // MARK: The counter

    private func towns(_ visit: Visit) async throws -> [Municipality] {
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in
            try codes.compactMap { try Places.municipality($0, in: db) }
        }
    }

    private func newPage(_ visit: Visit, _ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        let t = visit.t
        return visit.page(
            t("Nieuw gesprek"), status: status,
            """
            <div class="wrap narrow stack page">\(DeskNav.markup(visit, current: DeskNav.new))<h1>\(t("Nieuw gesprek"))</h1>\
            <p class="lead">\(t("Iemand staat aan de balie of belt. Schrijf op wie het is; het gesprek zelf kan nu of later."))</p>\
            \(visit.form(action: DeskNav.new, classes: "stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button name="doe" value="gesprek">\(t("Bewaar en begin het gesprek"))</button>\
            <button class="quiet" name="doe" value="bewaar">\(t("Bewaar"))</button></p>
            """))</div>
            """)
    }

    private func open(_ visit: Visit) async throws -> Reply {
        let towns = try await towns(visit)
        let form = IntakeForm.counter(towns)
        // Who walks in without a phone or an address can be met at the counter only.
        let state = IntakeForm.read(form, visit.form, needsContact: false)
        guard state.isValid, let way = Intake.Way(rawValue: state["weg"]), let code = IntakeForm.code(state, towns)
        else {
            return newPage(visit, form, state, status: 400)
        }
        let reader = try DeskReader(visit.actor)
        let intake = try await house.database.write { [state, cause = visit.cause, now = visit.now] db in
            guard reader.codes.contains(code) else { throw WebError.notFound }
            var draft = IntakeForm.draft(state, way, code, language: .dutch)
            draft.consent = .spoken
            if state.isOn("mij") { draft.owner = reader.person }
            return try Intake.open(draft, by: cause, hadContact: true, house: house, now: now, in: db)
        }
        let path = visit.form.text("doe") == "gesprek" ? intake.path + "/gesprek" : intake.path
        return .redirect(to: path, notice: visit.t("Bewaard."))
    }

    // MARK: The team

    private func team(_ visit: Visit) async throws -> DeskTeamPage {
        let reader = try DeskReader(visit.actor)
        let team = try await house.database.read { db in try DeskTeam(reader, now: visit.now, in: db) }
        return DeskTeamPage(visit: visit, team: team, reader: reader)
    }

    private func absent(_ visit: Visit) async throws -> Reply {
        let page = try await team(visit)
        let others = page.team.colleagues.filter { $0.person != page.reader.person }
        var state = AbsenceForm.form(others).read(visit.form)
        let from = state.day("van")
        if let from, let until = state.day("tot") {
            if until < from { state.addError("tot", Text("De laatste dag ligt voor de eerste.")) }
            if until < visit.today { state.addError("tot", Text("Deze dag is al voorbij.")) }
            if until > from + 366 { state.addError("tot", Text("Kies hoogstens een jaar.")) }
        }
        let cover = others.first { $0.person.text == state["vervanger"] }
        if let cover, !cover.codes.isSuperset(of: page.reader.codes) {
            state.addError("vervanger", Text("Deze collega werkt niet in al jouw gemeenten. Kies een ander."))
        }
        guard state.isValid, let from, let until = state.day("tot"), let cover else {
            return page.reply(state, status: 400)
        }
        let person = page.reader.person
        try await house.database.write { db in
            let id = UUIDv7.make(at: visit.now)
            try db.run(
                """
                INSERT INTO desk_absence (id, person_id, from_day, until_day, cover_id)
                VALUES (\(id), \(person), \(from), \(until), \(cover.person))
                """)
            try house.record(Audit.Event("balie-afwezig", "afwezigheid", id), by: visit, in: db)
        }
        return .redirect(to: DeskNav.team, notice: visit.t("Bewaard. \(cover.name) ziet in die tijd jouw mensen."))
    }

    private func back(_ visit: Visit) async throws -> Reply {
        let reader = try DeskReader(visit.actor)
        let id = try visit.parameter("afwezig")
        try await house.database.write { db in
            let own: SQL =
                """
                (person_id = \(reader.person) OR EXISTS (SELECT 1 FROM municipal_role r
                    WHERE r.person_id = desk_absence.person_id AND r.municipality_code IN (\(list: reader.managed))))
                """
            guard try db.run("DELETE FROM desk_absence WHERE id = \(id) AND \(own)") == 1 else {
                throw WebError.notFound
            }
            try house.record(Audit.Event("balie-terug", "afwezigheid", id), by: visit, in: db)
        }
        return .redirect(to: DeskNav.team, notice: visit.t("Weggehaald."))
    }
}
