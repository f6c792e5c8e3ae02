import Community
import Core
import Storage
import Web

/// The page behind the link in the first mail: what was sent, and the button that makes it real.
struct ConfirmPages {
    let visit: Visit
    var t: Texts { visit.t }

    func ask(_ dossier: ApplicationDossier, secret: String, isThird: Bool) -> Reply {
        let application = dossier.application
        var facts: [(String, HTML)] = [
            (t("Vacature"), "<a href=\"\(dossier.vacancy.path)\">\(dossier.vacancy.title)</a>"),
            (t("Organisatie"), "\(dossier.organisation.name)"), (t("Je naam"), "\(application.name)"),
        ]
        if let phone = application.phone { facts.append((t("Telefoonnummer"), "\(phone)")) }
        if let postcode = application.postcode { facts.append((t("Postcode"), "\(postcode)")) }
        facts.append((t("Je bericht"), HTML(paragraphs: application.message)))
        let label = isThird ? t("Toch versturen") : t("Ja, verstuur mijn reactie")
        let button = visit.buttonForm(action: "/reactie/bevestigen/\(secret)", label: label, classes: "")
        return visit.page(
            t("Bevestig je reactie"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><h1>\(t("Bevestig je reactie"))</h1>\
            <p class="lead">\(t("Klopt dit? Dan sturen we het naar \(dossier.organisation.name)."))</p>\
            \(if: isThird, Part.notice(ApplicationMarkup.thirdToday(t)))\
            <div class="card stack">\(Part.facts(facts))</div><div class="row">\(button)</div>\
            <p class="small soft">\(t("Doe je niets, dan wissen we dit na 7 dagen."))</p></div>
            """)
    }

    var gone: Reply {
        visit.simplePage(
            t("Deze link werkt niet meer"),
            intro: t(
                "Heb je al bevestigd? Dan staat de link naar je reactie in een nieuwe mail. Is de link te oud? Reageer dan opnieuw."
            ),
            status: 404, "<p class=\"row\">\(Part.button(t("Bekijk vacatures"), "/vacatures"))</p>")
    }

    func closed(_ vacancy: Vacancy) -> Reply {
        visit.simplePage(
            t("De vacature is net gesloten"),
            intro: t("“\(vacancy.title)” is gesloten voordat je bevestigde. We hebben je reactie gewist."),
            "<p class=\"row\">\(Part.button(t("Bekijk andere vacatures"), vacancy.othersLikeThis))</p>")
    }
}
