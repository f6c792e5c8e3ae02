import Core
import Questionnaires

/// The order in which the groups of an address book are shown: as a question of the questionnaire has them, such as its
/// size classes; else by the numbers in their names; else by letter.
enum StratumOrder {
    static func sorted(_ names: Set<String>, in questionnaire: Questionnaire?) -> [String] {
        let keys = Dictionary(names.map { ($0, TextFolding.sortKey($0)) }) { first, _ in first }
        let places = places(of: Set(keys.values), in: questionnaire)
        return names.sorted { left, right in
            let (first, second) = (keys[left] ?? left, keys[right] ?? right)
            let order = (places[first] ?? .max, places[second] ?? .max)
            if order.0 != order.1 { return order.0 < order.1 }
            let numbers = (number(in: left) ?? -1, number(in: right) ?? -1)
            if numbers.0 != numbers.1 { return numbers.0 < numbers.1 }
            return first == second ? left < right : first < second
        }
    }

    /// The place of each name among the answers of the question that has most of them; nothing when none has half.
    private static func places(of keys: Set<String>, in questionnaire: Questionnaire?) -> [String: Int] {
        var best: [String: Int] = [:]
        for question in questionnaire?.questions ?? [] where !question.choices.isEmpty && !question.kind.isGrid {
            for language in questionnaire?.languages ?? [] {
                let labels = question.choices.map { TextFolding.sortKey($0.label(language)) }
                let found = Dictionary(labels.enumerated().map { ($1, $0) }) { first, _ in first }
                    .filter { keys.contains($0.key) }
                if found.count > best.count { best = found }
            }
        }
        return best.count >= 2 && best.count * 2 >= keys.count ? best : [:]
    }

    private static func number(in name: String) -> Int? {
        let digits = name.drop { !$0.isASCII || !$0.isNumber }
        return Int(digits.prefix { $0.isASCII && $0.isNumber })
    }
}
