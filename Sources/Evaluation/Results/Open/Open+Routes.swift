import Community
import Core
import Storage
import Web

extension ResultsPart {
    private static var open: String { base + "/open" }
    private var coding: OpenActions { OpenActions(house: house) }

    func openRoutes(_ routes: Routes) {
        routes.get(Self.open, access: .surveyMakers) { [house] visit in
            let results = try await Self.load(visit, house)
            return OpenPages(visit: visit).list(results)
        }
        routes.get(Self.open + "/{vraag}", access: .surveyMakers) { [house] visit in
            OpenPages(visit: visit).answers(try await Self.open(visit, house), OpenPages.categoryForm.filled())
        }
        routes.post(Self.open + "/{vraag}/categorieen", access: .surveyMakers) { [house, coding] visit in
            let state = OpenPages.categoryForm.read(visit.form)
            guard state.isValid else {
                return OpenPages(visit: visit).answers(try await Self.open(visit, house), state, status: 400)
            }
            try await coding.add(state["namen"], by: visit)
            return .redirect(to: try Self.openPath(visit), notice: visit.t("De categorieën staan erbij."))
        }
        routes.post(Self.open + "/{vraag}/categorieen/{code}", access: .surveyMakers) { [coding] visit in
            let label = visit.form.text("naam").map { String($0.prefix(100)) } ?? ""
            if label.isEmpty { throw WebError.badRequest(Text("Geef de categorie een naam.")) }
            try await coding.rename(label, by: visit)
            return .redirect(to: try Self.openPath(visit), notice: visit.t("Opgeslagen."))
        }
        routes.post(Self.open + "/{vraag}/categorieen/{code}/weg", access: .surveyMakers) { [coding] visit in
            try await coding.remove(true, by: visit)
            return .redirect(
                to: try Self.openPath(visit) + "?weg=\(try visit.number("code"))",
                notice: visit.t("De categorie is weg."))
        }
        routes.post(Self.open + "/{vraag}/categorieen/{code}/terug", access: .surveyMakers) { [coding] visit in
            try await coding.remove(false, by: visit)
            return .redirect(to: try Self.openPath(visit), notice: visit.t("De categorie is terug."))
        }
        routes.post(Self.open + "/{vraag}/coderen", access: .surveyMakers) { [coding] visit in
            let count = try await coding.code(by: visit)
            let back = Query(
                [
                    ("zoek", visit.form.text("zoek") ?? ""), ("categorie", visit.form.text("categorie") ?? ""),
                    ("vanaf", visit.form.text("verder") ?? ""),
                ].filter { !$0.1.isEmpty })
            return .redirect(
                to: back.url(try Self.openPath(visit)),
                notice: visit.t.plural(count, "1 antwoord opgeslagen.", "\(count) antwoorden opgeslagen."))
        }
    }

    func quoteRoutes(_ routes: Routes) {
        routes.get(Self.open + "/{vraag}/citaat", access: .surveyMakers) { [house] visit in
            let view = try await Self.open(visit, house)
            guard let key = visit.query.text("antwoord"), let answer = view.answers.first(where: { $0.key == key })
            else {
                throw WebError.notFound
            }
            return OpenPages(visit: visit).quote(view, answer, OpenPages.quoteForm.filled(["tekst": answer.text]))
        }
        routes.post(Self.open + "/{vraag}/citaat", access: .surveyMakers) { [house, coding] visit in
            let view = try await Self.open(visit, house)
            guard let key = visit.form.text("antwoord"), let answer = view.answers.first(where: { $0.key == key })
            else {
                throw WebError.notFound
            }
            let state = OpenPages.quoteForm.read(visit.form)
            guard state.isValid else { return OpenPages(visit: visit).quote(view, answer, state, status: 400) }
            try await coding.release(state["tekst"], answer: key, by: visit)
            return .redirect(
                to: try Self.openPath(visit) + "#citaten", notice: visit.t("Het citaat is vrij voor het rapport."))
        }
        routes.post(Self.open + "/{vraag}/citaten/{citaat}/intrekken", access: .surveyMakers) { [coding] visit in
            try await coding.withdraw(by: visit)
            return .redirect(
                to: try Self.openPath(visit) + "#citaten",
                notice: visit.t("Het citaat is ingetrokken, ook uit het rapport."))
        }
    }

    private static func openPath(_ visit: Visit) throws -> String {
        "/enquetes/\(try visit.number("enquete"))/resultaten/open/\(try visit.parameter("vraag"))"
    }

    private static func open(_ visit: Visit, _ house: House) async throws -> OpenView {
        let asked = visit.method == .get ? visit.query : Query()
        let isQuote = asked.text("antwoord") != nil
        return try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let results = try ResultsData.load(survey, t: visit.t, in: db)
            guard
                let view = try OpenView.load(
                    results, question: visit.parameter("vraag"), words: isQuote ? nil : asked.text("zoek"),
                    category: isQuote ? nil : asked.int("categorie"), in: db)
            else { throw WebError.notFound }
            return view
        }
    }
}
