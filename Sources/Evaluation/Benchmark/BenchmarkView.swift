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

    let survey: Survey
    /// The ready-made questionnaire it uses; `nil` for one of their own.
    let origin: String?
    let takesPart: Bool
    /// How many municipalities take part, the own one among them.
    let members: Int
    /// Only of municipalities of the own size, when that group and the rest are both large enough.
    let size: Size?
    let lines: [Line]

    static func path(_ survey: Survey) -> String { SurveyTab.results.path(of: survey) + "/benchmark" }

    private struct Peer {
        let survey: Survey.Identity
        let municipality: String
        let size: Size
    }

    static func load(_ survey: Survey, t: Texts, in db: any SQLConnection) throws -> BenchmarkView {
        let origin = try StoredQuestionnaire.find(survey.questionnaire, in: db)?.origin
        let peers = try origin.map { try Self.peers($0, in: db) } ?? []
        let takesPart = peers.contains { $0.survey == survey.id }
        guard takesPart, peers.count >= BenchmarkGroup.least else {
            return BenchmarkView(
                survey: survey, origin: origin, takesPart: takesPart, members: peers.count, size: nil, lines: [])
        }
        let own = peers.first { $0.survey == survey.id }
        let alike = peers.filter { $0.size == own?.size }
        let rest = peers.count - alike.count
        // A group that differs from all by a few would tell about those few.
        let narrows = alike.count >= BenchmarkGroup.least && (rest == 0 || rest >= BenchmarkGroup.least)
        let group = narrows ? alike : peers
        return BenchmarkView(
            survey: survey, origin: origin, takesPart: true, members: peers.count, size: narrows ? own?.size : nil,
            lines: try origin.flatMap(ReadyMade.find).map {
                try lines(survey, group.map(\.survey), asIn: $0, t: t, in: db)
            } ?? [])
    }

    /// The newest survey of each municipality that agreed.
    private static func peers(_ origin: String, in db: any SQLConnection) throws -> [Peer] {
        let rows = try db.rows(
            """
            SELECT b.survey_id, b.municipality_code, m.inhabitants FROM survey_benchmark b
            JOIN municipality m ON m.code = b.municipality_code WHERE b.origin = \(origin)
            ORDER BY b.municipality_code, b.asked_on DESC, b.survey_id DESC
            """)
        var seen: Set<String> = []
        return try rows.compactMap { row in
            let code: String = try row("municipality_code")
            guard seen.insert(code).inserted else { return nil }
            return Peer(
                survey: try row("survey_id"), municipality: code,
                size: Size(inhabitants: try row("inhabitants", as: Int?.self) ?? 0))
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
}
