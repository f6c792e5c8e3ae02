import Community
import Core
import Services
import Storage

/// Makes the mails of one survey. What all of them share is read once, so that fifty thousand cost little more than one.
struct FieldworkMail: Sendable {
    let house: House
    let survey: Survey
    let place: String
    private let texts: [String: MailText]

    init(_ house: House, _ survey: Survey, in db: any SQLConnection) throws {
        self.house = house
        self.survey = survey
        place = try Places.municipality(survey.municipality, in: db)?.name ?? ""
        var texts: [String: MailText] = [:]
        for kind in MailText.Kind.allCases {
            for language in Language.allCases {
                texts[kind.rawValue + language.rawValue] = try MailText.of(survey.id, kind, house.t(language), in: db)
            }
        }
        self.texts = texts
    }

    /// `nil` for an address without mail.
    func mail(_ kind: MailText.Kind, to address: Address) -> Mail? {
        guard let email = address.email else { return nil }
        return mail(
            kind, to: email, name: address.name, organisation: address.organisation, language: address.language,
            token: SurveyLink.token(address, house.vault))
    }

    /// The mail as it would go to the one who tries it out; its link leads nowhere.
    func example(
        _ kind: MailText.Kind, _ text: MailText? = nil, to email: String, name: String, language: Language
    ) -> Mail {
        mail(kind, text, to: email, name: name, organisation: nil, language: language, token: "voorbeeld")
    }

    private func mail(
        _ kind: MailText.Kind, _ own: MailText? = nil, to email: String, name: String?, organisation: String?,
        language: Language, token: String
    ) -> Mail {
        let t = house.t(language)
        let text = own ?? texts[kind.rawValue + language.rawValue] ?? MailText.standard(kind, t)
        let values = [
            "naam": name ?? organisation ?? t("lezer"), "organisatie": organisation ?? "", "titel": survey.title,
            "doel": survey.purpose, "sluit": survey.closesOn.map { t.date($0) } ?? "", "gemeente": place,
        ]
        let body = SignedText.fill(text.body, values)
        let refusal = house.origin + SurveyLink.refusalPath(token)
        let blocks =
            body.replacing("\r\n", with: "\n").split(separator: "\n\n").map { Mail.Block.paragraph($0.trimmed) } + [
                .button(label: t("Naar de vragenlijst"), url: SurveyLink.url(token, origin: house.origin)),
                .small(t(survey.mode.promise) + " " + t("De link is van jou: stuur hem niet door.")),
                .small(t("Wil je niet meedoen? Laat het ons weten, dan hoor je niets meer: \(refusal)")),
            ]
        return Mail(
            to: email, name: name ?? "", subject: SignedText.fill(text.subject, values), kind: kind.mailKind,
            language: language, unsubscribeURL: refusal, isSecret: true, blocks)
    }
}
