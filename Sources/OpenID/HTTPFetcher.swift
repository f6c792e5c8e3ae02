import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Asks over HTTP. Certificates are checked against those of the system; redirects are answers, never followed.
///
/// Each question has a client of its own: people sign in a few times an hour, and a line that is kept open for that would
/// only grow stale.
package struct HTTPFetcher: Fetching {
    /// For the whole question, its answer included.
    private let patience: Duration

    package init(patience: Duration = .seconds(8)) { self.patience = patience }

    package func ask(_ request: ProviderRequest) async throws(OpenIDFailure) -> ProviderAnswer {
        do {
            return try await HTTPClient.withHTTPClient(configuration: Self.configuration) { client in
                try await ask(request, client)
            }
        } catch let failure as OpenIDFailure {
            throw failure
        } catch {
            throw .unreachable
        }
    }

    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(4), read: .seconds(4))
        configuration.decompression = .disabled
        configuration.httpVersion = .http1Only
        return configuration
    }

    private func ask(_ request: ProviderRequest, _ client: HTTPClient) async throws -> ProviderAnswer {
        let end = ContinuousClock.now + patience
        var question = HTTPClientRequest(url: request.url)
        for header in request.headers { question.headers.add(name: header.name, value: header.value) }
        if let form = request.form {
            question.method = .POST
            question.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
            question.body = .bytes(Array(form.utf8))
        }
        let response = try await client.execute(
            question, timeout: .nanoseconds(patience.components.seconds * 1_000_000_000))
        var body: [UInt8] = []
        for try await chunk in response.body {
            guard body.count + chunk.readableBytes <= request.limit else { throw OpenIDFailure.answerTooLarge }
            // The client's own deadline ends with the head; an answer that trickles in must end too.
            guard ContinuousClock.now < end else { throw OpenIDFailure.unreachable }
            body.append(contentsOf: chunk.readableBytesView)
        }
        return ProviderAnswer(status: Int(response.status.code), body: body)
    }
}
