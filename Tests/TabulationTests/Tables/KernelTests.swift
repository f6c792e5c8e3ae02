import Core
import Testing

@testable import Tabulation

/// The kernels in C against the plain way, around the sizes of their words and blocks.
struct KernelTests {
    static let sizes = [0, 1, 63, 64, 65, 255, 256, 257, 1000, 70_001]

    @Test(arguments: sizes) func histogramsAreThoseOfOneByOne(_ count: Int) {
        var random = Seeded(seed: UInt64(count) + 1)
        for (height, width) in [(4, 3), (255, 1), (254, 255)] {
            let rows = (0..<count).map { _ in UInt8(random.int(0...(height - 1))) }
            let columns = (0..<count).map { _ in UInt8(random.int(0...(width - 1))) }
            // Eighths add up without rounding.
            let weights = (0..<count).map { _ in Double(random.int(0...40)) / 8 }
            var plain = [Sums](repeating: .none, count: height * width)
            var weighted = plain
            for record in 0..<count {
                let cell = Int(rows[record]) * width + Int(columns[record])
                plain[cell] += Sums(count: 1)
                weighted[cell] += Sums(
                    count: 1, weight: weights[record], square: weights[record] * weights[record])
            }
            func counted(_ weights: [Double]?) -> [Sums] {
                Kernels.histogram(
                    rows: rows, columns: width == 1 ? nil : columns, height: height, width: width, weights: weights)
            }
            #expect(counted(nil) == plain)
            #expect(counted(weights) == weighted)
        }
    }

    @Test(arguments: sizes) func bitsAreSetsOfRecords(_ count: Int) {
        var random = Seeded(seed: UInt64(count) + 2)
        let flags = (0..<3).map { _ in (0..<count).map { _ in random.chance(40) } }
        let bits = flags.map { Bits($0) }
        let sets = flags.map { flags in Set(flags.indices.filter { flags[$0] }) }
        #expect(bits[0].total == sets[0].count)
        #expect(bits[0].overlap(bits[1]) == sets[0].intersection(sets[1]).count)
        #expect(bits[0].without(bits[1]) == sets[0].subtracting(sets[1]).count)
        #expect(bits[0].overlap(bits[1], bits[2]) == sets[0].intersection(sets[1]).intersection(sets[2]).count)
        #expect(bits[0].or(bits[1]).total == sets[0].union(sets[1]).count)
        #expect(bits[0].inverted.total == count - sets[0].count)
        #expect(bits[0].minus(bits[1]) == bits[0].and(bits[1].inverted))
        let weights = (0..<count).map { _ in Double(random.int(0...40)) / 8 }
        let both = sets[0].intersection(sets[1])
        let sums = Kernels.sums(bits[0], bits[1], weights: weights)
        #expect(sums.count == both.count && sums.weight == both.reduce(0) { $0 + weights[$1] })
        #expect(sums.square == both.reduce(0) { $0 + weights[$1] * weights[$1] })
    }

    @Test(arguments: sizes) func codesAreFoundAndSelected(_ count: Int) {
        var random = Seeded(seed: UInt64(count) + 3)
        let codes = (0..<count).map { _ in UInt8(random.int(0...9)) }
        let found = Bits(codes, equal: [3, 7])
        #expect((0..<count).allSatisfy { found[$0] == [3, 7].contains(codes[$0]) })
        let selected = Kernels.select(codes, found, other: 200)
        #expect(selected == codes.map { [3, 7].contains($0) ? $0 : 200 })
        #expect(Kernels.highest(codes) == codes.max() ?? 0)
    }
}
