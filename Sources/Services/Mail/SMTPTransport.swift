import CCurl
import Dispatch

import struct Foundation.Data

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

    package init(server: Server) {
        self.server = server
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    }

    package func send(_ message: [UInt8], from: String, to: String, id: String) async throws {
        let outcome = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.deliver(message, from: from, to: to)) }
        }
        if let outcome { throw outcome }
    }

    private func deliver(_ message: [UInt8], from: String, to: String) -> MailFailure? {
        guard let handle = curl_easy_init() else {
            return MailFailure(isPermanent: false, reason: "libcurl does not start.")
        }
        defer { curl_easy_cleanup(handle) }
        var recipients: UnsafeMutablePointer<curl_slist>?
        recipients = curl_slist_append(recipients, "<\(to)>")
        defer { curl_slist_free_all(recipients) }
        set(handle, CURLOPT_URL, "smtp://\(server.host):\(server.port)/inzet")
        set(handle, CURLOPT_MAIL_FROM, "<\(from)>")
        inzet_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients)
        server.applyTrust { option, value in inzet_curl_set_long(handle, option, value) }
        if let authority = server.authority { set(handle, CURLOPT_CAINFO, authority) }
        if let user = server.user, let password = server.password {
            set(handle, CURLOPT_USERNAME, user)
            set(handle, CURLOPT_PASSWORD, password)
        }
        inzet_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, 10)
        inzet_curl_set_long(handle, CURLOPT_TIMEOUT, 60)
        inzet_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        inzet_curl_set_long(handle, CURLOPT_UPLOAD, 1)

        let source = Source(message)
        let context = Unmanaged.passRetained(source)
        defer { context.release() }
        inzet_curl_set_pointer(handle, CURLOPT_READDATA, context.toOpaque())
        inzet_curl_set_reader(handle) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            return Unmanaged<Source>.fromOpaque(context).takeUnretainedValue().fill(buffer, size * count)
        }
        let result = curl_easy_perform(handle)
        if result == CURLE_OK { return nil }
        var status = 0
        inzet_curl_response_code(handle, &status)
        let reason = "\(String(cString: curl_easy_strerror(result))) (\(status))"
        // A wrong password or a server without TLS says nothing about this mail: it waits until that is put right.
        let isOurs = result == CURLE_LOGIN_DENIED || result == CURLE_USE_SSL_FAILED
        return MailFailure(isPermanent: !isOurs && (500..<600).contains(status), reason: reason)
    }

    private func set(_ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ value: String) {
        inzet_curl_set_text(handle, option, value)
    }

    /// The message as libcurl reads it, piece by piece.
    private final class Source {
        private let bytes: [UInt8]
        private var position = 0
        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func fill(_ buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
            let count = min(room, bytes.count - position)
            bytes.withUnsafeBytes { source in
                guard let base = source.baseAddress, count > 0 else { return }
                UnsafeMutableRawPointer(buffer).copyMemory(from: base + position, byteCount: count)
            }
            position += count
            return count
        }
    }
}
