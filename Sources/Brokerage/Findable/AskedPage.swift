import Community
import Core
import Web

/// What somebody sees who was asked to meet: who asks, for what, and four answers.
struct AskedPage {
    let visit: Visit
    let dossier: AskDossier
    let door: AskDoor
    private var t: Texts { visit.t }

    static let form = Form([
        Field(
            "bericht", Text("Wil je er iets bij zeggen?"), .area(rows: 3),
            hint: Text("Bijvoorbeeld wanneer je gebeld wilt worden."), required: false, limit: 2000,
            rule: ApplicationText.message)
    ])

    func reply(_ state: FormState? = nil, status: Int = 200) -> Reply {
        let organisation = dossier.organisation.name
        return visit.page(
            t("\(organisation) wil kennismaken"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page"><h1>\(t("\(organisation) wil kennismaken"))</h1>\
            <div class="card stack"><p><a href="\(dossier.vacancy.path)"><strong>\(dossier.vacancy.title)</strong></a></p>\
            <blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: dossier.ask.message))</blockquote>\
            <p class="small soft">\(t("Gevraagd op \(t.date(dossier.ask.createdAt.day)). De organisatie weet nog niet wie je bent."))</p></div>\
            \(dossier.ask.state == .open ? choices(state ?? Self.form.filled()) : done)</div>
            """)
    }

    private func choices(_ state: FormState) -> HTML {
        let shared = [dossier.person?.name, dossier.person?.email, dossier.person?.phone].compactMap { $0 }
        return """
            \(visit.form(action: door.path, classes: "card stack", """
            <h2>\(t("Ja, ik wil kennismaken"))</h2>\(visit.errorSummary(Self.form, state))\
            <p>\(t("De organisatie krijgt dan: \(shared.joined(separator: ", "))."))</p>\(visit.fields(Self.form, state))\
            <input type="hidden" name="antwoord" value="ja"><p class="row"><button>\(t("Ja, deel mijn gegevens"))</button></p>
            """))\
            <section class="card stack"><h2>\(t("Liever niet"))</h2><p>\(t("De organisatie hoort dat het nee is, niet van wie."))</p>\
            <div class="row">\(button(.no, t("Nee, deze keer niet")))\(button(.never, t("Deze organisatie mag mij niet meer vragen")))\
            \(button(.stop, t("Ik wil niet meer gevonden worden")))</div></section>\
            <p class="small soft">\(t("Doe je niets? Dan vervalt de vraag op \(t.longDate(dossier.ask.lapsesAt.day))."))</p>
            """
    }

    private func button(_ choice: AnswerAsk.Choice, _ label: String) -> HTML {
        visit.buttonForm(action: door.path, label: label, classes: "quiet", fields: [("antwoord", choice.rawValue)])
    }

    private var done: HTML {
        switch dossier.ask.state {
        case .accepted:
            Part.notice(t("Je zei ja. Je krijgt een mail waarmee je je reactie volgt."), .good)
        case .refused: Part.notice(t("Je zei nee. De organisatie weet niet wie je bent."), .plain)
        case .open, .lapsed: Part.notice(t("Deze vraag is vervallen. Je hoeft niets te doen."), .plain)
        }
    }
}
