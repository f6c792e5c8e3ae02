import Services

extension KnownSettings {
    package static let backupFolder = Setting(
        "backup.folder", .folder, example: "/var/backups/inzet",
        "The folder for backups; best on another machine. One folder for each site. Without it none are made. With "
            + "PostgreSQL: where your own dumps come, whose age the doctor looks at.",
        "De map voor reservekopieën; het liefst op een andere machine. Eén map per site. Zonder worden er geen gemaakt. "
            + "Bij PostgreSQL: waar je eigen kopieën komen; de dokter kijkt hoe oud ze zijn.")

    package static let backupRecipients = Setting(
        "backup.recipients", .list(of: .recipient), example: "[inzet-backup-1…]",
        "Who can open the backups ('inzet backup key' makes a pair); the safest, for nothing here opens them.",
        "Wie de kopieën kan openen (`inzet backup key` maakt een paar); het veiligst: hier kan niets ze openen.")

    package static let backupPassphrase = Setting(
        "backup.passphrase-file", .secretFile, example: "/etc/inzet/backup-passphrase",
        "Or a passphrase that opens them.", "Of een wachtzin die ze opent.")

    package static let backupHour = Setting(
        "backup.hour", .number(0...23), standard: BackupPlan.usualHour, example: "5",
        "The hour on the Dutch clock.", "Het uur op de Nederlandse klok.")

    package static let backupDaily = Setting(
        "backup.keep-daily", .number(1...1000), standard: BackupKeep.usual.daily, example: "7",
        "So many days keep their last backup.", "Van zo veel dagen blijft de laatste kopie.")

    package static let backupWeekly = Setting(
        "backup.keep-weekly", .number(0...1000), standard: BackupKeep.usual.weekly, example: "4",
        "And so many weeks.", "En van zo veel weken.")

    package static let backupMonthly = Setting(
        "backup.keep-monthly", .number(0...1000), standard: BackupKeep.usual.monthly, example: "3",
        "And so many months. Keep it short: a backup still holds who was erased since.",
        "En van zo veel maanden. Houd het kort: in een kopie staat nog wie sindsdien is gewist.")

    static let backup = Section(
        "backup", "Backups", "Reservekopieën",
        [
            backupFolder, backupRecipients, backupPassphrase, backupHour, backupDaily, backupWeekly, backupMonthly,
        ])
}

extension SettingType where Value == String {
    fileprivate static var recipient: SettingType {
        .plain("the public half of a pair: inzet-backup-1…", "openbare helft van een paar", spell: YAMLWord.spell) {
            (try? BackupRecipient($0)) == nil ? nil : $0
        }
    }
}
