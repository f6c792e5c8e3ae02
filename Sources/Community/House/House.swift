package import Core
package import OpenID
package import Services
package import Storage
package import Web

/// What every module works with: the database, the time, the words, the mail, the site.
package struct House: Sendable {
    package let database: any Database
    package let clock: any WallClock
    package let texts: [Language: Texts]
    package let sender: Outbox.Sender
    package let passwords: Passwords
    package let vault: Vault
    /// What keeps talks and requests for help unread by who need not read them.
    package var seals: CaseSeal { CaseSeal(vault) }
    /// The address of the site without a slash at the end.
    package let origin: String
    package let isDemo: Bool
    /// Whether a reply by mail comes in here.
    package let receivesMail: Bool
    /// Where the head of the audit log goes each day, outside this machine.
    package let auditAddress: String?
    /// How the backups are doing; nothing where there are none to speak of.
    package let backups: @Sendable () async throws -> BackupStatus?
    /// Writes a line in the log of the program: a word and its values.
    package let note: @Sendable (_ word: String, _ values: [String: String]) -> Void
    /// The doors of municipalities, for staff who come in with their own organisation's account.
    package let openID: [Provider]
    package let registry = Registry()

    package init(
        database: any Database, clock: any WallClock, texts: [Language: Texts], sender: Outbox.Sender, vault: Vault,
        origin: String, isDemo: Bool = false, receivesMail: Bool = false, auditAddress: String? = nil,
        backups: @escaping @Sendable () async throws -> BackupStatus? = { nil },
        openID: [Provider] = [], note: @escaping @Sendable (String, [String: String]) -> Void = { _, _ in }
    ) {
        self.database = database
        self.clock = clock
        self.texts = texts
        self.sender = sender
        self.vault = vault
        self.origin = origin
        self.isDemo = isDemo
        self.receivesMail = receivesMail
        self.auditAddress = auditAddress
        self.backups = backups
        self.openID = openID
        self.note = note
        passwords = Passwords()
    }

    /// The words in a person's language, for mail.
    package func t(_ language: Language) -> Texts { texts[language] ?? .dutch }

    /// Puts a mail in the outbox, in the transaction of `db`.
    package func mail(_ mail: Mail, in db: any SQLConnection) throws {
        try Outbox.add(mail, sender: sender, now: clock.now, in: db)
    }

    /// Records an event in the transaction of `db`.
    package func record(_ event: Audit.Event, by visit: Visit, in db: any SQLConnection) throws {
        try Audit.record(event, by: visit.cause, now: visit.now, in: db)
    }
}

extension Visit {
    /// Who the audit log names for what happens in this visit.
    package var cause: Audit.Cause { Audit.Cause(actor: actor.person ?? "anoniem", origin: address) }
}
