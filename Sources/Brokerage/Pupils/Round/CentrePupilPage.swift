import Community
import Core
import Storage
import Web

/// Where the centre begins: rounds, places to check, schools.
struct CentrePupilPage {
    let visit: Visit
    let rounds: [PupilRound]
    let schools: [(school: School, contacts: [SchoolContact])]
    let places: [PlaceWithName]
    let towns: [(code: String, name: String)]
    let areas: [Neighbourhood]
    let school: FormState?
    private var t: Texts { visit.t }

    init(
        visit: Visit, rounds: [PupilRound], schools: [(School, [SchoolContact])], places: [PlaceWithName],
        towns: [(code: String, name: String)], areas: [Neighbourhood], school: FormState?
    ) {
        self.visit = visit
        self.rounds = rounds
        self.schools = schools.map { (school: $0.0, contacts: $0.1) }
        self.places = places
        self.towns = towns
        self.areas = areas
        self.school = school
    }

    var schoolForm: Form {
        Form([
            Field("school", Text("Naam van de school"), limit: 100, autocomplete: "off"),
            Field(
                "buurt", Text("Buurt"), .select(areas.map { .init($0.id, Text("\($0.name)")) }),
                hint: Text("Dan houden we in de tweede ronde de afstand klein."), required: towns.count > 1),
            Field("naam", Text("Naam van de contactpersoon"), required: false, limit: 100, autocomplete: "off"),
            .email("email", Text("E-mailadres van de contactpersoon"), required: false),
        ])
    }

    func reply(status: Int = 200) -> Reply {
        visit.page(
            t("Maatschappelijke stage"), status: status,
            """
            <div class="wrap stack page"><h1>\(t("Maatschappelijke stage"))</h1>\(roundList)\(placeList)\(schoolList)</div>
            """)
    }

    private var roundList: HTML {
        let rows = rounds.map { round -> [HTML] in
            [
                "<a href=\"\(round.centrePath)\">\(round.name)</a>", "\(t(round.state.label))",
                "\(t.shortDate(round.wishesFrom, today: visit.today)) – \(t.shortDate(round.wishesUntil, today: visit.today))",
                "\(t.shortDate(round.drawDay, today: visit.today))",
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(t("Er is nog geen ronde."))</p>"
            : Web.Table(
                t("Rondes"), [.init(t("Ronde")), .init(t("Stand")), .init(t("Kiezen")), .init(t("Loting"))], rows: rows
            ).markup
        return Part.card(
            rows.isEmpty ? t("Rondes") : nil,
            table + "<p>\(Part.button(t("Maak een ronde"), CentrePupilRoutes.home + "/rondes/nieuw"))</p>")
    }

    private var placeList: HTML {
        guard !places.isEmpty else { return .empty }
        return Part.card(
            t("Plekken om na te kijken"),
            """
            <ul class="plain stack">\(places, { item in
                "<li><a href=\"\(CentrePupilRoutes.home)/plekken/\(item.place.number)\">\(item.place.title)</a><br><span class=\"soft small\">\(item.organisation) · \(t.ago(item.place.updatedAt, now: visit.now))</span></li>"
            })</ul>
            """)
    }

    private var schoolList: HTML {
        let rows = schools.map { item -> [HTML] in
            let people = item.contacts.map { $0.joinedAt == nil ? t("\($0.name) (uitgenodigd)") : $0.name }
            return [
                "<a href=\"\(CentrePupilRoutes.home)/scholen/\(item.school.number)\">\(item.school.name)</a>",
                people.isEmpty
                    ? Part.chip(t("nog niemand"), .wait) : "\(people.joined(separator: ", "))",
            ]
        }
        let list: HTML =
            rows.isEmpty
            ? "<p>\(t("Er doet nog geen school mee."))</p>"
            : Web.Table(t("Scholen"), [.init(t("School")), .init(t("Mensen"))], rows: rows).markup
        let state = school ?? schoolForm.filled()
        return Part.card(
            rows.isEmpty ? t("Scholen") : nil,
            list
                + """
                <details\(flag: "open", school != nil)><summary>\(t("Voeg een school toe"))</summary>\
                \(visit.form(action: CentrePupilRoutes.home + "/scholen", classes: "stack", """
                \(visit.errorSummary(schoolForm, state))\(visit.fields(schoolForm, state))<p class="row"><button>\(t("Voeg toe"))</button></p>
                """))</details>
                """)
    }
}

/// The form of a round.
struct RoundFormPage {
    let visit: Visit
    let form: Form
    let round: PupilRound?

    func reply(_ state: FormState) -> Reply {
        let t = visit.t
        let action = round.map { $0.centrePath + "/wijzig" } ?? CentrePupilRoutes.home + "/rondes/nieuw"
        let back = round?.centrePath ?? CentrePupilRoutes.home
        let title = round == nil ? t("Nieuwe ronde") : t("Ronde wijzigen")
        return visit.page(
            title, status: state.isValid ? 200 : 400,
            """
            <div class="wrap narrow stack page"><h1>\(title)</h1>\(visit.form(action: action, classes: "card stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), back, quiet: true))</p>
            """))</div>
            """)
    }
}
