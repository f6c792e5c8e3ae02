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
            let (calls, offers) = try await house.database.read { [now = visit.now] db in
                (
                    try CareCall.open(codes, in: db).map { (call: $0, words: try $0.words(in: db)) },
                    try DeskOffer.ended(codes, now: now, in: db)
                )
            }
            return CarePage(visit: visit, calls: calls, offers: offers).reply
        }
        routes.post(Self.page + "/{reactie}/plek", access: .centre) { visit in
            let number = try visit.number("reactie")
            let answer = try OfferForm.answer(visit.form)
            let codes = visit.centreMunicipalities
            let work = DeskWork(house, visit)
            let notice = try await house.database.write { [t = visit.t] db -> String in
                guard let (application, intake) = try DeskOffer.ended(number, codes, in: db) else {
                    throw WebError.notFound
                }
                return try work.answerOffer(application, of: intake, answer, how: nil, in: db).words(intake.name, t)
            }
            return .redirect(to: Self.page, notice: notice)
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
    /// With what an organisation wrote, to be passed on.
    let calls: [(call: CareCall, words: [String])]
    /// Of people whose case at the desk is closed.
    let offers: [DeskOffer]
    private var t: Texts { visit.t }

    var reply: Reply {
        let free: HTML =
            offers.isEmpty
            ? .empty : Part.card(t("Er is een plek vrij: bel op tijd"), "<ul class=\"tasks\">\(offers, offerRow)</ul>")
        let none: HTML =
            offers.isEmpty
            ? Part.empty(t("Niemand wacht op een telefoontje"), t("Wie een vraag heeft over de plek, staat hier."))
            : .empty
        let list: HTML =
            calls.isEmpty
            ? none : Part.card(t("Wie je belt"), "<ul class=\"tasks\">\(calls, row)</ul>")
        return visit.page(
            t("Hoe gaat het op de plek?"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap stack page"><h1>\(t("Hoe gaat het op de plek?"))</h1>\
            <p class="lead">\(t("Deze vrijwilligers hebben een vraag, of konden we niet mailen. Bel ze, en zet er een vinkje bij."))</p>\(free)\(list)</div>
            """)
    }

    private func offerRow(_ offer: DeskOffer) -> HTML {
        let buttons: HTML = """
            \(OfferForm.Answer.allCases, { answer in
                visit.buttonForm(
                    action: "\(CareRoutes.page)/\(offer.application.number)/plek", label: t(answer.label),
                    classes: answer == .declines ? "quiet compact" : "compact",
                    fields: [(OfferForm.choice, answer.rawValue)])
            })
            """
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong>\(offer.application.name)</strong><br>\
            \(offer.words(t))<br><span class="small">\(OverdueMarkup.phone(offer.application.phone, t))</span></div>\
            <div class="row">\(buttons)</div></li>
            """
    }

    private func row(_ item: (call: CareCall, words: [String])) -> HTML {
        let call = item.call
        let application = call.application
        let mail: HTML =
            "\(application.email, { " · <a href=\"mailto:\($0)\">\($0)</a>" })"
        let said = [application.careText].compactMap(\.self) + item.words
        let words: HTML =
            "\(said, { "<blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</blockquote>" })"
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
