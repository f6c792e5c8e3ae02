import HTTPTypes

/// Names of headers as the server wants them; those of every answer are made once.
enum HeaderNames {
    private static let known: [String: HTTPField.Name] = {
        var known: [String: HTTPField.Name] = [:]
        for name in [
            "content-type", "content-security-policy", "x-frame-options", "x-content-type-options", "referrer-policy",
            "permissions-policy", "cross-origin-opener-policy", "strict-transport-security", "x-request-id",
            "cache-control", "server-timing", "set-cookie", "location", "api-version", "access-control-allow-origin",
        ] { known[name] = HTTPField.Name(name) }
        return known
    }()

    /// `nil` when the text cannot be the name of a header.
    static func name(_ text: String) -> HTTPField.Name? { known[text] ?? HTTPField.Name(text) }
}
