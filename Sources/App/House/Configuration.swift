package import OpenID
package import Services
package import Storage
package import Web

/// How one installation runs: where the data is, under which address, how mail leaves.
package struct Configuration: Sendable {
    package var database: DatabaseAddress
    /// A server that may be some seconds behind `database`, for pages that may be; only beside PostgreSQL.
    package var replica: DatabaseAddress?
    /// The address people use, without a slash at the end.
    package var origin: String
    package var host: String
    package var port: Int
    package var mail: MailRoute
    package var senderName: String
    package var senderAddress: String
    /// The file with the site's key; made at the first start, readable by the owner only. Every process on one database
    /// must have the same. Empty when nobody said where: a town does not open then.
    package var keyPath: String
    package var isDemo: Bool
    package var trustsProxy: Bool
    /// Where someone who finds a leak can write (RFC 9116).
    package var securityContact: String
    /// The folder in which the mail server lays replies by mail; without it no mail invites to a reply.
    package var inbox: String?
    /// The address that gets the head of the audit log each day; nobody when left out.
    package var auditAddress: String?
    /// When backups are made and where they go; without it the site makes none by itself.
    package var backup: BackupPlan?
    /// Where the tools of a database server leave its backups: looked at by the doctor, never written.
    package var dumps: String?
    /// The municipalities whose staff sign in with their own account.
    package var openID: [OpenIDSettings] = []
    /// What one visitor may ask.
    package var limits = Limits()
    package var logFormat = LogFormat.json
    package var logLevel = LogLevel.info
    /// Who may read the figures; nobody when left out.
    package var metrics: MetricsAccess?
    /// How long everything is still answered after a signal to stop, while `/readyz` says no (seconds).
    package var graceSeconds = 0
    /// How long requests and work that are under way may take to end after that (seconds).
    package var drainSeconds = 25

    package enum MailRoute: Sendable {
        case folder(String)
        case smtp(SMTPTransport.Server)
        /// Mail stays in the outbox and is read on the site: the demo.
        case keep
    }

    package init(
        database: DatabaseAddress, origin: String = "http://localhost:8080", host: String = "127.0.0.1",
        port: Int = 8080,
        mail: MailRoute = .keep, senderName: String = "Inzet", senderAddress: String = "noreply@localhost",
        keyPath: String? = nil, isDemo: Bool = false, trustsProxy: Bool = false, securityContact: String? = nil,
        inbox: String? = nil, auditAddress: String? = nil, backup: BackupPlan? = nil
    ) {
        self.database = database
        self.origin = origin
        self.host = host
        self.port = port
        self.mail = mail
        self.senderName = senderName
        self.senderAddress = senderAddress
        self.keyPath = keyPath ?? Self.keyPath(beside: database) ?? ""
        self.isDemo = isDemo
        self.trustsProxy = trustsProxy
        self.securityContact = securityContact ?? "mailto:\(senderAddress)"
        self.inbox = inbox
        self.auditAddress = auditAddress
        self.backup = backup
    }
}

/// What is wrong with a setting, in words for whoever runs the server.
package struct ConfigurationError: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

extension Configuration {
    /// Reads `sqlite:PATH`, a bare path, or a connection string of PostgreSQL.
    package static func database(_ text: String) throws -> DatabaseAddress {
        guard let address = DatabaseAddress(text) else {
            throw ConfigurationError("The database is not understood. Use sqlite:PATH or postgres://….")
        }
        return address
    }

    /// The key lies beside a file. A server has no such place.
    package static func keyPath(beside database: DatabaseAddress) -> String? {
        if case .sqlite(let path) = database { path + ".key" } else { nil }
    }
}
