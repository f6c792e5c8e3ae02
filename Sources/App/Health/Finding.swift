import Formats

/// What the doctor found in one place: how it is, and what to do.
package struct Finding: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable, Comparable {
        case good, attention, wrong

        package static func < (left: State, right: State) -> Bool { left.exitCode < right.exitCode }

        /// What the command ends with when nothing is worse.
        package var exitCode: Int32 {
            switch self {
            case .good: 0
            case .attention: 1
            case .wrong: 2
            }
        }
    }

    /// What was looked at: one word.
    package let subject: String
    package let state: State
    package let text: String
    /// What to do; empty when all is well.
    package let advice: String

    static func good(_ subject: String, _ text: String) -> Finding {
        Finding(subject: subject, state: .good, text: text, advice: "")
    }

    static func attention(_ subject: String, _ text: String, _ advice: String) -> Finding {
        Finding(subject: subject, state: .attention, text: text, advice: advice)
    }

    static func wrong(_ subject: String, _ text: String, _ advice: String) -> Finding {
        Finding(subject: subject, state: .wrong, text: text, advice: advice)
    }
}

/// All findings together.
package struct Diagnosis: Sendable {
    package let findings: [Finding]

    package var state: Finding.State { findings.map(\.state).max() ?? .good }

    /// For programs.
    package var json: String {
        let items = findings.map { finding -> JSONValue in
            [
                "subject": .string(finding.subject), "state": .string(finding.state.rawValue),
                "text": .string(finding.text), "advice": .string(finding.advice),
            ]
        }
        let document: JSONValue = ["state": .string(state.rawValue), "findings": .array(items)]
        return document.text
    }

    /// For people: a line for each finding, and under it what to do.
    package var text: String {
        let width = findings.map(\.subject.count).max() ?? 0
        let lines = findings.map { finding in
            let mark = finding.state.rawValue.padded(to: 9)
            let head = "\(mark)  \(finding.subject.padded(to: width))  \(finding.text)"
            return finding.advice.isEmpty
                ? head : head + "\n" + String(repeating: " ", count: width + 13) + finding.advice
        }
        let counts = Finding.State.allCases.map { state in
            "\(findings.filter { $0.state == state }.count) \(state.rawValue)"
        }
        return lines.joined(separator: "\n") + "\n\n" + counts.joined(separator: ", ") + "."
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
