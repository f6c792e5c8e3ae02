import Community
import Core
import Services
import Storage
import Web

struct BuddyCoursePages {
    let visit: Visit
    private var t: Texts { visit.t }
    private var path: String { BuddyCourseRoutes.path }

    func list(_ courses: [BuddyCourse], _ kinds: [BuddyKind], _ typed: FormState?) -> Reply {
        let columns: [Web.Table.Column] = [
            .init(t("Dag")), .init(t("Soort")), .init(t("Waar")), .init(t("Stand")),
        ]
        let rows = courses.map { course -> [HTML] in
            [
                "<a href=\"\(path)/\(course.number)\">\(t.date(course.day))</a>, \(course.time)",
                "\(kinds.first { $0.id == course.kind }?.name ?? "–")", "\(course.place)",
                course.finishedAt != nil
                    ? Part.chip(t("klaar"), .good)
                    : course.day < visit.today ? Part.chip(t("wie was er?"), .bad) : Part.chip(t("gepland"), .wait),
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(t("Er is nog geen cursus gepland."))</p>" : Web.Table(t("Cursussen"), columns, rows: rows).markup
        let form = BuddyCourseRoutes.form(kinds)
        let state = typed ?? form.filled()
        let plan: HTML =
            kinds.isEmpty
            ? "<p>\(t("Bij geen enkel soort hulp hoort een cursus."))</p>"
            : Part.card(
                t("Plan een cursus"),
                visit.form(
                    action: path, classes: "stack",
                    "\(visit.errorSummary(form, state))\(visit.fields(form, state))<p class=\"row\"><button>\(t("Plan"))</button></p>"
                ))
        return visit.page(
            t("Cursussen"), status: typed == nil ? 200 : 400,
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .courses))<h1>\(t("Cursussen"))</h1>\(table)\(plan)</div>
            """)
    }

    func detail(
        _ course: BuddyCourse, _ kind: String, _ people: [(number: Int, name: String, isIn: Bool, isDone: Bool)]
    ) -> Reply {
        let isPast = course.day <= visit.today
        let shown = course.finishedAt != nil || isPast ? people.filter(\.isIn) : people
        let rows: HTML = """
            \(shown, { person in
                "<label class=\"tick\"><input type=\"checkbox\" name=\"wie\" value=\"\(person.number)\"\(flag: "checked", person.isIn)><span>\(person.name)</span></label>"
            })
            """
        let content: HTML
        if course.finishedAt != nil {
            content = Part.card(
                t("Wie was er"),
                shown.isEmpty
                    ? "<p>\(t("Niemand."))</p>" : "<ul>\(shown, { "<li>\($0.name)</li>" })</ul>")
        } else if isPast {
            content = visit.form(
                action: "\(path)/\(course.number)/klaar", classes: "card stack",
                """
                <fieldset class="field"><legend>\(t("Wie was er?"))</legend><div class="ticks">\(rows)</div></fieldset>\(if: shown.isEmpty, "<p>\(t("Er stond niemand op de lijst."))</p>")<p class="row"><button>\(t("Rond de cursus af"))</button></p>
                """)
        } else if people.isEmpty {
            content = Part.empty(t("Niemand hoeft deze cursus"), t("Alle vrijwilligers hebben hem al gedaan."))
        } else {
            content = visit.form(
                action: "\(path)/\(course.number)/lijst", classes: "card stack",
                """
                <fieldset class="field"><legend>\(t("Wie komt er?"))</legend><div class="ticks">\(rows)</div></fieldset><p class="row"><button>\(t("Bewaar"))</button></p>
                """)
        }
        return visit.page(
            t("Cursus \(course.number)"),
            """
            <div class="wrap narrow stack page">\(BuddyNav.markup(visit, .courses))<h1>\(t("Cursus: \(kind)"))</h1><p class="lead">\(t.longDate(course.day)), \(course.time)<br>\(course.place)</p>\(content)</div>
            """)
    }
}
