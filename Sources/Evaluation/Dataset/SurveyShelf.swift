import Core
import Questionnaires
import Storage
import Synchronization
import Tabulation

/// The columns of surveys that were counted lately, so that a page of results does not read every answer anew.
///
/// What is remembered is used only while it bears the stamp that the answers have in the transaction that asks: a
/// changed answer is seen at once, and two who ask at the same moment can do no more harm than count twice. Bounded in
/// cells; what nobody asked for in half an hour goes, so that answers that were erased do not linger.
enum SurveyShelf {
    struct Key: Hashable, Sendable {
        let survey: Survey.Identity
        let channels: Set<SurveyChannel>
        let language: String
    }

    private struct Entry: Sendable {
        let stamp: [String]
        let data: SurveyData
        var lastUse: ContinuousClock.Instant
        var cells: Int { data.data.count * max(1, data.data.columns.count) }
    }

    /// Some 100 MB: a cell is a byte for a choice, eight for a number, more for a text.
    static let mostCells = 20_000_000
    private static let patience = Duration.seconds(30 * 60)
    private static let known = Mutex([Key: Entry]())

    /// - Parameter load: reads the answers in the same transaction.
    static func data(
        _ key: Key, _ survey: Survey, in db: any SQLConnection, load: () throws -> SurveyData
    ) throws -> SurveyData {
        guard let stamp = try stamp(survey, in: db) else { return try load() }
        let now = ContinuousClock.now
        let found = known.withLock { entries -> SurveyData? in
            entries = entries.filter { now - $0.value.lastUse < patience }
            guard let entry = entries[key], entry.stamp == stamp else { return nil }
            entries[key]?.lastUse = now
            return entry.data
        }
        if let found { return found.of(survey) }
        let data = try load()
        let entry = Entry(stamp: stamp, data: data, lastUse: now)
        guard entry.cells <= mostCells / 2 else { return data }
        known.withLock { entries in
            entries[key] = entry
            var sum = entries.values.reduce(0) { $0 + $1.cells }
            for old in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) where sum > mostCells {
                guard old.key != key else { continue }
                sum -= old.value.cells
                entries[old.key] = nil
            }
        }
        return data
    }

    /// What changes whenever an answer does; `nil` as long as the questions themselves can change.
    ///
    /// A sent answer is never written again in its place. It comes, goes, or is rewritten under another id; each shows
    /// in how many there are, in the first and last id, in the last change or in the length.
    static func stamp(_ survey: Survey, in db: any SQLConnection) throws -> [String]? {
        guard let version = survey.version else { return nil }
        let known = try db.first(
            """
            SELECT COUNT(*) AS amount, MIN(id) AS first_id, MAX(id) AS last_id, MAX(changed_at) AS last_change,
                SUM(LENGTH(CAST(answers AS TEXT))) AS size, SUM(LENGTH(COALESCE(stratum, ''))) AS strata,
                SUM(CASE WHEN state = \(ResponseState.complete) THEN 1 ELSE 0 END) AS complete
            FROM survey_response WHERE survey_id = \(survey.id)
            AND state IN (\(ResponseState.complete), \(ResponseState.partial))
            """)
        let box = try db.first(
            """
            SELECT COUNT(*) AS amount, MIN(slot) AS first_id, MAX(slot) AS last_id,
                SUM(LENGTH(CAST(answers AS TEXT))) AS size
            FROM survey_box WHERE survey_id = \(survey.id)
            """)
        let population = survey.population.map(String.init) ?? ""
        return [version, population] + [known, box].flatMap { row in row?.values.map { "\($0)" } ?? [] }
    }
}
