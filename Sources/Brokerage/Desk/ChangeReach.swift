import Community
import Core
import Formats
import Services
import Storage
import Web

/// Another mail address or number for somebody at the desk.
extension DeskWork {
    enum Reached: Sendable {
        case unchanged
        /// The number only.
        case phone
        /// The mail address is another, or there is none any more.
        ///
        /// - Parameter asksOwner: nobody asked yet whether the new one is the person's own.
        case mail(asksOwner: Bool)
        /// Nothing was written.
        case refused(ReachForm.Refusal)

        /// What the broker must still do, if anything.
        func advice(_ t: Texts) -> String? {
            guard case .mail(asksOwner: true) = self else { return nil }
            return t("Vraag na of het nieuwe mailadres van deze persoon zelf is. Zet dan het vinkje bij het gesprek.")
        }
    }

    /// Keeps the address and the number that were typed. What the desk wrote for organisations goes along; mail that
    /// waits for the old address never leaves, and no link or reply in that mailbox works any more: it can be of
    /// somebody else.
    ///
    /// - Parameter state: with the fields of `ReachForm`; a field that was not sent changes nothing.
    func reach(_ intake: Intake, _ state: FormState, in db: any SQLConnection) throws -> Reached {
        let emailStep = ReachForm.emailStep(state, intake.email)
        let phoneStep = ReachForm.phoneStep(state, intake.phone)
        func refuse(_ problems: [(field: String, problem: Text)]) -> Reached {
            .refused(ReachForm.Refusal(problems: problems, intake: intake))
        }
        // Both at once: the next page takes what it shows for seen.
        var conflicts: [(field: String, problem: Text)] = []
        if emailStep == .conflict { conflicts.append((ReachForm.email, Self.changed(intake.email))) }
        if phoneStep == .conflict { conflicts.append((ReachForm.phone, Self.changed(intake.phone))) }
        guard conflicts.isEmpty else { return refuse(conflicts) }
        let email = emailStep.value(after: intake.email)
        let phone = phoneStep.value(after: intake.phone)
        guard email != intake.email || phone != intake.phone else { return .unchanged }
        // Whoever came to the counter can be without both; who had one is not made unreachable by a slip.
        guard email != nil || phone != nil else {
            let neither = Text("Vul een telefoonnummer of een mailadres in, anders kunnen we niets laten weten.")
            return refuse([(ReachForm.phone, neither)])
        }
        try db.run("UPDATE intake SET email = \(email), phone = \(phone) WHERE id = \(intake.id)")
        let applications = try introduced(intake, in: db)
        for application in applications where phone != intake.phone {
            try db.run("UPDATE application SET phone = \(phone) WHERE id = \(application.id)")
        }
        let isMailNew = email != intake.email
        if isMailNew { try leaveAddress(intake, for: email, applications, in: db) }
        try record(
            "intake-bereikbaar", intake,
            details: [
                "mail": .string(Self.word(intake.email, email)), "telefoon": .string(Self.word(intake.phone, phone)),
                "reacties": .int(applications.count),
            ], in: db)
        guard isMailNew else { return .phone }
        let after = try again(intake, in: db)
        if email == nil {
            try callInstead(after, in: db)
        } else {
            try tellAddress(after, hadAddress: intake.email != nil, applications, in: db)
        }
        return .mail(asksOwner: email != nil && intake.isAddressTyped)
    }

    private static func changed(_ current: String?) -> Text {
        guard let current else {
            return Text("Dit is net weggehaald. Kijk wat klopt en bewaar dan opnieuw.")
        }
        return Text("Dit veranderde net. Er staat nu: \(current). Kijk wat klopt en bewaar dan opnieuw.")
    }

    /// What happened to it, without what it is: the log outlives the person.
    private static func word(_ old: String?, _ new: String?) -> String {
        if old == new { return "gelijk" }
        if old == nil { return "nieuw" }
        return new == nil ? "weg" : "anders"
    }

    /// What the desk itself wrote of this person for organisations. What they sent on the site is theirs to change:
    /// they confirmed that address.
    private func introduced(_ intake: Intake, in db: any SQLConnection) throws -> [VacancyApplication] {
        try db.rows(
            """
            SELECT a.* FROM desk_proposal p JOIN application a ON a.id = p.application_id
            WHERE p.intake_id = \(intake.id) AND a.origin = \(VacancyApplication.Origin.desk) AND a.erased_at IS NULL
            ORDER BY a.number
            """
        ).map(VacancyApplication.init(row:))
    }

    private func leaveAddress(
        _ intake: Intake, for new: String?, _ applications: [VacancyApplication], in db: any SQLConnection
    ) throws {
        // The tick was about the old address.
        try db.run("UPDATE intake SET email_checked_at = NULL WHERE id = \(intake.id)")
        try Tokens.revoke(subject: intake.id.text, purpose: Self.personPurpose, now: now, in: db)
        for application in applications {
            try db.run("UPDATE application SET email = \(new), secret_hash = NULL WHERE id = \(application.id)")
            try Tokens.revoke(
                subject: application.id.text, purpose: VacancyApplication.followPurpose, now: now, in: db)
        }
        // Also what bounced, or somebody sends it to the old address after all.
        let cases = [intake.id.text] + applications.map(\.id.text)
        try db.run("DELETE FROM mail WHERE case_id IN (\(list: cases)) AND state <> \(Outbox.State.sent)")
        // An erasure of an account looks for the address in the lists of a trajectory too.
        if let old = intake.email {
            try db.run(
                "UPDATE trajectory_person SET email = \(new) WHERE intake_id = \(intake.id) AND email = \(old)")
        }
        try followAccount(intake, to: new, applications, in: db)
    }

    /// An account is entered through its own mailbox: when that is not the person's, it sees nothing of them any more.
    /// The account whose own address this is has them from here on, the hours too: whoever mends a typing slip gives
    /// back what the slip took away.
    private func followAccount(
        _ intake: Intake, to new: String?, _ applications: [VacancyApplication], in db: any SQLConnection
    ) throws {
        let account = try new.flatMap { try Person.find(email: $0, in: db) }?.id
        if intake.person != account {
            try db.run("UPDATE intake SET person_id = \(account) WHERE id = \(intake.id)")
        }
        for application in applications where application.person != account {
            try db.run("UPDATE application SET person_id = \(account) WHERE id = \(application.id)")
            try db.run("UPDATE hours_entry SET person_id = \(account) WHERE application_id = \(application.id)")
        }
    }

    /// Nobody reads a mail any more: proposals that went by mail are told in a call, as to anyone without mail.
    private func callInstead(_ intake: Intake, in db: any SQLConnection) throws {
        guard intake.isOpen, intake.next == .answer, let at = intake.nextAt else { return }
        try move(intake, to: intake.state, .answer, at: min(at, DeskTerm.morning(1, after: now)), in: db)
    }

    /// The first mail to the new address: what stood in mail that works no longer, with links of its own.
    private func tellAddress(
        _ intake: Intake, hadAddress: Bool, _ applications: [VacancyApplication], in db: any SQLConnection
    ) throws {
        let running = applications.filter { $0.state.isOpen || $0.isActivePlacement }
        guard intake.isOpen || !running.isEmpty else { return }
        let work = ApplicationWork(house, cause: cause, now: now)
        let dossiers = try running.map { try work.dossier($0.id, in: db) }
        let links = try dossiers.map { (title: $0.vacancy.title, url: try work.followLink($0.application, in: db)) }
        // A talk that is about to begin can be the one in which this was said.
        let talk = try DeskTalk.planned(for: intake.id, in: db).flatMap { $0.startsAt > now + .hours(2) ? $0 : nil }
        let open = try Proposal.countOpen(intake.id, in: db)
        try tell(
            intake, kind: "balie-adres", subject: { t in t("We mailen je voortaan op dit adres") },
            button: { t in t("Bekijk hoe het staat") }, in: db
        ) { t in
            var blocks: [Mail.Block] = [
                .paragraph(t("Je gaf dit mailadres door aan de vrijwilligerscentrale. Onze mails komen nu hier."))
            ]
            if hadAddress {
                blocks.append(.paragraph(t("De links in oude mails werken niet meer. Gebruik die uit deze mail.")))
            }
            if let talk {
                blocks.append(.paragraph(t("We praten samen over wat bij je past, op \(talk.words(t)).")))
                blocks.append(
                    .paragraph(t("Waar: \(talk.place). Het duurt ongeveer \(talk.minutes) minuten.")))
            }
            if open > 0 {
                blocks.append(
                    .paragraph(
                        t.plural(
                            open, "Er wacht 1 voorstel op je antwoord.",
                            "Er wachten \(open) voorstellen op je antwoord.")))
            }
            for link in links {
                blocks.append(.button(label: t("Bekijk je reactie op “\(link.title)”"), url: link.url))
            }
            blocks.append(.small(t("Is deze mail niet voor jou? Klik dan nergens op en bel ons even.")))
            return blocks
        }
        // A place that waits for an answer was never told by mail, or in one that works no longer.
        for dossier in dossiers where dossier.application.state == .waiting {
            guard let until = dossier.application.offerUntil, until > now else { continue }
            try work.tellOffer(dossier, until: until, in: db)
            try CareCall.settle(dossier.application.id, now: now, in: db)
        }
    }
}
