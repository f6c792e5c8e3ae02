import Community
import Core
import Tabulation
import Web

/// One call: who, which number, what was said before, and how it went. Made for the keyboard: arrows choose, Enter saves
/// and gives the next.
struct CallPages {
    let visit: Visit
    let survey: Survey
    let address: Address
    let log: [Contact]
    let attempts: Int

    private var t: Texts { visit.t }
    private var path: String { survey.path("veldwerk/bellen/\(address.number)") }

    func page(_ given: FormState? = nil, status: Int = 200) -> Reply {
        let form = CallForm.form(survey.mode)
        let state = given ?? form.filled()
        let fields: HTML = """
            \(visit.field("hoe", of: form, state))<div class="survey-when">\(visit.field("dag", of: form, state))\(visit.field("tijd", of: form, state))</div>\
            \(visit.field("reden", of: form, state))\(visit.field("notitie", of: form, state))
            """
        let body = visit.form(
            action: path, classes: "stack",
            """
            \(fields)<p class="row"><button name="verder" value="volgende">\(t("Bewaar en bel de volgende"))</button>\
            <button name="verder" value="klaar" class="quiet">\(t("Bewaar en stop"))</button></p>
            """)
        let skip = visit.buttonForm(action: path + "/terug", label: t("Nu niet bellen"))
        return visit.surveyPage(
            survey, .fieldwork, title: address.title, step: address.title, status: status,
            """
            \(visit.errorSummary(form, state))<div class="columns side-right"><div class="stack">\(number)\(Part.card(nil, body))\(skip)</div>\
            <div class="stack">\(talk)\(story)</div></div>
            """)
    }

    private var number: HTML {
        let phone = address.phone ?? ""
        let digits = phone.filter { $0.isNumber || $0 == "+" }
        return """
            <p class="survey-phone"><a href="tel:\(digits)">\(phone)</a></p>\
            <p class="soft">\(address.organisation, { "\($0) · " })\(t.plural(attempts, "1 keer gebeld", "\(attempts) keer gebeld"))</p>
            """
    }

    /// What a caller says, and the way to fill it in together.
    private var talk: HTML {
        let together: HTML =
            survey.mode == .anonymous
            ? "<p class=\"soft\">\(t("Deze enquête is anoniem. Vul hem dus niet samen in: vraag of iemand de link uit de mail wil openen."))</p>"
            : "<p>\(Part.button(t("Vul de vragenlijst samen in"), survey.path("bellen/\(address.number)/vragenlijst"), quiet: true))</p>"
        let until = survey.closesOn.map { t.date($0) } ?? ""
        return Part.card(
            t("Wat je zegt"),
            """
            <p>\(t("Je belt voor “\(survey.title)”. Meedoen kan tot en met \(until)."))</p><p>\(survey.purpose)</p>\(together)
            """)
    }

    private var story: HTML {
        if log.isEmpty { return .empty }
        return Part.card(
            t("Wat er gebeurde"),
            """
            <ol class="survey-log">\(log.reversed(), { contact in
                """
                <li>\(t(contact.kind.label))\(AddressPage.detail(contact, t), { ": \($0)" })\(contact.note, { "<br><span class=\"survey-note\">\($0)</span>" })\
                <br><span class="small soft">\(t.dateTime(contact.at))</span></li>
                """
            })</ol>
            """)
    }
}
