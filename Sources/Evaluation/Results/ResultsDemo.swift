import Community
import Core
package import Storage
import Tabulation

/// What the demo has of results: two reports that everyone can read, categories and a quote, a figure for the goals.
struct ResultsDemo {
    let now: Moment
    let researcher: String
    let house: House

    /// The survey of 2011 done again: its tables in the order of the report.
    func policy(_ survey: Survey, in db: any SQLConnection) throws {
        try OpenChannel.set(true, survey.id, now: now, in: db)
        let results = try ResultsData.load(survey, t: .dutch, in: db)
        let blocks = StandardTables(results: results).blocks
        for block in blocks where !block.title.isEmpty {
            for item in block.items {
                guard let request = item.request else { continue }
                try SavedTable.add(
                    request, title: request.kind == .grid ? "\(block.title): \(item.text)" : item.text, to: survey.id,
                    now: now, in: db)
            }
        }
        try report(
            survey, title: "Staat het beleid op papier, en gebeurt het ook?",
            intro: """
                In 2011 vroegen NOV en Mezzo steunpunten in het land wat hun gemeente met vrijwilligerswerk doet. Dit rapport \
                laat dezelfde tabellen zien, gemaakt uit losse antwoorden.

                De antwoorden zijn nagemaakt: ze tellen op tot wat er toen gedrukt stond.
                """, in: db)
    }

    /// Last year's question to volunteers.
    func satisfaction(_ survey: Survey, in db: any SQLConnection) throws {
        let results = try ResultsData.load(survey, t: .dutch, in: db)
        var tables: [(TableRequest, String)] = [(TableRequest(.mean, rows: "V03"), "Rapportcijfer van vrijwilligers")]
        tables.append((TableRequest(.counts, rows: "V01"), "Hoe lang mensen dit werk al doen"))
        tables.append((TableRequest(.grid, rows: "V04"), "Hoe het gaat"))
        tables.append((TableRequest(.counts, rows: "V09"), "Wie volgend jaar nog meedoet"))
        tables.append((TableRequest(.counts, rows: "V10"), "Wat helpt om te blijven"))
        for (request, title) in tables {
            try SavedTable.add(request, title: title, to: survey.id, now: now, in: db)
        }
        try quote(results, in: db)
        try report(
            survey, title: "Hoe gaat het met onze vrijwilligers?",
            intro:
                "De meeste vrijwilligers hebben het naar hun zin. Wat zij nodig hebben om te blijven, staat onderaan.",
            in: db)
        try pin(TableRequest(.mean, rows: "V03"), of: survey, in: db)
    }

    /// Puts everything that was kept in a report and publishes it; what may not be shown stays out.
    private func report(_ survey: Survey, title: String, intro: String, in db: any SQLConnection) throws {
        var basis = try PublicationBasis.load(survey, house: house, in: db)
        for table in try SavedTable.all(of: survey.id, in: db) {
            guard let draft = try? basis.draft(table) else { continue }
            try PublishTable.insert(draft, remark: "", survey, person: researcher, now: now, in: db)
            basis.told.append(.init(title: table.title, publication: draft.told))
            try ReportActions.add(.table, table: table.id, to: survey, now: now, in: db)
        }
        for quote in try Quote.released(of: survey.id, in: db) {
            try ReportActions.add(.quote, quote: quote.id, to: survey, now: now, in: db)
        }
        try db.run(
            """
            INSERT INTO survey_report (survey_id, title, intro, changed_at, published_at)
            VALUES (\(survey.id), \(title), \(intro), \(now), \(now))
            ON CONFLICT (survey_id) DO UPDATE SET title = excluded.title, intro = excluded.intro,
                published_at = excluded.published_at
            """)
    }

    /// The first open answer becomes a quote, and the open question two categories.
    private func quote(_ results: ResultsData, in db: any SQLConnection) throws {
        let survey = results.survey.id
        for column in results.openColumns {
            guard case .text(_, let texts) = column.values else { continue }
            let answers = Set(texts.compactMap { $0 }).sorted()
            guard let first = answers.first else { continue }
            for (code, label) in [(1, "Waardering"), (2, "Iets anders")] {
                try db.run(
                    """
                    INSERT INTO survey_open_category (survey_id, question, code, label)
                    VALUES (\(survey), \(column.name), \(code), \(label))
                    """)
            }
            for answer in answers.dropLast() {
                let code = answer.lowercased().contains("dank") || answer.lowercased().contains("leuk") ? 1 : 2
                try db.run(
                    """
                    INSERT INTO survey_open_code (survey_id, question, answer_hash, code)
                    VALUES (\(survey), \(column.name), \(OpenCoding.key(answer)), \(code)) ON CONFLICT DO NOTHING
                    """)
            }
            try db.run(
                """
                INSERT INTO survey_quote (id, survey_id, number, question, answer_hash, text, released_at, released_by)
                VALUES (\(UUIDv7.make(at: now)), \(survey), 1, \(column.name), \(OpenCoding.key(first)), \(first), \(now),
                    \(researcher))
                """)
            return
        }
    }

    private func pin(_ request: TableRequest, of survey: Survey, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO survey_pin (id, number, survey_id, municipality_code, name, meaning, request, row_key, column_key,
                better, created_at)
            VALUES (\(UUIDv7.make(at: now)), 1, \(survey.id), \(survey.municipality), 'Rapportcijfer van vrijwilligers',
                \(Pin.Meaning.volunteers), \(try Stored.write(request)), \("n" + Statistic.mean.rawValue), 'all',
                \(Pin.Better.up), \(now))
            """)
    }
}

extension ResultsPart {
    package func demo(_ demo: SurveyDemo, in db: any SQLConnection) throws {
        let writer = ResultsDemo(now: demo.world.now, researcher: demo.researcher.text, house: house)
        if let survey = demo.report2011 { try writer.policy(survey, in: db) }
        if let survey = demo.satisfactionBefore { try writer.satisfaction(survey, in: db) }
    }
}
