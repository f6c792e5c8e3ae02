import Core
import Questionnaires
import Web

extension RespondPages {
    func thanks() -> Reply {
        let thanks = view.questionnaire.thanks.map { words($0) } ?? ""
        let word: HTML = thanks.isEmpty ? "<p>\(t("Je antwoorden zijn binnen."))</p>" : own(HTML(paragraphs: thanks))
        return frame(
            t("Dank je wel"),
            """
            \(word)<p>\(t("Je hebt deze vragenlijst ingevuld. Veranderen kan nu niet meer."))</p>\
            <p>\(t("Je kunt deze pagina sluiten."))</p>
            """)
    }

    func closed() -> Reply {
        let day = view.survey.closesOn ?? view.survey.closedAt?.day
        return frame(
            t("Deze vragenlijst is gesloten"),
            """
            <p>\(day.map { t("Meedoen kon tot en met \(t.date($0)).") } ?? t("Meedoen kan niet meer."))</p>\
            <p>\(t("Heb je al antwoorden verstuurd? Die tellen mee."))</p>
            """)
    }

    /// The answers are kept; how to come back.
    func later(_ mail: RespondMail.Asked) -> Reply {
        let origin = visit.site.origin
        let kept = Part.notice(t("Wat je invulde, is bewaard."), .good)
        let close = view.survey.closesOn.map { t("Verder gaan kan tot en met \(t.longDate($0)).") } ?? ""
        let go = Part.button(t("Toch nu verder"), view.resume.map { door.path($0) } ?? door.path("overzicht"))
        guard case .own = view.respondent.key else {
            return frame(
                t("Tot later"),
                "\(kept)<p>\(t("Open later weer de link uit je mail. Je gaat dan verder waar je was.")) \(close)</p><p class=\"row\">\(go)</p>"
            )
        }
        let link = origin + door.base
        let fields: HTML =
            "\(visit.errorSummary(RespondMail.form, mail.state))\(visit.fields(RespondMail.form, mail.state))"
        let form = visit.form(
            action: door.path("later"), classes: "stack",
            "\(fields)<button class=\"quiet\">\(t("Mail mij deze link"))</button>")
        return frame(
            t("Tot later"), status: mail.state.isValid ? 200 : 400,
            """
            \(kept)<p>\(t("Bewaar deze link: alleen daarmee kun je verder.")) \(close)</p>\
            <p class="code"><a href="\(door.base)">\(link)</a></p>\
            <p class="row">\(go)<button class="quiet" data-copy="\(link)" data-copied="\(t("Gekopieerd"))" hidden>\(t("Kopieer de link"))</button></p>\
            \(if: mail.isSent, Part.notice(t("De mail is onderweg."), .good))\
            \(Part.card(t("Stuur de link naar jezelf"), "<p>\(t("We gebruiken je adres voor deze ene mail en zetten het niet bij je antwoorden."))</p>\(form)"))
            """)
    }

    /// A link that was never given out, or not any more. Nobody hears which.
    static func unknown(_ visit: Visit) -> Reply {
        let t = visit.t
        return visit.page(
            t("Deze link werkt niet"), head: head, status: 404,
            """
            <div class="wrap narrow stack page"><h1>\(t("Deze link werkt niet"))</h1>\
            <p>\(t("Misschien is de link niet helemaal overgenomen. Open hem nog eens vanuit je mail."))</p>\
            <p>\(t("Heb je je antwoorden al verstuurd? Dan ben je klaar en hoef je niets te doen."))</p>\
            <p\(attribute: "lang", t.typed)>\(visit.site.contact)</p></div>
            """)
    }
}
