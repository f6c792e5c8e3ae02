package import Community
package import Core
package import Storage

/// How well an organisation answers people, from 0 to 100, over the last twelve months.
///
/// `points = 70 × share + 30 × speed`, rounded. `share` is the part of the applications that got a first answer within
/// seven days. `speed` is 1 when the median first answer came within a day, 0 when it took fourteen days or longer, and
/// falls evenly in between. What is younger than seven days and still unanswered does not count yet; nor does who
/// withdrew within that time or came on the waiting list, where the site itself answers. Under three applications
/// there is no score.
package struct AnswerScore: Sendable, Equatable {
    package static let promisedDays = 7
    package static let slowestDays = 14
    package static let fewest = 3

    /// The applications that count.
    package let applications: Int
    /// Those of them that got an answer within seven days.
    package let inTime: Int
    /// The median wait for a first answer, in days begun; `nil` when nobody got an answer.
    package let medianDays: Int?

    package init(applications: Int, inTime: Int, medianDays: Int?) {
        self.applications = applications
        self.inTime = inTime
        self.medianDays = medianDays
    }

    /// One application as the score looks at it.
    package struct Sample: Sendable {
        package let confirmed: Moment
        package let answered: Moment?
        /// When the applicant withdrew, if that came before any answer.
        package let withdrawn: Moment?

        package init(confirmed: Moment, answered: Moment?, withdrawn: Moment? = nil) {
            self.confirmed = confirmed
            self.answered = answered
            self.withdrawn = withdrawn
        }

        /// Whether it got its answer within the promised days; `nil` when it does not count (yet).
        package func inTime(now: Moment) -> Bool? {
            let limit = confirmed + .days(AnswerScore.promisedDays)
            if let answered { return answered <= limit }
            if let withdrawn, withdrawn <= limit { return nil }
            return now >= limit ? false : nil
        }
    }

    package init(_ samples: [Sample], now: Moment) {
        let verdicts = samples.compactMap { $0.inTime(now: now) }
        applications = verdicts.count
        inTime = verdicts.filter { $0 }.count
        let waits = samples.compactMap { sample in sample.answered.map { $0 - sample.confirmed } }
        medianDays = AnswerTime.median(waits).map { max(1, AnswerTime.days($0)) }
    }

    /// 0–100, or `nil` with too few applications.
    package var points: Int? {
        guard applications >= Self.fewest else { return nil }
        let share = Double(inTime) / Double(applications)
        let slow = Double(Self.slowestDays)
        let speed = medianDays.map { (slow - min(slow, Double($0))) / (slow - 1) } ?? 0
        return Int((70 * share + 30 * speed).rounded())
    }

    /// The score in one or two sentences.
    package func explanation(_ t: Texts) -> String {
        guard points != nil else { return t("Er zijn nog te weinig reacties voor een score.") }
        let share = t(
            "\(inTime) van de \(applications) reacties kregen binnen 7 dagen antwoord (\(t.share(inTime, of: applications)))."
        )
        guard let medianDays else { return share }
        return share + " "
            + t.plural(
                medianDays, "De helft kreeg antwoord binnen 1 dag.",
                "De helft kreeg antwoord binnen \(medianDays) dagen.")
    }

    /// How the score is made, for whoever wonders.
    package static func rule(_ t: Texts) -> String {
        t("De score telt het afgelopen jaar. 70 punten zijn voor antwoord binnen 7 dagen, 30 punten voor snelheid.")
    }
}

extension AnswerScore {
    package static func of(_ organisation: Organisation.Identity, now: Moment, in db: any SQLConnection) throws
        -> AnswerScore
    {
        let rows = try db.rows(query("organisation_id = \(organisation)", now: now))
        return AnswerScore(try rows.map(sample), now: now)
    }

    /// The scores of all organisations that people of these municipalities wrote to in the last twelve months.
    package static func byOrganisation(_ municipalities: [String], now: Moment, in db: any SQLConnection) throws
        -> [Organisation.Identity: AnswerScore]
    {
        var samples: [Organisation.Identity: [Sample]] = [:]
        for row in try db.rows(query("municipality_code IN (\(list: municipalities))", now: now)) {
            samples[try row("organisation_id"), default: []].append(try sample(row))
        }
        return samples.mapValues { AnswerScore($0, now: now) }
    }

    private static func query(_ condition: SQL, now: Moment) -> SQL {
        """
        SELECT organisation_id, confirmed_at, answered_at, state, state_at FROM application
        WHERE \(condition) AND confirmed_at >= \(now - .days(365)) AND waiting_since IS NULL
        """
    }

    static func sample(_ row: Row) throws -> Sample {
        let state: VacancyApplication.State = try row("state")
        let answered: Moment? = try row("answered_at")
        let withdrawn: Moment? = state == .withdrawn && answered == nil ? try row("state_at") : nil
        return try Sample(confirmed: row("confirmed_at"), answered: answered, withdrawn: withdrawn)
    }
}
