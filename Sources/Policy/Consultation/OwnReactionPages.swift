import Core
import Web

/// The pages behind the links in the mail, and the word of thanks.
struct OwnReactionPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func thanks(_ it: Consultation, mailed: Bool) -> Reply {
        let mail: HTML =
            mailed
            ? "<p>\(t("We stuurden je een mail. Klik daarin op de knop, dan hoor je wat we met je reactie doen."))</p>"
            : .empty
        return page(
            t("Dank je wel"),
            """
            <p class="lead">\(t("Je reactie is binnen. We kijken na of er geen persoonlijke gegevens in staan. Daarna kan iedereen haar lezen."))</p>\(mail)\
            <p>\(t("Iemand van de gemeente leest elke reactie en zegt wat ermee gebeurt, en waarom."))</p>\
            <p class="row">\(Part.button(t("Terug naar de vraag"), it.publicPath, quiet: true))</p>
            """)
    }

    func thanksInvited(_ path: String) -> Reply {
        page(
            t("Dank je wel"),
            """
            <p class="lead">\(t("Je reactie is binnen. Je krijgt een mail zodra er een antwoord is."))</p>\
            <p class="row">\(Part.button(t("Terug naar de vraag"), path, quiet: true))</p>
            """)
    }

    /// Asks for the click that a mail scanner does not make.
    func confirm(_ reaction: Reaction, _ it: Consultation, secret: String) -> Reply {
        page(
            t("Wil je antwoord op je reactie?"),
            """
            <p class="lead">\(t("Dit zei je over “\(it.title)”."))</p>\(ReactionMarkup(t: t).words(reaction))\
            \(visit.buttonForm(action: "/meedenken/bevestigen/" + secret.percentEncoded, label: t("Ja, laat het me weten"), classes: ""))
            """)
    }

    func own(_ reaction: Reaction, _ it: Consultation, secret: String) -> Reply {
        let base = "/meedenken/reactie/" + secret.percentEncoded
        let markup = ReactionMarkup(t: t, showsNames: true)
        let wait: HTML =
            reaction.answer == nil
            ? Part.notice(t("Er is nog geen antwoord. Je krijgt een mail zodra het er is.")) : .empty
        let back: HTML =
            reaction.answer == nil && it.state == .open
            ? visit.buttonForm(action: base + "/terugnemen", label: t("Neem je reactie terug"), classes: "quiet")
            : .empty
        let forget: HTML =
            reaction.email != nil
            ? visit.buttonForm(action: base + "/adres-wissen", label: t("Wis mijn naam en adres"), classes: "quiet")
            : .empty
        return page(
            t("Jouw reactie"),
            """
            <p class="lead">\(t("Op de vraag:")) <span\(attribute: "lang", t.typed)>\(it.question)</span></p>\
            \(markup.card(reaction, hasHeading: false))\(wait)\(if: it.isPublic, "<p><a href=\"\(it.publicPath)\">\(t("Bekijk alle reacties"))</a></p>")\
            <div class="row no-print">\(back)\(forget)</div>
            """)
    }

    var gone: Reply {
        page(
            t("Deze link werkt niet meer"), status: 404,
            """
            <p class="lead">\(t("Je hebt hem al gebruikt, of hij is te oud. Je reactie is er nog gewoon."))</p>\
            <p class="row">\(Part.button(t("Naar de vragen"), "/meedenken", quiet: true))</p>
            """)
    }

    private func page(_ title: String, status: Int = 200, _ content: HTML) -> Reply {
        visit.page(
            title, head: PublicConsultationPages.noIndex, status: status,
            "<div class=\"wrap narrow stack page\"><h1>\(title)</h1>\(content)</div>")
    }
}
