import Community
import Core
import Services
import Storage
import Web

/// The report of a trajectory, to print, and the end of it.
struct TrajectoryReportRoutes: Sendable {
    let house: House
    private static let path = TrajectoryRoutes.base + "/verslag"

    static let form = Form([
        Field(
            "conclusie", Text("Wat heb je geleerd? Wat spreek je af?"), .area(rows: 6),
            hint: Text("Noem geen namen. Dit staat in het verslag."), limit: 4000)
    ])

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .centre) { visit in
            TrajectoryReport(visit: visit, view: try await TrajectoryRoutes(house: house).view(visit)).reply()
        }
        routes.post(Self.path, access: .centre) { visit in
            let view = try await TrajectoryRoutes(house: house).view(visit)
            let state = Self.form.read(visit.form)
            guard state.isValid else {
                return TrajectoryReport(visit: visit, view: view).reply(state, status: 400)
            }
            try await house.database.write { db in
                let trajectory = try TrajectoryRoutes.trajectory(visit, in: db)
                let changed = try db.run(
                    """
                    UPDATE trajectory SET state = \(Trajectory.State.ended), ended_at = \(visit.now),
                        conclusion = \(state["conclusie"])
                    WHERE id = \(trajectory.id) AND state = \(Trajectory.State.running)
                    """)
                guard changed == 1 else { throw WebError.notFound }
                for helper in try RoundHelper.all(of: trajectory.id, in: db) where helper.isActive {
                    // The talks stay with who held them; only the door closes.
                    try db.run(
                        """
                        UPDATE round_helper SET stopped_at = \(visit.now), key_hash = NULL, key_sealed = NULL
                        WHERE id = \(helper.id)
                        """)
                }
                try house.record(
                    Audit.Event(
                        "traject-afgerond", "traject", trajectory.id.text, municipality: trajectory.municipality),
                    by: visit, in: db)
            }
            return .redirect(
                to: view.trajectory.path + "/verslag", notice: visit.t("Afgerond. De links werken niet meer."))
        }
    }
}

struct TrajectoryReport {
    let visit: Visit
    let view: TrajectoryView
    private var t: Texts { visit.t }

    func reply(_ state: FormState? = nil, status: Int = 200) -> Reply {
        let trajectory = view.trajectory
        let names = view.organisations.map(\.name).joined(separator: ", ")
        let period = "\(t.date(trajectory.createdAt.day)) – \(trajectory.endedAt.map { t.date($0.day) } ?? t("nu"))"
        var facts: [(String, HTML)] = [
            (t("Periode"), "\(period)"), (t("Organisaties"), "<span\(attribute: "lang", t.typed)>\(names)</span>"),
        ]
        if let place = view.neighbourhood { facts.append((t("Wijk of buurt"), "\(place)")) }
        facts.append((t("Gespreksvoerders"), "\(view.helpers.count)"))
        if !trajectory.goal.isEmpty {
            facts.append((t("Doel"), "<span\(attribute: "lang", t.typed)>\(trajectory.goal)</span>"))
        }
        let steps = view.steps.map { step -> [HTML] in
            [
                "\(t(step.kind.label))", "\(step.day.map { t.date($0) } ?? "–")",
                "<span\(attribute: "lang", t.typed)>\(step.who)</span>",
                "\(step.doneAt.map { t.date($0.day) } ?? t("niet klaar"))",
            ]
        }
        let words: HTML =
            trajectory.conclusion.isEmpty
            ? .empty
            : Part.card(
                t("Wat we leerden"),
                "<div\(attribute: "lang", t.typed)>\(HTML(paragraphs: trajectory.conclusion))</div>")
        return visit.page(
            t("Verslag: \(trajectory.name)"), status: status,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(trajectory.path)"\(attribute: "lang", t.typed)>\(trajectory.name)</a></p>\
            <h1>\(t("Verslag: \(trajectory.name)"))</h1>\(Part.card(nil, Part.facts(facts)))\(TrajectoryMarkup(t: t).figures(view))\
            \(Part.card(t("Wat het oplevert"), TrajectoryMarkup(t: t).results(view)))\
            \(Part.card(t("Stappen"), Web.Table(t("Stappen"), [.init(t("Stap")), .init(t("Gepland")), .init(t("Wie")), .init(t("Klaar"))], rows: steps).markup))\
            \(words)\(end(state))</div>
            """)
    }

    private func end(_ state: FormState?) -> HTML {
        guard view.trajectory.state == .running else { return .empty }
        let form = TrajectoryReportRoutes.form
        let shown = state ?? form.filled()
        let left = view.helpers.reduce(view.unassigned) { $0 + $1.toDo }
        let waiting = view.results.waiting
        let warn: HTML = """
            \(if: left > 0, Part.notice(t.plural(left, "Met 1 mens is nog niet gesproken.", "Met \(left) mensen is nog niet gesproken.")))\
            \(if: waiting > 0, Part.notice(t.plural(waiting, "1 mens wacht op een vervolg. Regel dat eerst.", "\(waiting) mensen wachten op een vervolg. Regel dat eerst."), .bad))
            """
        return """
            <section class="card stack no-print"><h2>\(t("Rond het traject af"))</h2>\(warn)\
            <p>\(t("Daarna werken de links van de gespreksvoerders niet meer. Na drie maanden vergeten we de namen."))</p>\
            \(visit.form(action: view.trajectory.path + "/verslag", classes: "stack", """
            \(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class="row"><button>\(t("Rond af"))</button></p>
            """))</section>
            """
    }
}
