import Services
import Storage

/// What no setting can see by itself: settings that contradict each other, or that miss a companion.
enum SettingsRules {
    private typealias Known = KnownSettings

    static func check(_ settings: inout Settings) {
        database(&settings)
        mail(&settings)
        address(&settings)
        backup(&settings)
        for item in 1...max(1, settings.items(of: "oidc")) where settings.items(of: "oidc") > 0 {
            openID(&settings, item)
        }
        if settings.mistakes.isEmpty {
            for problem in Configuration.openIDProblems(settings) {
                settings.mistake(about: Known.openIDIssuer, item: problem.item, problem.text)
            }
        }
        if !settings.isSet(Known.metricsOn) || settings.value(Known.metricsOn) == false {
            for setting: any AnySetting in [Known.metricsAddresses, Known.metricsToken] where settings.isSet(setting) {
                settings.mistake(about: setting, "does nothing as long as metrics.on is no.")
            }
        }
    }

    private static func database(_ settings: inout Settings) {
        guard let address = settings.value(Known.database) else { return }
        if case .postgres(let words) = address {
            if !settings.isSet(Known.keyFile) {
                settings.mistake(about: Known.keyFile, "is missing: a database server has no place for the key.")
            }
            if Secrets.stands(in: words) {
                plainSecret(&settings, Known.database, "database-password-file")
            }
            replica(&settings)
        } else if settings.isSet(Known.databaseReplica), !isFromCommand(settings, Known.database) {
            settings.mistake(about: Known.databaseReplica, "belongs to PostgreSQL; the database is a file of SQLite.")
        } else if settings.isSet(Known.databasePassword), !isFromCommand(settings, Known.database) {
            settings.mistake(about: Known.databasePassword, "belongs to PostgreSQL; the database is a file of SQLite.")
        }
    }

    private static func replica(_ settings: inout Settings) {
        switch settings.value(Known.databaseReplica) {
        case .postgres(let words)?:
            if Secrets.stands(in: words) { plainSecret(&settings, Known.databaseReplica, "database-password-file") }
        case .sqlite?: settings.mistake(about: Known.databaseReplica, "must be a PostgreSQL server, as database is.")
        case nil: break
        }
    }

    private static func mail(_ settings: inout Settings) {
        let route = settings.value(Known.mailRoute)
        if case .smtp(let server) = route {
            if server.password?.isEmpty == false { plainSecret(&settings, Known.mailRoute, "mail.password-file") }
            if server.user != nil, settings.isSet(Known.mailUser) {
                settings.mistake(about: Known.mailUser, "stands in mail.route too: leave one of them out.")
            }
        } else if !isFromCommand(settings, Known.mailRoute) {
            for setting: any AnySetting in [Known.mailUser, Known.mailPassword, Known.mailAuthority]
            where settings.isSet(setting) {
                settings.mistake(about: setting, "does nothing without a mail server in mail.route.")
            }
        }
        if settings.isSet(Known.mailUser) != settings.isSet(Known.mailPassword) {
            let (there, missing): (any AnySetting, any AnySetting) =
                settings.isSet(Known.mailUser)
                ? (Known.mailUser, Known.mailPassword) : (Known.mailPassword, Known.mailUser)
            var hasUser = false
            if case .smtp(let server) = route { hasUser = server.user != nil }
            if !hasUser { settings.mistake(about: there, "needs \(missing.key) beside it.") }
        }
    }

    /// Whether the command line changed what the file says: what belongs to the file's word then does nothing, which is
    /// no mistake.
    private static func isFromCommand(_ settings: Settings, _ setting: any AnySetting) -> Bool {
        if case .option = settings.entries[setting.key]?.source { true } else { false }
    }

    /// A password that everyone who may see the settings, or the processes of the machine, can read.
    private static func plainSecret(_ settings: inout Settings, _ setting: any AnySetting, _ instead: String) {
        switch settings.entries[setting.key]?.source {
        case .option:
            settings.warn(about: setting, "holds a password that every user of the machine can see; use \(instead).")
        case .environment: break
        default:
            settings.mistake(
                about: setting, "holds a password: put it in a file of its own and name that in \(instead).")
        }
    }

    private static func address(_ settings: inout Settings) {
        guard let origin = settings.value(Known.origin) else { return }
        let isBehind = settings.value(Known.behindProxy) ?? false
        let host = settings.value(Known.host) ?? ""
        let listensHere = host == "localhost" || AddressRange.loopback.contains { $0.contains(host) }
        if origin.hasPrefix("https://"), !isBehind {
            settings.warn(
                about: Known.behindProxy,
                "is no, but only a proxy can give https: all visitors would share the bounds of one address.")
        }
        if isBehind, !listensHere {
            settings.warn(about: Known.host, "is open to others, who can name any address in X-Forwarded-For.")
        }
        if origin.hasPrefix("http://"), !["localhost", "127.0.0.1", "[::1]"].contains(bareHost(origin)) {
            settings.warn(about: Known.origin, "has no https: passwords and sessions travel in the open.")
        }
        if settings.value(Known.sender)?.hasSuffix("@localhost") == true, settings.isSet(Known.mailRoute),
            case .smtp = settings.value(Known.mailRoute)
        {
            settings.warn(about: Known.sender, "is noreply@localhost: most mail servers refuse that.")
        }
    }

    private static func bareHost(_ origin: String) -> String {
        let host = origin.drop { $0 != "/" }.dropFirst(2)
        if host.hasPrefix("[") { return String(host.prefix { $0 != "]" }) + "]" }
        return String(host.prefix { $0 != ":" })
    }

    private static func backup(_ settings: inout Settings) {
        if settings.value(Known.database)?.isPostgres == true {
            // The tools of the server make them; the folder is only looked at.
            for setting in Known.backup.settings where setting.key != Known.backupFolder.key && settings.isSet(setting)
            {
                settings.warn(about: setting, "does nothing with PostgreSQL, whose own tools make the backups.")
            }
            return
        }
        let has = (settings.isSet(Known.backupRecipients), settings.isSet(Known.backupPassphrase))
        guard settings.isSet(Known.backupFolder) else {
            for setting in Known.backup.settings where settings.isSet(setting) {
                settings.mistake(about: setting, "does nothing without backup.folder.")
            }
            return
        }
        if has == (false, false) {
            settings.mistake(
                about: Known.backupFolder,
                "needs backup.recipients or backup.passphrase-file: a backup is never written unlocked.")
        }
        if has == (true, true) {
            settings.mistake(about: Known.backupPassphrase, "stands beside backup.recipients: choose one of them.")
        }
    }

    private static func openID(_ settings: inout Settings, _ item: Int) {
        let needed: [any AnySetting] = [
            Known.openIDMunicipality, Known.openIDName, Known.openIDIssuer, Known.openIDClient,
        ]
        for setting in needed where !settings.isSet(setting, item: item) {
            settings.mistake(about: setting, item: item, "is missing: sign-in with OpenID Connect needs it.")
        }
        let proofs: [any AnySetting] = [Known.openIDSecret, Known.openIDKey]
        let given = proofs.filter { settings.isSet($0, item: item) }.count
        if given == 0 {
            settings.mistake(about: Known.openIDSecret, item: item, "is missing, and so is oidc.client-key-file.")
        } else if given == 2 {
            settings.mistake(about: Known.openIDKey, item: item, "stands beside oidc.client-secret-file: choose one.")
        }
        if let scopes = settings.value(Known.openIDScopes, item: item), !scopes.contains("openid") {
            settings.mistake(about: Known.openIDScopes, item: item, "must have openid among them.")
        }
        let codes = (1..<max(item, 1)).compactMap { settings.value(Known.openIDMunicipality, item: $0) }
        if let own = settings.value(Known.openIDMunicipality, item: item), codes.contains(own) {
            settings.mistake(about: Known.openIDMunicipality, item: item, "\(own) stands in more than one item.")
        }
    }
}

/// Passwords inside other texts.
enum Secrets {
    /// Whether a connection string of PostgreSQL holds a password.
    static func stands(in words: String) -> Bool {
        if words.contains("password=") { return true }
        guard let start = words.firstRange(of: "://") else { return false }
        let authority = words[start.upperBound...].prefix { $0 != "/" && $0 != "?" }
        guard let at = authority.lastIndex(of: "@") else { return false }
        return authority[..<at].contains(":")
    }
}
