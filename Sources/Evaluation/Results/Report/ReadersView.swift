import Core
import Storage
import Web

/// What readers see of a survey that is not theirs to make: the tables that were published, and the report.
struct ReadersView: Sendable {
    enum Either: Sendable {
        case maker(ResultsData)
        case reader(ReadersView)
    }

    let survey: Survey
    let tables: [PublishedTable]
    let report: SurveyReport?

    static func load(_ survey: Survey, in db: any SQLConnection) throws -> ReadersView {
        let report = try SurveyReport.find(survey.id, in: db)
        return ReadersView(
            survey: survey, tables: try PublishedTable.standing(of: survey.id, in: db),
            report: report?.publishedAt == nil ? nil : report)
    }

    func reply(_ visit: Visit) -> Reply {
        let t = visit.t
        let link: HTML =
            report.map { Part.button(t("Lees het rapport"), "/onderzoek/\(survey.number)", quiet: $0.title.isEmpty) }
            ?? .empty
        if tables.isEmpty {
            return visit.resultsPage(
                survey, .overview, actions: link,
                Part.empty(
                    t("Er is nog niets gepubliceerd"),
                    t("Wie deze enquête maakt, kiest welke tabellen je hier ziet. Kom later terug.")))
        }
        let base = SurveyTab.results.path(of: survey) + "/openbaar/"
        return visit.resultsPage(
            survey, .overview,
            intro: t.plural(tables.count, "1 gepubliceerde tabel", "\(tables.count) gepubliceerde tabellen"),
            actions: link,
            """
            \(tables, { table in
                let tools = Part.button(t("CSV met puntkomma"), base + "\(table.seq)/csv", quiet: true, compact: true)
                return "<div id=\"tabel-\(table.seq)\" class=\"card\">\(table.figure(t, level: 2, tools: tools))</div>"
            })
            """)
    }
}
