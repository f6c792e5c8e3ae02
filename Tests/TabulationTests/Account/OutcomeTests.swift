import Core
import Testing

@testable import Tabulation

struct OutcomeTests {
    @Test func `codes say their group`() {
        for outcome in Outcome.allCases {
            let code = outcome.rawValue
            let expected: Outcome.Group =
                switch code.split(separator: ".").first {
                case "1": code == "1.1" ? .interview : .partial
                case "2": code.hasPrefix("2.1") ? .refusal : code.hasPrefix("2.2") ? .noContact : .other
                case "3": .unknown
                default: .outside
                }
            #expect(outcome.group == expected, "\(code)")
        }
        #expect(Outcome.allCases.count == 17)
    }

    @Test func `labels are Dutch and differ`() {
        let labels = Outcome.allCases.map { Texts.dutch($0.label) }
        #expect(Set(labels).count == labels.count && labels.allSatisfy { !$0.isEmpty })
        #expect(Set(Outcome.Group.allCases.map { Texts.dutch($0.label) }).count == 7)
    }
}
