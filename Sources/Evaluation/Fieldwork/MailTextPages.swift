import Community
import Core
import Services
import Web

/// The words of the mails: to change, to look at, to try on oneself.
struct MailTextPages {
    let visit: Visit
    let survey: Survey

    private var t: Texts { visit.t }
    private var path: String { survey.path("veldwerk/mails") }

    static let form = Form([
        Field("onderwerp", Text("Onderwerp"), limit: 150) { unknown($0) },
        Field(
            "tekst", Text("Tekst"), .area(rows: 12),
            hint: Text(
                "Je kunt {{naam}}, {{organisatie}}, {{titel}}, {{doel}}, {{sluit}} en {{gemeente}} gebruiken. De knop en de afmelding zetten wij erbij."
            ), limit: 4000
        ) { unknown($0) },
    ])

    private static func unknown(_ text: String) -> Text? {
        SignedText.unknown(in: text, known: MailText.signs).first.map {
            Text("We kennen {{\(String($0.prefix(30)))}} niet. Haal het weg of verbeter het.")
        }
    }

    func list(_ mails: [(MailText.Kind, Language, Mail)]) -> Reply {
        let title = t("De mails")
        let cards = mails.map { kind, language, mail -> HTML in
            let own = "\(path)/\(kind.rawValue)/\(language.rawValue)"
            let buttons: HTML =
                survey.state == .closed
                ? .empty
                : """
                <p class="row">\(Part.button(t("Verander de tekst"), own, quiet: true, compact: true))\
                \(visit.buttonForm(action: own + "/proef", label: t("Stuur mij een proefmail")))</p>
                """
            return Part.card("\(t(kind.label)) · \(language.name)", "\(Self.preview(mail))\(buttons)")
        }
        return visit.surveyPage(
            survey, .fieldwork, title: title, intro: t("Zo ziet de mail eruit voor wie hem krijgt."), step: title,
            "<div class=\"survey-halves\">\(cards, { $0 })</div>")
    }

    func edit(_ kind: MailText.Kind, _ language: Language, _ mail: Mail, _ state: FormState, status: Int = 200) -> Reply
    {
        let title = "\(t(kind.label)) · \(language.name)"
        let own = "\(path)/\(kind.rawValue)/\(language.rawValue)"
        let body = visit.form(
            action: own, classes: "stack",
            """
            \(visit.fields(Self.form, state))<p class="row"><button>\(t("Bewaar de tekst"))</button>\
            <button class="quiet" name="bekijk" value="ja">\(t("Bekijk eerst"))</button><a href="\(path)">\(t("Terug"))</a></p>
            """)
        let again = visit.buttonForm(action: own + "/standaard", label: t("Zet de gewone tekst terug"))
        return visit.surveyPage(
            survey, .fieldwork, title: title, step: title, status: status,
            """
            \(visit.errorSummary(Self.form, state))<div class="survey-halves"><div class="stack">\(body)\(again)</div>\
            \(Part.card(t("Voorbeeld"), Self.preview(mail)))</div>
            """)
    }

    /// The mail as it reads, without a link that works.
    private static func preview(_ mail: Mail) -> HTML {
        """
        <div class="survey-mail" lang="\(mail.language.rawValue)"><p><strong>\(mail.subject)</strong></p>\(mail.blocks, { block in
            switch block {
            case .paragraph(let text): HTML(paragraphs: text)
            case .quote(let text): "<blockquote>\(text)</blockquote>"
            case .button(let label, _): "<p><span class=\"button\" aria-disabled=\"true\">\(label)</span></p>"
            case .list(let items): "<ul>\(items, { "<li>\($0)</li>" })</ul>"
            case .small(let text): "<p class=\"small soft\">\(text)</p>"
            }
        })</div>
        """
    }
}
