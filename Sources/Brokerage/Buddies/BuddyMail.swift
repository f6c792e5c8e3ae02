import Community
import Core
import Services
import Storage

/// Mail around buddies. It says that something is there, not what: the words of a request never leave by mail.
extension BuddyWork {
    /// To who asked; nothing when there is no address: then the centre calls or writes a letter.
    func tellAsker(
        _ request: BuddyRequest, kind: String, subject: (Texts) -> String, in db: any SQLConnection,
        _ blocks: (Texts, BuddyWords) -> [Mail.Block]
    ) throws {
        guard tells, !isQuiet else { return }
        guard let words = try BuddyWords.open(request, house.seals, in: db), let email = words.email else { return }
        let t = house.t(request.language)
        try send(
            email, words.name, request.language, subject(t), kind, .asker, request.id.text, blocks(t, words), in: db)
    }

    func tellReferrer(
        _ request: BuddyRequest, kind: String, subject: (Texts) -> String, in db: any SQLConnection,
        _ blocks: (Texts) -> [Mail.Block]
    ) throws {
        guard tells, !isQuiet else { return }
        guard let words = try BuddyWords.open(request, house.seals, in: db), let email = words.referrerEmail else {
            return
        }
        let t = house.t(request.language)
        try send(
            email, words.referrer ?? "", request.language, subject(t), kind, .referrer, request.id.text, blocks(t),
            in: db)
    }

    func tellVolunteer(
        _ volunteer: BuddyVolunteer, kind: String, subject: (Texts) -> String, in db: any SQLConnection,
        _ blocks: (Texts) -> [Mail.Block]
    ) throws {
        guard tells, !isQuiet else { return }
        guard let email = volunteer.email else { return }
        let t = house.t(volunteer.language)
        try send(
            email, volunteer.name, volunteer.language, subject(t), kind, .volunteer, volunteer.id.text, blocks(t),
            in: db)
    }

    /// A new link to their own page, for who lost the mail.
    func sendLink(_ request: BuddyRequest, in db: any SQLConnection) throws {
        try tellAsker(request, kind: "maatje-link", subject: { t in t("Je eigen pagina") }, in: db) { t, _ in
            [.paragraph(t("Met de knop open je je eigen pagina bij de vrijwilligerscentrale."))]
        }
        try record("maatje-link", "maatje-aanvraag", request.id.text, request.municipality, in: db)
    }

    func sendLink(_ volunteer: BuddyVolunteer, in db: any SQLConnection) throws {
        try tellVolunteer(volunteer, kind: "maatje-link", subject: { t in t("Je eigen pagina") }, in: db) { t in
            [.paragraph(t("Met de knop open je je eigen pagina bij de vrijwilligerscentrale."))]
        }
        try record("maatje-link", "maatje-vrijwilliger", volunteer.id.text, volunteer.municipality, in: db)
    }

    private func send(
        _ email: String, _ name: String, _ language: Language, _ subject: String, _ kind: String, _ door: BuddyDoor,
        _ id: String, _ blocks: [Mail.Block], in db: any SQLConnection
    ) throws {
        let t = house.t(language)
        let content: [Mail.Block] =
            [.paragraph(name.isEmpty ? t("Beste lezer,") : t("Beste \(name),"))] + blocks
            + [.button(label: t("Bekijk het"), url: try door.link(id, house, now: now, in: db))]
        // A referrer's mail is the referrer's own: it stays when who asked is erased.
        try house.mail(
            Mail(
                to: email, name: name, subject: subject, kind: kind, language: language, isSecret: true,
                caseID: door == .referrer ? nil : id, content),
            in: db)
    }

    /// So many mails of these kinds one address may cause in a day.
    static let dailyLimit = 5

    /// Whether this address asked often today: the form is for everybody, the mailbox is not.
    static func isBusy(_ email: String, now: Moment, in db: any SQLConnection) throws -> Bool {
        try db.count(
            """
            SELECT COUNT(*) FROM mail WHERE recipient = \(email.lowercased()) AND created_at > \(now - .days(1))
            AND kind IN ('maatje-aanvraag', 'maatje-aanvraag-verwijzer', 'maatje-vrijwilliger')
            """) >= dailyLimit
    }
}
