import Community
import Core
import Storage
import Web

/// Who has how many cases, and who stands in for whom.
struct DeskTeam: Sendable {
    let loads: [Caseload]
    let absences: [DeskAbsence]
    let colleagues: [Colleague]

    init(_ reader: DeskReader, now: Moment, in db: any SQLConnection) throws {
        loads = try Caseload.all(reader, now: now, in: db)
        absences = try DeskAbsence.all(in: reader.codes, from: now.day, db: db)
        colleagues = try Colleague.all(in: reader.codes, db: db)
    }
}

enum AbsenceForm {
    static func form(_ others: [Colleague]) -> Form {
        let choices = others.map { Field.Choice($0.person.text, Text("\($0.name)")) }
        return Form([
            Field("van", Text("Eerste dag dat je er niet bent"), .date),
            Field("tot", Text("Laatste dag dat je er niet bent"), .date),
            Field(
                "vervanger", Text("Wie vervangt je?"), .select(choices),
                hint: Text("Jouw mensen en taken staan in die tijd ook bij deze collega.")),
        ])
    }
}

struct DeskTeamPage {
    let visit: Visit
    let team: DeskTeam
    let reader: DeskReader
    private var t: Texts { visit.t }

    func reply(_ state: FormState? = nil, status: Int = 200) -> Reply {
        visit.page(
            t("Het team van de balie"), status: status,
            """
            <div class="wrap stack page">\(DeskNav.markup(visit, current: DeskNav.team))<h1>\(t("Het team van de balie"))</h1>\
            \(loads)\(absences)\(form(state))</div>
            """)
    }

    private var loads: HTML {
        guard !team.loads.isEmpty else {
            return Part.empty(
                t("Er loopt niets"), t("Zodra er mensen binnenkomen, staat hier wie hoeveel mensen heeft."))
        }
        return Part.card(
            nil,
            Table(
                t("Lopende gesprekken per makelaar"),
                [.init(t("Makelaar")), .init(t("Loopt"), number: true), .init(t("Te laat"), number: true)],
                rows: team.loads.map { load in
                    [
                        load.name.isEmpty
                            ? "<a href=\"\(DeskNav.list)?van=niemand\">\(t("Van niemand"))</a>" : "\(load.name)",
                        "\(load.open)", "\(load.late)",
                    ]
                }
            ).markup)
    }

    private var absences: HTML {
        guard !team.absences.isEmpty else { return .empty }
        let rows: HTML = """
            <ul class="tasks">\(team.absences, { item in
                let own = item.person == reader.person || !reader.managed.isEmpty
                return """
                <li><span class="dot dot-verbinden" aria-hidden="true"></span><div>\(t("\(item.name) is er niet van \(t.date(item.from)) tot en met \(t.date(item.until)). \(item.coverName) vervangt."))</div>\
                \(if: own, visit.buttonForm(action: DeskNav.team + "/" + item.id + "/weg", label: t("Haal weg")))</li>
                """
            })</ul>
            """
        return Part.card(t("Wie er niet is"), rows)
    }

    private func form(_ state: FormState?) -> HTML {
        let others = team.colleagues.filter { $0.person != reader.person }
        guard !others.isEmpty else { return .empty }
        let form = AbsenceForm.form(others)
        let state = state ?? form.filled()
        return Part.card(
            t("Ben je er een tijd niet?"),
            visit.form(
                action: DeskNav.team, classes: "stack",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Bewaar"))</button></p>
                """))
    }
}
