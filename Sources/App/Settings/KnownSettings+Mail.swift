extension KnownSettings {
    package static let mailRoute = Setting(
        "mail.route", .mailRoute, example: "smtp://localhost:25",
        "How mail leaves: through a server with STARTTLS, or as files in a folder. 'serve' needs it.",
        "Hoe mail weggaat: via een server met STARTTLS, of als bestanden in een map. `serve` heeft het nodig.")

    package static let mailUser = Setting(
        "mail.user", .text(), example: "inzet",
        "The name for the mail server.", "De gebruikersnaam voor de mailserver.")

    package static let mailPassword = Setting(
        "mail.password-file", .secret, example: "/etc/inzet/mail-password",
        "The password for the mail server.", "Het wachtwoord voor de mailserver.")

    package static let mailAuthority = Setting(
        "mail.authority-file", .file, example: "/etc/inzet/mail-authority.pem",
        "A certificate authority of your own for the mail server (PEM); those of the system when left out.",
        "Een eigen certificaatautoriteit voor de mailserver (PEM); zonder gelden die van het systeem.")

    package static let sender = Setting(
        "mail.sender", .senderAddress, standard: "noreply@localhost", example: "post@vrijwilligers.example",
        "The address mail comes from.", "Het adres waar mail vandaan komt.")

    package static let senderName = Setting(
        "mail.sender-name", .text(), standard: "Inzet", example: "\"Vrijwilligerscentrale\"",
        "The name mail comes from.", "De naam waar mail vandaan komt.")

    package static let inbox = Setting(
        "mail.inbox", .folder, example: "/var/lib/inzet/inbox",
        "The folder in which 'inzet post' lays replies by mail. Without it no mail invites to a reply.",
        "De map waarin `inzet post` antwoorden per mail legt. Zonder vraagt geen mail om een antwoord.")

    static let mail = Section(
        "mail", "Mail", "Mail",
        [mailRoute, mailUser, mailPassword, mailAuthority, sender, senderName, inbox])

    package static let securityContact = Setting(
        "security.contact",
        .text("mailto:… or https://…", "`mailto:…` of `https://…`") { text in
            (text.hasPrefix("mailto:") || text.hasPrefix("https://")) && !text.contains(where: \.isWhitespace)
        },
        example: "mailto:beveiliging@gemeente.example",
        "Where someone who finds a leak can write; stands in security.txt. The sender when left out.",
        "Waar iemand een lek meldt; staat in security.txt. Zonder: de afzender van de mail.")

    package static let auditMail = Setting(
        "security.audit-mail", .email, example: "logboek@gemeente.example",
        "The address that gets the last mark of the audit log each day: a mailbox outside this machine.",
        "Het adres dat elke dag het laatste kenmerk van het logboek krijgt: een postbus buiten deze machine.")

    static let security = Section("security", "Security", "Beveiliging", [securityContact, auditMail])
}

extension SettingType where Value == Configuration.MailRoute {
    static var mailRoute: SettingType {
        .plain(
            "smtp://host:port or folder:DIR", "`smtp://server:poort` of `folder:MAP`", spell: { _ in "" }
        ) { try? Configuration.mailRoute($0, authority: nil) }
    }
}

extension SettingType where Value == String {
    /// A mail address, also one of this machine alone.
    fileprivate static var senderAddress: SettingType {
        .plain("a mail address", "mailadres", spell: YAMLWord.spell) { text in
            text.hasSuffix("@localhost") && text.count > 10 && !text.contains(where: \.isWhitespace)
                ? text : SettingType.email.parsed(text)
        }
    }
}

extension SettingType {
    /// The value of one text; `nil` when it is wrong.
    func parsed(_ text: String) -> Value? { try? read(.one(text)) }
}
