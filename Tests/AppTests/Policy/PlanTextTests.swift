import Core
import Testing

@testable import Policy

@Suite("Text of a plan: paragraphs, differences, bringing together", .oneEngine)
struct PlanTextTests {
    /// Texts of few different paragraphs, so that they meet often.
    private static func texts(_ random: inout Seeded) -> [String] {
        (0..<random.int(0...8)).map { _ in "Alinea \(random.int(1...6))" }
    }

    @Test func `a text is its paragraphs`() {
        #expect(Paragraphs.split("Een\r\ntwee\r\n\r\n\r\nDrie  \n\n") == ["Een\ntwee", "Drie"])
        #expect(Paragraphs.split("```\na\n\nb\n```\n\nc") == ["```\na\n\nb\n```", "c"])
        #expect(Paragraphs.split(" \n ").isEmpty)
        #expect(Paragraphs.normal("a\r\nb\r\n") == "a\nb")
    }

    @Test func `whatever changed, both texts can be made from the changes`() {
        var random = Seeded(seed: 41)
        for _ in 0..<3000 {
            let old = Self.texts(&random)
            let new = Self.texts(&random)
            let changes = ListDiff.changes(from: old, to: new)
            #expect(ListDiff.old(changes) == old)
            #expect(ListDiff.new(changes) == new)
        }
    }

    @Test func `what did not change is not shown as changed`() {
        let lines = ParagraphDiff.lines(from: "Een\n\nTwee is hier\n\nDrie", to: "Een\n\nTwee was hier\n\nDrie")
        #expect(lines.first == .kept("Een") && lines.last == .kept("Drie") && lines.count == 3)
        #expect(
            lines[1] == .rewritten([.kept("Twee "), .removed("is "), .added("was "), .kept("hier")]))
        #expect(
            ParagraphDiff.lines(from: "Appels en peren", to: "Iets heel anders") == [
                .removed("Appels en peren"), .added("Iets heel anders"),
            ])
        #expect(ParagraphDiff.lines(from: "", to: "").isEmpty)
    }

    @Test func `words together are the paragraph`() {
        var random = Seeded(seed: 43)
        for _ in 0..<500 {
            let text = (0..<random.int(0...20)).map { _ in ["a", "bc", " ", "\n", "  ", "é"][random.int(0...5)] }
                .joined()
            #expect(ParagraphDiff.words(text).joined() == text)
        }
    }

    @Test func `changes in different paragraphs come together`() {
        let merge = ParagraphMerge(base: "A\n\nB\n\nC", mine: "A\n\nB\n\nC van mij", theirs: "A van hen\n\nB\n\nC")
        #expect(merge.text == "A van hen\n\nB\n\nC van mij")
        #expect(!merge.isDisputed)
    }

    @Test func `changes in the same paragraph both stay`() {
        let merge = ParagraphMerge(base: "A\n\nB", mine: "A\n\nB van mij", theirs: "A\n\nB van hen")
        #expect(merge.text == "A\n\nB van hen\n\nB van mij")
        #expect(merge.isDisputed)
    }

    @Test func `who changed nothing changes nothing`() {
        var random = Seeded(seed: 47)
        for _ in 0..<1000 {
            let base = Paragraphs.join(Self.texts(&random))
            let other = Paragraphs.join(Self.texts(&random))
            #expect(ParagraphMerge(base: base, mine: base, theirs: other).text == other)
            #expect(ParagraphMerge(base: base, mine: other, theirs: base).text == other)
            #expect(
                ParagraphMerge(base: base, mine: other, theirs: other) == .init(base: other, mine: other, theirs: other)
            )
        }
    }

    @Test func `no paragraph that somebody wrote is lost`() {
        var random = Seeded(seed: 53)
        for _ in 0..<3000 {
            let base = Self.texts(&random)
            let mine = Self.texts(&random) + ["Van mij \(random.int(1...3))"]
            let theirs = ["Van hen \(random.int(1...3))"] + Self.texts(&random)
            let merged = ParagraphMerge(
                base: Paragraphs.join(base), mine: Paragraphs.join(mine), theirs: Paragraphs.join(theirs))
            let found = Set(Paragraphs.split(merged.text))
            for text in mine where !base.contains(text) { #expect(found.contains(text)) }
            for text in theirs where !base.contains(text) { #expect(found.contains(text)) }
        }
    }

    @Test func `headings of a typed text come below the chapter, and pictures become links`() {
        #expect(MarkdownOutline.placed("# Groot\n\n### Klein\n\ntekst", level: 2) == "## Groot\n\n### Klein\n\ntekst")
        #expect(MarkdownOutline.placed("```\n# geen kop\n```", level: 2) == "```\n# geen kop\n```")
        for text in ["![x](/etc/passwd)", "!![x](a)", "a!!![b][c]", "!", "Ja! [x](a)"] {
            #expect(!MarkdownOutline.placed(text, level: 2).contains("!["), "\(text)")
        }
        #expect(MarkdownOutline.placed("Ja! [x](a) nee!", level: 2) == "Ja! [x](a) nee!")
    }
}

@Suite("Dates of tasks, counted back from the council", .oneEngine)
struct TaskDatesTests {
    private let today = Day(year: 2026, month: 3, day: 2) ?? Day(number: 0)

    private func steps() throws -> [StepsContent.Step] {
        try ContentShelf.standard.get().file(StepsContent.self).steps
    }

    @Test func `the last task before the council ends on its day and the others follow each other`() throws {
        let steps = try steps()
        for weeks in [1, 4, 10, 30, 59, 80, 120] {
            let council = today + weeks * 7
            let days = TaskDates.propose(steps, councilDay: council, today: today)
            let before = steps.filter { $0.number <= 6 }.flatMap(\.tasks).compactMap { days[$0.id] }
            #expect(before.count == steps.filter { $0.number <= 6 }.flatMap(\.tasks).count)
            #expect(before.last == council)
            #expect(before == before.sorted())
            #expect(before.allSatisfy { $0 >= today && $0 <= council })
            let after = steps.filter { $0.number > 6 }.flatMap(\.tasks).compactMap { days[$0.id] }
            #expect(after == after.sorted() && after.allSatisfy { $0 > council })
        }
    }

    @Test func `with room enough every task gets its own weeks`() throws {
        let steps = try steps()
        let council = today + 60 * 7
        let days = TaskDates.propose(steps, councilDay: council, today: today)
        let last = try #require(steps.first { $0.number == 6 }?.tasks.last)
        let previous = try #require(steps.first { $0.number == 6 }?.tasks.dropLast().last)
        let end = try #require(days[last.id])
        let before = try #require(days[previous.id])
        let gap = end - before
        #expect(gap >= last.leadWeeks * 7 && gap <= last.leadWeeks * 7 + 2)
    }

    @Test(arguments: [nil, -10, 0])
    func `without a day, or when it has passed, everything is counted forward`(ago: Int?) throws {
        let days = TaskDates.propose(try steps(), councilDay: ago.map { today + $0 }, today: today)
        let first = try #require(try steps().first?.tasks.first)
        #expect(days.values.allSatisfy { $0 > today })
        let day = try #require(days[first.id])
        #expect(day <= today + first.leadWeeks * 7)
    }
}
