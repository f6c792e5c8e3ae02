import Community
import Core
import Services
import Storage
import Web

/// Writing and publishing the report of a survey.
struct ReportActions: Sendable {
    let house: House

    func save(_ state: FormState, by visit: Visit) async throws -> Survey {
        try await write("rapport-bewaard", visit) { survey, db in
            try db.run(
                """
                INSERT INTO survey_report (survey_id, title, intro, changed_at)
                VALUES (\(survey.id), \(state["titel"]), \(state["inleiding"]), \(visit.now))
                ON CONFLICT (survey_id) DO UPDATE SET title = excluded.title, intro = excluded.intro,
                    changed_at = excluded.changed_at
                """)
        }
    }

    func addText(_ text: String, by visit: Visit) async throws -> Survey {
        try await write("rapport-veranderd", visit) { survey, db in
            try Self.add(.text, text: text, to: survey, now: visit.now, in: db)
        }
    }

    /// - Parameter number: of the table; every table that is not in it yet when `nil`.
    func addTable(_ number: Int?, by visit: Visit) async throws -> Survey {
        try await write("rapport-veranderd", visit) { survey, db in
            let used = Set(try SurveyReport.blocks(of: survey.id, in: db).compactMap(\.table))
            let tables = try SavedTable.all(of: survey.id, in: db).filter { number == nil || $0.number == number }
            if tables.isEmpty { throw WebError.badRequest(Text("Kies een van de mogelijkheden.")) }
            for table in tables where !used.contains(table.id) {
                try Self.add(.table, table: table.id, to: survey, now: visit.now, in: db)
            }
        }
    }

    func addQuote(_ number: Int?, by visit: Visit) async throws -> Survey {
        try await write("rapport-veranderd", visit) { survey, db in
            guard let quote = try Quote.released(of: survey.id, in: db).first(where: { $0.number == number }) else {
                throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
            }
            try Self.add(.quote, quote: quote.id, to: survey, now: visit.now, in: db)
        }
    }

    func change(_ text: String, by visit: Visit) async throws -> Survey {
        try await write("rapport-veranderd", visit) { survey, db in
            let block = try Self.block(visit, survey, in: db)
            try db.run("UPDATE survey_report_block SET text = \(text) WHERE id = \(block.id)")
        }
    }

    func remove(by visit: Visit) async throws -> Survey {
        try await write("rapport-veranderd", visit) { survey, db in
            let block = try Self.block(visit, survey, in: db)
            try db.run("DELETE FROM survey_report_block WHERE id = \(block.id)")
        }
    }

    func move(up: Bool, by visit: Visit) async throws -> Survey {
        try await write("rapport-veranderd", visit) { survey, db in
            let block = try Self.block(visit, survey, in: db)
            let all = try SurveyReport.blocks(of: survey.id, in: db)
            guard let here = all.firstIndex(where: { $0.id == block.id }) else { return }
            let other = up ? here - 1 : here + 1
            guard all.indices.contains(other) else { return }
            try db.run("UPDATE survey_report_block SET place = \(all[other].place) WHERE id = \(block.id)")
            try db.run("UPDATE survey_report_block SET place = \(block.place) WHERE id = \(all[other].id)")
        }
    }

    /// Makes the report public, with the tables in it that are not yet.
    func publish(by visit: Visit) async throws -> Survey {
        try await PublishTable.again { [house] in
            let (waiting, drafts, stamp) = try await house.database.read { db in
                let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
                let waiting = try Self.waiting(survey, in: db)
                if waiting.isEmpty { return (waiting, [PublicationDraft](), [String]()) }
                var basis = try PublicationBasis.load(survey, house: house, in: db)
                var drafts: [PublicationDraft] = []
                for table in waiting {
                    let draft = try basis.draft(table)
                    basis.told.append(.init(title: table.title, publication: draft.told))
                    drafts.append(draft)
                }
                return (waiting, drafts, basis.stamp)
            }
            return try await house.database.write { db -> Survey? in
                try db.holdAlone("survey_publication")
                let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
                guard try Self.waiting(survey, in: db) == waiting else { return nil }
                if !drafts.isEmpty, try PublicationBasis.stamp(survey, in: db) != stamp { return nil }
                for draft in drafts {
                    try PublishTable.insert(
                        draft, remark: "", survey, person: visit.actor.person, now: visit.now, in: db)
                }
                try db.run("UPDATE survey_report SET published_at = \(visit.now) WHERE survey_id = \(survey.id)")
                try house.record(
                    Audit.Event("rapport-gepubliceerd", "enquete", survey.id.text, municipality: survey.municipality),
                    by: visit, in: db)
                return survey
            }
        }
    }

    /// The tables of the report that go public with it.
    ///
    /// - Throws: `WebError.badRequest` for a report with nothing in it.
    private static func waiting(_ survey: Survey, in db: any SQLConnection) throws -> [SavedTable] {
        let view = try ReportView.load(survey, in: db)
        guard let report = view.report, !view.blocks.isEmpty || !report.intro.isEmpty else {
            throw WebError.badRequest(Text("Er staat nog niets in het rapport."))
        }
        return view.unpublished
    }

    func withdraw(by visit: Visit) async throws -> Survey {
        let none: Moment? = nil
        return try await write("rapport-ingetrokken", visit) { survey, db in
            try db.run("UPDATE survey_report SET published_at = \(none) WHERE survey_id = \(survey.id)")
        }
    }

    /// Puts a piece at the end of the report. Call it inside the writing transaction.
    static func add(
        _ kind: SurveyReport.Kind, text: String = "", table: String? = nil, quote: String? = nil, to survey: Survey,
        now: Moment, in db: any SQLConnection
    ) throws {
        let place = try db.count(
            "SELECT COALESCE(MAX(place), 0) + 1 FROM survey_report_block WHERE survey_id = \(survey.id)")
        try db.run(
            """
            INSERT INTO survey_report_block (id, survey_id, place, kind, text, table_id, quote_id)
            VALUES (\(UUIDv7.make(at: now)), \(survey.id), \(place), \(kind), \(text), \(table), \(quote))
            """)
        // A report has a title from its first piece on.
        try db.run(
            """
            INSERT INTO survey_report (survey_id, title, intro, changed_at) VALUES (\(survey.id), \(survey.title), '', \(now))
            ON CONFLICT (survey_id) DO NOTHING
            """)
    }

    private static func block(_ visit: Visit, _ survey: Survey, in db: any SQLConnection) throws -> SurveyReport.Block {
        let id = try visit.parameter("blok")
        guard let block = try SurveyReport.blocks(of: survey.id, in: db).first(where: { $0.id == id }) else {
            throw WebError.notFound
        }
        return block
    }

    private func write(
        _ word: String, _ visit: Visit, _ body: @escaping @Sendable (Survey, any SQLConnection) throws -> Void
    ) async throws -> Survey {
        try await house.database.write { [house] db in
            try db.holdAlone("survey_report")
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            try body(survey, db)
            try house.record(
                Audit.Event(word, "enquete", survey.id.text, municipality: survey.municipality), by: visit, in: db)
            return survey
        }
    }
}
