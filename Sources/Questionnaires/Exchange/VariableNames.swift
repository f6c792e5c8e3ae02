/// Gives out names of variables: at most 8 ASCII characters, each once without regard to case. The names of questions
/// are taken from the start, so that `V1_2` of a list of answers never takes the name of a question.
struct VariableNames {
    static let longest = 8

    private var taken: Set<String>
    /// By what a cut name begins with, the number to try next.
    private var numbers: [String: Int] = [:]
    private let questions: Set<String>

    init(_ questions: [String]) {
        self.questions = Set(questions.map { $0.lowercased() })
        taken = []
    }

    /// - Parameter suffix: What comes behind the id, such as `_3_2`; empty for the question's own variable.
    mutating func name(_ id: String, _ suffix: String) -> String {
        let base = Self.ascii(id)
        let natural = base + suffix.replacing("-", with: "m")
        if natural.utf8.count <= Self.longest, isFree(natural, isOwn: suffix.isEmpty) { return take(natural) }
        var number = numbers[base] ?? 1
        while true {
            let tail = "_\(number)"
            let candidate = String(base.prefix(max(1, Self.longest - tail.utf8.count))) + tail
            number += 1
            if isFree(candidate, isOwn: false) {
                numbers[base] = number
                return take(candidate)
            }
        }
    }

    private func isFree(_ name: String, isOwn: Bool) -> Bool {
        let key = name.lowercased()
        return !taken.contains(key) && (isOwn || !questions.contains(key))
    }

    private mutating func take(_ name: String) -> String {
        taken.insert(name.lowercased())
        return name
    }

    /// A letter and then letters, digits and `_`, whatever the id is.
    private static func ascii(_ id: String) -> String {
        let kept = id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return kept.first?.isLetter == true ? kept : "V" + kept
    }
}
