import Core
import Questionnaires
import Storage
import Synchronization
import Tabulation

/// The survey with the ones before it. All are of one municipality, so whoever may see one may see what each asked.
struct WaveComparison: Sendable {
    /// Oldest first; the last is the survey itself.
    let waves: [ResultsData]
    /// What changes whenever a figure of this wave or the one before it may; `nil` when nobody can tell.
    private let stamp: [String]?
    private static let most = 8

    var current: ResultsData { waves[waves.count - 1] }
    var hasEarlier: Bool { waves.count > 1 }

    private init(waves: [ResultsData], stamp: [String]? = nil) {
        self.waves = waves
        self.stamp = stamp
    }

    static func load(_ survey: Survey, t: Texts, in db: any SQLConnection) throws -> WaveComparison {
        var waves = [try ResultsData.load(survey, t: t, in: db)]
        var seen: Set<String> = [survey.id.text]
        var next = survey.previous
        while let id = next, waves.count < most, seen.insert(id.text).inserted,
            let earlier = try Survey.find(id, in: db), earlier.municipality == survey.municipality
        {
            waves.insert(try ResultsData.load(earlier, t: t, in: db), at: 0)
            next = earlier.previous
        }
        // An older wave without weights takes those of all away.
        var stamp: [String]? = [String(WaveComparison(waves: waves).isWeighted)]
        for wave in waves.suffix(2) { stamp = try Self.stamp(wave, in: db).flatMap { own in stamp.map { $0 + own } } }
        return WaveComparison(waves: waves, stamp: stamp)
    }

    private static func stamp(_ wave: ResultsData, in db: any SQLConnection) throws -> [String]? {
        // What was coded by hand can change without a trace.
        guard wave.coded.isEmpty, let answers = try SurveyShelf.stamp(wave.survey, in: db) else { return nil }
        let weighting = try SurveyWeighting.find(wave.survey.id, in: db).map(Stored.write)
        let strata = wave.data.strata?.populations.sorted { $0.key < $1.key }
        return [
            wave.survey.id.text, wave.language, String(wave.open.isCounted), String(wave.rule.leastCell),
            String(wave.rule.leastBase), String(wave.isGuarded), weighting ?? "", strata.map { "\($0)" } ?? "",
        ] + answers
    }

    /// `2025`, or the title where two waves fall in one year.
    func label(_ wave: ResultsData, _ t: Texts) -> String {
        let years = waves.map { Self.day($0.survey).year }
        let year = Self.day(wave.survey).year
        return years.filter { $0 == year }.count == 1 ? String(year) : t.date(Self.day(wave.survey))
    }

    private static func day(_ survey: Survey) -> Day { (survey.closedAt ?? survey.openedAt ?? survey.createdAt).day }

    /// Whether every wave has weights: a weighted figure beside one that is not would differ by the weights alone.
    var isWeighted: Bool { waves.allSatisfy { $0.data.weights != nil } }
    /// Whether some wave has weights that are not used.
    var leavesOutWeights: Bool { !isWeighted && waves.contains { $0.data.weights != nil } }

    /// The same request, weighted when all waves can be.
    func weighted(_ request: TableRequest) -> TableRequest {
        var request = request
        request.isWeighted = isWeighted
        return request
    }

    /// One question over the waves, and what is not compared.
    struct Series: Sendable {
        let trend: Trend
        let gaps: [Gap]
    }

    /// An earlier wave that is left out, or of which something is.
    struct Gap: Sendable {
        let wave: String
        /// Whether it is the wave just before this one.
        let isLast: Bool
        let reason: WaveGap
    }

    /// One question over all waves in which it was asked as it is now; each table as a maker may see it.
    func series(_ request: TableRequest, _ t: Texts) throws(CountedTable.Fault) -> Series {
        var tables: [(label: String, table: CountedTable)] = []
        var gaps: [Gap] = []
        for (place, wave) in waves.enumerated() {
            let name = label(wave, t)
            guard place < waves.count - 1 else {
                // That it is not asked now is a fault.
                tables.append((name, try wave.table(request)))
                continue
            }
            let (table, reason) = earlier(request, wave)
            if let table { tables.append((name, table)) }
            if let reason { gaps.append(Gap(wave: name, isLast: place == waves.count - 2, reason: reason)) }
        }
        return Series(trend: try Trend.of(tables, request), gaps: gaps)
    }

    /// What of a table can stand beside that of now, and why the rest cannot.
    private func earlier(_ request: TableRequest, _ wave: ResultsData) -> (table: CountedTable?, gap: WaveGap?) {
        let gap = current.gap(request, since: wave)
        switch gap {
        case .notAsked, .other, .uncounted: return (nil, gap)
        case .inPart(let change):
            guard let table = try? wave.table(request) else { return (nil, .uncounted) }
            guard let kept = ResultsData.kept(table, without: change) else {
                return (nil, .other(column: request.rows, change))
            }
            return (kept, gap)
        case nil:
            guard let table = try? wave.table(request) else { return (nil, .uncounted) }
            return (table, nil)
        }
    }

    /// The closed questions that cannot be compared with the last time, or not in full.
    var gaps: [(question: String, reason: WaveGap)] {
        guard waves.count > 1 else { return [] }
        let before = waves[waves.count - 2]
        return StandardTables(results: current).blocks.flatMap(\.items).compactMap {
            item -> (question: String, reason: WaveGap)? in
            guard current.questionnaire.question(item.name) != nil, let request = item.request,
                let reason = current.gap(request, since: before)
            else { return nil }
            return (item.text, reason)
        }
    }

    /// A figure that is really another than the last time.
    struct Difference: Sendable {
        let question: String
        let request: TableRequest
        let row: CountedTable.Heading
        let from: CountedTable.Cell
        let to: CountedTable.Cell
        let change: Trend.Change
        let isMean: Bool
    }

    /// Every figure that moved more than chance explains, with the number that was looked at.
    typealias Differences = (found: [Difference], compared: Int)
    private static let known = Mutex(RecentMap<[String], Differences>(room: 32))

    /// The differences with the last time, from memory as long as nothing changed: of a guarded survey each table is
    /// hidden anew, and that takes most of the time.
    func differences(_ t: Texts) -> Differences {
        guard let stamp else { return compared(t) }
        if let known = Self.known.withLock({ $0.value(for: stamp) }) { return known }
        let found = compared(t)
        Self.known.withLock { $0.insert(found, for: stamp) }
        return found
    }

    /// With so many comparisons some move by chance alone: Holm's correction over all figures of all closed questions
    /// decides.
    private func compared(_ t: Texts) -> Differences {
        guard waves.count > 1 else { return ([], 0) }
        let pair = WaveComparison(waves: Array(waves.suffix(2)))
        var all: [Difference] = []
        for (question, request) in questions {
            guard let trend = try? pair.series(request, t).trend else { continue }
            for (place, row) in trend.rows.enumerated() {
                guard trend.cells[place].count == 2, let change = trend.changes[place].last.flatMap({ $0 }),
                    let from = trend.cells[place][0], let to = trend.cells[place][1]
                else { continue }
                all.append(
                    Difference(
                        question: question, request: request, row: row, from: from, to: to, change: change,
                        isMean: request.kind == .mean))
            }
        }
        // Holm (1979) on |change| / error against the normal quantiles 1 − 0.05 / (2 (m − i)).
        let order = all.indices.sorted { Self.score(all[$0]) > Self.score(all[$1]) }
        var kept: [Int] = []
        for (place, index) in order.enumerated() {
            let bound = NormalDistribution.quantile(1 - 0.025 / Double(all.count - place))
            guard Self.score(all[index]) > bound else { break }
            // Of few people the interval of the change itself is the stricter one.
            if all[index].change.isSignificant { kept.append(index) }
        }
        return (kept.sorted().map { all[$0] }, all.count)
    }

    /// Every closed question as a series: of a grid each answer, for all its rows.
    private var questions: [(text: String, request: TableRequest)] {
        StandardTables(results: current).blocks.flatMap(\.items).flatMap {
            item -> [(text: String, request: TableRequest)] in
            guard let request = item.request.map(weighted) else { return [] }
            guard request.kind == .grid, let grid = current.data.grid(request.rows) else {
                return [(item.text, request)]
            }
            let options = grid.columns.first.flatMap { current.data[$0] }?.options ?? []
            if options.isEmpty {
                return zip(grid.columns, grid.rows).map {
                    ("\(item.text) – \($1)", weighted(TableRequest(.mean, rows: $0)))
                }
            }
            return options.map { option in
                (
                    "\(item.text) – \(option.label)",
                    weighted(TableRequest(.grid, rows: grid.name, with: option.code))
                )
            }
        }
    }

    private static func score(_ difference: Difference) -> Double {
        difference.change.error > 0 ? abs(difference.change.value) / difference.change.error : 0
    }
}
