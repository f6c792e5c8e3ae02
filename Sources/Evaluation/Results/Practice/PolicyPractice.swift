import Core
import Questionnaires
import Tabulation

/// What is in the policy beside what is carried out, for questionnaires with grids that ask both: the question of the
/// basic functions of 2008 (Verankeren A5).
struct PolicyPractice: Sendable {
    /// Which answers of the grids say it.
    struct Choice: Sendable, Equatable {
        var policy: Int
        var practice: Int
        /// The answer in `practice` says that it is *not* carried out.
        var isInverse: Bool
    }

    struct Activity: Sendable {
        let label: String
        /// The share that has it in the policy; `nil` when hidden.
        let policy: CountedTable.Cell?
        /// The share that carries it out, from 0 to 1.
        let practice: Double?
        let practiceCell: CountedTable.Cell?
        /// In the policy and not carried out.
        let gap: CountedTable.Cell?
    }

    struct Function: Sendable {
        let name: String
        let label: String
        let activities: [Activity]
        /// How many have none, and all, of the activities in the policy.
        let policyNone: CountedTable.Cell?
        let policyAll: CountedTable.Cell?
        /// How many carry out none, and all, of them.
        let practiceNone: CountedTable.Cell?
        let practiceAll: CountedTable.Cell?
        let base: Int

        /// The share that has at least one activity in the policy.
        var inPolicy: Double? { policyNone?.value.map { 1 - $0 } }
    }

    /// What the ministry wanted: three quarters of the municipalities.
    static let target = 0.75
    static let widely = 0.9
    static let little = 0.75

    let choice: Choice
    let functions: [Function]

    /// - Parameter asked: what the reader chose; guessed from the words of the answers otherwise.
    /// - Returns: `nil` when the questionnaire has no such grids.
    init?(_ results: ResultsData, asked: Choice?) {
        let options = Self.options(results)
        guard let choice = asked ?? Self.guess(results), options.contains(where: { $0.code == choice.policy }),
            options.contains(where: { $0.code == choice.practice })
        else { return nil }
        self.choice = choice
        functions = Self.grids(results).compactMap { Self.function($0, choice, results) }
        if functions.isEmpty { return nil }
    }

    private static func grids(_ results: ResultsData) -> [DataSet.Grid] {
        results.data.grids.filter { grid in
            guard let first = grid.columns.first, case .multiple? = results.data[first]?.values else { return false }
            return true
        }
    }

    /// The answers of the grids, to choose from, in the language of the reader; nothing without such a grid.
    static func options(_ results: ResultsData) -> [Option] {
        grids(results).first?.columns.first.flatMap { results.data[$0] }?.options ?? []
    }

    /// By the words the questionnaire was written in, whatever the language of the reader.
    private static func guess(_ results: ResultsData) -> Choice? {
        let asked = grids(results).first.flatMap { results.questionnaire.question($0.name) }
        for language in results.questionnaire.languages {
            let labels = (asked?.choices ?? []).map { (code: $0.code, label: $0.label(language)) }
            if let found = guess(labels) { return found }
        }
        return guess(options(results).map { (code: $0.code, label: $0.label) })
    }

    /// From Dutch or English words.
    static func guess(_ labels: [(code: Int, label: String)]) -> Choice? {
        func find(_ ways: [[String]]) -> Int? {
            for words in ways {
                let found = labels.first { item in
                    words.allSatisfy { item.label.lowercased().contains($0) }
                }
                if let found { return found.code }
            }
            return nil
        }
        guard let policy = find([["beleid"], ["policy"]]) else { return nil }
        let notDone = [["niet", "uitgevoerd"], ["niet", "uit"], ["not", "carried out"], ["not", "done"]]
        if let not = find(notDone), not != policy { return Choice(policy: policy, practice: not, isInverse: true) }
        guard let done = find([["uitgevoerd"], ["voert"], ["carried out"], ["carries out"]]), done != policy else {
            return nil
        }
        return Choice(policy: policy, practice: done, isInverse: false)
    }

    private static func function(_ grid: DataSet.Grid, _ choice: Choice, _ results: ResultsData) -> Function? {
        var gap = TableRequest(.combination, rows: grid.name, with: choice.policy)
        if choice.isInverse { gap.also = choice.practice } else { gap.without = choice.practice }
        guard let shares = try? results.table(TableRequest(.grid, rows: grid.name)),
            let gaps = try? results.table(gap),
            let whole = try? results.table(TableRequest(.noneAll, rows: grid.name)),
            let policy = shares.columns.firstIndex(where: { $0.code == choice.policy }),
            let practice = shares.columns.firstIndex(where: { $0.code == choice.practice })
        else { return nil }
        let activities = shares.rows.indices.map { row in
            let cell = shares.cell(row, practice)
            let share = cell.flatMap { $0.hidden == nil ? $0.value : nil }
            return Activity(
                label: shares.rows[row].label, policy: shares.cell(row, policy),
                practice: share.map { choice.isInverse ? 1 - $0 : $0 }, practiceCell: cell, gap: gaps.cell(row, 0))
        }
        func figure(_ option: Int, _ column: NoneAll) -> CountedTable.Cell? {
            guard let row = whole.rows.firstIndex(where: { $0.code == option }),
                let place = whole.columns.firstIndex(where: { $0.name == column.rawValue })
            else { return nil }
            return whole.cell(row, place)
        }
        // The page of the questionnaire has the name of the function; the grid has the question.
        let page = results.questionnaire.blocks.first { $0.questions.contains { $0.id == grid.name } }
        return Function(
            name: grid.name, label: page?.title?(results.language) ?? grid.label, activities: activities,
            policyNone: figure(choice.policy, .none),
            policyAll: figure(choice.policy, .all),
            practiceNone: figure(choice.practice, choice.isInverse ? .all : .none),
            practiceAll: figure(choice.practice, choice.isInverse ? .none : .all), base: whole.account.base)
    }

    /// Activities that nine in ten or more carry out, the most first.
    var wide: [(function: String, activity: Activity)] { list { $0 >= Self.widely } }
    /// Activities that fewer than three quarters carry out, the most first.
    var rare: [(function: String, activity: Activity)] { list { $0 < Self.little } }

    private func list(_ fits: (Double) -> Bool) -> [(function: String, activity: Activity)] {
        let all = functions.flatMap { function in function.activities.map { (function: function.label, activity: $0) } }
        return all.enumerated().filter { $0.element.activity.practice.map(fits) ?? false }
            .sorted {
                let (left, right) = ($0.element.activity.practice ?? 0, $1.element.activity.practice ?? 0)
                return left == right ? $0.offset < $1.offset : left > right
            }.map(\.element)
    }
}
