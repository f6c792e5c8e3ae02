import Community
import Core
import Storage
import Web

extension ResultsPart {
    private static var report: String { base + "/rapport" }
    private var writing: ReportActions { ReportActions(house: house) }

    func reportRoutes(_ routes: Routes) {
        routes.get(Self.report, access: .surveyMakers) { [house] visit in
            let pages = try await Self.reportPages(visit, house)
            return pages.reply(ReportPages.form.filled(pages.values))
        }
        routes.get(Self.report + "/lezen", access: .surveyMakers) { [house] visit in
            PublicReportPages(visit: visit).report(try await Self.reportPages(visit, house).view, isPreview: true)
        }
        routes.post(Self.report, access: .surveyMakers) { [house, writing] visit in
            let state = ReportPages.form.read(visit.form)
            guard state.isValid else { return try await Self.reportPages(visit, house).reply(state, status: 400) }
            return Self.back(try await writing.save(state, by: visit), visit.t("Opgeslagen."))
        }
        routes.post(Self.report + "/publiceren", access: .surveyMakers) { [house, writing] visit in
            do {
                let survey = try await writing.publish(by: visit)
                return Self.back(survey, visit.t("Het rapport is openbaar op /onderzoek/\(survey.number)."))
            } catch WebError.badRequest(let reason) {
                let pages = try await Self.reportPages(visit, house)
                return pages.reply(ReportPages.form.filled(pages.values), refusal: reason, status: 400)
            }
        }
        routes.post(Self.report + "/intrekken", access: .surveyMakers) { [writing] visit in
            Self.back(try await writing.withdraw(by: visit), visit.t("Ingetrokken. Het rapport is niet meer openbaar."))
        }
        blockRoutes(routes)
    }

    private func blockRoutes(_ routes: Routes) {
        routes.post(Self.report + "/blokken", access: .surveyMakers) { [house, writing] visit in
            switch visit.form.text("soort") {
            case "tabel":
                let number = visit.form.text("alle") == nil ? visit.form.int("tabel") ?? 0 : nil
                return Self.back(try await writing.addTable(number, by: visit), visit.t("De tabel staat erin."))
            case "citaat":
                let survey = try await writing.addQuote(visit.form.int("citaat"), by: visit)
                return Self.back(survey, visit.t("Het citaat staat erin."))
            default:
                let text = ReportPages.textForm.read(visit.form)
                guard text.isValid else {
                    let pages = try await Self.reportPages(visit, house)
                    return pages.reply(ReportPages.form.filled(pages.values), text: text, status: 400)
                }
                return Self.back(try await writing.addText(text["tekst"], by: visit), visit.t("De tekst staat erin."))
            }
        }
        routes.post(Self.report + "/blokken/{blok}", access: .surveyMakers) { [writing] visit in
            let text = ReportPages.textForm.read(visit.form)
            if let problem = text.problem("tekst") { throw WebError.badRequest(problem) }
            return Self.back(try await writing.change(text["tekst"], by: visit), visit.t("Opgeslagen."))
        }
        routes.post(Self.report + "/blokken/{blok}/omhoog", access: .surveyMakers) { [writing] visit in
            Self.back(try await writing.move(up: true, by: visit), nil)
        }
        routes.post(Self.report + "/blokken/{blok}/omlaag", access: .surveyMakers) { [writing] visit in
            Self.back(try await writing.move(up: false, by: visit), nil)
        }
        routes.post(Self.report + "/blokken/{blok}/weg", access: .surveyMakers) { [writing] visit in
            Self.back(try await writing.remove(by: visit), visit.t("Weggehaald uit het rapport."))
        }
    }

    private static func back(_ survey: Survey, _ notice: String?) -> Reply {
        .redirect(to: ResultsSection.report.path(of: survey), notice: notice)
    }

    private static func reportPages(_ visit: Visit, _ house: House) async throws -> ReportPages {
        let view = try await house.database.read { db in
            try ReportView.load(Survey.found(visit, SurveyAccess.makers, in: db), in: db)
        }
        return ReportPages(visit: visit, view: view)
    }
}
