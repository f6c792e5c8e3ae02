/// The modules of a QR code while it is drawn: the patterns that a reader looks for, and the data between them.
struct QRCanvas {
    let size: Int
    private(set) var dark: [Bool]
    /// Modules of the patterns, which hold no data and take no mask.
    private var isFixed: [Bool]

    init(_ plan: QRPlan) {
        size = plan.size
        dark = Array(repeating: false, count: size * size)
        isFixed = dark
        for place in 0..<size {
            fix(6, place, place % 2 == 0)
            fix(place, 6, place % 2 == 0)
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { finder(x, y) }
        let marks = plan.marks
        let last = marks.count - 1
        for (row, y) in marks.enumerated() {
            for (column, x) in marks.enumerated() {
                // Three corners have the large mark.
                let isCorner = (row, column) == (0, 0) || (row, column) == (0, last) || (row, column) == (last, 0)
                if !isCorner { mark(x, y) }
            }
        }
        drawFormat(0)
        if plan.version >= 7 { drawVersion(plan.version) }
    }

    private mutating func fix(_ x: Int, _ y: Int, _ value: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        dark[y * size + x] = value
        isFixed[y * size + x] = true
    }

    /// A large mark with its light border.
    private mutating func finder(_ x: Int, _ y: Int) {
        for dy in -4...4 {
            for dx in -4...4 {
                let ring = max(abs(dx), abs(dy))
                fix(x + dx, y + dy, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func mark(_ x: Int, _ y: Int) {
        for dy in -2...2 {
            for dx in -2...2 { fix(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) }
        }
    }

    /// The level and the mask, twice, with their own correction (BCH 15,5).
    mutating func drawFormat(_ mask: Int) {
        // Level M is 00.
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        for place in 0...5 { fix(8, place, bit(place)) }
        fix(8, 7, bit(6))
        fix(8, 8, bit(7))
        fix(7, 8, bit(8))
        for place in 9..<15 { fix(14 - place, 8, bit(place)) }
        for place in 0..<8 { fix(size - 1 - place, 8, bit(place)) }
        for place in 8..<15 { fix(8, size - 15 + place, bit(place)) }
        fix(8, size - 8, true)
    }

    /// The version, twice (BCH 18,6); small codes have none.
    private mutating func drawVersion(_ version: Int) {
        var rest = version
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
        let bits = version << 12 | rest
        for place in 0..<18 {
            let (near, far) = (place / 3, size - 11 + place % 3)
            fix(far, near, bits >> place & 1 == 1)
            fix(near, far, bits >> place & 1 == 1)
        }
    }

    /// The bytes in columns of two, up and down from the right.
    mutating func draw(_ words: [UInt8]) {
        var place = 0
        var right = size - 1
        while right >= 1 {
            if right == 6 { right = 5 }
            let isUpward = (right + 1) & 2 == 0
            for step in 0..<size {
                let y = isUpward ? size - 1 - step : step
                for x in [right, right - 1] where !isFixed[y * size + x] && place < words.count * 8 {
                    dark[y * size + x] = words[place / 8] >> (7 - place % 8) & 1 == 1
                    place += 1
                }
            }
            right -= 2
        }
    }

    /// Turns modules over by a pattern, so that no part looks like a mark or is all of one tone.
    mutating func apply(_ mask: Int) {
        for y in 0..<size {
            for x in 0..<size where !isFixed[y * size + x] && Self.turns(mask, x, y) { dark[y * size + x].toggle() }
        }
    }

    private static func turns(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}
