import Community
import Core
import Web

struct DeskPersonPages {
    let visit: Visit
    let view: DeskPersonView
    let base: String
    private var t: Texts { visit.t }

    static let answerForm = Form([
        Field(
            AnswerForm.answer, Text("Wat vind je ervan?"),
            .radios([
                Field.Choice("ja", Text("Ja, stel mij voor")), Field.Choice("denk", Text("Ik denk erover na")),
                Field.Choice("nee", Text("Nee, dit niet")),
            ])),
        Field(
            AnswerForm.words, Text("Wat mag de organisatie van je weten?"), .area(rows: 3),
            hint: Text("Bij ja. Je mag dit leeg laten."), required: false, limit: 2000, rule: ApplicationText.message),
        Field(
            AnswerForm.shares, Text("De organisatie mag mijn e-mailadres en telefoonnummer zien."), .checkbox,
            hint: Text("Zonder vinkje praten jullie via deze site. Je kunt dit later aanpassen."), required: false),
    ])

    func main(failed: (id: String, state: FormState)? = nil, status: Int = 200) -> Reply {
        let words =
            switch view.intake.state {
            case .new: t("We nemen snel contact met je op.")
            case .talking: t("We zoeken samen wat bij je past.")
            case .proposed: t("We deden je een voorstel.")
            case .thinking: t("Je denkt erover na. Neem de tijd.")
            case .placed: t("Je hebt een plek. We vragen je later nog hoe het gaat.")
            case .closed: t("We zijn klaar. Bel ons als je weer wilt zoeken.")
            }
        let open = view.proposals.filter { $0.proposal.state.isOpen && view.intake.isOpen }
        let done = view.proposals.filter { item in !open.contains { $0.proposal.id == item.proposal.id } }
        return visit.page(
            t("Jouw zoektocht"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page"><h1>\(t("Dag \(view.intake.name)"))</h1><p class="lead">\(words)</p>\(talk)\
            \(open, { proposal($0, failed) })\(before(done))\(contact)\(own)</div>
            """)
    }

    private var talk: HTML {
        guard let talk = view.talk else { return .empty }
        return Part.card(
            t("Ons gesprek"),
            """
            <p><strong>\(talk.words(t))</strong><br>\(talk.place) · \(t("\(talk.minutes) minuten"))</p>\
            <p class="row">\(Part.button(t("Zet in je agenda"), base + "/afspraak.ics", quiet: true, compact: true))\(visit.buttonForm(action: base + "/afspraak/af", label: t("Ik kan niet")))</p>
            """)
    }

    private func proposal(_ item: ProposalView, _ failed: (id: String, state: FormState)?) -> HTML {
        let id = item.proposal.id.text
        let form = Self.answerForm
        let isFailed = failed?.id == id
        let state = isFailed ? failed?.state ?? form.filled() : form.filled()
        let because: HTML = "\(DeskWords.because(item.reasons, t), { "<p>\($0)</p>" })"
        // Only the form that was sent names its fields for the links above it: an id stands once on a page.
        let isAlone =
            isFailed
            || (failed == nil && view.proposals.first { $0.proposal.state.isOpen }?.proposal.id == item.proposal.id)
        let fields: HTML = isAlone ? visit.fields(form, state) : short
        return Part.card(
            item.vacancy.title,
            """
            <p class="soft">\(item.organisation.name) · <a href="\(item.vacancy.path)">\(t("Lees de vacature"))</a></p>\(because)\
            \(visit.form(action: "\(base)/voorstellen/\(id)", classes: "stack", """
            \(if: isFailed, visit.errorSummary(form, state))\(fields)<p class="row"><button>\(t("Geef antwoord"))</button></p>
            """))
            """)
    }

    /// The same questions without the words: those can be written after the first is answered.
    private var short: HTML {
        let choices: [(String, String)] = [
            ("ja", t("Ja, stel mij voor")), ("denk", t("Ik denk erover na")), ("nee", t("Nee, dit niet")),
        ]
        return """
            <fieldset class="field"><legend>\(t("Wat vind je ervan?"))</legend><div class="ticks">\(choices, { choice in
                "<label class=\"tick\"><input type=\"radio\" name=\"\(AnswerForm.answer)\" value=\"\(choice.0)\"><span>\(choice.1)</span></label>"
            })</div></fieldset>\
            <label class="tick"><input type="checkbox" name="\(AnswerForm.shares)" value="ja"><span>\(t("De organisatie mag mijn e-mailadres en telefoonnummer zien."))</span></label>
            """
    }

    private func before(_ done: [ProposalView]) -> HTML {
        guard !done.isEmpty else { return .empty }
        return Part.card(
            t("Eerder voorgesteld"),
            """
            <ul class="plain stack">\(done, { item in
                "<li>\(item.vacancy.title) · \(item.organisation.name)<br>\(Part.chip(t(item.proposal.state.label)))</li>"
            })</ul>
            """)
    }

    private var contact: HTML {
        guard let centre = view.centre else { return .empty }
        return Part.card(
            t("Wil je iets vragen?"),
            "<p>\(centre.name)<br>\(OverdueMarkup.phone(centre.phone, t)) · <a href=\"mailto:\(centre.email)\">\(centre.email)</a></p>"
        )
    }

    private var own: HTML {
        Part.card(
            t("Jouw gegevens"),
            """
            <p class="small">\(t("Een makelaar stelt je iets voor, geen computer. Ben je het ergens niet mee eens? Bel ons, dan kijkt een ander mee."))</p>\
            <ul class="plain"><li><a href="\(base)/gegevens">\(t("Bekijk wat we van je hebben, en wie het las"))</a></li>\
            <li><a href="\(base)/stoppen">\(t("Stop en wis mijn gegevens"))</a></li></ul>
            """)
    }

    var stop: Reply {
        visit.page(
            t("Stop en wis mijn gegevens"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><h1>\(t("Stop en wis mijn gegevens"))</h1>\
            <p class="lead">\(t("We wissen je naam, je adres en alles wat je vertelde. Dat kan niemand terughalen."))</p>\
            \(if: view.intake.person != nil, "<p>\(t("Je hebt ook een account. Dat wis je bij Mijn account."))</p>")\
            \(visit.form(action: base + "/stoppen", "<p class=\"row\"><button>\(t("Ja, wis alles"))</button>\(Part.button(t("Terug"), base, quiet: true))</p>"))</div>
            """)
    }
}
