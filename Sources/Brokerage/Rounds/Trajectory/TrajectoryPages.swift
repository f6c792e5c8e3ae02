import Community
import Core
import Web

/// The pages of the centre about trajectories: the list, a new one, the state of one.
struct TrajectoryPages {
    let visit: Visit
    private var t: Texts { visit.t }

    /// The way between trajectories and village rounds.
    static func nav(_ visit: Visit, current: String) -> HTML {
        let items = [
            (Trajectory.home, visit.t("Trajecten")), (DoorRound.home, visit.t("Rondes langs de deuren")),
        ]
        return """
            <nav class="subnav no-print" aria-label="\(visit.t("Trajecten en rondes"))"><ul>\(items, { item in
                "<li><a href=\"\(item.0)\"\(attribute: "aria-current", item.0 == current ? "page" : nil)>\(item.1)</a></li>"
            })</ul></nav>
            """
    }

    func list(_ lines: [(trajectory: Trajectory, results: TrajectoryView.Results)]) -> Reply {
        let new = Part.button(t("Start een traject"), Trajectory.home + "/nieuw")
        let rows = lines.map { line -> [HTML] in
            [
                "<a href=\"\(line.trajectory.path)\"><span\(attribute: "lang", t.typed)>\(line.trajectory.name)</span></a>",
                Part.chip(t(line.trajectory.state.label), line.trajectory.state == .running ? .wait : .good),
                "\(line.results.talked)", "\(line.results.toDo)", "\(line.results.wants)",
                "\(line.results.started)",
            ]
        }
        let table: HTML =
            lines.isEmpty
            ? Part.empty(
                t("Er is nog geen traject"),
                t(
                    "In een traject praten mensen uit een organisatie met anderen die ze kennen: wat zou jij willen doen?"
                ),
                new)
            : Web.Table(
                t("Trajecten"),
                [
                    .init(t("Traject")), .init(t("Stand")), .init(t("Gesproken"), number: true),
                    .init(t("Nog te gaan"), number: true), .init(t("Wil iets doen"), number: true),
                    .init(t("Begonnen"), number: true),
                ], rows: rows
            ).markup + "<p class=\"row\">\(new)</p>"
        return visit.page(
            t("Trajecten"),
            """
            <div class="wrap stack page">\(Self.nav(visit, current: Trajectory.home))<h1>\(t("Trajecten"))</h1>\
            <p class="lead">\(t("De meeste vrijwilligers begonnen omdat iemand hen vroeg. In een traject vragen mensen elkaar."))</p>\(table)</div>
            """)
    }

    func new(_ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        visit.page(
            t("Start een traject"), status: status,
            """
            <div class="wrap narrow stack page"><p><a href="\(Trajectory.home)">\(t("Trajecten"))</a></p><h1>\(t("Start een traject"))</h1>\
            \(visit.form(action: Trajectory.home + "/nieuw", classes: "card stack round-part", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Start"))</button></p>
            """))</div>
            """)
    }

    func overview(_ view: TrajectoryView, helper: FormState? = nil, person: FormState? = nil, status: Int = 200)
        -> Reply
    {
        let trajectory = view.trajectory
        let names = view.organisations.map(\.name).joined(separator: ", ")
        let place: HTML = "\(view.neighbourhood, { "<span\(attribute: "lang", t.typed)>\($0)</span> · " })"
        let running = trajectory.state == .running
        let end: HTML =
            running
            ? Part.button(t("Verslag en afronden"), trajectory.path + "/verslag", quiet: true)
            : Part.button(t("Lees het verslag"), trajectory.path + "/verslag")
        return visit.page(
            trajectory.name, status: status,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(Trajectory.home)">\(t("Trajecten"))</a></p>\
            <div class="row apart"><h1\(attribute: "lang", t.typed)>\(trajectory.name)</h1>\(Part.chip(t(trajectory.state.label), running ? .wait : .good))</div>\
            <p class="soft">\(place)\(t(trajectory.kind.label)): <span\(attribute: "lang", t.typed)>\(names)</span></p>\
            \(if: !trajectory.goal.isEmpty, "<p\(attribute: "lang", t.typed)>\(trajectory.goal)</p>")\
            \(TrajectoryMarkup(t: t).figures(view))\
            <div class="columns side-right"><div class="stack">\(helperCard(view, helper))\(peopleCard(view, person))\(results(view))</div>\
            <aside class="stack">\(steps(view))<p class="row">\(end)</p></aside></div></div>
            """)
    }

    private func helperCard(_ view: TrajectoryView, _ state: FormState?) -> HTML {
        let base = view.trajectory.path + "/gespreksvoerders"
        let rows = view.helpers.map { line -> [HTML] in
            let stopped: HTML = line.helper.isActive ? .empty : Part.chip(t("Gestopt"))
            let late: HTML = line.late > 0 ? Part.chip("\(line.late)", .wait) : "0"
            return [
                "<a href=\"\(base)/\(line.helper.number)\"\(attribute: "lang", t.typed)>\(RoundText.name(line.helper.name, t))</a> \(stopped)",
                "\(line.done)", "\(line.toDo)", late,
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(t("Er zijn nog geen gespreksvoerders. Vraag mensen die de anderen kennen."))</p>"
            : Web.Table(
                t("Gespreksvoerders"),
                [
                    .init(t("Naam")), .init(t("Gesproken"), number: true), .init(t("Nog te gaan"), number: true),
                    .init(t("Langer dan \(Trajectory.talkDays) dagen"), number: true),
                ], rows: rows
            ).markup
        guard view.trajectory.state == .running else { return Part.card(t("Gespreksvoerders"), table) }
        let form = TrajectoryRoutes.helperForm(view.organisations)
        let shown = state ?? form.filled()
        return Part.card(
            t("Gespreksvoerders"),
            table
                + """
                <details\(flag: "open", state != nil || rows.isEmpty)><summary>\(t("Voeg een gespreksvoerder toe"))</summary>\
                \(visit.form(action: base, classes: "stack", """
                \(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class="row"><button>\(t("Voeg toe"))</button></p>
                """))</details>
                """)
    }

    private func peopleCard(_ view: TrajectoryView, _ state: FormState?) -> HTML {
        let path = view.trajectory.path
        let count = view.results.people
        let summary: HTML = """
            <p class="row">\(Part.button(t.plural(count, "Bekijk de lijst: 1 mens", "Bekijk de lijst: \(count) mensen"), path + "/mensen", quiet: true))\
            \(if: view.trajectory.state == .running, Part.button(t("Lees een lijst in"), path + "/mensen/inlezen", quiet: true))</p>
            """
        guard view.trajectory.state == .running else { return Part.card(t("Mensen"), summary) }
        let divide: HTML =
            view.unassigned > 0
            ? """
            <p>\(t.plural(view.unassigned, "1 mens heeft nog geen gespreksvoerder.", "\(view.unassigned) mensen hebben nog geen gespreksvoerder."))</p>\
            \(visit.buttonForm(action: path + "/verdelen", label: t("Verdeel over de gespreksvoerders"), classes: "compact"))
            """ : .empty
        let form = TrajectoryPeople.form(view.organisations)
        let shown = state ?? form.filled()
        return Part.card(
            t("Mensen om mee te praten"),
            summary + divide
                + """
                <details\(flag: "open", state != nil)><summary>\(t("Zet iemand op de lijst"))</summary>\
                \(visit.form(action: path + "/mensen", classes: "stack", """
                \(visit.errorSummary(form, shown, prefix: "mens"))\(visit.fields(form, shown, prefix: "mens"))<p class="row"><button>\(t("Zet op de lijst"))</button></p>
                """))</details>
                """)
    }

    private func results(_ view: TrajectoryView) -> HTML {
        Part.card(t("Wat het oplevert"), TrajectoryMarkup(t: t).results(view))
    }

    private func steps(_ view: TrajectoryView) -> HTML {
        let rows = view.steps.map { step -> HTML in
            let late = step.doneAt == nil && step.day.map { $0 < visit.today } == true
            let when: HTML =
                "\(step.day, { "\(t.shortDate($0, today: visit.today))" })\(if: !step.who.isEmpty, " · <span\(attribute: "lang", t.typed)>\(step.who)</span>")"
            let chip: HTML =
                step.doneAt != nil ? Part.chip(t("Klaar"), .good) : late ? Part.chip(t("Te laat"), .bad) : .empty
            return """
                <li><div class="row apart"><strong>\(t(step.kind.label))</strong>\(chip)</div><p class="small soft">\(when)</p></li>
                """
        }
        let edit: HTML =
            view.trajectory.state == .running
            ? "<p>\(Part.button(t("Wijzig de stappen"), view.trajectory.path + "/stappen", quiet: true, compact: true))</p>"
            : .empty
        return Part.card(t("Stappen"), "<ol class=\"plain stack\">\(rows, { $0 })</ol>\(edit)")
    }
}

enum RoundText {
    /// A name, or a word in its place once names were forgotten.
    static func name(_ name: String, _ t: Texts) -> String { name.isEmpty ? t("naam vergeten") : name }
}
