import App
import ArgumentParser
import Core

/// The options that most commands share.
struct PlaceOptions: ParsableArguments {
    @Option(help: "Where the data is: sqlite:PATH.")
    var database: String = "sqlite:inzet.sqlite"

    @Option(help: "The address people use, such as https://vrijwilligers.example.")
    var origin: String = "http://localhost:8080"

    @Option(help: "How mail leaves: folder:DIR or smtp://user:password@host:port.")
    var mail: String?

    @Option(help: "A certificate authority for the mail server, as a PEM file.")
    var mailAuthority: String?

    @Option(help: "The address mail comes from.")
    var sender: String = "noreply@localhost"

    @Option(help: "The name mail comes from.")
    var senderName: String = "Inzet"

    @Option(help: "Where someone who finds a leak can write: mailto:… or https://…; the sender when left out.")
    var securityContact: String?

    @Option(help: "The address that gets the last mark of the audit log each day: a mailbox outside this machine.")
    var auditMail: String?

    func configuration() throws -> Configuration {
        if let auditMail, Validation.email(auditMail) == nil {
            throw ValidationError("'\(auditMail)' is not a mail address.")
        }
        if let contact = securityContact,
            !contact.hasPrefix("mailto:") && !contact.hasPrefix("https://") || contact.contains(where: \.isWhitespace)
        {
            throw ValidationError("'\(contact)' is no mailto: or https: address.")
        }
        return Configuration(
            databasePath: try Configuration.databasePath(database),
            origin: origin.hasSuffix("/") ? String(origin.dropLast()) : origin,
            mail: try mail.map { try Configuration.mailRoute($0, authority: mailAuthority) } ?? .keep,
            senderName: senderName, senderAddress: sender, securityContact: securityContact, auditAddress: auditMail)
    }
}
