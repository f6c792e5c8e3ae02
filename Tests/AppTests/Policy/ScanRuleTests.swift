import Core
import Foundation
import Testing
import Web

@testable import Policy

/// The rules of the scans against what the content promises, worked out here in another way.
@Suite("Scans: the rules", .oneEngine) struct ScanRuleTests {
    static let levels = ["unknown", "low", "middle", "high"]
    static let aspects = [
        "vision", "broad", "connected", "ambitions", "cooperation", "agreements", "provisions", "effect",
    ]

    static func scan() throws -> IntegralScan { try ContentShelf.standard.get().file() }

    /// The route and the rule by hand, from numbers 0 (unknown) to 3 (high) in the order of `aspects`.
    static func oracle(_ digits: [Int]) -> (rule: Int, route: String) {
        let rest = digits[1...]
        let base = digits[3...6]
        switch digits[0] {
        case 0: return (1, "route-none")
        case 1: return (2, "route-1")
        default:
            if digits[1] == 1 || digits[2] == 1 { return (3, "route-2") }
            if rest.contains(0) { return (4, "route-none") }
            if base.contains(1) { return (5, "route-none") }
            return digits[7] < 3 ? (6, "route-3") : (7, "route-none")
        }
    }

    @Test func `all 65,536 cases give the route that the rules promise`() throws {
        let scan = try Self.scan()
        #expect(scan.aspects.map(\.id) == Self.aspects)
        var wrong: [[Int]] = []
        var seen: [Int: Int] = [:]
        for number in 0..<65_536 {
            let digits = (0..<8).map { number >> (2 * $0) & 3 }
            let levels = Dictionary(uniqueKeysWithValues: zip(Self.aspects, digits.map { Self.levels[$0] }))
            let expected = Self.oracle(digits)
            let rule = scan.routeRules.rule(for: levels)
            if rule?.number != expected.rule || rule?.route != expected.route { wrong.append(digits) }
            seen[expected.rule, default: 0] += 1
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        // Every rule has cases of its own: none is there for nothing.
        #expect(seen.keys.sorted() == Array(1...7))
        #expect(seen[1] == 16_384 && seen[2] == 16_384)
    }

    @Test func `an oracle that is off by one case would be noticed`() throws {
        let scan = try Self.scan()
        let digits = [3, 3, 3, 3, 3, 3, 3, 2]
        let levels = Dictionary(uniqueKeysWithValues: zip(Self.aspects, digits.map { Self.levels[$0] }))
        #expect(scan.routeRules.rule(for: levels)?.route == "route-3")
        #expect(Self.oracle(digits.dropLast() + [3]).route == "route-none")
    }

    @Test func `every way to answer the questions of an aspect gives the level by hand`() throws {
        let scan = try Self.scan()
        let options: [String?] = scan.answers.options.map(\.id)
        var wrong = 0
        for size in Set(scan.aspects.map { scan.items(of: $0.id).count }) {
            var total = 1
            for _ in 0..<size { total *= options.count }
            for number in 0..<total {
                var rest = number
                var answers: [String?] = []
                var sum = 0
                var answered = 0
                var applicable = 0
                for _ in 0..<size {
                    let place = rest % options.count
                    rest /= options.count
                    answers.append(options[place])
                    if place < 4 {
                        sum += place
                        answered += 1
                    }
                    if place != 5 { applicable += 1 }
                }
                let expected =
                    answered == 0 || 2 * answered < applicable
                    ? "unknown" : 2 * sum < 3 * answered ? "low" : 4 * sum < 9 * answered ? "middle" : "high"
                let score = scan.score(answers)
                if scan.scoring.level(of: score) != expected { wrong += 1 }
                if let score, score.whole != 100 * sum / (3 * answered) { wrong += 1 }
            }
        }
        #expect(wrong == 0)
        #expect(options == ["answer-0", "answer-1", "answer-2", "answer-3", "answer-unknown", "answer-not-applicable"])
    }

    @Test func `a question nobody answered counts as unknown`() throws {
        let scan = try Self.scan()
        #expect(scan.score([nil, nil, "answer-3"]) == nil)
        #expect(scan.score([nil, "answer-3", "answer-3"])?.whole == 100)
        #expect(scan.score(["answer-not-applicable", "answer-not-applicable", "answer-1"])?.whole == 33)
        #expect(scan.score(["answer-not-applicable"]) == nil)
    }

    @Test func `a scale is the exact mean of its aspects, and nothing when one is missing`() throws {
        let scan = try Self.scan()
        var answers: [String: String] = [:]
        for item in scan.items { answers[item.id] = "answer-2" }
        #expect(scan.assess(answers).scales.map { $0.score?.whole } == [66, 66])
        for item in scan.items(of: "broad") { answers[item.id] = "answer-3" }
        // (100 + 66⅔) / 2 = 83⅓
        #expect(scan.assess(answers).scales.first?.score?.whole == 83)
        for item in scan.items(of: "provisions") { answers[item.id] = "answer-unknown" }
        let last = scan.assess(answers).scales.last
        #expect(last?.score == nil && last?.level == "unknown")
        #expect(scan.assess(answers) == scan.assess(answers))
    }

    @Test func `a mean on a border falls on the upper side and never just below it`() {
        let scores = [ScanScore(sum: 3, answered: 2, highest: 3), ScanScore(sum: 9, answered: 6, highest: 3)]
        #expect(ScanScore.mean(scores)?.whole == 50)
        #expect(ScanScore.mean(scores)?.isAtLeast(50) == true)
        #expect(ScanScore.mean([]) == nil)
    }

    @Test func `policy is old after four years, to the day`() throws {
        let scan = try Self.scan()
        let age = try #require(scan.warnings.first { $0.when.olderThanMonths != nil })
        let values = ["fact-policy-date": ["2022-11-23"]]
        let border = try #require(Day(iso: "2026-11-23"))
        #expect(!age.when.holds(values, on: border))
        #expect(age.when.holds(values, on: border + 1))
        #expect(!age.when.holds([:], on: border))
        let leap = ["fact-policy-date": ["2020-02-29"]]
        #expect(!age.when.holds(leap, on: try #require(Day(iso: "2024-02-29"))))
        let without = try #require(scan.warnings.first { $0.when.isOneOf != nil })
        #expect(without.when.holds(["fact-made-with-field": ["fact-made-with-field-not"]], on: border))
        #expect(!without.when.holds(["fact-made-with-field": ["fact-made-with-field-partly"]], on: border))
        let unknown = try #require(scan.warnings.first { $0.when.isEmpty == true })
        #expect(unknown.when.holds([:], on: border) && !unknown.when.holds(values, on: border))
    }

    @Test func `a promise for ten years is counted from the year of the decision`() throws {
        let points: TenPointsScan = try ContentShelf.standard.get().file()
        let anchoring = try #require(points.points.compactMap(\.anchoring).first)
        #expect(anchoring.holds(until: 2036, adopted: 2026) && !anchoring.holds(until: 2035, adopted: 2026))
    }

    // MARK: Broken copies

    static func problems<File: ContentFile>(_ type: File.Type, _ name: String, _ old: String, _ new: String) throws
        -> String
    {
        let text = try #require(Assets.text("policy/\(name).yaml"))
        let broken = text.replacing(old, with: new, maxReplacements: 1)
        #expect(broken != text)
        do throws(ContentError) {
            _ = try ContentShelf([type], files: ["policy/\(name).yaml": Array(broken.utf8)])
            return ""
        } catch {
            return error.problems.joined(separator: "\n")
        }
    }

    @Test(arguments: [
        ("aspects: [broad, connected]", "aspects: [broad, connection]", "there is no aspect connection"),
        ("highest-value: 3", "highest-value: 4", "highest-value is not the highest"),
        ("smallest-share-answered: 50", "smallest-share-answered: 0", "share from 1 to 100"),
        ("below: 50", "below: 49", "without a gap"),
        ("route: route-2", "route: route-4", "there is no route route-4"),
        ("number: 3", "number: 2", "run from 1 up"),
        ("otherwise: true", "otherwise: false", "the last rule must be otherwise"),
        ("order: first-that-fits", "order: last-that-fits", "not a known way"),
        ("level: [unknown]", "level: [unheard]", "there is no level unheard"),
        ("aspect: vision", "aspect: visions", "there is no aspect visions"),
        ("- id: clear-purpose", "- id: own-vision", "occurs more than once"),
        ("fact: fact-policy-date", "fact: fact-place", "fact-place is not a date"),
        ("value: 2", "value: 5", "the values must run from 0 up"),
        ("basic-function: verbreiden", "basic-function: verbreden", "no basic function verbreden"),
        ("100 * sum / (3 * answered)", "sum", "aspect-score is not a known sum"),
        ("version: 1", "version: 0", "version: starts at 1"),
    ]) func `a broken integral scan is refused with its reason`(old: String, new: String, reason: String) throws {
        let found = try Self.problems(IntegralScan.self, "scan-integral", old, new)
        #expect(found.contains(reason), "\(found)")
    }

    @Test func `a broken scan of points is refused with its reason`() throws {
        #expect(
            try Self.problems(TenPointsScan.self, "scan-ten-points", "number: 4", "number: 5").contains("from 1 to 10"))
        #expect(
            try Self.problems(TenPointsScan.self, "scan-ten-points", "years: 10", "years: 12").contains("anchoring"))
        #expect(
            try Self.problems(SevenPrinciplesScan.self, "scan-seven-principles", "letter: b", "letter: c").contains(
                "from a to g"))
        #expect(
            try Self.problems(SevenPrinciplesScan.self, "scan-seven-principles", "id: field-owner", "id: field-x")
                .contains("fields: must be"))
    }
}
