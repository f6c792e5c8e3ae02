import Community
import Core
import Services
import Storage
import Web

extension FieldworkPart {
    func mailTextRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/enquetes/{enquete}/veldwerk/mails"
        routes.get(path, access: .surveyMakers) { visit in
            try await house.database.read { db in
                let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
                let maker = try FieldworkMail(house, survey, in: db)
                var mails: [(MailText.Kind, Language, Mail)] = []
                for language in Language.allCases {
                    for kind in MailText.Kind.allCases {
                        mails.append((kind, language, Self.example(maker, kind, nil, language, visit)))
                    }
                }
                return MailTextPages(visit: visit, survey: survey).list(mails)
            }
        }
        let one = path + "/{mail}/{taal}"
        routes.get(one, access: .surveyMakers) { visit in try await Self.edit(visit, house) }
        routes.post(one, access: .surveyMakers) { visit in
            let state = MailTextPages.form.read(visit.form)
            guard state.isValid, visit.form["bekijk"] == nil else {
                return try await Self.edit(visit, house, state)
            }
            return try await Self.change(visit, house, "enquete-mailtekst", visit.t("De tekst is bewaard.")) {
                survey, kind, language, db in
                try MailText(subject: state["onderwerp"], body: state["tekst"]).save(
                    survey.id, kind, language, now: visit.now, in: db)
            }
        }
        routes.post(one + "/standaard", access: .surveyMakers) { visit in
            try await Self.change(visit, house, "enquete-mailtekst-terug", visit.t("De gewone tekst staat er weer.")) {
                survey, kind, language, db in
                try db.run(
                    """
                    DELETE FROM survey_mail_text WHERE survey_id = \(survey.id) AND kind = \(kind) AND language = \(language)
                    """)
            }
        }
        routes.post(one + "/proef", access: .surveyMakers) { visit in
            guard let email = visit.actor.email else { throw WebError.badRequest(Text("Je hebt geen e-mailadres.")) }
            return try await Self.change(
                visit, house, "enquete-proefmail", visit.t("De proefmail gaat naar \(email).")
            ) { survey, kind, language, db in
                let maker = try FieldworkMail(house, survey, in: db)
                var mail = Self.example(maker, kind, nil, language, visit)
                mail.unsubscribeURL = nil
                try house.mail(mail, in: db)
            }
        }
    }

    private static func example(
        _ maker: FieldworkMail, _ kind: MailText.Kind, _ text: MailText?, _ language: Language, _ visit: Visit
    ) -> Mail {
        maker.example(kind, text, to: visit.actor.email ?? "", name: visit.actor.name, language: language)
    }

    private static func which(_ visit: Visit) throws -> (MailText.Kind, Language) {
        guard let kind = MailText.Kind(rawValue: try visit.parameter("mail")),
            let language = Language(rawValue: try visit.parameter("taal"))
        else { throw WebError.notFound }
        return (kind, language)
    }

    private static func edit(_ visit: Visit, _ house: House, _ state: FormState? = nil) async throws -> Reply {
        let (kind, language) = try which(visit)
        return try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let text = try MailText.of(survey.id, kind, house.t(language), in: db)
            let shown = state ?? MailTextPages.form.filled(["onderwerp": text.subject, "tekst": text.body])
            let typed = MailText(subject: shown["onderwerp"], body: shown["tekst"])
            let mail = example(try FieldworkMail(house, survey, in: db), kind, typed, language, visit)
            let isWrong = state.map { !$0.isValid } ?? false
            return MailTextPages(visit: visit, survey: survey).edit(
                kind, language, mail, shown, status: isWrong ? 400 : 200)
        }
    }

    private static func change(
        _ visit: Visit, _ house: House, _ word: String, _ notice: String,
        _ body: @escaping @Sendable (Survey, MailText.Kind, Language, any SQLConnection) throws -> Void
    ) async throws -> Reply {
        let (kind, language) = try which(visit)
        let survey = try await house.database.write { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard survey.state != .closed else { throw FieldworkRefusal.closed }
            try body(survey, kind, language, db)
            try house.record(
                Audit.Event(word, "enquete", survey.id.text, municipality: survey.municipality), by: visit, in: db)
            return survey
        }
        return .redirect(to: survey.path("veldwerk/mails"), notice: notice)
    }
}
