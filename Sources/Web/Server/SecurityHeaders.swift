/// The headers internet.nl asks of a site, on every answer.
enum SecurityHeaders {
    private static func policy(ancestors: String) -> String {
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "manifest-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors \(ancestors); base-uri 'none'"
    }
    private static let ownPolicy = policy(ancestors: "'none'")
    private static let framedPolicy = policy(ancestors: "*")

    static func add(to reply: inout Reply, secure: Bool, isAPI: Bool) {
        reply.headers.reserveCapacity(reply.headers.count + 12)
        reply.setHeader("content-security-policy", reply.mayBeFramed ? framedPolicy : ownPolicy)
        if !reply.mayBeFramed { reply.setHeader("x-frame-options", "DENY") }
        reply.setHeader("x-content-type-options", "nosniff")
        reply.setHeader("referrer-policy", "same-origin")
        reply.setHeader("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()")
        reply.setHeader("cross-origin-opener-policy", "same-origin")
        if secure { reply.setHeader("strict-transport-security", "max-age=63072000; includeSubDomains") }
        if isAPI {
            reply.setHeader("api-version", API.version)
            reply.setHeader("access-control-allow-origin", "*")
        }
    }
}

package enum API {
    /// The version of the public API, after semver: the same as `info.version` in the OpenAPI document.
    package static let version = "1.0.0"
}
