import Community
import Core
import Storage
import Web

/// The pages of pupils in the workspace of an organisation.
struct OrganisationPupilPages {
    let visit: Visit
    let membership: Actor.Membership
    let view: OrganisationPupilView
    private var t: Texts { visit.t }
    private var path: String { OrganisationPupilRoutes.path(membership) }
    var form: Form { PlaceForm.form(schools: view.schools) }

    static let hoursForm = Form([
        Field(
            "reden", Text("Klopt er iets niet?"), hint: Text("Schrijf dat hier. De leerling leest het."),
            required: false,
            limit: 300, autocomplete: "off")
    ])

    /// - Parameter hours: what was sent about hours and cannot be done.
    func overview(hours state: FormState? = nil) -> Reply {
        visit.page(
            t("Maatschappelijke stage"), status: state == nil ? 200 : 400,
            """
            <div class="wrap stack page">\(OrganisationNav.markup(visit, membership, current: .pupils))\
            <h1>\(t("Maatschappelijke stage"))</h1>\(hours(state))\(pupils)\(places)</div>
            """)
    }

    private func hours(_ sent: FormState?) -> HTML {
        guard !view.waiting.isEmpty else { return .empty }
        let form = Self.hoursForm
        let state = sent ?? form.filled()
        let ticked = Set(sent.map { $0.all("uren") } ?? view.waiting.map(\.hours.id))
        let rows: HTML = """
            \(view.waiting, { line in
                """
                <label class="tick"><input type="checkbox" name="uren" value="\(line.hours.id)"\(flag: "checked", ticked.contains(line.hours.id))><span>\(line.pupil) · \
                \(t.shortDate(line.hours.day, today: visit.today)) · \(t.duration(line.hours.minutes)) <span class="soft">\(line.hours.note)</span></span></label>
                """
            })
            """
        return Part.card(
            t("Uren die op jouw ja wachten"),
            visit.form(
                action: path + "/uren", classes: "stack",
                """
                \(visit.errorSummary(form, state))<div class="ticks">\(rows)</div><p class="row"><button name="doe" value="ja">\(t("Akkoord"))</button></p>\
                \(visit.fields(form, state))\
                <p class="row"><button class="quiet" name="doe" value="terug">\(t("Stuur terug met deze reden"))</button></p>
                """))
    }

    private var pupils: HTML {
        guard !view.pupils.items.isEmpty else { return .empty }
        let rows = view.pupils.items.map { line -> [HTML] in
            let agreement = "\(path)/leerlingen/\(line.number)"
            return [
                "\(line.pupil)", "\(line.school)", "\(line.place)",
                "\(t.duration(line.agreed)) / \(t.duration(line.needed))",
                line.isSigned
                    ? "<a href=\"\(agreement)\">\(t("getekend"))</a>"
                    : Part.button(t("Bekijk en teken"), agreement, compact: true),
                line.isReviewed || line.agreed < line.needed ? "–" : review(line),
            ]
        }
        let table = Web.Table(
            t("Leerlingen bij jullie"),
            [
                .init(t("Leerling")), .init(t("School")), .init(t("Plek")), .init(t("Uren akkoord"), number: true),
                .init(t("Afspraak")), .init(t("Hoe ging het?")),
            ], rows: rows
        ).markup
        let next = view.pupils.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        return Part.card(nil, table + Part.more(t("Toon meer"), next))
    }

    private func review(_ line: OrganisationPupilView.Line) -> HTML {
        visit.form(
            action: "\(path)/leerlingen/\(line.number)/evaluatie", classes: "row",
            """
            <select name="cijfer" class="compact" aria-label="\(t("Hoe ging het met \(line.pupil)?"))"><option value="5">\(t("Heel goed"))</option>\
            <option value="4">\(t("Goed"))</option><option value="3">\(t("Gaat wel"))</option><option value="2">\(t("Niet zo goed"))</option>\
            <option value="1">\(t("Slecht"))</option></select><button class="quiet compact">\(t("Bewaar"))</button>
            """)
    }

    private var places: HTML {
        let add: HTML = """
            \(view.open, { round in
                "<p>\(t("Voor \(round.name) kun je plekken aanbieden tot en met \(t.date(round.wishesUntil))."))</p><p>\(Part.button(t("Bied een plek aan"), path + "/plekken/nieuw"))</p>"
            })
            """
        if view.places.isEmpty {
            return view.open == nil
                ? Part.empty(
                    t("Nu geen ronde"),
                    t("Zodra de vrijwilligerscentrale een ronde opent, kun je hier plekken voor leerlingen aanbieden."))
                : Part.card(t("Jullie plekken"), add)
        }
        let rows = view.places.map { place -> [HTML] in
            let name: HTML =
                place.state == .withdrawn
                ? "\(place.title)" : "<a href=\"\(path)/plekken/\(place.number)\">\(place.title)</a>"
            let seats =
                place.isForGroups
                ? t.plural(place.seats, "1 groepje", "\(place.seats) groepjes")
                : t.plural(place.seats, "1 plek", "\(place.seats) plekken")
            return [
                name, "\(view.rounds[place.round] ?? "")", "\(seats)",
                "\(t(place.state.label))\(place.state == .returned ? place.feedback : nil, { "<br><span class=\"small\">\($0)</span>" })",
            ]
        }
        return Part.card(
            nil,
            add
                + Web.Table(
                    t("Jullie plekken"), [.init(t("Wat")), .init(t("Ronde")), .init(t("Hoeveel")), .init(t("Stand"))],
                    rows: rows
                )
                .markup)
    }

    func editor(_ place: PupilPlace?, _ state: FormState, status: Int = 200) -> Reply {
        let title = place == nil ? t("Plek voor leerlingen aanbieden") : t("Plek aanpassen")
        let action = place.map { "\(path)/plekken/\($0.number)" } ?? path + "/plekken/nieuw"
        let feedback: HTML = "\(place?.state == .returned ? place?.feedback : nil, { Part.notice($0) })"
        let again: HTML =
            place?.state == .approved
            ? Part.notice(
                t(
                    "Deze plek staat open. Verander je iets, dan kijkt de centrale haar opnieuw na. Tot dan telt ze niet mee voor leerlingen die haar kozen."
                ))
            : .empty
        let away: HTML = """
            \(place, { "<p>\(visit.buttonForm(action: "\(path)/plekken/\($0.number)/weg", label: t("Trek deze plek in")))</p>" })
            """
        return visit.page(
            title, status: status,
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .pupils))<h1>\(title)</h1>\(feedback)\(again)\
            \(visit.form(action: action, classes: "card stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(t("Bewaar en stuur naar de centrale"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """))\
            \(away)</div>
            """)
    }
}
