import Community
import Core
import Formats
import Storage
import Tabulation
import Web

extension ResultsPart {
    func publishRoutes(_ routes: Routes) {
        let door = PublishTable(house: house)
        routes.post(Self.base + "/tabellen/{tabel}/publiceren", access: .surveyMakers) { [house] visit in
            let state = PublishMarkup.form.read(visit.form)
            guard state.isValid else {
                let detail = try await Self.detail(visit, house)
                return SavedTablePages(visit: visit).reply(
                    detail, SavedTableForm.form.filled(detail.values), publish: state, status: 400)
            }
            do {
                let path = try await door.publish(state["opmerking"], by: visit)
                return .redirect(to: path, notice: visit.t("De tabel is openbaar voor wie de resultaten leest."))
            } catch WebError.badRequest(let reason) {
                let detail = try await Self.detail(visit, house)
                return SavedTablePages(visit: visit).reply(
                    detail, SavedTableForm.form.filled(detail.values), publish: state, refusal: reason, status: 400)
            }
        }
        routes.post(Self.base + "/tabellen/{tabel}/intrekken", access: .surveyMakers) { visit in
            .redirect(
                to: try await door.withdraw(by: visit), notice: visit.t("Ingetrokken. Alleen makers zien de tabel nog.")
            )
        }
        routes.get(Self.base + "/openbaar/{tabel}/csv", access: .surveyReaders) { [house] visit in
            let (survey, table) = try await house.database.read { db in
                let survey = try Survey.found(visit, SurveyAccess.readers, in: db)
                let number = try visit.number("tabel")
                guard
                    let found = try PublishedTable.standing(of: survey.id, in: db).first(where: { $0.seq == number })
                else { throw WebError.notFound }
                return (survey, found)
            }
            return table.file(visit.t).reply(visit, name: "tabel-\(survey.number)-\(table.seq)")
        }
    }
}

/// The part of a table's page that makes it public.
struct PublishMarkup {
    let visit: Visit
    let detail: SavedTablePages.Detail
    /// What was sent and could not be published; `nil` when nothing was.
    var state: FormState?
    private var t: Texts { visit.t }

    static let form = Form([
        Field(
            "opmerking", Text("Opmerking bij de tabel"), .area(rows: 2),
            hint: Text("Laat je dit leeg, dan komt de toelichting eronder."), required: false, limit: 2000)
    ])

    var markup: HTML {
        let survey = detail.results.survey
        let path = detail.table.path(survey)
        let sent = state ?? Self.form.filled()
        let isFrozen = survey.state == .closed || survey.kind == .imported
        let publish: HTML =
            isFrozen
            ? visit.form(
                action: path + "/publiceren",
                """
                \(visit.errorSummary(Self.form, sent))\(visit.fields(Self.form, sent))<button>\(detail.publication == nil ? t("Publiceer") : t("Publiceer opnieuw"))</button>
                """)
            : "<p>\(t("Publiceren kan als de enquête gesloten is."))</p>"
        guard let publication = detail.publication else {
            let isCoded = detail.results.coded[detail.table.request.rows] != nil
            let first: HTML =
                isCoded
                ? "<p>\(t("Zet eerst alle open antwoorden in hun categorie. Verander je dat na het publiceren, dan kan deze vraag niet opnieuw naar buiten."))</p>"
                : .empty
            return """
                <section class="card stack no-print"><h2>\(t("Openbaar maken"))</h2>\
                <p>\(t("Raadsleden en andere lezers zien alleen tabellen die je publiceert. Kleine aantallen worden dan afgeschermd, ook tegen aftrekken van andere tabellen."))</p>\(first)\(publish)</section>
                """
        }
        let hidden = publication.content.table.hiddenCells
        let says =
            hidden == 0
            ? t("Niets hoefde te worden afgeschermd.")
            : t.plural(hidden, "1 cijfer is afgeschermd.", "\(hidden) cijfers zijn afgeschermd.")
        return """
            <section class="card stack no-print"><h2>\(t("Openbaar"))</h2>\
            <p>\(t("Gepubliceerd op \(t.date(publication.publishedAt.day)).")) \(says)</p>\
            <p class="row">\(visit.buttonForm(action: path + "/intrekken", label: t("Trek in")))</p>\
            <details\(flag: "open", state != nil)><summary>\(t("Publiceer opnieuw, met wat er nu staat"))</summary>\(publish)</details></section>
            """
    }
}
