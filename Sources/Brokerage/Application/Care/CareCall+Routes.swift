import Community
import Core
import Services
import Storage
import Web

/// The calls about how it goes that the centre owes: who, why, and the tick that it was done.
struct CareRoutes: Sendable {
    static let page = "/centrale/nazorg"

    let house: House

    func register(_ routes: Routes) {
        routes.get(Self.page, access: .centre) { visit in
            let codes = visit.centreMunicipalities
            let calls = try await house.database.read { db in try CareCall.open(codes, in: db) }
            return CarePage(visit: visit, calls: calls).reply
        }
        routes.post(Self.page + "/{reactie}/gedaan", access: .centre) { visit in
            let number = try visit.number("reactie")
            let codes = visit.centreMunicipalities
            let isDone = try await house.database.write { db in
                let row = try db.first(
                    """
                    SELECT a.* FROM application a JOIN care_call c ON c.application_id = a.id
                    WHERE a.number = \(number) AND c.municipality_code IN (\(list: codes))
                    """)
                guard let row else { throw WebError.notFound }
                let application = try VacancyApplication(row: row)
                guard try CareCall.settle(application.id, now: visit.now, in: db) else { return false }
                try house.record(
                    Audit.Event(
                        "nazorg-gebeld", "reactie", application.id.text, municipality: application.municipality),
                    by: visit, in: db)
                return true
            }
            return .redirect(
                to: Self.page,
                notice: isDone ? visit.t("Gedaan. Mooi dat je belde.") : visit.t("Een collega was je net voor."))
        }
    }
}

struct CarePage {
    let visit: Visit
    let calls: [CareCall]
    private var t: Texts { visit.t }

    var reply: Reply {
        let list: HTML =
            calls.isEmpty
            ? Part.empty(t("Niemand wacht op een telefoontje"), t("Wie een vraag heeft over de plek, staat hier."))
            : Part.card(t("Wie je belt"), "<ul class=\"tasks\">\(calls, row)</ul>")
        return visit.page(
            t("Hoe gaat het op de plek?"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap stack page"><h1>\(t("Hoe gaat het op de plek?"))</h1>\
            <p class="lead">\(t("Deze vrijwilligers zijn geplaatst en hebben een vraag, of konden we niet mailen. Bel ze, en zet er een vinkje bij."))</p>\(list)</div>
            """)
    }

    private func row(_ call: CareCall) -> HTML {
        let application = call.application
        let mail: HTML =
            "\(application.email, { " · <a href=\"mailto:\($0)\">\($0)</a>" })"
        let words: HTML =
            "\(application.careText, { "<blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</blockquote>" })"
        let done = visit.buttonForm(
            action: "\(CareRoutes.page)/\(application.number)/gedaan", label: t("Gedaan"), classes: "compact")
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong>\(application.name)</strong> \
            <span class="small soft">\(t.ago(call.since, now: visit.now))</span><br>\(t(call.why.label)).<br>\
            <span class="small">\(OverdueMarkup.phone(application.phone, t))\(mail)</span><br>\
            <span class="small soft"><a href="/centrale/organisaties/\(call.organisationNumber)">\(call.organisationName)</a> · <a href="/centrale/vacatures/\(call.vacancyNumber)">\(call.vacancyTitle)</a></span>\(words)</div>\
            <div class="row">\(done)</div></li>
            """
    }
}
