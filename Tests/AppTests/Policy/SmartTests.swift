import Core
import Testing

@testable import Policy

@Suite("The SMART rules", .oneEngine)
struct SmartTests {
    static let today = Day(iso: "2026-11-23") ?? Day(number: 0)
    static func day(_ iso: String) -> Day? { Day(iso: iso) }

    static var good: GoalFacts {
        var facts = GoalFacts()
        facts.result = "Meer jongeren vinden een plek"
        facts.forWhom = "jongeren"
        facts.hasMeasure = true
        facts.source = "Inzet"
        facts.baseline = 84
        facts.baselineDay = day("2026-01-01")
        facts.target = 150
        facts.targetDay = day("2027-12-31")
        facts.hasOwner = true
        facts.agreedWith = "scholen"
        facts.hasBudget = true
        facts.reviewDay = day("2027-06-01")
        return facts
    }

    private static func missing(_ change: (inout GoalFacts) -> Void) throws -> [String] {
        var facts = good
        change(&facts)
        let content = try #require(GoalsContent.standard)
        return SmartCheck(facts, content, today: today).missing.map(\.check.id)
    }

    @Test func `a goal with everything is SMART`() throws {
        #expect(try Self.missing { _ in } == [])
        let content = try #require(GoalsContent.standard)
        #expect(SmartCheck(Self.good, content, today: Self.today).verdict == .allMustAndShould)
    }

    @Test func `each rule misses exactly what it is about`() throws {
        #expect(try Self.missing { $0.result = "" } == ["specific-result"])
        #expect(try Self.missing { $0.result = String(repeating: "a", count: 201) } == ["specific-result"])
        #expect(try Self.missing { $0.result = String(repeating: "a", count: 200) } == [])
        #expect(try Self.missing { $0.forWhom = "" } == ["specific-who"])
        #expect(try Self.missing { $0.hasMeasure = false } == ["measurable-indicator"])
        #expect(try Self.missing { $0.source = "" } == ["measurable-source"])
        #expect(try Self.missing { $0.target = nil } == ["measurable-target"])
        #expect(try Self.missing { $0.hasOwner = false } == ["acceptable-owner"])
        #expect(try Self.missing { $0.agreedWith = "" } == ["acceptable-partners"])
        #expect(try Self.missing { $0.hasBudget = false } == ["realistic-means"])
        #expect(try Self.missing { $0.targetDay = nil } == ["timed-date"])
        #expect(try Self.missing { $0.reviewDay = nil } == ["timed-review"])
    }

    @Test func `a baseline is a number or is said to be missing`() throws {
        #expect(try Self.missing { $0.baseline = nil } == ["measurable-baseline"])
        #expect(
            try Self.missing {
                $0.baseline = nil
                $0.saysNotMeasured = true
            } == [])
    }

    @Test(arguments: [("2024-11-23", true), ("2024-11-22", false), ("2026-11-23", true)])
    func `a baseline is at most two years old`(iso: String, isMet: Bool) throws {
        #expect(try Self.missing { $0.baselineDay = Self.day(iso) } == (isMet ? [] : ["current-baseline"]))
    }

    @Test(arguments: [(252.0, true), (252.1, false), (28, true), (27.9, false), (84.1, true)])
    func `a leap stays within a factor of three, up and down`(target: Double, isMet: Bool) throws {
        #expect(try Self.missing { $0.target = target } == (isMet ? [] : ["realistic-change"]))
    }

    @Test func `a leap from nothing is judged by nobody`() throws {
        #expect(try Self.missing { $0.baseline = 0 } == [])
    }

    @Test func `the same as now is only a goal for who wants to keep it`() throws {
        #expect(try Self.missing { $0.target = 84 } == ["realistic-differs"])
        #expect(
            try Self.missing {
                $0.target = 84
                $0.intention = .keep
            } == [])
    }

    @Test(arguments: [("2026-01-01", false), ("2026-01-02", true)])
    func `the end comes after the beginning`(iso: String, isMet: Bool) throws {
        #expect(try Self.missing { $0.targetDay = Self.day(iso) } == (isMet ? [] : ["timed-date"]))
    }

    @Test(arguments: [("2026-11-22", false), ("2026-11-23", true), ("2027-11-23", true), ("2027-11-24", false)])
    func `the day to look back comes within a year`(iso: String, isMet: Bool) throws {
        #expect(try Self.missing { $0.reviewDay = Self.day(iso) } == (isMet ? [] : ["timed-review"]))
    }

    @Test func `what should be makes a goal usable, what must be keeps it incomplete`() throws {
        let content = try #require(GoalsContent.standard)
        var facts = Self.good
        facts.agreedWith = ""
        #expect(SmartCheck(facts, content, today: Self.today).verdict == .allMust)
        facts.hasOwner = false
        #expect(SmartCheck(facts, content, today: Self.today).verdict == .someMustMissing)
    }

    @Test(arguments: [
        ("7,5", 7.5), ("7.5", 7.5), ("1.234", 1234), ("1.234,5", 1234.5), ("83%", 83), ("83 %", 83), ("-3", -3),
        ("0.125", 0.125), ("1.234.567", 1_234_567), (" 12 ", 12),
    ])
    func `numbers are read as people type them`(text: String, value: Double) { #expect(Amount.read(text) == value) }

    @Test(arguments: ["", "x", "1,2,3", "1e9", "nan", "inf", "--1", "1..2", ".", "99999999999", "٣"])
    func `what is no number is refused`(text: String) { #expect(Amount.read(text) == nil) }

    @Test func `numbers are written as people read them`() {
        let t = Texts.dutch
        #expect(Amount.words(83.4, decimals: 0, unit: "procent", t) == "83%")
        #expect(Amount.words(7.45, decimals: 1, t) == "7,5")
        #expect(Amount.words(1234, decimals: 0, t) == "1.234")
        #expect(Amount.words(-0.2, decimals: 0, t) == "0")
        #expect(Amount.words(1234.05, decimals: 2, Texts(.english)) == "1,234.05")
        #expect(Amount.words(.infinity, decimals: 0, t) == "–")
        #expect(Amount.typed(1234.5, decimals: 1) == "1234,5")
    }
}
