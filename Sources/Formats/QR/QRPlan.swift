/// How the bytes of one QR code are laid out at level M: its version, and the blocks with their correction.
struct QRPlan {
    /// 1 to 20; each has four modules more on a side.
    let version: Int

    /// Bytes of correction in a block, and the number of blocks, for each version from 1 (ISO/IEC 18004, table 9).
    private static let table: [(correction: Int, blocks: Int)] = [
        (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5), (30, 5), (22, 8),
        (22, 9), (24, 9), (24, 10), (28, 10), (28, 11), (26, 13), (26, 14), (26, 16),
    ]

    /// The smallest version that holds so many bytes; `nil` when none does.
    init?(byteCount: Int) {
        guard let plan = (1...Self.table.count).map(QRPlan.init(version:)).first(where: { $0.holds(byteCount) }) else {
            return nil
        }
        self = plan
    }

    private init(version: Int) { self.version = version }

    private func holds(_ byteCount: Int) -> Bool {
        // So that nothing overflows, however long the bytes are.
        byteCount <= dataBytes && byteCount * 8 + 4 + countBits <= dataBytes * 8
    }

    var size: Int { version * 4 + 17 }
    private var correction: Int { Self.table[version - 1].correction }
    private var blocks: Int { Self.table[version - 1].blocks }
    private var countBits: Int { version < 10 ? 8 : 16 }

    /// The bytes that fit in what the patterns leave free.
    private var allBytes: Int {
        var modules = (16 * version + 128) * version + 64
        if version >= 2 {
            let marks = version / 7 + 2
            modules -= (25 * marks - 10) * marks - 55
            if version >= 7 { modules -= 36 }
        }
        return modules / 8
    }
    private var dataBytes: Int { allBytes - correction * blocks }

    /// The centres of the small marks, along either side.
    var marks: [Int] {
        guard version > 1 else { return [] }
        let count = version / 7 + 2
        let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2
        return [6] + (0..<(count - 1)).reversed().map { size - 7 - $0 * step }
    }

    /// The bytes with their head, padding and correction, in the order in which they are drawn.
    func codewords(_ bytes: [UInt8]) -> [UInt8] {
        var bits = QRBits()
        bits.append(0b0100, 4)
        bits.append(bytes.count, countBits)
        for byte in bytes { bits.append(Int(byte), 8) }
        return interleaved(bits.filled(to: dataBytes))
    }

    private func interleaved(_ data: [UInt8]) -> [UInt8] {
        let short = allBytes / blocks - correction
        let longFrom = blocks - allBytes % blocks
        let divisor = ReedSolomon.divisor(correction)
        var parts: [[UInt8]] = []
        var corrections: [[UInt8]] = []
        var start = 0
        for block in 0..<blocks {
            let part = Array(data[start..<(start + short + (block < longFrom ? 0 : 1))])
            start += part.count
            parts.append(part)
            corrections.append(ReedSolomon.remainder(part, divisor))
        }
        var words: [UInt8] = []
        for index in 0...short { words += parts.filter { index < $0.count }.map { $0[index] } }
        for index in 0..<correction { words += corrections.map { $0[index] } }
        return words
    }
}

/// Bits in a row, the highest first.
private struct QRBits {
    private var bits: [Bool] = []

    mutating func append(_ value: Int, _ count: Int) {
        for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
    }

    /// Whole bytes with the end mark and the padding of the standard.
    func filled(to bytes: Int) -> [UInt8] {
        var bits = self.bits
        bits += Array(repeating: false, count: min(4, bytes * 8 - bits.count))
        bits += Array(repeating: false, count: (8 - bits.count % 8) % 8)
        var result = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var isFirst = true
        while result.count < bytes {
            result.append(isFirst ? 0xEC : 0x11)
            isFirst.toggle()
        }
        return result
    }
}

/// Correction over GF(2⁸) with x⁸ + x⁴ + x³ + x² + 1.
enum ReedSolomon {
    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var result = 0
        for place in (0..<8).reversed() {
            result = result << 1 ^ (result >> 7) * 0x11D
            if right >> place & 1 == 1 { result ^= Int(left) }
        }
        return UInt8(truncatingIfNeeded: result)
    }

    /// The product of (x − 2⁰) … (x − 2ⁿ⁻¹), without its first coefficient, which is one.
    static func divisor(_ degree: Int) -> [UInt8] {
        var result = Array(repeating: UInt8(0), count: degree - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in result.indices {
                result[index] = product(result[index], root)
                if index + 1 < result.count { result[index] ^= result[index + 1] }
            }
            root = product(root, 2)
        }
        return result
    }

    static func remainder(_ data: [UInt8], _ divisor: [UInt8]) -> [UInt8] {
        var result = Array(repeating: UInt8(0), count: divisor.count)
        for byte in data {
            let factor = byte ^ result.removeFirst()
            result.append(0)
            for (index, coefficient) in divisor.enumerated() { result[index] ^= product(coefficient, factor) }
        }
        return result
    }
}
