import Community
import Core
import Questionnaires
import Services
import Storage
import Web

/// One way to a questionnaire: the respondent's own link, or the desk of who asks the questions by phone.
struct Door: Sendable {
    let respondent: Respondent
    /// The path under which all its pages are.
    let base: String
    let isInterview: Bool

    func path(_ page: String) -> String { base + "/" + page }
    func path(_ block: Questionnaire.Block, back: Bool = false) -> String {
        path("pagina/" + block.id.percentEncoded) + (back ? "?terug=overzicht" : "")
    }

    /// Finds the door of a visit; `nil` when there is none.
    typealias Opener = @Sendable (Visit, any SQLConnection) throws -> Door?

    /// The link of a respondent.
    static let link: Opener = { visit, db in
        let secret = try visit.parameter("sleutel")
        guard let respondent = try Respondent.find(secret: secret, in: db) else { return nil }
        return Door(respondent: respondent, base: "/vragenlijst/" + secret.percentEncoded, isInterview: false)
    }

    /// An interview by phone. Nobody but the respondent sees what they filled in under a code themselves, and who is
    /// promised to stay unknown is not asked by somebody who knows them.
    static func interview(_ vault: Vault) -> Opener {
        { visit, db in
            let survey = try Survey.found(visit, SurveyAccess.callers, in: db)
            guard survey.mode != .anonymous else {
                throw WebError.badRequest(
                    Text("Deze enquête is anoniem. Stel de vragen niet aan de telefoon, maar herinner aan de link."))
            }
            guard let address = try Address.find(number: visit.number("adres"), of: survey, in: db),
                let respondent = try Respondent.of(survey, .address(address), nil, .phone, in: db)
            else { return nil }
            if survey.mode == .pseudonymous {
                let standing = try ResponseStore(vault: vault).standing(of: respondent, in: db)
                if case .underWay(let draft) = standing, draft.channel != .phone {
                    throw WebError.badRequest(
                        Text(
                            "Deze persoon is zelf al begonnen. Jij mag die antwoorden niet zien: verwijs naar de link.")
                    )
                }
            }
            return Door(
                respondent: respondent, base: survey.path("bellen/\(address.number)/vragenlijst"), isInterview: true)
        }
    }
}
