import Community
import Core
import Storage
import Web

/// The pages of volunteers at the desk.
struct BuddyVolunteerPages {
    let visit: Visit
    private var t: Texts { visit.t }
    private var path: String { BuddyVolunteerRoutes.path }

    static func prepareForm(_ kinds: [BuddyKind]) -> Form {
        Form(
            [
                Field(
                    "soorten", Text("Wat gaat de vrijwilliger doen?"),
                    .checkboxes(kinds.map { .init(String($0.number), Text("\($0.name)")) }))
            ]
                + kinds.filter(\.needsCourse).map { kind in
                    Field(
                        "cursus-\(kind.number)", Text("Cursus gedaan: \(kind.name)"), .date,
                        hint: Text("Leeg betekent: nog niet."), required: false)
                }
                + [
                    Field(
                        "vog", Text("VOG gezien op"), .date,
                        hint: Text("Alleen de dag. Het papier bewaren we niet."), required: false),
                    Field(
                        "aantal", Text("Voor hoeveel mensen tegelijk?"),
                        .select((1...3).map { .init(String($0), Text("\($0)")) })),
                ])
    }

    func list(_ page: Page<BuddyVolunteerList.Line>, _ kinds: [BuddyKind], _ filter: BuddyListFilter) -> Reply {
        let columns: [Web.Table.Column] = [
            .init(t("Vrijwilliger")), .init(t("Buurt")), .init(t("Dagen"), number: true), .init(t("Koppels")),
            .init(t("Stand")),
        ]
        let states = BuddyVolunteer.State.allCases.map { ($0.rawValue, t($0.label)) }
        let next = page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let table: HTML =
            page.items.isEmpty
            ? Part.empty(t("Niemand op deze lijst"), t("Kies een ander filter, of schrijf een vrijwilliger op."))
            : Web.Table(t("Vrijwilligers"), columns, rows: page.items.map(row)).markup
                + Part.more(t("Toon meer"), next)
        let filters = BuddyFilterMarkup(
            visit: visit, kinds: kinds, areas: [], states: states, filter: filter, first: t("Doet mee")
        ).markup
        return visit.page(
            t("Vrijwilligers"),
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .volunteers))<div class="row apart"><h1>\(t("Vrijwilligers"))</h1>\
            <p class="no-print">\(Part.button(t("Nieuwe vrijwilliger"), path + "/nieuw", compact: true))</p></div>\(filters)\(table)</div>
            """)
    }

    private func row(_ line: BuddyVolunteerList.Line) -> [HTML] {
        let volunteer = line.volunteer
        let days = max(0, visit.today - volunteer.createdAt.day)
        let isFree = line.busy == 0 && volunteer.state != .stopped
        let chips: HTML = """
            \(t(volunteer.state.label))\(if: line.courseFirst, " " + Part.chip(t("eerst de cursus"), .wait))\
            \(if: line.vogFirst, " " + Part.chip(t("VOG nodig"), .wait))
            """
        return [
            "<a href=\"\(path)/\(volunteer.number)\">\(volunteer.name.isEmpty ? t("Vrijwilliger \(volunteer.number)") : volunteer.name)</a>",
            "\(line.area ?? "–")", "\(isFree ? t.number(days) : "–")",
            "\(t("\(line.busy) van \(volunteer.capacity)"))", chips,
        ]
    }

    func choose(_ towns: [(code: String, name: String)]) -> Reply {
        visit.simplePage(
            t("Nieuwe vrijwilliger"), intro: t("Kies de gemeente."),
            """
            <ul>\(towns, { "<li><a href=\"\(path)/nieuw?gemeente=\($0.code)\">\($0.name)</a></li>" })</ul>
            """)
    }

    func new(_ form: BuddyVolunteerForm, _ state: FormState, status: Int = 200) -> Reply {
        guard !form.kinds.isEmpty else {
            return visit.page(
                t("Nieuwe vrijwilliger"),
                """
                <div class="wrap narrow stack page">\(BuddyNav.markup(visit, .volunteers))<h1>\(t("Nieuwe vrijwilliger"))</h1>\(BuddyNav.noKinds(t))</div>
                """)
        }
        let action = Query([("gemeente", form.municipality)]).url(path + "/nieuw")
        return visit.page(
            t("Nieuwe vrijwilliger"), status: status,
            """
            <div class="wrap narrow stack page">\(BuddyNav.markup(visit, .volunteers))<h1>\(t("Nieuwe vrijwilliger"))</h1>\
            \(visit.form(action: action, classes: "card stack", """
            \(form.markup(visit, state))<p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """))</div>
            """)
    }

    func detail(_ view: BuddyVolunteerView, typed: FormState?, mustConfirm: Bool) -> Reply {
        let volunteer = view.volunteer
        let title = volunteer.name.isEmpty ? t("Vrijwilliger \(volunteer.number)") : volunteer.name
        let base = "\(path)/\(volunteer.number)"
        let days = max(0, visit.today - volunteer.createdAt.day)
        let stop: HTML =
            volunteer.state == .stopped
            ? .empty : visit.buttonForm(action: base + "/stop", label: t("Stopt als maatje"), classes: "quiet")
        let erased: HTML = Part.card(t("Gewist"), "<p>\(t("De gegevens van deze vrijwilliger zijn gewist."))</p>")
        let leave: HTML = """
            <details class="card no-print"\(flag: "open", mustConfirm)><summary>\(t("Stoppen of wissen"))</summary><div class="stack">\(stop)\(BuddyEraseForm(visit: visit, action: base + "/wis", mustConfirm: mustConfirm).markup)</div></details>
            """
        let work: HTML = volunteer.erasedAt == nil ? facts(view) + prepare(view, typed) : erased
        return visit.page(
            title, status: typed == nil && !mustConfirm ? 200 : 400,
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .volunteers))<p class="no-print"><a href="\(path)">\(t("Vrijwilligers"))</a></p>\
            <div class="row apart"><h1>\(title)</h1>\(Part.chip(t(volunteer.state.label), volunteer.state == .ready ? .good : .wait))</div>\
            <p class="lead">\(t.plural(days, "1 dag geleden aangemeld", "\(days) dagen geleden aangemeld"))</p>\
            <div class="columns side-right"><div class="stack">\(work)</div><aside class="stack">\(pairs(view))\(if: volunteer.erasedAt == nil, leave)</aside></div></div>
            """)
    }

    private func facts(_ view: BuddyVolunteerView) -> HTML {
        let volunteer = view.volunteer
        let moments = volunteer.moments.isEmpty ? t("samen te kiezen") : volunteer.moments.words(t, limit: 8)
        var facts: [(String, HTML)] = []
        if let phone = volunteer.phone { facts.append((t("Telefoonnummer"), "<a href=\"tel:\(phone)\">\(phone)</a>")) }
        if let email = volunteer.email { facts.append((t("E-mailadres"), "\(email)")) }
        facts += [
            (t("Buurt"), "\(view.area ?? "–")"),
            (t("Reist tot"), "\(volunteer.reach.map { t.distance(metres: $0) } ?? t("maakt niet uit"))"),
            (t("Wanneer"), "\(moments)"), (t("Talen"), "\(volunteer.languages.words(t))"),
        ]
        if !volunteer.interests.isEmpty {
            facts.append((t("Graag samen"), BuddyRequestPages.typed(volunteer.interests, t)))
        }
        if let gender = volunteer.gender { facts.append((t("Man of vrouw"), "\(t(gender.label))")) }
        let about: HTML =
            "\(view.about, { "<h3>\(t("Wat we moeten weten"))</h3>\(HTML(paragraphs: $0))<p class=\"small soft\">\(t("Dat jij dit las, staat in het logboek."))</p>" })"
        let link: HTML =
            volunteer.email == nil
            ? .empty
            : visit.buttonForm(action: "\(path)/\(volunteer.number)/link", label: t("Stuur een nieuwe link"))
        return Part.card(t("Over de vrijwilliger"), Part.facts(facts) + about + link)
    }

    private func prepare(_ view: BuddyVolunteerView, _ typed: FormState?) -> HTML {
        let form = Self.prepareForm(view.kinds)
        var values = ["aantal": String(view.volunteer.capacity)]
        values["vog"] = view.volunteer.vogSeen?.iso
        for item in view.wanted { values["cursus-\(item.kind.number)"] = item.courseDone?.iso }
        let state =
            typed ?? form.filled(values, lists: ["soorten": view.wanted.map { String($0.kind.number) }])
        let first = view.wanted.filter(\.needsCourseFirst)
        let note: HTML = """
            \(if: !first.isEmpty, "<p>\(t("Eerst een cursus:")) \(first.map { item in item.kind.name + (item.courseDay.map { " (" + t.date($0) + ")" } ?? "") }.joined(separator: ", ")). <a href=\"\(BuddyNav.courses.path)\">\(t("Naar de cursussen"))</a></p>")
            """
        let label = view.volunteer.state == .new ? t("Deze vrijwilliger kan meedoen") : t("Bewaar")
        return Part.card(
            t("Klaar om te beginnen?"),
            note
                + visit.form(
                    action: "\(path)/\(view.volunteer.number)/klaar", classes: "stack",
                    """
                    \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(label)</button></p>
                    """))
    }

    private func pairs(_ view: BuddyVolunteerView) -> HTML {
        guard !view.pairs.isEmpty else { return .empty }
        return Part.card(
            t("Koppels"),
            """
            <ul class="plain">\(view.pairs, { pair in
                "<li><a href=\"\(BuddyNav.pairs.path)/\(pair.number)\">\(t("Koppel \(pair.number)"))</a> <span class=\"soft small\">\(t(pair.state.label))</span></li>"
            })</ul>
            """)
    }
}
