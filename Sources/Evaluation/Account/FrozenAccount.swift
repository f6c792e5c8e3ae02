import Core
import Formats
import Storage
import Tabulation

/// What is kept of the account: at closing the answers by day, because the times go then; and before the addresses go,
/// all counts.
enum FrozenAccount {
    static func find(_ survey: Survey.Identity, in db: any SQLConnection) throws -> AccountFigures? {
        try db.value("SELECT content FROM survey_account WHERE survey_id = \(survey)", as: String.self).map {
            AccountFigures(json: try JSONValue(parsing: $0))
        }
    }

    /// At closing: only the days.
    static func keep(
        _ days: [(day: Day, count: Int)]?, of survey: Survey, now: Moment, in db: any SQLConnection
    ) throws {
        var figures = AccountFigures()
        figures.days = days
        try write(figures, survey.id, now, in: db)
    }

    /// Before the addresses go: everything.
    static func freeze(_ survey: Survey, now: Moment, in db: any SQLConnection) throws {
        var figures = try AccountFigures.load(survey, in: db)
        if figures.frozenAt != nil { return }
        figures.frozenAt = now
        try write(figures, survey.id, now, in: db)
    }

    private static func write(
        _ figures: AccountFigures, _ survey: Survey.Identity, _ now: Moment, in db: any SQLConnection
    ) throws {
        let content = figures.json.text
        try db.run(
            """
            INSERT INTO survey_account (survey_id, content, frozen_at) VALUES (\(survey), \(content), \(now))
            ON CONFLICT (survey_id) DO UPDATE SET content = \(content), frozen_at = \(now)
            """)
    }
}

extension AccountFigures {
    var json: JSONValue {
        [
            "counts": Self.json(counts),
            "strata": .array(strata.map { ["name": JSONValue($0.name), "counts": Self.json($0.counts)] }),
            "reasons": .array(
                reasons.map { .array([.string($0.reason), .string($0.way), .int($0.count)]) }),
            "days": days.map { .array($0.map { .array([.string($0.day.iso), .int($0.count)]) }) } ?? .null,
            "open": .int(open), "waiting": .int(waiting), "invited": .int(invited), "reminded": .int(reminded),
            "called": .int(called), "frozen": JSONValue(frozenAt?.iso),
        ]
    }

    init(json: JSONValue) {
        counts = Self.counts(json["counts"])
        strata = (json["strata"]?.array ?? []).map {
            Stratum(name: $0["name"]?.string, counts: Self.counts($0["counts"]))
        }
        reasons = (json["reasons"]?.array ?? []).map {
            Reason(reason: $0[0]?.string ?? "", way: $0[1]?.string ?? "", count: $0[2]?.int ?? 0)
        }
        days = json["days"]?.array?.compactMap { item in
            item[0]?.string.flatMap { Day(iso: $0) }.map { ($0, item[1]?.int ?? 0) }
        }
        open = json["open"]?.int ?? 0
        waiting = json["waiting"]?.int ?? 0
        invited = json["invited"]?.int ?? 0
        reminded = json["reminded"]?.int ?? 0
        called = json["called"]?.int ?? 0
        frozenAt = json["frozen"]?.string.flatMap { Moment(iso: $0) }
    }

    private static func json(_ counts: [Outcome: Int]) -> JSONValue {
        .array(
            Outcome.allCases.compactMap { outcome in
                counts[outcome].map { .array([.string(outcome.rawValue), .int($0)]) }
            })
    }

    private static func counts(_ json: JSONValue?) -> [Outcome: Int] {
        var counts: [Outcome: Int] = [:]
        for item in json?.array ?? [] {
            if let outcome = item[0]?.string.flatMap(Outcome.init(rawValue:)) { counts[outcome] = item[1]?.int ?? 0 }
        }
        return counts
    }
}
