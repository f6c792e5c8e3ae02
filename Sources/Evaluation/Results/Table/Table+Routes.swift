import Community
import Core
import Formats
import Services
import Storage
import Tabulation
import Web

extension ResultsPart {
    func tableRoutes(_ routes: Routes) {
        openLinkRoutes(routes)
        routes.get(Self.base, access: .surveyReaders) { [house] visit in
            let view = try await house.database.read { db -> ReadersView.Either in
                let survey = try Survey.found(visit, SurveyAccess.readers, in: db)
                if visit.actor.has(SurveyAccess.makers, in: survey.municipality) {
                    return .maker(try ResultsData.load(survey, t: visit.t, in: db))
                }
                return .reader(try ReadersView.load(survey, in: db))
            }
            return switch view {
            case .maker(let results): TablePages(visit: visit, results: results).overview()
            case .reader(let view): view.reply(visit)
            }
        }
        routes.get(Self.base + "/tabel", access: .surveyMakers) { [house] visit in
            let results = try await Self.load(visit, house)
            let pages = TablePages(visit: visit, results: results)
            guard let ask = TableAsk(visit.query, data: results.data) else { return pages.builder(nil) }
            // The form sends empty choices along; the address that is kept has none.
            if visit.query.pairs.contains(where: { $0.value.isEmpty }) {
                return .redirect(to: ask.query.url(ResultsSection.builder.path(of: results.survey)))
            }
            return pages.builder(ask)
        }
        routes.get(Self.base + "/tabel/csv", access: .surveyMakers) { [house] visit in
            let results = try await Self.load(visit, house)
            guard let ask = TableAsk(visit.query, data: results.data) else { throw WebError.notFound }
            let table = try results.tableOrRefusal(ask.request)
            let file = TableFile(
                table: table, title: results.title(of: ask.request, visit.t),
                notes: [results.notes(table, visit.t).base] + results.notes(table, visit.t).method, t: visit.t)
            return file.reply(visit, name: "tabel-\(results.survey.number)-\(ask.request.rows)")
        }
    }

    private func openLinkRoutes(_ routes: Routes) {
        for (word, isCounted) in [("aan", true), ("uit", false)] {
            routes.post(Self.base + "/open-link/" + word, access: .surveyMakers) { [house] visit in
                let survey = try await house.database.write { db in
                    let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
                    try OpenChannel.set(isCounted, survey.id, now: visit.now, in: db)
                    try house.record(
                        Audit.Event(
                            "open-antwoorden-\(word)", "enquete", survey.id.text, municipality: survey.municipality),
                        by: visit, in: db)
                    return survey
                }
                return .redirect(
                    to: ResultsSection.overview.path(of: survey),
                    notice: isCounted
                        ? visit.t("Antwoorden via de open link tellen nu mee in alle tabellen.")
                        : visit.t("Antwoorden via de open link tellen niet meer mee."))
            }
        }
    }

    /// The answers of the survey in the path, for its makers.
    static func load(_ visit: Visit, _ house: House) async throws -> ResultsData {
        try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            return try ResultsData.load(survey, t: visit.t, in: db)
        }
    }
}

extension ResultsData {
    /// A table as a maker may see it.
    ///
    /// - Throws: `WebError.badRequest` with the reason when these answers cannot give it.
    func tableOrRefusal(_ request: TableRequest) throws -> CountedTable {
        do { return try table(request) } catch { throw WebError.badRequest(error.text) }
    }
}

extension TableFile {
    func reply(_ visit: Visit, name: String) -> Reply {
        let delimiter: CSVDelimiter = visit.query.text("komma") == nil ? .semicolon : .comma
        return .download(bytes(delimiter), name: name + ".csv", type: "text/csv; charset=utf-8")
    }
}
