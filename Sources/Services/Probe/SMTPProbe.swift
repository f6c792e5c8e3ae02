import CCurl

/// Tries the mail server as far as a mail would go, without sending one: the line, STARTTLS, the certificate, the
/// password.
package enum SMTPProbe {
    /// Gives what went wrong in words for whoever runs the server; `nil` when mail can go.
    package static func problem(_ server: SMTPTransport.Server, seconds: Int = 10) async -> String? {
        await OffPool.run { look(server, seconds) }
    }

    private static func look(_ server: SMTPTransport.Server, _ seconds: Int) -> String? {
        guard let call = server.call(seconds: seconds) else { return "libcurl does not start." }
        // For SMTP this stops after greeting, STARTTLS and sign-in.
        call.set(CURLOPT_CONNECT_ONLY, 1)
        guard let failure = call.perform() else { return nil }
        return switch failure.code {
        case CURLE_COULDNT_RESOLVE_HOST: "The name \(server.host) is not known."
        case CURLE_COULDNT_CONNECT: "Nothing answers at \(server.host):\(server.port)."
        case CURLE_OPERATION_TIMEDOUT: "\(server.host):\(server.port) does not answer within \(seconds) seconds."
        case CURLE_USE_SSL_FAILED: "\(server.host) offers no STARTTLS."
        case CURLE_LOGIN_DENIED: "\(server.host) refuses the name or the password."
        case CURLE_PEER_FAILED_VERIFICATION: "The certificate of \(server.host) is not trusted: \(failure.words)."
        default: "\(failure.words) (\(failure.answer))."
        }
    }
}
