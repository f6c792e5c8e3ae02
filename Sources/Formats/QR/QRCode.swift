/// A QR code (ISO/IEC 18004, model 2) that holds bytes, for a telephone that looks at the screen. Level M: it reads with
/// 15% of the modules gone. Up to version 20, 666 bytes: a larger one is too fine for a screen.
package struct QRCode: Sendable, Equatable {
    /// Modules on a side, without the quiet zone.
    package let size: Int
    private(set) var dark: [Bool]

    /// The best to read of the eight masks. `nil` when the bytes do not fit.
    package init?(_ bytes: [UInt8]) {
        guard let plan = QRPlan(byteCount: bytes.count) else { return nil }
        let words = plan.codewords(bytes)
        var best: (code: QRCode, penalty: Int)?
        for mask in 0..<8 {
            let code = QRCode(plan, words, mask: mask)
            let penalty = code.penalty
            if penalty < best?.penalty ?? .max { best = (code, penalty) }
        }
        guard let best else { return nil }
        self = best.code
    }

    /// With one of the masks, 0 to 7.
    package init?(_ bytes: [UInt8], mask: Int) {
        guard (0..<8).contains(mask), let plan = QRPlan(byteCount: bytes.count) else { return nil }
        self.init(plan, plan.codewords(bytes), mask: mask)
    }

    private init(_ plan: QRPlan, _ words: [UInt8], mask: Int) {
        var canvas = QRCanvas(plan)
        canvas.draw(words)
        canvas.apply(mask)
        canvas.drawFormat(mask)
        size = canvas.size
        dark = canvas.dark
    }

    /// Whether a module is dark; outside the code nothing is.
    package func isDark(_ x: Int, _ y: Int) -> Bool {
        (0..<size).contains(x) && (0..<size).contains(y) && dark[y * size + x]
    }

    /// The width of the light border that a reader needs, in modules.
    package static let quiet = 4

    /// The dark modules as the `d` of an SVG path, in a square of `size + 2 * quiet`.
    package var path: String {
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                guard isDark(x, y) else {
                    x += 1
                    continue
                }
                let start = x
                while isDark(x, y) { x += 1 }
                path += "M\(start + Self.quiet) \(y + Self.quiet)h\(x - start)v1h-\(x - start)z"
            }
        }
        return path
    }

    /// How hard the code is to read, by the four rules of the standard (7.8.3); lower is better.
    private var penalty: Int {
        var penalty = 0
        for line in 0..<size {
            penalty += Self.penalty((0..<size).map { isDark($0, line) })
            penalty += Self.penalty((0..<size).map { isDark(line, $0) })
        }
        for y in 0..<(size - 1) {
            for x in 0..<(size - 1) {
                let first = isDark(x, y)
                if isDark(x + 1, y) == first, isDark(x, y + 1) == first, isDark(x + 1, y + 1) == first { penalty += 3 }
            }
        }
        let share = dark.count(where: { $0 }) * 20 - dark.count * 10
        return penalty + abs(share) / dark.count * 10
    }

    /// Of one row or column: long runs, and what looks like the corner marks.
    private static func penalty(_ line: [Bool]) -> Int {
        var penalty = 0
        var run = 0
        for (index, module) in line.enumerated() {
            run = index > 0 && line[index - 1] == module ? run + 1 : 1
            if run == 5 { penalty += 3 } else if run > 5 { penalty += 1 }
        }
        let mark = [true, false, true, true, true, false, true]
        let light = [false, false, false, false]
        for pattern in [mark + light, light + mark] where line.count >= pattern.count {
            for start in 0...(line.count - pattern.count)
            where line[start..<(start + pattern.count)].elementsEqual(pattern) { penalty += 40 }
        }
        return penalty
    }
}
