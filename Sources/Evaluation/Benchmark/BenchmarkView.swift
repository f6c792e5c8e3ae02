import Core
import Questionnaires
import Storage
import Tabulation

/// The figures of a survey beside those of other municipalities with the same questionnaire.
struct BenchmarkView: Sendable {
    /// By number of inhabitants.
    enum Size: Int, Sendable, CaseIterable {
        case small, middle, large, city

        init(inhabitants: Int) {
            self =
                inhabitants < 20_000 ? .small : inhabitants < 50_000 ? .middle : inhabitants < 100_000 ? .large : .city
        }

        var label: Text {
            switch self {
            case .small: Text("gemeenten tot 20.000 inwoners")
            case .middle: Text("gemeenten van 20.000 tot 50.000 inwoners")
            case .large: Text("gemeenten van 50.000 tot 100.000 inwoners")
            case .city: Text("gemeenten vanaf 100.000 inwoners")
            }
        }
    }

    struct Line: Sendable {
        let question: String
        let row: String
        let isMean: Bool
        let own: Double?
        let group: BenchmarkGroup
    }

    /// A question that is not compared, or not with all.
    struct Gap: Sendable {
        let question: String
        /// What the own municipality made of it; then there is nothing to compare.
        let own: QuestionChange?
        /// How many others of the group asked it otherwise or not at all. Which, and in what words, stays with them.
        let others: Int
        /// There may be more: somebody in the group agreed when this was not kept yet.
        let isAtLeast: Bool
    }

    let survey: Survey
    /// The ready-made questionnaire it uses; `nil` for one of their own.
    let origin: String?
    let takesPart: Bool
    /// How many municipalities take part, the own one among them.
    let members: Int
    /// Only of municipalities of the own size, when that group and the rest are both large enough.
    let size: Size?
    let lines: [Line]
    let gaps: [Gap]

    static func path(_ survey: Survey) -> String { SurveyTab.results.path(of: survey) + "/benchmark" }

    private struct Peer {
        let survey: Survey.Identity
        let municipality: String
        let size: Size
        /// Whether is known which questions it asked otherwise.
        let hasDepartures: Bool
    }

    static func load(_ survey: Survey, t: Texts, in db: any SQLConnection) throws -> BenchmarkView {
        let origin = try StoredQuestionnaire.find(survey.questionnaire, in: db)?.origin
        let peers = try origin.map { try Self.peers($0, in: db) } ?? []
        let takesPart = peers.contains { $0.survey == survey.id }
        let original = takesPart ? origin.flatMap(ReadyMade.find) : nil
        guard takesPart, peers.count >= BenchmarkGroup.least else {
            return BenchmarkView(
                survey: survey, origin: origin, takesPart: takesPart, members: peers.count, size: nil, lines: [],
                gaps: try original.map { try gaps(survey, [], asIn: $0, t: t, in: db) } ?? [])
        }
        let own = peers.first { $0.survey == survey.id }
        let alike = peers.filter { $0.size == own?.size }
        let rest = peers.count - alike.count
        // A group that differs from all by a few would tell about those few.
        let narrows = alike.count >= BenchmarkGroup.least && (rest == 0 || rest >= BenchmarkGroup.least)
        let group = narrows ? alike : peers
        return BenchmarkView(
            survey: survey, origin: origin, takesPart: true, members: peers.count, size: narrows ? own?.size : nil,
            lines: try original.map { try lines(survey, group.map(\.survey), asIn: $0, t: t, in: db) } ?? [],
            gaps: try original.map { try gaps(survey, group, asIn: $0, t: t, in: db) } ?? [])
    }

    /// The newest survey of each municipality that agreed.
    private static func peers(_ origin: String, in db: any SQLConnection) throws -> [Peer] {
        let rows = try db.rows(
            """
            SELECT b.survey_id, b.municipality_code, b.departures_kept, m.inhabitants FROM survey_benchmark b
            JOIN municipality m ON m.code = b.municipality_code WHERE b.origin = \(origin)
            ORDER BY b.municipality_code, b.asked_on DESC, b.survey_id DESC
            """)
        var seen: Set<String> = []
        return try rows.compactMap { row in
            let code: String = try row("municipality_code")
            guard seen.insert(code).inserted else { return nil }
            return Peer(
                survey: try row("survey_id"), municipality: code,
                size: Size(inhabitants: try row("inhabitants", as: Int?.self) ?? 0),
                hasDepartures: try row("departures_kept"))
        }
    }

    /// Only questions that are still those of `original`: beside another question the figures of the group mean nothing.
    private static func lines(
        _ survey: Survey, _ group: [Survey.Identity], asIn original: Questionnaire, t: Texts,
        in db: any SQLConnection
    ) throws -> [Line] {
        struct Key: Hashable {
            let question: String
            let row: String
        }
        let rows = try db.rows(
            "SELECT * FROM survey_benchmark_figure WHERE survey_id IN (\(list: group)) ORDER BY survey_id, question, row_key"
        )
        var values: [Key: [Double]] = [:]
        var own: [Key: Double] = [:]
        for row in rows {
            let key = Key(question: try row("question"), row: try row("row_key"))
            let value: Double = try row("value")
            values[key, default: []].append(value)
            if try row("survey_id", as: Survey.Identity.self) == survey.id { own[key] = value }
        }
        let questionnaire = try SurveyData.questionnaire(of: survey, in: db).unchanged(since: original)
        return BenchmarkQuestions(questionnaire, language: t.language.rawValue).rows.compactMap { item in
            let key = Key(question: item.column, row: item.row)
            let isMean = item.row == "mean"
            guard let all = values[key], let group = BenchmarkGroup(all, own: own[key], step: isMean ? 0.5 : 0.05)
            else {
                return nil
            }
            return Line(question: item.question, row: item.label, isMean: isMean, own: own[key], group: group)
        }
    }

    /// - Parameter group: empty as long as it is too small to tell anything of.
    private static func gaps(
        _ survey: Survey, _ group: [Peer], asIn original: Questionnaire, t: Texts, in db: any SQLConnection
    ) throws -> [Gap] {
        let questionnaire = try SurveyData.questionnaire(of: survey, in: db)
        let others = group.filter { $0.survey != survey.id }
        // Who agreed when departures were not kept has none: that says nothing of its questions.
        let kept = others.filter(\.hasDepartures).map(\.survey)
        var counts: [String: Int] = [:]
        if !kept.isEmpty {
            let rows = try db.rows(
                """
                SELECT question, COUNT(*) AS others FROM survey_benchmark_departure WHERE survey_id IN (\(list: kept))
                GROUP BY question
                """)
            for row in rows { counts[try row("question", as: String.self)] = try row("others", as: Int.self) }
        }
        return original.comparable.compactMap { before in
            guard let question = questionnaire.question(before.id) else { return nil }
            let change = questionnaire.change(of: question, since: original)
            let count = change == nil ? counts[before.id] ?? 0 : 0
            guard change != nil || count > 0 else { return nil }
            return Gap(
                question: question.text(t.language.rawValue), own: change, others: count,
                isAtLeast: change == nil && kept.count < others.count)
        }
    }
}
