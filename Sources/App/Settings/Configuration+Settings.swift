import Core
import Services
import Storage
import Web

extension Configuration {
    /// The settings as the program uses them.
    ///
    /// - Throws: `SettingsRefused` with every mistake at once.
    package init(_ settings: Settings) throws {
        guard settings.mistakes.isEmpty else { throw SettingsRefused(mistakes: settings.mistakes) }
        typealias Known = KnownSettings
        let address = settings.value(Known.database) ?? .sqlite(path: "inzet.sqlite")
        let sender = settings.value(Known.sender) ?? "noreply@localhost"
        self.init(
            database: address.with(password: settings.value(Known.databasePassword)),
            origin: settings.value(Known.origin) ?? "http://localhost:8080",
            host: settings.value(Known.host) ?? "127.0.0.1", port: settings.value(Known.port) ?? 8080,
            mail: Self.route(settings), senderName: settings.value(Known.senderName) ?? "Inzet", senderAddress: sender,
            keyPath: settings.value(Known.keyFile), trustsProxy: settings.value(Known.behindProxy) ?? false,
            securityContact: settings.value(Known.securityContact), inbox: settings.value(Known.inbox),
            auditAddress: settings.value(Known.auditMail))
        replica = settings.value(Known.databaseReplica)?.with(password: settings.value(Known.databasePassword))
        limits = Self.limits(settings)
        backup = Self.backup(settings)
        dumps = address.isPostgres ? settings.value(Known.backupFolder) : nil
        openID = Self.openID(settings)
        logFormat = settings.value(Known.logFormat) ?? .json
        logLevel = settings.value(Known.logLevel) ?? .info
        if settings.value(Known.metricsOn) == true {
            metrics = MetricsAccess(
                addresses: settings.value(Known.metricsAddresses) ?? [], token: settings.value(Known.metricsToken))
        }
        graceSeconds = settings.value(Known.graceSeconds) ?? 0
        drainSeconds = settings.value(Known.drainSeconds) ?? 25
    }

    private static func route(_ settings: Settings) -> MailRoute {
        let route = settings.value(KnownSettings.mailRoute) ?? .keep
        guard case .smtp(var server) = route else { return route }
        server.user = settings.value(KnownSettings.mailUser) ?? server.user
        server.password = settings.value(KnownSettings.mailPassword)?.revealed ?? server.password
        server.authority = settings.value(KnownSettings.mailAuthority)
        return .smtp(server)
    }

    private static func limits(_ settings: Settings) -> Limits {
        typealias Known = KnownSettings
        let requests = settings.value(Known.requestRate) ?? 20
        let forms = settings.value(Known.formRate) ?? 30
        return Limits(
            perAddress: RateLimit(
                burst: settings.value(Known.requestBurst) ?? 300,
                interval: Span(milliseconds: Int64(max(1, 1000 / requests)))),
            posts: RateLimit(
                burst: settings.value(Known.formBurst) ?? 40,
                interval: Span(milliseconds: Int64(max(1, 60_000 / forms)))),
            sharedPosts: RateLimit(
                burst: (settings.value(Known.formBurst) ?? 40) * 10,
                interval: Span(milliseconds: Int64(max(1, 6_000 / forms)))),
            bodySeconds: settings.value(Known.bodySeconds) ?? 15,
            connections: settings.value(Known.connections) ?? 2000,
            connectionsPerAddress: settings.value(Known.connectionsPerAddress) ?? 200,
            answerSeconds: settings.value(Known.answerSeconds) ?? 30,
            extraHosts: Set(settings.value(Known.extraHosts) ?? []))
    }

    private static func backup(_ settings: Settings) -> BackupPlan? {
        typealias Known = KnownSettings
        guard let folder = settings.value(Known.backupFolder) else { return nil }
        let key: BackupPlan.Key
        if let recipients = settings.value(Known.backupRecipients) {
            key = .recipients(recipients)
        } else if let file = settings.value(Known.backupPassphrase) {
            key = .passphraseFile(file)
        } else {
            return nil
        }
        let usual = BackupKeep.usual
        return BackupPlan(
            folder: folder, key: key, hour: settings.value(Known.backupHour) ?? BackupPlan.usualHour,
            keep: BackupKeep(
                daily: settings.value(Known.backupDaily) ?? usual.daily,
                weekly: settings.value(Known.backupWeekly) ?? usual.weekly,
                monthly: settings.value(Known.backupMonthly) ?? usual.monthly))
    }
}

/// The settings cannot be used; every mistake is named.
package struct SettingsRefused: Error, CustomStringConvertible {
    package let mistakes: [SettingMistake]
    package var description: String { mistakes.map(\.description).joined(separator: "\n") }
}

/// Who may read the figures.
package struct MetricsAccess: Sendable {
    package var addresses: [AddressRange]
    package var token: SecretText?

    package init(addresses: [AddressRange] = [], token: SecretText? = nil) {
        self.addresses = addresses
        self.token = token
    }
}

extension DatabaseAddress {
    /// The address with a password in it, as libpq reads it.
    func with(password: SecretText?) -> DatabaseAddress {
        guard case .postgres(let words) = self, let password = password?.revealed else { return self }
        if words.contains("://") {
            return .postgres(words + (words.contains("?") ? "&" : "?") + "password=" + password.percentEncoded)
        }
        let value = password.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return .postgres(words + " password='\(value)'")
    }
}
