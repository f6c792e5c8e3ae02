package import OpenID
import Services

/// Asks providers of sign-in over HTTP.
package struct HTTPFetcher: Fetching {
    package init() {}

    package func ask(_ request: ProviderRequest) async throws(OpenIDFailure) -> ProviderAnswer {
        let question = WebQuestion(
            request.url, headers: request.headers, form: request.form, limit: request.limit, seconds: 8)
        do {
            let answer = try await question.ask()
            return ProviderAnswer(status: answer.status, body: answer.body)
        } catch {
            switch error {
            case .unreachable, .tooManyWait: throw .unreachable
            case .answerTooLarge: throw .answerTooLarge
            }
        }
    }
}
