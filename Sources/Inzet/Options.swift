import App
import ArgumentParser
import Foundation

/// The options that most commands share. Each wins over the variable of the environment, and that over the file.
struct PlaceOptions: ParsableArguments {
    @Option(
        help:
            "The file with settings (see 'inzet config example'); /etc/inzet/inzet.yaml when it is there and INZET_CONFIG names no other."
    )
    var config: String?

    @Option(help: "Where the data is: sqlite:PATH or postgres://user@host/name.")
    var database: String?

    @Option(help: "The file with the key of the site; beside the file of SQLite when left out.")
    var key: String?

    @Option(help: "The address people use, such as https://vrijwilligers.example.")
    var origin: String?

    @Option(help: "How mail leaves: folder:DIR or smtp://host:port. A password belongs in a file: mail.password-file.")
    var mail: String?

    @Option(help: "A certificate authority for the mail server, as a PEM file.")
    var mailAuthority: String?

    @Option(help: "The address mail comes from.")
    var sender: String?

    @Option(help: "The name mail comes from.")
    var senderName: String?

    @Option(help: "Where someone who finds a leak can write: mailto:… or https://…; the sender when left out.")
    var securityContact: String?

    @Option(help: "The address that gets the last mark of the audit log each day: a mailbox outside this machine.")
    var auditMail: String?

    /// The settings from file, environment and command line, with what is wrong with them.
    ///
    /// - Parameter more: options of one command.
    func settings(_ more: [Settings.Option] = []) -> Settings {
        let given: [(key: String, option: String, text: String?)] = [
            ("database", "--database", database), ("key-file", "--key", key), ("origin", "--origin", origin),
            ("mail.route", "--mail", mail), ("mail.authority-file", "--mail-authority", mailAuthority),
            ("mail.sender", "--sender", sender), ("mail.sender-name", "--sender-name", senderName),
            ("security.contact", "--security-contact", securityContact),
            ("security.audit-mail", "--audit-mail", auditMail),
        ]
        let options = given.compactMap { one in one.text.map { Settings.Option(one.key, one.option, $0) } }
        return Settings(file: config, environment: ProcessInfo.processInfo.environment, options: options + more)
    }

    /// - Throws: `SettingsRefused` with every mistake.
    func configuration(_ more: [Settings.Option] = []) throws -> Configuration { try Configuration(settings(more)) }
}
