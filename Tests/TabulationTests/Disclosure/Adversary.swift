@testable import Tabulation

/// A reader who takes every printed number and computes what the hidden ones can be.
///
/// It knows nothing of how cells were hidden: it has the printed tables, the questionnaire and that people are whole. The
/// unknowns are how many gave each possible combination of answers, also those nobody gave.
struct Adversary {
    /// A question and its possible answers, each a set of codes.
    struct Question {
        var name: String
        var answers: [[Int]]
    }

    struct Equation {
        var terms: [(unknown: Int, times: Int)]
        var sum: Int
    }

    let questions: [Question]
    private(set) var equations: [Equation] = []
    private let unknowns: Int
    private let truth: [Int]
    private let people: Int

    init(_ questions: [Question], _ data: DataSet) {
        self.questions = questions
        unknowns = questions.reduce(1) { $0 * $1.answers.count }
        people = data.count
        var counts = [Int](repeating: 0, count: unknowns)
        for record in 0..<data.count {
            var (place, size) = (0, 1)
            for question in questions {
                let options = data[question.name].flatMap { try? Side($0, leavesOutMissing: false) }
                let codes = options?.column.options.indices.filter { options?.chosen($0)[record] ?? false }
                    .map { options?.column.options[$0].code ?? 0 }
                place += size * (question.answers.firstIndex(of: codes ?? []) ?? 0)
                size *= question.answers.count
            }
            counts[place] += 1
        }
        truth = counts
    }

    /// Whether the printed numbers are those of these records.
    var isConsistent: Bool {
        equations.allSatisfy { equation in
            equation.terms.reduce(0) { $0 + $1.times * truth[$1.unknown] } == equation.sum
        }
    }

    /// The answer to a question in this combination.
    private func codes(_ name: String, _ unknown: Int) -> [Int] {
        var rest = unknown
        for question in questions {
            if question.name == name { return question.answers[rest % question.answers.count] }
            rest /= question.answers.count
        }
        return []
    }

    typealias Test = (Int) -> Bool

    private func chosen(_ name: String?, _ code: Int?) -> Test {
        guard let name, let code else { return { _ in true } }
        return { codes(name, $0).contains(code) }
    }

    private func filter(_ request: TableRequest) -> Test {
        { unknown in
            request.filter.allSatisfy { condition in
                condition.codes.contains { codes(condition.column, unknown).contains($0) } != condition.isNot
            }
        }
    }

    mutating func learn(_ test: @escaping Test, _ count: Int) {
        equations.append(Equation(terms: (0..<unknowns).filter(test).map { ($0, 1) }, sum: count))
    }

    /// Takes in a printed table.
    mutating func read(_ table: Table) {
        guard table.cells.contains(where: { $0.contains { $0.hidden == nil } }) else { return }
        if table.request.kind == .counts { learn(filter(table.request), table.account.base) }
        for row in table.rows.indices {
            for (column, cell) in table.cells[row].enumerated() {
                if cell.base > 0 { learnBase(table, row, column, cell.base) }
                if cell.hidden == nil { learn(hits(table, row, column), cell.count) }
            }
        }
    }

    private mutating func learnBase(_ table: Table, _ row: Int, _ column: Int, _ base: Int) {
        let request = table.request
        let (inFilter, isInGroup) = (filter(request), group(table, column))
        let isInRow = chosen(request.rows, table.rows[row].code)
        if request.base == .answers {
            let name = request.rows
            equations.append(
                Equation(
                    terms: (0..<unknowns).filter { inFilter($0) && isInGroup($0) }.map { ($0, codes(name, $0).count) },
                    sum: base))
        } else {
            switch request.percent {
            case .column: learn({ inFilter($0) && isInGroup($0) }, base)
            case .row: learn({ inFilter($0) && isInRow($0) }, base)
            case .total: learn(inFilter, base)
            }
        }
    }

    private func group(_ table: Table, _ column: Int) -> Test {
        chosen(table.request.columns, table.columns[column].code)
    }

    /// Who is in a cell.
    private func hits(_ table: Table, _ row: Int, _ column: Int) -> Test {
        let request = table.request
        let (inFilter, isInGroup) = (filter(request), group(table, column))
        let (heading, top) = (table.rows[row], table.columns[column])
        let isInCell: Test
        switch request.kind {
        case .grid: isInCell = chosen(heading.name, top.code)
        case .combination:
            let (with, also) = (chosen(heading.name, request.with), chosen(heading.name, request.also))
            let isOut = request.without.map { chosen(heading.name, $0) } ?? { _ in false }
            isInCell = { with($0) && also($0) && !isOut($0) }
        case .noneAll:
            let rows = ["A", "B"].map { chosen($0, heading.code) }
            isInCell = { unknown in
                let number = rows.count { $0(unknown) }
                return top.name == "none" ? number == 0 : top.name == "all" ? number == rows.count : number == 1
            }
        default: isInCell = chosen(request.rows, heading.code)
        }
        return { inFilter($0) && isInGroup($0) && isInCell($0) }
    }

    /// Which hidden cell of a table.
    func sought(_ table: Table, _ row: Int, _ column: Int) -> [Int] {
        (0..<unknowns).filter(hits(table, row, column))
    }

    /// How far apart two possible counts are, up to `need`; what is found is proved by the answers that give it.
    func width(_ sought: [Int], need: Int) -> Int {
        let search = RepairSearch(equations, truth, sought)
        let up = search.reach(1, need)
        return up + (up < need ? search.reach(-1, need - up) : 0)
    }

    /// Whether the printed numbers leave one possibility for the count, by narrowing bounds alone: a sure win.
    func isComputed(_ sought: [Int]) -> Bool {
        var low = [Int](repeating: 0, count: unknowns)
        var high = [Int](repeating: people, count: unknowns)
        Self.narrow(equations, &low, &high)
        return sought.reduce(0) { $0 + low[$1] } == sought.reduce(0) { $0 + high[$1] }
            || equations.contains { equation in
                equation.terms.allSatisfy { term in
                    term.times == 1 && (sought.contains(term.unknown) || low[term.unknown] == high[term.unknown])
                } && sought.allSatisfy { unknown in equation.terms.contains { $0.unknown == unknown } }
            }
    }

    /// Bounds that follow from the equations.
    private static func narrow(_ equations: [Equation], _ low: inout [Int], _ high: inout [Int]) {
        var changed = true
        while changed {
            changed = false
            for equation in equations {
                for term in equation.terms where term.times > 0 {
                    let others = equation.terms.filter { $0.unknown != term.unknown }
                    let most = equation.sum - others.reduce(0) { $0 + $1.times * low[$1.unknown] }
                    let least = equation.sum - others.reduce(0) { $0 + $1.times * high[$1.unknown] }
                    let top = most / term.times
                    let bottom = max(0, (least + term.times - 1) / term.times)
                    if top < high[term.unknown] {
                        high[term.unknown] = top
                        changed = true
                    }
                    if bottom > low[term.unknown] {
                        low[term.unknown] = bottom
                        changed = true
                    }
                }
            }
        }
    }
}
