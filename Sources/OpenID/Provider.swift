package import Core
import Formats

/// One provider as this process knows it: its description and its keys, kept a while.
package actor Provider {
    package nonisolated let settings: OpenIDSettings
    private let fetcher: any Fetching
    private var metadata: (value: ProviderMetadata, at: Moment)?
    private var keys: (value: KeySet, at: Moment)?
    /// When the keys were last asked because a token named one we did not know.
    private var lastSearch: Moment?

    /// How long a description and keys are believed without asking again.
    package static let freshness = Span.hours(1)
    /// How long they still do when the provider cannot be reached.
    package static let patience = Span.hours(24)
    /// Tokens with made-up keys may not make us hammer the provider.
    package static let searchPause = Span.seconds(30)

    package init(settings: OpenIDSettings, fetcher: any Fetching) {
        self.settings = settings
        self.fetcher = fetcher
    }

    /// The provider's description, asked for when it is not known or old.
    package func metadata(now: Moment) async throws(OpenIDFailure) -> ProviderMetadata {
        if let metadata, now - metadata.at < Self.freshness { return metadata.value }
        do throws(OpenIDFailure) {
            let body = try await get(
                ProviderMetadata.address(of: settings.issuer), limit: ProviderMetadata.byteLimit)
            let value = try ProviderMetadata(parsing: body, settings: settings)
            metadata = (value, now)
            return value
        } catch {
            guard let metadata, error == .unreachable, now - metadata.at < Self.patience else { throw error }
            return metadata.value
        }
    }

    /// What is known without asking: for pages that must not wait.
    package var known: ProviderMetadata? { metadata?.value }

    /// Where the browser goes to sign in.
    package func authorizationURL(redirect: String, state: String, proof: SignInProof, now: Moment)
        async throws(OpenIDFailure) -> String
    {
        var fields = FormFields([
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirect),
            ("scope", settings.scopes.joined(separator: " ")), ("state", state), ("nonce", proof.nonce),
            ("code_challenge", proof.challenge), ("code_challenge_method", "S256"),
        ])
        if case .claims(_, let levels) = settings.secondStep, !levels.isEmpty {
            fields.pairs.append((name: "acr_values", value: levels.sorted().joined(separator: " ")))
        }
        return fields.added(to: try await metadata(now: now).authorization)
    }

    /// Where the browser goes to sign out there too (RP-Initiated Logout 1.0). The ID token is not kept, so that the
    /// provider may ask whether it is meant. `nil` when the provider has no such page, or was not asked yet.
    package func endSessionURL(back: String) -> String? {
        metadata?.value.endSession.map {
            FormFields([("client_id", settings.clientID), ("post_logout_redirect_uri", back)]).added(to: $0)
        }
    }

    /// Trades the code for a token and gives what it says, after every check.
    package func claims(code: String, redirect: String, proof: SignInProof, now: Moment) async throws(OpenIDFailure)
        -> Claims
    {
        let metadata = try await metadata(now: now)
        let answer = try await TokenRequest(settings: settings, endpoint: metadata.token, now: now)
            .trade(code, redirect: redirect, verifier: proof.verifier, fetcher)
        let token = try IDToken(answer.idToken)
        let check = IDTokenCheck(settings: settings, nonce: proof.nonce, now: now)
        var claims: Claims
        do throws(OpenIDFailure) {
            claims = try await check.claims(
                of: token, keys: try await keys(at: metadata.keys, now: now), accessToken: answer.accessToken)
        } catch {
            guard error == .unknownKey, let renewed = try await newKeys(at: metadata.keys, now: now) else {
                throw error
            }
            claims = try await check.claims(of: token, keys: renewed, accessToken: answer.accessToken)
        }
        if settings.asksUserInfo, let place = metadata.userInfo, let accessToken = answer.accessToken {
            claims.add(try await userInfo(at: place, accessToken: accessToken, subject: claims.subject))
        }
        return claims
    }

    private func keys(at place: WebAddress, now: Moment) async throws(OpenIDFailure) -> KeySet {
        if let keys, now - keys.at < Self.freshness { return keys.value }
        do throws(OpenIDFailure) {
            return try await fetchKeys(at: place, now: now)
        } catch {
            guard let keys, error == .unreachable, now - keys.at < Self.patience else { throw error }
            return keys.value
        }
    }

    /// The provider may have changed its keys: asks once. `nil` when that was done a moment ago.
    private func newKeys(at place: WebAddress, now: Moment) async throws(OpenIDFailure) -> KeySet? {
        if let lastSearch, now - lastSearch < Self.searchPause { return nil }
        lastSearch = now
        return try await fetchKeys(at: place, now: now)
    }

    private func fetchKeys(at place: WebAddress, now: Moment) async throws(OpenIDFailure) -> KeySet {
        let value = try KeySet(parsing: try await get(place.text, limit: KeySet.byteLimit))
        keys = (value, now)
        return value
    }

    private func userInfo(at place: WebAddress, accessToken: String, subject: String) async throws(OpenIDFailure)
        -> JSONObject
    {
        var request = ProviderRequest(place.text, limit: IDToken.byteLimit)
        request.headers.append(("authorization", "Bearer " + accessToken))
        let answer = try await fetcher.ask(request)
        // Core 1.0, 5.3.4: an answer about somebody else must not be used.
        guard answer.status == 200, let json = try? JSONValue(parsing: answer.body, maximumDepth: 16),
            let object = json.object, object["sub"]?.string == subject
        else { throw .userInfo }
        return object
    }

    private func get(_ url: String, limit: Int) async throws(OpenIDFailure) -> [UInt8] {
        let answer = try await fetcher.ask(ProviderRequest(url, limit: limit))
        guard answer.status == 200 else { throw .unexpectedStatus(answer.status) }
        return answer.body
    }
}
