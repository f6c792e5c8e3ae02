import Core
import Testing

@testable import Tabulation

struct LettersTests {
    private struct Tests: Decodable {
        struct Row: Decodable {
            var hits: [Int]
            var n: [Int]
            var method: String
            var letters: [String]
        }
        var letters: [Row]
    }

    private func cells(_ hits: [Int], _ bases: [Int]) -> [Letters.Cell] {
        zip(hits, bases).map { Letters.Cell(hits: Double($0), base: Sums(count: $1)) }
    }

    @Test func `agrees with prop-test and p-adjust of R`() throws {
        let rows = try Fixture.read("tests", as: Tests.self).letters
        #expect(rows.contains { $0.letters.contains { $0.count > 1 } })
        for row in rows {
            let correction = try #require(TableRequest.Correction(rawValue: row.method))
            #expect(Letters.compare(cells(row.hits, row.n), correction: correction) == row.letters, "\(row)")
        }
    }

    @Test func `names of columns`() {
        #expect(
            [0, 25, 26, 27, 51, 52, 701, 702].map(Letters.name) == ["a", "z", "aa", "ab", "az", "ba", "zz", "aaa"])
    }

    @Test func `small bases stay out of it`() {
        #expect(Letters.compare(cells([1, 29], [30, 30]), correction: .holm) == ["", "a"])
        #expect(Letters.compare(cells([1, 29], [30, 29]), correction: .holm) == ["", ""])
        // They make no comparison that the others pay for either.
        let three = Letters.compare(cells([10, 17, 1], [40, 40, 29]), correction: .bonferroni, confidence: 0.89)
        #expect(three == ["", "a", ""])
        #expect(Letters.compare(cells([0, 0], [50, 50]), correction: .holm) == ["", ""])
        #expect(Letters.compare(cells([50, 50], [50, 50]), correction: .holm) == ["", ""])
        #expect(Letters.compare([], correction: .holm) == [])
    }

    @Test func `Holm says at least what Bonferroni says`() {
        var random = Seeded(seed: 11)
        for _ in 0..<300 {
            let bases = (0..<random.int(2...7)).map { _ in random.int(30...200) }
            let row = cells(bases.map { random.int(0...$0) }, bases)
            let few = Letters.compare(row, correction: .bonferroni)
            let many = Letters.compare(row, correction: .holm)
            for (first, second) in zip(few, many) { #expect(Set(first).isSubset(of: second)) }
        }
    }

    @Test func `heavier weights are less sure`() {
        let even = [Letters.Cell(hits: 40, base: Sums(count: 100)), Letters.Cell(hits: 56, base: Sums(count: 100))]
        #expect(Letters.compare(even, correction: .holm) == ["", "a"])
        let uneven = even.map { Letters.Cell(hits: $0.hits, base: Sums(count: 100, weight: 100, square: 180)) }
        #expect(Letters.compare(uneven, correction: .holm) == ["", ""])
    }

    /// Two columns with respondents in common, no difference between them: one in twenty gets a letter. Without
    /// the covariance nearly none does.
    @Test func `overlap counts once`() {
        var random = Seeded(seed: 20)
        var found = 0
        var blind = 0
        let draws = 4000
        for _ in 0..<draws {
            let common = (0..<150).count { _ in random.chance(45) }
            let alone = (0..<100).count { _ in random.chance(45) }
            let rest = (0..<100).count { _ in random.chance(45) }
            let row = cells([common + alone, common + rest], [250, 250])
            if Letters.compare(row, correction: .holm, overlap: { _, _ in 150 }).contains(where: { !$0.isEmpty }) {
                found += 1
            }
            if Letters.compare(row, correction: .holm).contains(where: { !$0.isEmpty }) { blind += 1 }
        }
        #expect((160...240).contains(found), "\(found) of \(draws)")
        #expect(blind < 30, "\(blind) of \(draws)")
    }

    @Test func `columns with the same respondents have no letters`() {
        #expect(Letters.compare(cells([20, 40], [60, 60]), correction: .holm, overlap: { _, _ in 60 }) == ["", ""])
    }

    @Test func `of a complete population every difference counts`() throws {
        #expect(Letters.compare(cells([30, 31], [60, 60]), correction: .holm, remaining: 0) == ["", "a"])
        #expect(Letters.compare(cells([30, 30], [60, 60]), correction: .holm, remaining: 0) == ["", ""])
        let design = Design(count: 80, population: 80)
        let values: [Double] = (0..<80).map { $0 == 79 ? 2 : 1 }
        let domains = [Bits((0..<80).map { $0 < 40 }), Bits((0..<80).map { $0 >= 40 })]
        let letters = Letters.compare(
            domains.map { design.mean(values, in: $0) }, correction: .holm,
            difference: { design.difference((values, domains[$0]), (values, domains[$1])) })
        #expect(letters == ["", "a"])
    }

    @Test func `letters of means come from the design`() throws {
        let design = Design(count: 80)
        let values: [Double] = (0..<80).map { place in Double(place % 5) + (place < 40 ? 0 : 2) }
        let domains = [Bits((0..<80).map { $0 < 40 }), Bits((0..<80).map { $0 >= 40 })]
        let letters = Letters.compare(
            domains.map { design.mean(values, in: $0) }, correction: .holm,
            difference: { design.difference((values, domains[$0]), (values, domains[$1])) })
        #expect(letters == ["", "a"])
    }
}
