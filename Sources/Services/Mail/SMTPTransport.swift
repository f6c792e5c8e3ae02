import CCurl
import Dispatch

/// Mail through a server over SMTP with STARTTLS, by libcurl. A server without TLS is refused unless it is this machine.
package struct SMTPTransport: MailTransport {
    package struct Server: Sendable {
        package var host: String
        package var port: Int
        package var user: String?
        package var password: String?
        /// For a server with a certificate of its own; a file in PEM format.
        package var authority: String?

        package init(host: String, port: Int, user: String? = nil, password: String? = nil, authority: String? = nil) {
            self.host = host
            self.port = port
            self.user = user
            self.password = password
            self.authority = authority
        }

        var isLocal: Bool { host == "localhost" || host == "127.0.0.1" || host == "[::1]" }
    }

    private let server: Server
    private let queue = DispatchQueue(label: "smtp", attributes: .concurrent)

    package init(server: Server) { self.server = server }

    package func send(_ message: [UInt8], from: String, to: String, id: String) async throws {
        let outcome = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.deliver(message, from: from, to: to)) }
        }
        if let outcome { throw outcome }
    }

    private func deliver(_ message: [UInt8], from: String, to: String) -> MailFailure? {
        guard let call = server.call(seconds: 60) else {
            return MailFailure(isPermanent: false, reason: "libcurl does not start.")
        }
        call.set(CURLOPT_CONNECTTIMEOUT, 10)
        call.set(CURLOPT_MAIL_FROM, "<\(from)>")
        call.add("<\(to)>", to: CURLOPT_MAIL_RCPT)
        guard let failure = call.performSending(message) else { return nil }
        // A wrong password or a server without TLS says nothing about this mail: it waits until that is put right.
        let isOurs = failure.code == CURLE_LOGIN_DENIED || failure.code == CURLE_USE_SSL_FAILED
        return MailFailure(
            isPermanent: !isOurs && (500..<600).contains(failure.answer),
            reason: "\(failure.words) (\(failure.answer))")
    }
}

extension SMTPTransport.Server {
    /// A call to this server, with who we are and how strictly the line must be protected: this machine needs no TLS, any
    /// other does. `nil` when libcurl does not start.
    func call(seconds: Int) -> CurlCall? {
        guard let call = CurlCall("smtp://\(host):\(port)/inzet", seconds: seconds) else { return nil }
        let isOpen = isLocal && authority == nil
        call.set(CURLOPT_USE_SSL, Int((isLocal ? CURLUSESSL_TRY : CURLUSESSL_ALL).rawValue))
        call.set(CURLOPT_SSL_VERIFYPEER, isOpen ? 0 : 1)
        call.set(CURLOPT_SSL_VERIFYHOST, isOpen ? 0 : 2)
        if let authority { call.set(CURLOPT_CAINFO, authority) }
        if let user, let password {
            call.set(CURLOPT_USERNAME, user)
            call.set(CURLOPT_PASSWORD, password)
        }
        return call
    }
}
