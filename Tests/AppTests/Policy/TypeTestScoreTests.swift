import Core
import Testing
import Web

@testable import Policy

/// The rule of the test, against the score card of the source, counted again from scratch.
@Suite(.oneEngine) struct TypeTestScoreTests {
    static func content() throws -> TypeTestContent { try ContentShelf.standard.get().file(TypeTestContent.self) }

    /// DSP-groep/Movisie 2007, bijlage 2: a on the even statements, a on the odd ones, four or more is the high side.
    static func card(_ answers: [Bool]) -> (even: Int, odd: Int, type: String) {
        var even = 0
        var odd = 0
        for (index, isA) in answers.enumerated() where isA {
            if (index + 1) % 2 == 0 { even += 1 } else { odd += 1 }
        }
        return (even, odd, even >= 4 ? (odd >= 4 ? "I" : "III") : (odd >= 4 ? "II" : "IV"))
    }

    static func answers(_ bits: Int) -> [Bool] { (0..<14).map { (bits >> $0) & 1 == 1 } }

    @Test func `all 16384 ways to answer come out as on the score card`() throws {
        let content = try Self.content()
        var wrong: [Int] = []
        var counts: [String: Int] = [:]
        for bits in 0..<(1 << 14) {
            let vector = Self.answers(bits)
            let score = TypeTestScore(TypeTestAnswers(vector.map { $0 ? .a : .b }), content: content)
            let card = Self.card(vector)
            let type = content.type(score.type)?.numeral ?? ""
            counts[type, default: 0] += 1
            let isBorder = (3...4).contains(card.even) || (3...4).contains(card.odd)
            if score.scope.count != card.even || score.steering.count != card.odd || type != card.type
                || score.isOnBorder != isBorder
            {
                wrong.append(bits)
            }
        }
        #expect(wrong.isEmpty)
        #expect(counts == ["I": 4096, "II": 4096, "III": 4096, "IV": 4096])
    }

    @Test func `on the border means that one other answer gives another type`() throws {
        let content = try Self.content()
        for bits in stride(from: 0, to: 1 << 14, by: 37) {
            let vector = Self.answers(bits)
            let score = TypeTestScore(TypeTestAnswers(vector.map { $0 ? .a : .b }), content: content)
            let others = Set(
                vector.indices.map { index in
                    var other = vector
                    other[index].toggle()
                    return Self.card(other).type
                }
            ).subtracting([Self.card(vector).type])
            #expect(score.isOnBorder == !others.isEmpty)
            #expect(Set(score.neighbours(content).map(\.numeral)) == others)
        }
    }

    @Test func `with answers missing there is a type only when no answer could change it`() throws {
        let content = try Self.content()
        var random = Seeded(seed: 3)
        for _ in 0..<400 {
            let vector = Self.answers(random.int(0...16383))
            let open = Set((0..<random.int(1...6)).map { _ in random.int(0...13) }).sorted()
            var partial = TypeTestAnswers(vector.map { $0 ? .a : .b })
            for index in open { partial.answers[index] = .none }
            let types = Set(
                (0..<(1 << open.count)).map { bits in
                    var whole = vector
                    for (place, index) in open.enumerated() { whole[index] = (bits >> place) & 1 == 1 }
                    return Self.card(whole).type
                })
            let score = TypeTestScore(partial, content: content)
            #expect(content.type(score.type)?.numeral == (types.count == 1 ? types.first : nil))
            #expect(!score.isComplete && partial.missing == open.count)
        }
    }

    @Test func `answers are kept as text and read back`() {
        let text = "aabbab-aabbabb"
        #expect(TypeTestAnswers(text: text).text == text)
        #expect(TypeTestAnswers(text: "ax?").text == "a--")
        #expect(TypeTestAnswers(count: 3)[number: 9] == .none)
    }

    @Test(arguments: [
        ("number: 14", "number: 13"), ("axis: steering", "axis: scope"), ("smallest-group: 5", "smallest-group: 4"),
        ("parity: even", "parity: odd"), ("rule: type-only-if-certain", "rule: guess"),
        ("counted-answer: a", "counted-answer: c"), ("id: statement-02", "id: statement-01"),
        ("statements: [2, 4, 6, 8, 10, 12, 14]", "statements: [2, 4, 6, 8, 10, 12]"),
    ])
    func `a mistake in the content is told at the start`(right: String, wrong: String) throws {
        let name = "policy/type-test.yaml"
        let text = try #require(Assets.text(name))
        let range = try #require(text.firstRange(of: right))
        #expect(throws: Never.self) { try ContentShelf([TypeTestContent.self], files: [name: Array(text.utf8)]) }
        let broken = text.replacingCharacters(in: range, with: wrong)
        #expect(throws: ContentError.self) {
            try ContentShelf([TypeTestContent.self], files: [name: Array(broken.utf8)])
        }
    }
}
