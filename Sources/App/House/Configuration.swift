package import Services

/// How one installation runs: where the data is, under which address, how mail leaves.
package struct Configuration: Sendable {
    /// A file for SQLite, from `sqlite:PATH`.
    package var databasePath: String
    /// The address people use, without a slash at the end.
    package var origin: String
    package var host: String
    package var port: Int
    package var mail: MailRoute
    package var senderName: String
    package var senderAddress: String
    /// The file with the site's key; made at the first start, readable by the owner only.
    package var keyPath: String
    package var isDemo: Bool
    package var trustsProxy: Bool
    /// Where someone who finds a leak can write (RFC 9116).
    package var securityContact: String
    /// The folder in which the mail server lays replies by mail; without it no mail invites to a reply.
    package var inbox: String?
    /// The address that gets the head of the audit log each day; nobody when left out.
    package var auditAddress: String?

    package enum MailRoute: Sendable {
        case folder(String)
        case smtp(SMTPTransport.Server)
        /// Mail stays in the outbox and is read on the site: the demo.
        case keep
    }

    package init(
        databasePath: String, origin: String = "http://localhost:8080", host: String = "127.0.0.1", port: Int = 8080,
        mail: MailRoute = .keep, senderName: String = "Inzet", senderAddress: String = "noreply@localhost",
        keyPath: String? = nil, isDemo: Bool = false, trustsProxy: Bool = false, securityContact: String? = nil,
        inbox: String? = nil, auditAddress: String? = nil
    ) {
        self.databasePath = databasePath
        self.origin = origin
        self.host = host
        self.port = port
        self.mail = mail
        self.senderName = senderName
        self.senderAddress = senderAddress
        self.keyPath = keyPath ?? databasePath + ".key"
        self.isDemo = isDemo
        self.trustsProxy = trustsProxy
        self.securityContact = securityContact ?? "mailto:\(senderAddress)"
        self.inbox = inbox
        self.auditAddress = auditAddress
    }
}

/// What is wrong with a setting, in words for whoever runs the server.
package struct ConfigurationError: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

extension Configuration {
    /// Reads `sqlite:PATH`, or a bare path.
    package static func databasePath(_ text: String) throws -> String {
        let path = text.hasPrefix("sqlite:") ? String(text.dropFirst(7)) : text
        guard !path.isEmpty, !path.contains("://") else {
            throw ConfigurationError("The database '\(text)' is not understood. Use sqlite:PATH.")
        }
        return path
    }

    /// Reads `folder:DIR` or `smtp://user:password@host:port`.
    package static func mailRoute(_ text: String, authority: String?) throws -> MailRoute {
        if text.hasPrefix("folder:") { return .folder(String(text.dropFirst(7))) }
        guard text.hasPrefix("smtp://") else {
            throw ConfigurationError(
                "The mail route is not understood. Use folder:DIR or smtp://user:password@host:port.")
        }
        var rest = text.dropFirst(7)
        var user: String?
        var password: String?
        if let at = rest.lastIndex(of: "@") {
            let login = rest[..<at].split(separator: ":", maxSplits: 1)
            user = login.first.map(String.init)
            password = login.count > 1 ? String(login[1]) : ""
            rest = rest[rest.index(after: at)...]
        }
        let parts = rest.split(separator: ":")
        guard let host = parts.first, let port = parts.count > 1 ? Int(parts[1]) : 587 else {
            throw ConfigurationError("The mail route misses a host or has a port that is no number.")
        }
        return .smtp(.init(host: String(host), port: port, user: user, password: password, authority: authority))
    }
}
