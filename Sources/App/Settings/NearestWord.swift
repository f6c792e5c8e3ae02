/// The known word that is most like a mistyped one.
package enum NearestWord {
    /// `nil` when nothing is like it.
    package static func find(_ word: String, among known: [String]) -> String? {
        let typed = word.lowercased()
        let last = typed.split(separator: ".").last.map(String.init) ?? typed
        // A name in the wrong section, or without its section: only one setting has that name.
        let namesakes = known.filter { $0 == last || $0.hasSuffix("." + last) }
        if namesakes.count == 1 { return namesakes.first }
        let letters = Array(typed.unicodeScalars.prefix(80))
        let scored = known.map { ($0, distance(letters, Array($0.lowercased().unicodeScalars))) }
        guard let best = scored.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
        return best.1 <= max(2, best.0.count / 3) ? best.0 : nil
    }

    /// How many letters must be put in, taken out, changed or swapped with their neighbour.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var before: [Int] = []
        var above = Array(0...right.count)
        for row in 1...left.count {
            var line = [row]
            for column in 1...right.count {
                let same = left[row - 1] == right[column - 1]
                var cost = min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, before[column - 2] + 1)
                }
                line.append(cost)
            }
            before = above
            above = line
        }
        return above[right.count]
    }
}
