import Core
import Formats
package import Storage
package import Tabulation

/// All counts of the response account of a survey. From the addresses as long as they are there; afterwards as they were
/// kept.
package struct AccountFigures: Sendable, Equatable {
    package struct Stratum: Sendable, Equatable {
        /// `nil` for addresses without a group.
        let name: String?
        let counts: [Outcome: Int]
    }

    struct Reason: Sendable, Equatable {
        /// A `RefusalReason`.
        let reason: String
        let way: String
        let count: Int
    }

    package var counts: [Outcome: Int] = [:]
    package var strata: [Stratum] = []
    var reasons: [Reason] = []
    /// Complete answers by personal link and by phone on each day; `nil` when the survey keeps no times.
    var days: [(day: Day, count: Int)]?
    /// Complete answers by the open link: counted apart.
    package var open = 0
    /// Anonymous answers that wait to be mixed.
    var waiting = 0
    var invited = 0
    var reminded = 0
    var called = 0
    /// Since when the addresses are gone.
    var frozenAt: Moment?

    package init() {}

    package func account(_ settings: FieldworkSettings) -> ResponseAccount {
        ResponseAccount(counts, frame: settings.frameIsKnown ? .known : .unknown)
    }

    package static func == (left: AccountFigures, right: AccountFigures) -> Bool {
        left.json.text == right.json.text
    }
}

extension AccountFigures {
    package static func load(_ survey: Survey, in db: any SQLConnection) throws -> AccountFigures {
        let kept = try FrozenAccount.find(survey.id, in: db)
        if let kept, kept.frozenAt != nil { return kept }
        var figures = try live(survey, in: db)
        if let days = kept?.days { figures.days = days } else { figures.days = try days(of: survey, in: db) }
        return figures
    }

    /// Counted now, without the days.
    static func live(_ survey: Survey, in db: any SQLConnection) throws -> AccountFigures {
        var figures = AccountFigures()
        var strata: [String?: [Outcome: Int]] = [:]
        for row in try db.rows(
            """
            SELECT stratum, outcome, COUNT(*) AS amount FROM survey_address WHERE survey_id = \(survey.id)
            GROUP BY stratum, outcome
            """)
        {
            let outcome: Outcome = try row("outcome")
            let amount: Int = try row("amount")
            figures.counts[outcome, default: 0] += amount
            strata[try row("stratum", as: String?.self), default: [:]][outcome, default: 0] += amount
        }
        let names = StratumOrder.sorted(
            Set(strata.keys.compactMap(\.self)), in: try? SurveyData.questionnaire(of: survey, in: db))
        if !names.isEmpty {
            figures.strata = names.map { Stratum(name: $0, counts: strata[$0] ?? [:]) }
            if let rest = strata[nil] { figures.strata.append(Stratum(name: nil, counts: rest)) }
        }
        figures.reasons = try reasons(survey, in: db)
        let counts = try AddressCounts(survey.id, in: db)
        figures.invited = counts.invited
        figures.reminded = counts.reminded
        figures.called = try db.count(
            "SELECT COUNT(*) FROM survey_call WHERE survey_id = \(survey.id) AND attempts > 0")
        figures.open = try openAnswers(survey, in: db)
        if survey.mode == .anonymous {
            figures.waiting = try db.count("SELECT COUNT(*) FROM survey_pending WHERE survey_id = \(survey.id)")
        }
        return figures
    }

    private static func reasons(_ survey: Survey, in db: any SQLConnection) throws -> [Reason] {
        try db.rows(
            """
            SELECT refusal_reason, refusal_way, COUNT(*) AS amount FROM survey_address
            WHERE survey_id = \(survey.id) AND refusal_reason IS NOT NULL AND outcome = \(Outcome.refusal)
            GROUP BY refusal_reason, refusal_way ORDER BY COUNT(*) DESC, refusal_reason, refusal_way
            """
        ).map { row in
            Reason(
                reason: try row("refusal_reason"), way: try row("refusal_way", as: String?.self) ?? "",
                count: try row("amount"))
        }
    }

    private static func openAnswers(_ survey: Survey, in db: any SQLConnection) throws -> Int {
        let known = try db.count(
            """
            SELECT COUNT(*) FROM survey_response WHERE survey_id = \(survey.id) AND channel = \(SurveyChannel.open)
            AND state = \(ResponseState.complete)
            """)
        guard survey.mode == .anonymous else { return known }
        return known
            + (try db.count(
                "SELECT COUNT(*) FROM survey_box WHERE survey_id = \(survey.id) AND channel = \(SurveyChannel.open)"))
    }

    /// Complete answers by day on the Dutch calendar. An anonymous survey keeps no times, so there are none.
    static func days(of survey: Survey, in db: any SQLConnection) throws -> [(day: Day, count: Int)]? {
        guard survey.mode != .anonymous, survey.state != .draft else { return nil }
        var days: [Day: Int] = [:]
        for row in try db.rows(
            """
            SELECT SUBSTR(completed_at, 1, 13) AS hour_part, COUNT(*) AS amount FROM survey_response
            WHERE survey_id = \(survey.id) AND state = \(ResponseState.complete) AND completed_at IS NOT NULL
            AND channel IN (\(SurveyChannel.link), \(SurveyChannel.phone)) GROUP BY SUBSTR(completed_at, 1, 13)
            """)
        {
            guard let moment = Moment(iso: try row("hour_part", as: String.self) + ":00:00Z") else { continue }
            days[moment.day, default: 0] += try row("amount")
        }
        return days.keys.sorted().map { ($0, days[$0] ?? 0) }
    }
}
