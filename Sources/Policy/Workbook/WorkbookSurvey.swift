/// What a survey among support centres found in 2011, as printed.
struct WorkbookSurvey: Decodable, Sendable {
    enum Key: String, Decodable, Sendable, CaseIterable {
        case inPolicy = "in-policy"
        case centre = "assigned-centre"
        case other = "assigned-other"
        case notExecuted = "not-executed"
        case unknown
    }

    struct Column: Decodable, Sendable {
        let id: String
        let key: Key
        let text: LocalText
    }

    struct Rule: Decodable, Sendable {
        let formula: String
        let explanation: LocalText
    }

    struct Target: Decodable, Sendable {
        let pct: Int
        let year: Int
        let text: LocalText
    }

    /// A count and the percentage that was printed beside it.
    struct Cell: Decodable, Sendable {
        let n: Int
        let printed: Int

        enum CodingKeys: String, CodingKey {
            case n
            case printed = "printed-pct"
        }
    }

    /// One element in one table of the survey.
    struct Line: Decodable, Sendable {
        let table: Int
        let row: Int
        let wording: LocalText
        let inPolicy: Cell
        let centre: Cell
        let other: Cell
        let notExecuted: Cell
        let unknown: Cell
        /// Where the printed percentage is not the one that the count gives.
        let differs: [Key]?

        enum CodingKeys: String, CodingKey {
            case table, row, wording, unknown
            case inPolicy = "in-policy"
            case centre = "assigned-centre"
            case other = "assigned-other"
            case notExecuted = "not-executed"
            case differs = "pct-differs-from-count"
        }

        subscript(key: Key) -> Cell {
            switch key {
            case .inPolicy: inPolicy
            case .centre: centre
            case .other: other
            case .notExecuted: notExecuted
            case .unknown: unknown
            }
        }

        func isMarked(_ key: Key) -> Bool { differs?.contains(key) ?? false }

        /// Every figure fits its count, or carries its mark.
        func problems(base: Int) -> [String] {
            Key.allCases.compactMap { key in
                let cell = self[key]
                guard (0...base).contains(cell.n) else { return "\(key.rawValue): \(cell.n) of \(base) cannot be" }
                let fits = Self.percent(cell.n, of: base) == cell.printed
                if fits == isMarked(key) {
                    return "\(key.rawValue): \(cell.n) of \(base) and \(cell.printed)%: the mark is not right"
                }
                return nil
            }
        }

        /// Whole per cent, halves up.
        static func percent(_ part: Int, of whole: Int) -> Int { whole == 0 ? 0 : (part * 200 + whole) / (whole * 2) }
    }

    let title: LocalText
    let explanation: LocalText
    let base: Int
    let invited: Int
    let reacted: Int
    let year: Int
    let columns: [Column]
    let executedRule: Rule
    let target: Target
    let caution: LocalText
    let mismatch: LocalText
    let source: SourceNote

    enum CodingKeys: String, CodingKey {
        case title, explanation, base, invited, reacted, year, columns, target, caution, mismatch, source
        case executedRule = "executed-rule"
    }

    var problems: [String] {
        let missing = Key.allCases.filter { key in !columns.contains { $0.key == key } }
        return missing.map { "survey-2011 › columns: \($0.rawValue) is missing" }
            + (base > 0 ? [] : ["survey-2011 › base: must be above zero"])
    }
}
