import Core
import Foundation
import Services
import Storage
import Testing

@testable import App

/// The settings file, the environment and the command line: what holds, and what is refused in which words.
struct SettingsTests {
    /// A folder that goes when the test ends.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-settings-\(UUID().uuidString)")
            .path
        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
            let file = path + "/" + name
            try #require(
                FileManager.default.createFile(
                    atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
            return file
        }
    }

    private func mistakes(_ text: String) -> [String] { Settings(text: text).mistakes.map(\.description) }

    @Test func `without anything all is as it was`() throws {
        let settings = Settings(usual: "/nergens")
        #expect(settings.mistakes.isEmpty)
        let configuration = try Configuration(settings)
        #expect(configuration.database == .sqlite(path: "inzet.sqlite"))
        #expect(configuration.origin == "http://localhost:8080")
        #expect(configuration.port == 8080)
        #expect(configuration.limits.connections == 2000)
        #expect(configuration.metrics == nil)
        #expect(configuration.backup == nil)
    }

    @Test func `the file sets what it names`() throws {
        let folder = try Folder()
        let password = try folder.write("mail-password", "geheim # hoort erbij\n")
        let token = try folder.write("token", "woord")
        let file = try folder.write(
            "inzet.yaml",
            """
            database: sqlite:\(folder.path)/x.sqlite
            origin: https://vrijwilligers.example/
            listen: {port: 9000, behind-proxy: yes, extra-hosts: ["10.0.0.5:9000"]}
            mail:
              route: smtp://mail.example
              user: no
              password-file: \(password)
              sender: post@Vrijwilligers.example
              sender-name: 012
            metrics: {on: true, addresses: [10.0.0.0/8], token-file: \(token)}
            log: {format: text, level: warning}
            stop:
              grace-seconds: 3
              drain-seconds:
            """)
        let settings = Settings(file: file)
        #expect(settings.mistakes.isEmpty, "\(settings.mistakes)")
        let configuration = try Configuration(settings)
        #expect(configuration.origin == "https://vrijwilligers.example")
        #expect(configuration.port == 9000 && configuration.trustsProxy)
        #expect(configuration.limits.extraHosts == ["10.0.0.5:9000"])
        guard case .smtp(let server) = configuration.mail else { throw Missing() }
        #expect(server.host == "mail.example" && server.port == 587)
        // YAML of 1.1 makes false of `no` and 10 of `012`: here a word is the word that was typed.
        #expect(server.user == "no")
        #expect(server.password == "geheim # hoort erbij")
        #expect(configuration.senderAddress == "post@vrijwilligers.example")
        #expect(configuration.senderName == "012")
        #expect(configuration.metrics?.addresses.first?.contains("10.1.2.3") == true)
        #expect(configuration.logFormat == .text && configuration.logLevel == .warning)
        #expect(configuration.graceSeconds == 3 && configuration.drainSeconds == 25)
    }

    private struct Missing: Error {}

    @Test func `the environment wins over the file and the command line over both`() throws {
        let folder = try Folder()
        let file = try folder.write("inzet.yaml", "listen: {port: 9000, host: 10.0.0.1}\norigin: http://localhost:1\n")
        let environment = ["INZET_CONFIG": file, "INZET_LISTEN_PORT": "9001", "INZET_ORIGIN": "", "PATH": "/bin"]
        let settings = Settings(
            environment: environment, options: [Settings.Option("listen.host", "--host", "127.0.0.1")])
        let configuration = try Configuration(settings)
        #expect(configuration.port == 9001)
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.origin == "http://localhost:1")
        let elsewhere = Settings(file: "", environment: environment)
        #expect(elsewhere.file == nil && elsewhere.value(KnownSettings.origin) == "http://localhost:8080")
    }

    @Test func `secrets come from a file, the environment or systemd`() throws {
        let folder = try Folder()
        let settings = "mail: {route: \"smtp://mail.example\", user: jan}\n"
        let file = try folder.write("inzet.yaml", settings)
        _ = try folder.write("mail-password", "van-systemd\n")
        let credentials = Settings(file: file, environment: ["CREDENTIALS_DIRECTORY": folder.path])
        #expect(credentials.value(KnownSettings.mailPassword)?.revealed == "van-systemd")
        let given = Settings(
            file: file, environment: ["CREDENTIALS_DIRECTORY": folder.path, "INZET_MAIL_PASSWORD": "zelf"])
        #expect(given.value(KnownSettings.mailPassword)?.revealed == "zelf")
        #expect(given.mistakes.isEmpty)
        #expect("\(given)".contains("zelf") == false || "\(SecretText("zelf"))" == "(hidden)")
        let twice = Settings(
            file: file, environment: ["INZET_MAIL_PASSWORD": "zelf", "INZET_MAIL_PASSWORD_FILE": "/nergens"])
        #expect(twice.mistakes.contains { $0.text.hasPrefix("is set twice") })
    }

    @Test func `a secret that everyone can read is refused`() throws {
        let folder = try Folder()
        for (mode, isGood) in [(0o600, true), (0o640, true), (0o644, false), (0o604, false)] {
            let password = try folder.write("p\(mode)", "geheim", mode: mode)
            let text = "mail: {route: \"smtp://mail.example\", user: jan, password-file: \(password)}"
            #expect(Settings(text: text).mistakes.isEmpty == isGood, "\(String(mode, radix: 8))")
        }
        let empty = try folder.write("empty", "\n")
        #expect(
            mistakes("mail: {route: \"smtp://m.example\", user: j, password-file: \(empty)}").first?.contains("empty")
                == true)
    }

    @Test func `every mistake is named at once, with its line`() {
        let found = mistakes(
            """
            orgin: https://x.example
            origin: https://x.example/pad
            listen:
              port: 99999
              behind-proxy: misschien
              extra_hosts: [a]
            mail:
              route: smtp://jan:geheim@mail.example
            sender: x@y.nl
            backup:
              hour: vijf
            log: {format: xml}
            """)
        let wanted = [
            "inzet.yaml:1: orgin: is not a setting; did you mean origin?",
            "inzet.yaml:2: origin: must be https:// and a name",
            "inzet.yaml:4: listen.port: must be a whole number from 0 to 65535, not '99999'.",
            "inzet.yaml:5: listen.behind-proxy: must be yes or no",
            "inzet.yaml:6: listen.extra_hosts: is not a setting; did you mean listen.extra-hosts?",
            "inzet.yaml:8: mail.route: holds a password",
            "inzet.yaml:9: sender: is not a setting; did you mean mail.sender?",
            "inzet.yaml:11: backup.hour: must be a whole number",
            "inzet.yaml:11: backup.hour: does nothing without backup.folder.",
            "inzet.yaml:12: log.format: must be json or text",
        ]
        #expect(found.count == wanted.count, "\(found)")
        for (one, start) in zip(found, wanted) { #expect(one.hasPrefix(start), "\(one)") }
    }

    @Test(arguments: [
        "database: postgres://inzet@db/inzet", "database: sqlite:x\ndatabase-password-file: /nergens",
        "database: postgres://inzet:geheim@db/inzet\nkey-file: /k", "mail: {user: jan}",
        "database: sqlite:x\ndatabase-replica: postgres://r/inzet",
        "database: postgres://inzet@db/inzet\nkey-file: /k\ndatabase-replica: sqlite:x",
        "database: postgres://inzet@db/inzet\nkey-file: /k\ndatabase-replica: postgres://inzet:geheim@r/inzet",
        "mail: {route: \"smtp://m.example\", user: jan}", "backup: {folder: /tmp}", "metrics: {addresses: [10.0.0.1]}",
        "oidc: {issuer: https://x.example}", "listen: x", "- a", "origin: [a, b]", "mail: {sender: geen-adres}",
        "origin: {a: b}", "listen: {port: \"\"}", "limits: {connections: 0}", "origin: a\norigin: b", "a: \"",
        "listen.port: 3", "\torigin: a", "origin: &a b\ndatabase: *a", "origin: !!binary aGk=", "key-file: [",
    ])
    func `what contradicts itself or is no setting is refused`(_ text: String) {
        #expect(!mistakes(text).isEmpty)
    }

    @Test func `a server has a replica and a folder of dumps`() throws {
        let folder = try Folder()
        let password = try folder.write("p", "geheim")
        let settings = Settings(
            text: """
                database: postgres://inzet@db/inzet
                database-password-file: \(password)
                database-replica: host=replica user=inzet
                key-file: /k
                backup: {folder: /srv/dumps, keep-daily: 3}
                """)
        #expect(settings.mistakes.isEmpty, "\(settings.mistakes)")
        #expect(settings.warnings.contains { $0.key == "backup.keep-daily" })
        let configuration = try Configuration(settings)
        #expect(configuration.replica == .postgres("host=replica user=inzet password='geheim'"))
        #expect(configuration.dumps == "/srv/dumps" && configuration.backup == nil)
        let file = try Configuration(Settings(text: "database: sqlite:x"))
        #expect(file.replica == nil && file.dumps == nil)
        #expect(Settings(text: "limits: {body-seconds: 15}").warnings.isEmpty)
    }

    @Test func `what the command line sets aside is no mistake`() throws {
        let folder = try Folder()
        let password = try folder.write("p", "geheim")
        let file = try folder.write(
            "inzet.yaml", "mail: {route: \"smtp://m.example\", user: jan, password-file: \(password)}\n")
        let settings = Settings(
            file: file, options: [Settings.Option("mail.route", "--mail", "folder:/tmp/post")])
        #expect(settings.mistakes.isEmpty, "\(settings.mistakes)")
        guard case .folder = try Configuration(settings).mail else { throw Missing() }
        let open = Settings(
            options: [Settings.Option("mail.route", "--mail", "smtp://jan:geheim@m.example:25")], usual: "/x")
        #expect(open.mistakes.isEmpty && open.warnings.contains { $0.text.contains("every user of the machine") })
    }

    @Test func `a password goes into the connection string`() {
        let password = SecretText("a'b\\c &é")
        #expect(
            DatabaseAddress.postgres("host=db user=inzet").with(password: password)
                == .postgres("host=db user=inzet password='a\\'b\\\\c &é'"))
        #expect(
            DatabaseAddress.postgres("postgres://inzet@db/x?a=b").with(password: password)
                == .postgres("postgres://inzet@db/x?a=b&password=a%27b%5Cc%20%26%C3%A9"))
        #expect(DatabaseAddress.sqlite(path: "x").with(password: password) == .sqlite(path: "x"))
    }

    @Test func `the section for signing in may be a list`() throws {
        let folder = try Folder()
        let secret = try folder.write("s", "geheim")
        let settings = Settings(
            text: """
                oidc:
                  - {municipality: GM0363, name: Een, issuer: "https://a.example", client-id: x, client-secret-file: \(secret)}
                  - municipality: GM0394
                    name: Twee
                    issuer: https://b.example
                    client-id: y
                    client-secret-file: \(secret)
                    roles: {inzet-beheer: beheer, "cn=centrale,ou=x": [makelaar, centrum]}
                """)
        #expect(settings.mistakes.isEmpty, "\(settings.mistakes)")
        let providers = try Configuration(settings).openID
        #expect(providers.map(\.municipality) == ["GM0363", "GM0394"])
        #expect(providers.last?.roles["cn=centrale,ou=x"] == [.broker, .centreManager])
    }
}
