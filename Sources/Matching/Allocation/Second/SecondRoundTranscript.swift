/// What an independent look at a published second round finds.
package enum SecondRoundFinding: Sendable, Equatable {
    /// Every number, place and price is as it must be, and no other way is better.
    case same
    /// The input is not the one whose fingerprint was published.
    case otherInput
    /// The first line, from 1, that is not what comes out.
    case differs(line: Int)
    /// The prices do not prove that the seats left were shared out in the best way.
    case notProven
    /// As good, but not the way the lots choose.
    case otherLots
    case unreadable
}

/// The record of a second round, for publication: places and prices.
extension SecondRound {
    private static let title = "inzet-tweede-uitslag 1"

    /// One line a fact, in a fixed order; ends with a line feed. It holds pseudonyms only.
    package var transcript: String {
        (Self.head(input, groups: groups, wishes: wishes) + Self.tail(rest)).joined(separator: "\n") + "\n"
    }

    /// What anybody can do over.
    private static func head(_ input: SecondRoundInput, groups: Lottery?, wishes: Lottery) -> [String] {
        [title, "vastgelegd \(input.commitment)"] + (groups?.lines ?? []) + wishes.lines
    }

    /// What the prices prove.
    private static func tail(_ rest: RestShare) -> [String] {
        let problem = rest.problem
        var lines = ["alleen \(problem.alone)"]
        for (row, pupil) in problem.pupils.enumerated() {
            let way = problem.ways[row].first { $0.place == rest.places[row] }
            let place = way.map { "\(problem.places[$0.place].name) \($0.metres)" } ?? "- \(problem.alone)"
            lines.append("rest \(pupil) \(place) prijs \(rest.prices[row])")
        }
        for (number, place) in problem.places.enumerated() {
            lines.append("schaars \(place.name) \(place.seats) \(rest.scarcity[number])")
        }
        lines.append("som \(rest.metres)")
        return lines
    }

    /// Looks at a published second round without the program that made it: the wishes are done over, and of the rest the
    /// prices are checked. Nothing is searched for.
    package static func check(transcript: String, input text: String) -> SecondRoundFinding {
        let lines = transcript.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count > 3, lines[0] == title, lines[1].hasPrefix("vastgelegd ") else { return .unreadable }
        guard let input = try? SecondRoundInput(text: text), lines[1] == "vastgelegd " + Fingerprint.of(text),
            input.commitment == Fingerprint.of(text)
        else { return .otherInput }
        guard let (groups, wishes) = try? wishes(of: input) else { return .unreadable }
        let head = head(input, groups: groups, wishes: wishes)
        if let line = difference(Array(lines.prefix(head.count)), head) { return .differs(line: line) }
        let problem = RestProblem(input, after: wishes)
        guard let rest = read(Array(lines.dropFirst(head.count)), problem) else {
            return .differs(line: head.count + 1)
        }
        if let line = difference(Array(lines.dropFirst(head.count)), tail(rest) + [""]) {
            return .differs(line: head.count + line)
        }
        guard rest.isLeast else { return .notProven }
        return rest.hasLeastLots ? .same : .otherLots
    }

    private static func difference(_ lines: [String], _ wanted: [String]) -> Int? {
        for line in 0..<max(lines.count, wanted.count) {
            guard line < lines.count, line < wanted.count, lines[line] == wanted[line] else { return line + 1 }
        }
        return nil
    }

    /// The places and prices that were published, for these pupils and places.
    private static func read(_ lines: [String], _ problem: RestProblem) -> RestShare? {
        let numbers = Dictionary(problem.places.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var places: [Int?] = []
        var prices: [Int64] = []
        var scarcity: [Int64] = []
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            if words.first == "rest" {
                guard words.count == 6, let price = price(words[5]) else { return nil }
                places.append(numbers[words[2]])
                prices.append(price)
            } else if words.first == "schaars" {
                guard words.count == 4, let price = price(words[3]) else { return nil }
                scarcity.append(price)
            }
        }
        guard places.count == problem.pupils.count, scarcity.count == problem.places.count else { return nil }
        return RestShare(problem: problem, places: places, prices: prices, scarcity: scarcity)
    }

    /// So small that sums fit.
    private static func price(_ word: String) -> Int64? {
        Int64(word).flatMap { (-(1 << 50)...(1 << 50)).contains($0) ? $0 : nil }
    }
}
