import Core

/// How answers become a level: the numbers come from the content file, the sum is done here.
package struct ScanScoring: Decodable, Sendable {
    package struct Level: Decodable, Sendable {
        package let id: String
        package let from: Int?
        package let below: Int?
        package let text: LocalText
    }

    package let highestValue: Int
    package let aspectScore: String
    package let scaleScore: String
    /// Of the questions that apply, in per cent.
    package let smallestShareAnswered: Int
    package let unknown: String
    package let notApplicable: String
    package let levels: [Level]
    package let explanation: LocalText
    package let source: SourceNote

    enum CodingKeys: String, CodingKey {
        case unknown, levels, explanation, source
        case highestValue = "highest-value"
        case aspectScore = "aspect-score"
        case scaleScore = "scale-score"
        case smallestShareAnswered = "smallest-share-answered"
        case notApplicable = "not-applicable"
    }

    /// The level of whoever has no score.
    package static let unknownLevel = "unknown"

    package func level(_ id: String) -> Level? { levels.first { $0.id == id } }

    /// The level in which a score falls.
    package func level(of score: ScanScore?) -> String {
        guard let score else { return Self.unknownLevel }
        let found = levels.first { level in
            guard let from = level.from, let below = level.below else { return false }
            return score.isAtLeast(from) && !score.isAtLeast(below)
        }
        return found?.id ?? Self.unknownLevel
    }

    /// What the program cannot carry out as it stands in the file.
    func problems(highest: Int) -> [String] {
        var problems: [String] = []
        if highestValue != highest { problems.append("scoring: highest-value is not the highest of the answers") }
        if highestValue < 1 { problems.append("scoring: highest-value must be 1 or more") }
        if aspectScore != "100 * sum / (3 * answered)" { problems.append("scoring: aspect-score is not a known sum") }
        if scaleScore != "mean of its aspects" { problems.append("scoring: scale-score is not a known sum") }
        if unknown != "counts-as-unanswered" { problems.append("scoring: unknown is not a known way") }
        if notApplicable != "leaves-the-item-out" { problems.append("scoring: not-applicable is not a known way") }
        if !(1...100).contains(smallestShareAnswered) {
            problems.append("scoring: smallest-share-answered is a share from 1 to 100")
        }
        let scored = levels.filter { $0.id != Self.unknownLevel }
        if levels.count != scored.count + 1 { problems.append("scoring: there must be one level unknown") }
        var next = 0
        for level in scored {
            guard let from = level.from, let below = level.below, from == next, below > from else {
                problems.append("scoring › \(level.id): levels follow each other from 0 without a gap")
                return problems
            }
            next = below
        }
        if next != 101 { problems.append("scoring: the last level ends below 101") }
        return problems
    }
}

/// A score from 0 to 100, kept exact so that it never falls on the wrong side of a border.
package struct ScanScore: Sendable, Equatable {
    let numerator: Int
    /// Above zero.
    let denominator: Int

    /// - Parameters:
    ///   - sum: of the values of the answers.
    ///   - answered: how many there are, above zero.
    init(sum: Int, answered: Int, highest: Int) {
        numerator = 100 * sum
        denominator = max(1, highest * answered)
    }

    private init(numerator: Int, denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Whole points, rounded down, so that the number shown belongs to the level shown.
    package var whole: Int { numerator / denominator }

    func isAtLeast(_ border: Int) -> Bool { numerator >= border * denominator }

    /// The mean; nothing when there are none.
    static func mean(_ scores: [ScanScore]) -> ScanScore? {
        guard !scores.isEmpty else { return nil }
        let sum = scores.reduce((top: 0, bottom: 1)) { sum, score in
            let top = sum.top * score.denominator + score.numerator * sum.bottom
            let bottom = sum.bottom * score.denominator
            let common = divisor(top, bottom)
            return (top / common, bottom / common)
        }
        return ScanScore(numerator: sum.top, denominator: sum.bottom * scores.count)
    }

    private static func divisor(_ a: Int, _ b: Int) -> Int {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(1, a)
    }
}
