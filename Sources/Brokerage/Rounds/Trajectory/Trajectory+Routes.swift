import Community
import Core
import Services
import Storage
import Web

/// The pages of the centre about trajectories.
struct TrajectoryRoutes: Sendable {
    let house: House
    static let home = Trajectory.home
    static let base = home + "/{traject}"

    static func helperForm(_ organisations: [Organisation]) -> Form {
        guard organisations.count > 1 else { return RoundHelperWork.form }
        return Form(
            RoundHelperWork.form.fields + [
                Field(
                    "organisatie", Text("Van welke organisatie?"),
                    .select(organisations.map { .init(String($0.number), Text("\($0.name)")) }))
            ])
    }

    func register(_ routes: Routes) {
        routes.get(Self.home, access: .centre) { visit in
            let lines = try await house.database.read { db in
                let all = try Trajectory.all(in: visit.centreMunicipalities, db: db)
                let results = try TrajectoryView.results(all.map(\.id), in: db)
                return all.map { (trajectory: $0, results: results[$0.id] ?? TrajectoryView.Results()) }
            }
            return TrajectoryPages(visit: visit).list(lines)
        }
        routes.get(Self.home + "/nieuw", access: .centre) { visit in
            let form = try await start(visit)
            return TrajectoryPages(visit: visit).new(form.form, form.form.filled())
        }
        routes.post(Self.home + "/nieuw", access: .centre) { visit in
            let form = try await start(visit)
            var state = form.form.read(visit.form)
            form.check(&state)
            guard state.isValid else { return TrajectoryPages(visit: visit).new(form.form, state, status: 400) }
            let number = try await house.database.write { [state] db in
                try form.start(state, house: house, visit: visit, in: db)
            }
            return .redirect(to: Self.home + "/\(number)", notice: visit.t("Het traject staat klaar."))
        }
        routes.get(Self.base, access: .centre) { visit in
            TrajectoryPages(visit: visit).overview(try await view(visit))
        }
        helperRoutes(routes)
        stepRoutes(routes)
        TrajectoryPeopleRoutes(house: house).register(routes)
        TrajectoryReportRoutes(house: house).register(routes)
    }

    private func start(_ visit: Visit) async throws -> TrajectoryForm {
        try await house.database.read { db in try TrajectoryForm(visit.centreMunicipalities, in: db) }
    }

    /// The trajectory in the path, of a municipality of this centre.
    ///
    /// - Throws: `WebError.notFound` for another's.
    static func trajectory(_ visit: Visit, in db: any SQLConnection) throws -> Trajectory {
        let number = try visit.number("traject")
        guard let found = try Trajectory.find(number: number, municipalities: visit.centreMunicipalities, in: db)
        else { throw WebError.notFound }
        return found
    }

    func view(_ visit: Visit) async throws -> TrajectoryView {
        try await house.database.read { db in
            try TrajectoryView(Self.trajectory(visit, in: db), now: visit.now, in: db)
        }
    }

    private func helperRoutes(_ routes: Routes) {
        let base = Self.base + "/gespreksvoerders"
        routes.post(base, access: .centre) { visit in
            let view = try await view(visit)
            let state = Self.helperForm(view.organisations).read(visit.form)
            guard state.isValid else {
                return TrajectoryPages(visit: visit).overview(view, helper: state, status: 400)
            }
            let chosen = view.organisations.first { String($0.number) == state["organisatie"] }
            let organisation = chosen ?? view.organisations.first
            let helper = try await house.database.write { db in
                let trajectory = try Self.trajectory(visit, in: db)
                return try RoundHelperWork(house: house, visit: visit).add(
                    state, to: .trajectory(trajectory), organisation: organisation?.id, in: db)
            }
            return .redirect(
                to: view.trajectory.path + "/gespreksvoerders/\(helper.number)",
                notice: helper.email == nil
                    ? visit.t("Toegevoegd. Geef de link op deze pagina door.")
                    : visit.t("Toegevoegd. De link is gemaild."))
        }
        RoundHelperRoutes(house: house, base: base) { visit, db in
            .trajectory(try Self.trajectory(visit, in: db))
        }.register(routes)
    }

    private func stepRoutes(_ routes: Routes) {
        let base = Self.base + "/stappen"
        routes.get(base, access: .centre) { visit in
            let view = try await view(visit)
            return TrajectoryStepPage(visit: visit, view: view).reply(TrajectoryStepPage.filled(view.steps))
        }
        routes.post(base, access: .centre) { visit in
            let view = try await view(visit)
            let state = TrajectoryStepPage.form.read(visit.form)
            guard state.isValid else {
                return TrajectoryStepPage(visit: visit, view: view).reply(state, status: 400)
            }
            try await house.database.write { db in
                let trajectory = try Self.trajectory(visit, in: db)
                guard trajectory.state == .running else { throw WebError.notFound }
                let old = try TrajectoryStep.all(of: trajectory.id, in: db)
                for step in old {
                    let key = step.kind.rawValue
                    let done = state.isOn("klaar-" + key) ? step.doneAt ?? visit.now : nil
                    try TrajectoryStep(
                        kind: step.kind, day: state.day("dag-" + key), who: state["wie-" + key], doneAt: done
                    ).save(for: trajectory.id, in: db)
                }
                try house.record(
                    Audit.Event(
                        "traject-stappen", "traject", trajectory.id.text, municipality: trajectory.municipality),
                    by: visit, in: db)
            }
            return .redirect(to: view.trajectory.path, notice: visit.t("Bewaard."))
        }
    }
}

/// The six steps on one page: when, who, done.
struct TrajectoryStepPage {
    let visit: Visit
    let view: TrajectoryView
    private var t: Texts { visit.t }

    static let form = Form(
        TrajectoryStep.Kind.allCases.flatMap { step in
            [
                Field("dag-" + step.rawValue, Text("Klaar op"), .date, required: false),
                Field("wie-" + step.rawValue, Text("Wie doet dit?"), required: false, limit: 200, autocomplete: "off"),
                Field("klaar-" + step.rawValue, Text("Deze stap is klaar"), .checkbox, required: false),
            ]
        })

    static func filled(_ steps: [TrajectoryStep]) -> FormState {
        var values: [String: String] = [:]
        for step in steps {
            values["dag-" + step.kind.rawValue] = step.day?.iso ?? ""
            values["wie-" + step.kind.rawValue] = step.who
            if step.doneAt != nil { values["klaar-" + step.kind.rawValue] = "ja" }
        }
        return form.filled(values)
    }

    func reply(_ state: FormState, status: Int = 200) -> Reply {
        let parts = TrajectoryStep.Kind.allCases.map { step -> HTML in
            let fields: HTML = ["dag-", "wie-", "klaar-"].reduce(into: HTML.empty) {
                $0 += visit.field($1 + step.rawValue, of: Self.form, state)
            }
            return """
                <fieldset class="card stack round-part"><legend class="h2">\(t(step.label))</legend><p class="hint">\(t(step.hint))</p>\(fields)</fieldset>
                """
        }
        return visit.page(
            t("Stappen"), status: status,
            """
            <div class="wrap narrow stack page"><p><a href="\(view.trajectory.path)"\(attribute: "lang", t.typed)>\(view.trajectory.name)</a></p><h1>\(t("Stappen"))</h1>\
            \(visit.form(action: view.trajectory.path + "/stappen", classes: "stack", """
            \(visit.errorSummary(Self.form, state))\(parts, { $0 })<p class="row"><button>\(t("Bewaar"))</button></p>
            """))</div>
            """)
    }
}
