import Community
import Core
import Formats
import Services
import Storage
import Web

/// The ways in from outside: "help me choose", and a professional who refers someone.
struct PublicDeskRoutes: Sendable {
    let house: House
    static let help = "/hulp-bij-kiezen"
    static let refer = "/doorverwijzen"
    /// So many questions a day from one mail address.
    static let dailyLimit = 3

    func register(_ routes: Routes) {
        routes.get(Self.help, access: .everyone) { visit in
            let towns = try await towns()
            let person = try await known(visit)
            let state = IntakeForm.web(towns).filled([
                "naam": person?.name ?? "", "email": person?.email ?? "", "telefoon": person?.phone ?? "",
            ])
            return PublicDeskPages(visit: visit).help(IntakeForm.web(towns), state, Wishes(visit.query))
        }
        routes.post(Self.help, access: .everyone) { visit in try await help(visit) }
        routes.get(Self.help + "/klaar", access: .everyone) { visit in PublicDeskPages(visit: visit).thanks }
        routes.get(Self.refer, access: .everyone) { visit in
            let form = IntakeForm.referral(try await towns())
            return PublicDeskPages(visit: visit).refer(form, form.filled())
        }
        routes.post(Self.refer, access: .everyone) { visit in try await refer(visit) }
        routes.get(Self.refer + "/klaar", access: .everyone) { visit in PublicDeskPages(visit: visit).referred }
        routes.get("/verwijzing/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let intake = try await house.database.read { db -> Intake? in
                let token = try Tokens.look(secret, for: DeskWork.referrerPurpose, now: visit.now, in: db)
                return try token.flatMap { try Intake.find(Intake.Identity($0.subject), in: db) }
            }
            guard let intake, intake.erasedAt == nil else { throw WebError.notFound }
            return PublicDeskPages(visit: visit).referral(intake)
        }
    }

    private func towns() async throws -> [Municipality] {
        try await house.database.read { db in try Places.served(in: db) }
    }

    private func known(_ visit: Visit) async throws -> Person? {
        guard let id = visit.actor.person else { return nil }
        return try await house.database.read { db in try Person.find(Person.Identity(id), in: db) }
    }

    private func help(_ visit: Visit) async throws -> Reply {
        let towns = try await towns()
        let form = IntakeForm.web(towns)
        let state = IntakeForm.read(form, visit.form, needsContact: true)
        let wishes = Wishes(visit.form)
        guard state.isValid, let code = IntakeForm.code(state, towns) else {
            return PublicDeskPages(visit: visit).help(form, state, wishes, status: 400)
        }
        var draft = IntakeForm.draft(state, .web, code, language: visit.t.language)
        draft.consent = .online
        draft.wishes = wishes.isEmpty ? nil : wishes.json.text
        let person = try await known(visit)
        // An account is tied only to its own address.
        if let person, person.email?.lowercased() == draft.email { draft.person = person.id }
        let work = DeskWork(house, visit)
        try await house.database.write { [draft] db in
            try Self.check(draft.email ?? "", kind: "balie-ontvangen", now: visit.now, in: db)
            let intake = try Intake.open(draft, by: work.cause, house: house, now: work.now, in: db)
            try work.tell(
                intake, kind: "balie-ontvangen", subject: { t in t("We nemen contact met je op") },
                button: { t in t("Bekijk hoe het staat") }, in: db
            ) { t in
                [
                    .paragraph(t("Je vroeg ons om mee te denken over vrijwilligerswerk. Leuk!")),
                    .paragraph(t("Binnen twee werkdagen hoor je van ons. Dan kijken we samen wat bij je past.")),
                    .small(t("Heb je dit niet gevraagd? Klik op de knop en wis je gegevens.")),
                ]
            }
        }
        return .redirect(to: Self.help + "/klaar")
    }

    private func refer(_ visit: Visit) async throws -> Reply {
        let towns = try await towns()
        let form = IntakeForm.referral(towns)
        let state = IntakeForm.read(form, visit.form, needsContact: true)
        guard state.isValid, let code = IntakeForm.code(state, towns),
            let address = Validation.email(state["jouw-mail"])
        else { return PublicDeskPages(visit: visit).refer(form, state, status: 400) }
        var draft = IntakeForm.draft(state, .referral, code, language: .dutch)
        draft.consent = .spoken
        draft.referrer = IntakeDraft.Referrer(
            name: state["jouw-naam"], organisation: state["jouw-organisatie"], email: address)
        let work = DeskWork(house, visit)
        try await house.database.write { [draft] db in
            try Self.check(address.lowercased(), kind: "balie-verwijzer", most: 20, now: visit.now, in: db)
            try Self.check(draft.email ?? "", kind: "balie-doorverwezen", now: visit.now, in: db)
            let intake = try Intake.open(draft, by: work.cause, house: house, now: work.now, in: db)
            try work.tellReferrer(intake, t: visit.t, in: db)
            let who = intake.referrerOrganisation ?? ""
            try work.tell(
                intake, kind: "balie-doorverwezen", subject: { t in t("We nemen contact met je op") },
                button: { t in t("Bekijk hoe het staat") }, in: db
            ) { t in
                [
                    .paragraph(t("Iemand van \(who) gaf je naam aan ons door, omdat je vrijwilligerswerk zoekt.")),
                    .paragraph(t("Binnen twee werkdagen hoor je van ons. Dan kijken we samen wat bij je past.")),
                    .small(t("Wil je dit niet? Klik op de knop en wis je gegevens.")),
                ]
            }
        }
        return .redirect(to: Self.refer + "/klaar")
    }

    /// - Throws: `WebError.tooMany` when this address asked much today already.
    private static func check(
        _ email: String, kind: String, most: Int = dailyLimit, now: Moment, in db: any SQLConnection
    ) throws {
        guard !email.isEmpty else { return }
        let count = try db.count(
            """
            SELECT COUNT(*) FROM mail WHERE recipient = \(email) AND created_at > \(now - .days(1)) AND kind = \(kind)
            """)
        if count >= most { throw WebError.tooMany(retryAfter: 3600) }
    }
}

extension DeskWork {
    /// The link with which a referrer sees how far it is, and nothing else. The name of the person is not in it.
    func tellReferrer(_ intake: Intake, t: Texts, in db: any SQLConnection) throws {
        guard let email = intake.referrerEmail else { return }
        let secret = try Tokens.issue(
            Self.referrerPurpose, subject: intake.id.text, lifetime: .days(365), now: now, in: db)
        try house.mail(
            Mail(
                to: email, name: intake.referrerName ?? "", subject: t("Je doorverwijzing is binnen"),
                kind: "balie-verwijzer", language: t.language, isSecret: true,
                [
                    .paragraph(t("Dank je wel. We bellen of mailen binnen twee werkdagen.")),
                    .paragraph(
                        t("Met de knop zie je hoe ver het is. Wat we bespreken, blijft tussen ons en die persoon.")),
                    .button(label: t("Bekijk hoe het staat"), url: house.origin + "/verwijzing/" + secret),
                ]), in: db)
    }
}
