import Core
import Storage
import Tabulation

/// A table that somebody kept: what to count, with a title and words of their own.
struct SavedTable: Sendable, Equatable {
    let id: String
    let survey: Survey.Identity
    /// As in its address; never used again.
    let number: Int
    let place: Int
    let title: String
    let remark: String
    let request: TableRequest
    let picture: PictureKind?

    init(row: Row) throws {
        id = try row("id")
        survey = try row("survey_id")
        number = try row("number")
        place = try row("place")
        title = try row("title")
        remark = try row("remark")
        request = try Stored.read(row("request"))
        picture = try row("picture", as: String?.self).flatMap(PictureKind.init(rawValue:))
    }

    func path(_ survey: Survey) -> String { ResultsSection.plan.path(of: survey) + "/\(number)" }

    /// At most 500 in a survey.
    static func all(of survey: Survey.Identity, in db: any SQLConnection) throws -> [SavedTable] {
        try db.rows(
            """
            SELECT * FROM survey_table WHERE survey_id = \(survey) AND removed_at IS NULL ORDER BY place, number LIMIT 500
            """
        ).map(SavedTable.init(row:))
    }

    static func find(number: Int, of survey: Survey.Identity, in db: any SQLConnection) throws -> SavedTable? {
        try db.first(
            "SELECT * FROM survey_table WHERE survey_id = \(survey) AND number = \(number) AND removed_at IS NULL"
        ).map(SavedTable.init(row:))
    }

    /// - Returns: the number of the new table. Call it inside the writing transaction.
    @discardableResult
    static func add(
        _ request: TableRequest, title: String, remark: String = "", picture: PictureKind? = nil,
        to survey: Survey.Identity, now: Moment, in db: any SQLConnection
    ) throws -> Int {
        let next = try db.first(
            """
            SELECT COALESCE(MAX(number), 0) + 1 AS number, COALESCE(MAX(place), 0) + 1 AS place FROM survey_table
            WHERE survey_id = \(survey)
            """)
        let number: Int = try next?("number") ?? 1
        let place: Int = try next?("place") ?? 1
        try db.run(
            """
            INSERT INTO survey_table (id, survey_id, number, place, title, remark, request, picture, created_at)
            VALUES (\(UUIDv7.make(at: now)), \(survey), \(number), \(place), \(title), \(remark),
                \(try Stored.write(request)), \(picture?.rawValue), \(now))
            """)
        return number
    }
}
