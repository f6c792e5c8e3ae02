import Core
import OpenID
import Web

extension OpenIDPages {
    /// What went wrong in words that help, with the number under which the log tells the rest.
    func failed(_ failure: OpenIDFailure, _ door: OpenIDSettings?) -> Reply {
        let name = door?.name ?? t("je gemeente")
        let (intro, status) = explanation(failure, name)
        let number: HTML =
            "<p class=\"small soft\">\(t("Nummer van deze aanvraag")): <code>\(visit.requestID)</code></p>"
        return visit.simplePage(
            t("Inloggen lukte niet"), intro: intro, status: status,
            """
            <p>\(t("Er is niets gewijzigd. Blijft het misgaan? Geef dit nummer aan een beheerder."))</p>\
            <p class="row">\(Part.button(t("Opnieuw inloggen"), "/inloggen/medewerker"))</p>\(number)
            """)
    }

    private func explanation(_ failure: OpenIDFailure, _ name: String) -> (String, Int) {
        switch failure {
        case .unknownState, .otherBrowser, .noCode:
            (t("Deze poging is verlopen, al gebruikt, of begonnen in een andere browser. Begin opnieuw."), 400)
        case .refused("access_denied"):
            (t("Je bent gestopt met inloggen, of \(name) geeft je geen toegang."), 400)
        case .refused, .tokenRefused:
            (t("\(name) nam de aanvraag niet aan."), 502)
        case .unreachable, .answerTooLarge, .unexpectedStatus, .discovery, .keys, .tokenAnswer, .userInfo:
            (t("Het inloggen bij \(name) werkt nu niet. Probeer het straks weer."), 502)
        case .groupsLeftOut:
            (t("\(name) gaf niet door bij welke groepen je hoort, omdat het er te veel zijn."), 502)
        case .wrongIssuerInAnswer, .malformed, .algorithm, .critical, .unknownKey, .ambiguousKey, .signature, .issuer,
            .audience, .authorisedParty, .expired, .notYetValid, .issuedAt, .nonce, .accessTokenHash, .subject:
            (t("Het antwoord van \(name) klopte niet. Voor de zekerheid laten we je niet binnen."), 400)
        }
    }
}
