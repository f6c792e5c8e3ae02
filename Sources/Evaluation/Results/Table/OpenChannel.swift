import Core
import Storage

/// Answers that came in by the open link. Nobody was drawn for them, so they are counted only when the makers say so, and
/// every table says which of the two it is.
struct OpenChannel: Sendable, Equatable {
    let count: Int
    let isCounted: Bool
    /// Whether a table left the survey already; then its questions can be told of these records and no others.
    let isTold: Bool

    static func of(_ survey: Survey, in db: any SQLConnection) throws -> OpenChannel {
        let open = SurveyChannel.open
        let count =
            try db.count(
                """
                SELECT COUNT(*) FROM survey_response WHERE survey_id = \(survey.id) AND channel = \(open)
                AND state IN (\(ResponseState.complete), \(ResponseState.partial))
                """)
            + db.count("SELECT COUNT(*) FROM survey_box WHERE survey_id = \(survey.id) AND channel = \(open)")
        let counts: Bool? = try db.value(
            "SELECT includes_open FROM survey_counting WHERE survey_id = \(survey.id)", as: Bool.self)
        let told = try db.count(
            "SELECT COUNT(*) FROM (SELECT 1 FROM survey_publication WHERE survey_id = \(survey.id) LIMIT 1) AS any_told"
        )
        return OpenChannel(count: count, isCounted: counts ?? false, isTold: told > 0)
    }

    static func set(_ isCounted: Bool, _ survey: Survey.Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO survey_counting (survey_id, includes_open, changed_at) VALUES (\(survey), \(isCounted), \(now))
            ON CONFLICT (survey_id) DO UPDATE SET includes_open = excluded.includes_open,
                changed_at = excluded.changed_at
            """)
    }

    /// For under a table; `nil` when there are none.
    func sentence(_ t: Texts) -> String? {
        if count == 0 { return nil }
        return isCounted
            ? t.plural(
                count, "1 antwoord kwam via de open link en telt mee.",
                "\(t.number(count)) antwoorden kwamen via de open link en tellen mee.")
            : t.plural(
                count, "1 antwoord kwam via de open link en telt niet mee.",
                "\(t.number(count)) antwoorden kwamen via de open link en tellen niet mee.")
    }
}
