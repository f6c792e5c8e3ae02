/// A question to a provider.
package struct ProviderRequest: Sendable {
    package let url: String
    package var headers: [(name: String, value: String)] = [("accept", "application/json")]
    /// A form to post; without it the question is a GET.
    package var form: String?
    /// The largest answer that is read, in bytes.
    package let limit: Int

    package init(_ url: String, form: String? = nil, limit: Int) {
        self.url = url
        self.form = form
        self.limit = limit
    }
}

/// What a provider answered.
package struct ProviderAnswer: Sendable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// Asks a provider. Tests bring one of their own.
package protocol Fetching: Sendable {
    func ask(_ request: ProviderRequest) async throws(OpenIDFailure) -> ProviderAnswer
}
