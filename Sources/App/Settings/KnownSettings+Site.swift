import Core
package import Storage

extension KnownSettings {
    package static let database = Setting(
        "database", .database, standard: .sqlite(path: "inzet.sqlite"), example: "sqlite:/var/lib/inzet/inzet.sqlite",
        "Where the data is: a file of SQLite, or a PostgreSQL server.",
        "Waar de gegevens staan: een bestand van SQLite of een PostgreSQL-server.")

    package static let databasePassword = Setting(
        "database-password-file", .secret, example: "/etc/inzet/database-password",
        "The password for the PostgreSQL server.", "Het wachtwoord voor de PostgreSQL-server.")

    package static let databaseReplica = Setting(
        "database-replica", .database, example: "postgres://inzet@replica.example/inzet",
        "A standby that answers pages that may be some seconds old: public figures, open data, the site map.",
        "Een standby die antwoordt op wat een paar seconden oud mag zijn: openbare cijfers, open data, de sitemap.")

    package static let keyFile = Setting(
        "key-file", .file, example: "/var/lib/inzet/inzet.key",
        "The key of the site, made at the first start. Beside the file of SQLite when left out; needed with PostgreSQL.",
        "De sleutel van de site, gemaakt bij de eerste start. Zonder: naast het bestand van SQLite; bij PostgreSQL nodig."
    )

    package static let origin = Setting(
        "origin", .origin, standard: "http://localhost:8080", example: "https://vrijwilligers.example",
        "The address people use. All links in mail start with it.",
        "Het adres dat mensen gebruiken. Alle links in mail beginnen ermee.")

    static let site = Section(
        "", "The site", "De site", [database, databasePassword, databaseReplica, keyFile, origin])

    package static let host = Setting(
        "listen.host", .text("the address of a network card", "adres van een netwerkkaart", isRight: isHost),
        standard: "127.0.0.1", example: "127.0.0.1",
        "The address to listen on.", "Het adres waarop het programma luistert.")

    package static let port = Setting(
        "listen.port", .number(0...65_535), standard: 8080, example: "8080",
        "The port to listen on; 0 takes a free one.", "De poort; 0 neemt een vrije.")

    package static let behindProxy = Setting(
        "listen.behind-proxy", .flag, standard: false, example: "yes",
        "Believe the last address in X-Forwarded-For: only behind a proxy of your own.",
        "Geloof het laatste adres in X-Forwarded-For: alleen achter een eigen proxy.")

    package static let extraHosts = Setting(
        "listen.extra-hosts", .list(of: .text("a host, with its port", "naam met poort", isRight: isHost)),
        example: "[\"10.0.0.5:8080\"]",
        "Other names the site answers to, such as the address a load balancer or Prometheus asks.",
        "Andere namen waar de site op antwoordt, zoals het adres dat een load balancer of Prometheus vraagt.")

    static let listening = Section(
        "listen", "Where the program listens", "Waar het programma luistert",
        [host, port, behindProxy, extraHosts])

    static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255 && !text.contains("//")
            && text.unicodeScalars.allSatisfy { $0.isASCII && !$0.properties.isWhitespace && $0.value > 32 }
    }
}

extension SettingType where Value == DatabaseAddress {
    static var database: SettingType {
        .plain(
            "sqlite:PATH or postgres://user@host/name", "`sqlite:PAD` of `postgres://gebruiker@server/naam`",
            spell: { address in
                switch address {
                case .sqlite(let path): YAMLWord.spell("sqlite:" + path)
                case .postgres(let words): YAMLWord.spell(words)
                }
            }, read: { DatabaseAddress($0) })
    }
}

extension SettingType where Value == String {
    /// A scheme and a host, without a path.
    static var origin: SettingType {
        SettingType(
            english: "https:// and a name", dutch: "`https://` en een naam", shape: .one,
            read: { text throws(SettingFault) in
                guard case .one(let word) = text else { throw SettingFault("must be one address.") }
                let origin = word.hasSuffix("/") ? String(word.dropLast()) : word
                guard let scheme = ["https://", "http://"].first(where: origin.hasPrefix) else {
                    throw SettingFault("must start with https://.")
                }
                let host = origin.dropFirst(scheme.count)
                guard !host.contains(where: { "/?#@".contains($0) }), KnownSettings.isHost(String(host)) else {
                    throw SettingFault("must be https:// and a name, without a path behind it, not '\(word)'.")
                }
                guard host == host.lowercased() else { throw SettingFault("must be in lower case.") }
                return origin
            }, spell: YAMLWord.spell)
    }

    static var email: SettingType {
        .plain("a mail address", "mailadres", spell: YAMLWord.spell) { Validation.email($0) }
    }
}
