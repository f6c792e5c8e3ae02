import Core

/// What the scans of points have in common: per point how it stands, the evidence, and one thing to do.
package protocol PointScan: ContentFile {
    var title: LocalText { get }
    var source: SourceNote { get }
    var intro: LocalText { get }
    var answers: ScanAnswers { get }
    var fields: [ScanPointField] { get }
    var points: [ScanPoint] { get }
}

/// A column of a scan of points, in words.
package struct ScanPointField: Decodable, Sendable {
    package let id: String
    package let kind: String
    package let question: LocalText

    /// The columns that the program knows.
    static let known: [String: String] = [
        "field-score": "scale", "field-evidence": "text", "field-action": "text", "field-owner": "person",
        "field-date": "date",
    ]
}

package struct ScanPoint: Decodable, Sendable {
    package struct Evidence: Decodable, Sendable {
        package let id: String
        package let text: LocalText
    }

    /// A promise for so many years: until when it holds is asked.
    package struct Anchoring: Decodable, Sendable {
        package let years: Int
        package let question: LocalText
        package let rule: String
        package let explanation: LocalText
        package let source: SourceNote

        /// - Parameter adopted: the year in which it was decided.
        package func holds(until year: Int, adopted: Int) -> Bool { year >= adopted + years }
    }

    package let id: String
    package let number: Int?
    package let letter: String?
    package let name: LocalText
    package let question: LocalText
    package let explanation: LocalText
    package let evidence: [Evidence]
    package let firstStep: LocalText
    package let seenBy: [String]
    package let anchoring: Anchoring?
    package let source: SourceNote

    enum CodingKeys: String, CodingKey {
        case id, number, letter, name, question, explanation, evidence, anchoring, source
        case firstStep = "first-step"
        case seenBy = "seen-by"
    }

    /// `6` or `c`.
    package var mark: String { number.map(String.init) ?? letter ?? "" }
}

package struct TenPointsScan: PointScan {
    package static let name = "scan-ten-points"
    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let answers: ScanAnswers
    package let fields: [ScanPointField]
    package let points: [ScanPoint]

    package var problems: [String] {
        let marks = points.map(\.number) == Array(1...10) ? [] : ["points: the numbers run from 1 to 10"]
        return pointProblems + marks
    }
}

package struct SevenPrinciplesScan: PointScan {
    package static let name = "scan-seven-principles"
    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let answers: ScanAnswers
    package let fields: [ScanPointField]
    package let points: [ScanPoint]

    enum CodingKeys: String, CodingKey {
        case id, version, title, source, intro, answers, fields
        case points = "principles"
    }

    package var problems: [String] {
        let letters = points.map { $0.letter ?? "" } == ["a", "b", "c", "d", "e", "f", "g"]
        return pointProblems + (letters ? [] : ["principles: the letters run from a to g"])
    }
}

extension PointScan {
    var pointProblems: [String] {
        var problems = answers.problems() + repeated(points.map(\.id), in: "points")
        let columns = Dictionary(fields.map { ($0.id, $0.kind) }) { first, _ in first }
        if columns != ScanPointField.known {
            problems.append("fields: must be \(ScanPointField.known.keys.sorted().joined(separator: ", "))")
        }
        for point in points {
            guard let anchoring = point.anchoring else { continue }
            if anchoring.years < 1 || anchoring.rule != "end-year >= adopted-year + \(anchoring.years)" {
                problems.append("points › \(point.id): the rule of anchoring is not a known one")
            }
        }
        return problems
    }

    /// The column's question in the reader's language.
    func field(_ id: String, _ t: Texts) -> String { fields.first { $0.id == id }.map { t($0.question) } ?? "" }
}
