import Community
import Core
package import Services
package import Storage

/// The personal link to a survey. The token is not stored anywhere: the key of the site makes it again for each mail,
/// so that a reminder carries the same link, and the table holds only its hash.
package enum SurveyLink {
    /// 256 bits as 43 characters that fit in an address.
    ///
    /// - Parameter generation: goes up when somebody gets another mailbox: the link in the old one opens nothing then.
    package static func token(
        _ survey: Survey.Identity, _ address: Address.Identity, generation: Int = 0, _ vault: Vault
    ) -> String {
        vault.sign("enquete|" + survey.text + "|" + address.text + (generation == 0 ? "" : "|\(generation)"))
    }

    package static func token(_ address: Address, _ vault: Vault) -> String {
        token(address.survey, address.id, generation: address.generation, vault)
    }

    /// Where the questionnaire is.
    package static func url(_ token: String, origin: String) -> String { origin + path(token) }
    package static func path(_ token: String) -> String { "/vragenlijst/" + token }

    /// Where someone says no.
    package static func refusalPath(_ token: String) -> String { path(token) + "/niet-meedoen" }

    /// Whose link this is; `nil` for a token that was never given out. Changes nothing.
    ///
    /// Look at the state of the survey before you show anything: a link exists as soon as the address does.
    package static func address(token: String, in db: any SQLConnection) throws -> (survey: Survey, address: Address)? {
        guard
            let address = try db.first("SELECT * FROM survey_address WHERE token_hash = \(Secret.hash(token))")
                .map(Address.init(row:)),
            let survey = try Survey.find(address.survey, in: db)
        else { return nil }
        return (survey, address)
    }
}
