import Community
import Core
import Storage
import Web

extension ResultsPart {
    /// For everyone: reports that were published, and nothing else of a survey.
    func publicReportRoutes(_ routes: Routes) {
        routes.get("/onderzoek", access: .everyone) { [house] visit in
            let reports = try await house.database.readStale { db in
                try PublicReport.newest(before: visit.query.int("voor"), in: db)
            }
            return PublicReportPages(visit: visit).list(reports)
        }
        routes.get("/onderzoek/{enquete}", access: .everyone) { [house] visit in
            PublicReportPages(visit: visit).report(try await Self.published(visit, house), isPreview: false)
        }
        routes.get("/onderzoek/{enquete}/{tabel}/csv", access: .everyone) { [house] visit in
            let view = try await Self.published(visit, house)
            let number = try visit.number("tabel")
            let inReport = view.blocks.compactMap { $0.table.flatMap { view.published[$0] } }
            guard let table = inReport.first(where: { $0.seq == number }) else { throw WebError.notFound }
            return table.file(visit.t).reply(visit, name: "onderzoek-\(view.survey.number)-\(table.seq)")
        }
    }

    private static func published(_ visit: Visit, _ house: House) async throws -> ReportView {
        try await house.database.read { db in
            guard let survey = try Survey.find(number: visit.number("enquete"), in: db) else { throw WebError.notFound }
            let view = try ReportView.load(survey, in: db)
            guard view.report?.publishedAt != nil else { throw WebError.notFound }
            return view
        }
    }
}

/// A line in the list of reports.
struct PublicReport: Sendable {
    let number: Int
    let title: String
    let municipality: String
    let publishedAt: Moment

    /// - Parameter number: only surveys with a lower number, for the next page.
    static func newest(before number: Int?, in db: any SQLConnection) throws -> Page<PublicReport> {
        let limit = 30
        let reports = try db.rows(
            """
            SELECT s.number, r.title, m.name, r.published_at FROM survey_report r JOIN survey s ON s.id = r.survey_id
            JOIN municipality m ON m.code = s.municipality_code
            WHERE r.published_at IS NOT NULL AND s.number < \(number ?? Int.max)
            ORDER BY s.number DESC LIMIT \(limit + 1)
            """
        ).map { row in
            PublicReport(
                number: try row("number"), title: try row("title"), municipality: try row("name"),
                publishedAt: try row("published_at"))
        }
        return Page(fetched: reports, limit: limit) { String($0.number) }
    }
}
