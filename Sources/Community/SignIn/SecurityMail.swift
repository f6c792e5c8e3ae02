import Core
import Services
import Storage

/// Tells people what changed about the way they sign in, so that a stranger's change shows.
struct SecurityMail: Sendable {
    let house: House

    enum News: Sendable {
        case passwordChanged
        case secondStepChanged
        case secondStepRemoved
        case recoveryCodeUsed(left: Int)
        /// The account can be entered with the municipality's own sign-in from now on.
        case providerLinked(name: String)
        /// Somebody with access to the machine reset the account of the person with this name.
        case emergencyAccess(name: String)
    }

    /// Puts the mail in the outbox; nothing when the person has no address.
    func send(_ news: News, to person: Person.Identity, in db: any SQLConnection) throws {
        guard let person = try Person.find(person, in: db), let email = person.email else { return }
        let t = house.t(person.language)
        try house.mail(
            Mail(
                to: email, name: person.name, subject: subject(news, t), kind: "inlogbericht",
                language: person.language,
                [
                    .paragraph(body(news, t)),
                    .paragraph(t("Was jij dit niet? Waarschuw dan meteen een beheerder.")),
                ]), in: db)
    }

    private func subject(_ news: News, _ t: Texts) -> String {
        switch news {
        case .passwordChanged: t("Je wachtwoord is gewijzigd")
        case .secondStepChanged: t("Je tweede stap is ingesteld")
        case .secondStepRemoved: t("Je tweede stap is gewist")
        case .recoveryCodeUsed: t("Er is ingelogd met een herstelcode")
        case .providerLinked: t("Je account is gekoppeld")
        case .emergencyAccess: t("Noodtoegang is gebruikt")
        }
    }

    private func body(_ news: News, _ t: Texts) -> String {
        switch news {
        case .passwordChanged: t("Het wachtwoord van je account is gewijzigd. Op andere apparaten ben je uitgelogd.")
        case .secondStepChanged: t("Voor je account is een app ingesteld voor de tweede stap bij het inloggen.")
        case .secondStepRemoved:
            t("Een beheerder heeft je tweede stap gewist. Bij het inloggen stel je een nieuwe in.")
        case .recoveryCodeUsed(let left):
            t.plural(
                left, "Iemand logde in op je account met een herstelcode. Je hebt nog 1 code over.",
                "Iemand logde in op je account met een herstelcode. Je hebt nog \(left) codes over.")
        case .providerLinked(let name): t("Je kunt nu inloggen met je account van \(name).")
        case .emergencyAccess(let name):
            t("Op de server is noodtoegang gegeven aan het account van \(name). Wachtwoord en tweede stap zijn gewist.")
        }
    }
}
