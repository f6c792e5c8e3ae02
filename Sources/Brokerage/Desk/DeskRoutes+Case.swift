import Community
import Core
import Formats
import Services
import Storage
import Web

extension DeskRoutes {
    /// Opens a case; that is written in the log in the same transaction.
    func load(_ visit: Visit) async throws -> DeskCase {
        let number = try visit.number("nummer")
        let reader = try DeskReader(visit.actor)
        let work = DeskWork(house, visit)
        return try await house.database.write { db in try DeskCase(number, reader, work, in: db) }
    }

    /// Does something to a case, looked up within the visitor's centre in the same transaction.
    @discardableResult
    func act<T: Sendable>(
        _ visit: Visit, _ body: @escaping @Sendable (DeskWork, Intake, any SQLConnection) throws -> T
    ) async throws -> (T, String) {
        let number = try visit.number("nummer")
        let reader = try DeskReader(visit.actor)
        let work = DeskWork(house, visit)
        return try await house.database.write { db in
            let intake = try reader.find(number, today: work.now.day, in: db)
            return (try body(work, intake, db), intake.path)
        }
    }

    func caseRoutes(_ routes: Routes) {
        let base = DeskNav.home + "/{nummer}"
        routes.get(base, access: .centre) { visit in DeskCasePage(visit: visit, view: try await load(visit)).reply() }
        routes.get(base + "/gesprek", access: .centre) { visit in
            let view = try await load(visit)
            return TalkPage(visit: visit, view: view).reply(TalkForm.start(view))
        }
        routes.post(base + "/gesprek", access: .centre) { visit in try await keepTalk(visit) }
        routes.post(base + "/pakken", access: .centre) { visit in
            let reader = try DeskReader(visit.actor)
            let seen = visit.form.text(DeskWork.seenOwner) ?? ""
            let (notice, path) = try await act(visit) { [t = visit.t] work, intake, db -> String in
                // A click of a moment later must not take it from the colleague who was first.
                guard seen == intake.owner?.text ?? "" || intake.owner == reader.person else {
                    return try work.changedOwner(intake, t, in: db)
                }
                try work.give(intake, to: reader.person, in: db)
                return t("Je neemt dit op je.")
            }
            return .redirect(to: path, notice: notice)
        }
        routes.post(base + "/geven", access: .centre) { visit in
            let to = Person.Identity(visit.form.text("aan") ?? "")
            let seen = visit.form.text(DeskWork.seenOwner) ?? ""
            let (notice, _) = try await act(visit) { [t = visit.t] work, intake, db -> String in
                // Nor may it be given on from under the colleague who took it in the meantime.
                guard seen == intake.owner?.text ?? "" else { return try work.changedOwner(intake, t, in: db) }
                let all = try Colleague.all(in: [intake.municipality], db: db)
                guard let colleague = all.first(where: { $0.person == to }) else {
                    throw WebError.badRequest(Text("Kies een collega die in deze gemeente werkt."))
                }
                try work.give(intake, to: to, in: db)
                return t("\(intake.name) is nu van \(colleague.name).")
            }
            // Who gave away what only they could read, reads it no more.
            return .redirect(to: DeskNav.home, notice: notice)
        }
        routes.post(base + "/contact", access: .centre) { visit in try await contact(visit) }
        routes.post(base + "/afspraak", access: .centre) { visit in
            let state = TalkPlanForm.read(visit.form, now: visit.now)
            guard state.isValid else {
                return DeskCasePage(visit: visit, view: try await load(visit), plan: state).reply(status: 400)
            }
            let (_, path) = try await act(visit) { work, intake, db in try work.plan(intake, state, in: db) }
            return .redirect(to: path, notice: visit.t("Het gesprek staat."))
        }
        routes.post(base + "/afspraak/af", access: .centre) { visit in
            let (_, path) = try await act(visit) { work, intake, db in
                _ = try work.cancelTalk(intake, byPerson: false, in: db)
            }
            return .redirect(to: path, notice: visit.t("Het gesprek is afgezegd."))
        }
        reachRoutes(routes, base)
        endRoutes(routes, base)
    }

    private func keepTalk(_ visit: Visit) async throws -> Reply {
        let isDone = visit.form.text("doe") != "bewaar"
        let (state, wishes) = TalkForm.read(
            visit.form, isDone: isDone, places: index.places, today: visit.today)
        guard let wishes else {
            let view = try await load(visit)
            return TalkPage(visit: visit, view: view).reply(TalkForm.again(state, view.intake), status: 400)
        }
        let (reached, path) = try await act(visit) { work, intake, db -> DeskWork.Reached in
            let outcome = try work.reach(intake, state, in: db)
            if case .refused = outcome { return outcome }
            var kept = state
            kept.values[TalkForm.address] = TalkForm.tick(state, intake)
            // The tick stood beside the old address: of a new one it says nothing.
            if case .mail = outcome { kept.values[TalkForm.address] = [] }
            try work.keepTalk(work.again(intake, in: db), wishes, kept, isDone: isDone, in: db)
            return outcome
        }
        if case .refused(let refusal) = reached {
            let again = ReachForm.refused(TalkForm.again(state, refusal.intake), refusal)
            return TalkPage(visit: visit, view: try await load(visit)).reply(again, status: 400)
        }
        let advice = reached.advice(visit.t).map { " " + $0 } ?? ""
        return isDone
            ? .redirect(to: path + "/voorstellen", notice: visit.t("Bewaard. Kijk wat er past.") + advice)
            : .redirect(to: path, notice: visit.t("Bewaard. Je kunt later verder.") + advice)
    }

    private func contact(_ visit: Visit) async throws -> Reply {
        // Which questions there are hangs on the case; what was sent is checked against it as it is now.
        let (asksCare, path) = try await act(visit) { _, intake, _ in intake.asksCare }
        let state = ContactForm.read(visit.form, asksCare: asksCare, today: visit.today)
        guard state.isValid else {
            return DeskCasePage(visit: visit, view: try await load(visit), contact: state).reply(status: 400)
        }
        try await act(visit) { work, intake, db in try work.contact(intake, state, in: db) }
        return .redirect(to: path, notice: visit.t("Opgeschreven."))
    }

    private func endRoutes(_ routes: Routes, _ base: String) {
        routes.get(base + "/sluiten", access: .centre) { visit in
            DeskEndPages(visit: visit, intake: try await act(visit) { _, intake, _ in intake }.0).close()
        }
        routes.post(base + "/sluiten", access: .centre) { visit in
            let state = DeskEndPages.form.read(visit.form)
            guard state.isValid, let reason = Intake.CloseReason(rawValue: state["reden"]) else {
                return DeskEndPages(visit: visit, intake: try await act(visit) { _, intake, _ in intake }.0)
                    .close(state, status: 400)
            }
            let (_, path) = try await act(visit) { work, intake, db in try work.close(intake, reason, in: db) }
            return .redirect(to: path, notice: visit.t("Afgesloten."))
        }
        routes.post(base + "/heropenen", access: .centre) { visit in
            let (_, path) = try await act(visit) { work, intake, db in try work.reopen(intake, in: db) }
            return .redirect(to: path, notice: visit.t("Weer open. Het staat op de lijst van vandaag."))
        }
        routes.get(base + "/wissen", access: .centre) { visit in
            DeskEndPages(visit: visit, intake: try await act(visit) { _, intake, _ in intake }.0).erase
        }
        routes.post(base + "/wissen", access: .centre) { visit in
            try await act(visit) { work, intake, db in try work.eraseOnRequest(intake, in: db) }
            return .redirect(to: DeskNav.home, notice: visit.t("Gewist. Alleen de aantallen blijven."))
        }
    }
}

extension DeskWork {
    /// The field that tells whose a case was on the page from which somebody takes it or gives it.
    static let seenOwner = "van"

    /// Who has the case now; `nil` when it is nobody's who works there.
    func ownerName(_ intake: Intake, in db: any SQLConnection) throws -> String? {
        try Colleague.all(in: [intake.municipality], db: db).first { $0.person == intake.owner }?.name
    }

    /// What to say when a case is another's than the page showed.
    func changedOwner(_ intake: Intake, _ t: Texts, in db: any SQLConnection) throws -> String {
        try ownerName(intake, in: db).map { t("\($0) nam dit net. Er is niets veranderd.") }
            ?? t("Een collega veranderde dit net. Kijk opnieuw.")
    }

    /// Gives a case to a broker of its municipality; the caller checked that they are.
    func give(_ intake: Intake, to person: Person.Identity, in db: any SQLConnection) throws {
        guard intake.isOpen else {
            throw WebError.badRequest(Text("Dit dossier is intussen afgesloten. Kijk opnieuw."))
        }
        try db.run("UPDATE intake SET owner_id = \(person) WHERE id = \(intake.id)")
        try record("intake-gegeven", intake, details: ["aan": .string(person.text)], in: db)
    }
}

/// Ending a case: closing it, or erasing who it is about.
struct DeskEndPages {
    let visit: Visit
    let intake: Intake
    private var t: Texts { visit.t }

    static let form = Form([
        Field(
            "reden", Text("Waarom sluit je af?"),
            .radios(Intake.CloseReason.choosable.map { Field.Choice($0.rawValue, $0.label) }))
    ])

    func close(_ state: FormState = Self.form.filled(), status: Int = 200) -> Reply {
        page(
            t("Sluit af"),
            t("Je kunt het dossier later weer openen. Na twee jaar wist de site wie het was."), status,
            visit.form(
                action: intake.path + "/sluiten", classes: "stack",
                """
                \(visit.errorSummary(Self.form, state))\(visit.fields(Self.form, state))\
                <p class="row"><button>\(t("Sluit af"))</button>\(Part.button(t("Terug"), intake.path, quiet: true))</p>
                """))
    }

    var erase: Reply {
        page(
            t("Wis op verzoek"),
            t(
                "Naam, adres en alles uit het gesprek gaan weg, voorgoed. Dat kan niemand terughalen. Lopende reacties zonder account stoppen ook."
            ),
            200,
            visit.form(
                action: intake.path + "/wissen", classes: "stack",
                """
                <p class="row"><button>\(t("Wis \(intake.name)"))</button>\(Part.button(t("Terug"), intake.path, quiet: true))</p>
                """))
    }

    private func page(_ title: String, _ lead: String, _ status: Int, _ form: HTML) -> Reply {
        let crumbs = Part.breadcrumbs(
            [(title: t("Iedereen aan de balie"), path: DeskNav.list), (title: intake.name, path: intake.path)],
            label: t("Kruimelpad"))
        return visit.page(
            title, head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page">\(crumbs)<h1>\(title)</h1><p class="lead">\(lead)</p>\(form)</div>
            """)
    }
}
