import Core

/// Keeps small groups out of public figures, so that nobody can be recognised in them.
package enum SmallCells {
    /// The smallest group that may be shown as a number.
    package static let fewest = 5

    package enum Shown: Sendable, Equatable {
        case number(Int)
        /// One to four.
        case few
        /// Large enough, but with it a small group could be worked out from the total.
        case withheld
    }

    /// The cells of one column whose total is shown too.
    ///
    /// One small cell would follow from the total and the others; so would several that together are few. Then the
    /// smallest of the others is withheld as well.
    package static func protect(_ values: [Int]) -> [Shown] {
        var shown = values.map(one)
        while true {
            let hidden = zip(values, shown).filter { !$0.1.isNumber }.map(\.0)
            let isSafe = hidden.isEmpty || (hidden.count > 1 && hidden.reduce(0, +) >= fewest)
            if isSafe { return shown }
            let candidates = values.indices.filter { values[$0] > 0 && shown[$0].isNumber }
            guard let smallest = candidates.min(by: { values[$0] < values[$1] }) else { return shown }
            shown[smallest] = .withheld
        }
    }

    static func one(_ value: Int) -> Shown { (1..<fewest).contains(value) ? .few : .number(value) }

    /// A share in per cent, when it is about enough people.
    static func share(_ part: Int, of whole: Int, _ t: Texts) -> String {
        whole < fewest ? "–" : t.share(part, of: whole)
    }
}

extension SmallCells.Shown {
    var isNumber: Bool { if case .number = self { true } else { false } }

    /// The number when it may be shown.
    var value: Int? { if case .number(let value) = self { value } else { nil } }

    func words(_ t: Texts) -> String {
        switch self {
        case .number(let value): t.number(value)
        case .few: t("minder dan 5")
        case .withheld: t("niet getoond")
        }
    }
}
