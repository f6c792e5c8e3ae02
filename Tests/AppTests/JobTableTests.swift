import App
import Core
import Foundation
import Services
import Testing

/// The manual names every job, when it comes and nothing that does not exist: who looks for what the site did at night
/// finds it there.
struct JobTableTests {
    /// `when` as the manual writes it.
    private static func words(_ rhythm: Job.Rhythm) -> String {
        switch rhythm {
        case .onDemand: return "op verzoek"
        case .every(let span):
            let minutes = Int(span.milliseconds / 60_000)
            if minutes == 1 { return "elke minuut" }
            return minutes == 60 ? "elk uur" : "elke \(minutes) minuten"
        case .daily(let minute):
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "\(two(minute / 60)).\(two(minute % 60))"
        }
    }

    /// The rows of the table: kind and when.
    private static func table() throws -> [(kind: String, when: String)] {
        let file = ArchitectureTests.root.appendingPathComponent("docs/operations.md")
        let manual = try String(contentsOf: file, encoding: .utf8)
        let lines = manual.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: "| wanneer | taak | wat |") else { return [] }
        return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return (String(cells[1].dropFirst().dropLast()), cells[0])
        }
    }

    @Test func `the manual has every job at its time`() async throws {
        let declared = try await TestSite().town.runner.rhythms.mapValues(Self.words)
        let rows = try Self.table()
        let written = Dictionary(rows.map { ($0.kind, $0.when) }) { first, _ in first }
        #expect(written.count == rows.count, "A job stands in the table twice.")
        for (kind, when) in declared.sorted(by: { $0.key < $1.key }) {
            #expect(written[kind] == when, "docs/operations.md must have a row: | \(when) | `\(kind)` | … |")
        }
        // Made only where there is a plan for it.
        let strange = Set(written.keys).subtracting(declared.keys).subtracting(["reservekopie"])
        #expect(strange.isEmpty, "docs/operations.md names jobs that are not there: \(strange.sorted())")
    }
}
