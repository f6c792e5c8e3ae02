import Core
import Testing

@testable import Questionnaires

struct ExpressionTests {
    static let answers = Answers(
        values: [
            "V01": .codes([1]), "V02": .number(7.5), "V03": .text(" Buurthuis "), "V04": .day(Day(number: 20_000)),
            "V05": .codes([1, 7]), "V06": .codes([99]), "V12": .rows([1: .codes([1, 2]), 3: .codes([9])]),
            "V14": .rows([1: .number(4)]),
        ])

    @Test(arguments: [
        ("V01 == 1", true), ("V01 = 1", true), ("V01 != 1", false), ("V01 <> 2", true), ("V01 == 2", false),
        ("V99 == 1", false), ("V99 != 1", false), ("not (V99 == 1)", true), ("not V99 == 1", true),
        ("V02 > 7", true), ("V02 >= 7.5", true), ("V02 < 7.5", false), ("V02 <= 7.5", true), ("V02 == 7.5", true),
        ("V03 == 'buurthuis'", true), ("V03 != 'x'", true), ("V03 < 'x'", false), ("V03 == 1", false),
        ("V04 >= '2024-10-04'", true), ("V04 < '2024-10-04'", false), ("V04 < 'gisteren'", false),
        ("V05 has 7", true), ("V05 has 2", false), ("V05 has (2, 7)", true), ("V05 == 1", false), ("V05 != 1", true),
        ("V06 > 3", false), ("V06 == 99", true), ("V06 != 1", true), ("V06 <= 100", false),
        ("V12.1 has 2", true), ("V12.3 has 2", false), ("V12 has 2", true), ("V12.2 has 1", false),
        ("V01.1 == 1", false), ("V14.1 >= 4", true), ("V14.3 >= 4", false),
        ("answered(V01)", true), ("answered(V99)", false), ("answered(V12.3)", true), ("answered(V12.2)", false),
        ("count(V05) == 2", true), ("count(V12) == 3", true), ("count(V99) == 0", true), ("count(V14) >= 2", false),
        ("V01 == 2 or V02 > 7 and V05 has 7", true), ("(V01 == 2 or V02 > 7) and V05 has 2", false),
        ("V01 == 1 en niet (V05 heeft 2 of beantwoord(V99))", true), ("aantal(V05) > 1", true),
    ]) func holds(_ source: String, _ expected: Bool) throws {
        let expression = try Expression(source)
        let outcome = expression.holds(Self.answers) { $0 == "V06" && $1 == 99 }
        #expect(outcome == expected, "\(source)")
        let again = try Expression(Expression.write(expression.root))
        #expect(again.root == expression.root, "\(source) became \(again.source)")
    }

    @Test(arguments: [
        ("", 0), ("V01", 3), ("V01 ==", 6), ("V01 == V02", 7), ("(V01 == 1", 9), ("V01 == 1)", 8),
        ("V01 == 1 V02 == 2", 9), ("and V01 == 1", 0), ("V01 has x", 8), ("V01 has 1.5", 8), ("V05 has (1, 2", 13),
        ("answered V01", 9), ("V01 ! 1", 4), ("V03 == 'x", 7), ("V01 == 1;", 8), ("V12. has 1", 5), ("é == 1", 0),
    ]) func faults(_ source: String, _ offset: Int) {
        #expect(throws: ExpressionFault.self) { try Expression(source) }
        do { _ = try Expression(source) } catch { #expect(error.offset == offset, "\(source): \(error.text.key)") }
    }

    @Test func depthAndLengthAreBounded() {
        #expect(throws: ExpressionFault.self) { try Expression(String(repeating: "(", count: 3_000)) }
        #expect(throws: ExpressionFault.self) { try Expression(String(repeating: "not ", count: 900) + "V01 == 1") }
        #expect(throws: ExpressionFault.self) {
            try Expression(Array(repeating: "V01 == 1", count: 1_000).joined(separator: " or "))
        }
    }

    @Test func questionsAreNamedOnceInOrder() throws {
        let expression = try Expression("V03 == 'x' and (V12.3 has 1 or V01 == 2) and V12.1 has 2")
        #expect(expression.questions == ["V03", "V12", "V01"])
        #expect(expression.references.map(\.description) == ["V03", "V12.3", "V01", "V12.1"])
    }

    /// Conditions put together at random read back as themselves.
    @Test func everyNodeReadsBack() throws {
        var random = SplitMix(seed: 5)
        for _ in 0..<2_000 {
            let node = Self.node(&random, depth: 0)
            let source = Expression.write(node)
            let again = try Expression(source)
            #expect(Expression.write(again.root) == source)
            let answers = Self.answers
            #expect(again.holds(answers) == Expression(node).holds(answers), "\(source)")
        }
    }

    private static func node(_ random: inout SplitMix, depth: Int) -> Expression.Node {
        let reference = Expression.Reference(
            question: ["V01", "V02", "V03", "V05", "V12"][random.below(5)], row: random.below(3) == 0 ? 3 : nil)
        let comparison = Expression.Operator.allCases[random.below(6)]
        switch random.below(depth > 3 ? 4 : 7) {
        case 0: return .compare(reference, comparison, .number(Double(random.below(100)) / 4 - 3))
        case 1: return .has(reference, Array(1...(1 + random.below(3))))
        case 2: return .answered(reference)
        case 3: return .compare(reference, comparison, .text("a\(random.below(9)) é"))
        case 4: return .not(node(&random, depth: depth + 1))
        case 5: return .all([node(&random, depth: depth + 1), node(&random, depth: depth + 1)])
        default: return .any([node(&random, depth: depth + 1), node(&random, depth: depth + 1)])
        }
    }
}

/// Sebastiano Vigna, SplitMix64: small, and the same on every machine.
struct SplitMix {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }
}
