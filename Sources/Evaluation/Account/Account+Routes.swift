import Community
import Core
import Formats
import Storage
import Tabulation
import Web

extension AccountPart {
    func accountRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/enquetes/{enquete}/respons", access: .surveyReaders) { visit in
            let (survey, settings, figures) = try await Self.load(visit, house)
            return AccountPage(visit: visit, survey: survey, settings: settings, figures: figures).reply
        }
        routes.get("/enquetes/{enquete}/respons.csv", access: .surveyReaders) { visit in
            let (survey, settings, figures) = try await Self.load(visit, house)
            let makes = visit.actor.has(SurveyAccess.makers, in: survey.municipality)
            return .download(
                AccountFile.csv(survey, settings, figures, makes: makes, visit.t),
                name: "respons-\(survey.number).csv", type: "text/csv; charset=utf-8")
        }
    }

    private static func load(_ visit: Visit, _ house: House) async throws -> (Survey, FieldworkSettings, AccountFigures)
    {
        try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.readers, in: db)
            return (
                survey, try FieldworkSettings.of(survey.id, in: db), try AccountFigures.load(survey, in: db)
            )
        }
    }
}

/// The account as a file: one figure on a line.
enum AccountFile {
    static func csv(
        _ survey: Survey, _ settings: FieldworkSettings, _ figures: AccountFigures, makes: Bool, _ t: Texts
    ) -> [UInt8] {
        let account = figures.account(settings)
        var file = CSVWriter()
        file.append([t("onderdeel"), t("naam"), t("code"), t("aantal"), t("van"), t("deel")])
        func line(_ part: String, _ name: String, _ code: String, _ rate: Rate) {
            file.append([
                part, name, code, String(rate.numerator), t.decimal(rate.denominator), t.percent(rate.value),
            ])
        }
        line(t("respons"), t("Gereageerd"), "", account.reacted)
        line(t("respons"), t("Ingevuld"), "", account.answered)
        for (name, rate) in [
            ("RR1", account.rr1), ("RR2", account.rr2), ("RR3", account.rr3), ("RR4", account.rr4),
            ("RR5", account.rr5), ("RR6", account.rr6),
        ] {
            line("AAPOR", name, "", rate)
        }
        for outcome in Outcome.allCases where account.count(outcome) > 0 {
            line(
                t("uitkomst"), t(outcome.label), outcome.rawValue,
                Rate(account.count(outcome), of: Double(account.total)))
        }
        for part in AccountStrata(figures.strata, settings, least: makes ? 1 : max(10, survey.leastBase)).parts {
            line(t("groep"), part.name ?? t("Andere of geen groep"), "", part.account.answered)
        }
        for (day, count) in figures.days ?? [] {
            file.append([t("dag"), day.iso, "", String(count), "", ""])
        }
        for reason in figures.reasons {
            let label = RefusalReason(rawValue: reason.reason).map { t($0.label) } ?? reason.reason
            file.append([t("reden van weigeren"), label, reason.way, String(reason.count), "", ""])
        }
        file.append([t("open link"), t("Ingevuld"), "", String(figures.open), "", ""])
        return file.bytes
    }
}
