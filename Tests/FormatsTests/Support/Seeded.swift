/// SplitMix64: the same numbers at every run, so that a failure can be repeated.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(max(bound, 1)))
    }

    /// Text of the given pieces, chosen at random.
    mutating func text(_ pieces: [String], upTo count: Int) -> String {
        var text = ""
        for _ in 0..<below(count + 1) { text += pieces[below(pieces.count)] }
        return text
    }
}

/// Changes good input into input that is nearly good, where parsers break.
struct Mutator {
    var random: Seeded
    let seeds: [[UInt8]]
    /// Bytes that mean something to the parser.
    let telling: [UInt8]

    init(seed: UInt64, seeds: [[UInt8]], telling: [UInt8]) {
        random = Seeded(seed)
        self.seeds = seeds
        self.telling = telling
    }

    mutating func next() -> [UInt8] {
        var bytes = seeds[random.below(seeds.count)]
        for _ in 0...random.below(4) {
            let place = random.below(bytes.count + 1)
            switch random.below(6) {
            case 0: bytes.insert(telling[random.below(telling.count)], at: place)
            case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            case 2 where place < bytes.count: bytes.remove(at: place)
            case 3 where place < bytes.count: bytes[place] = telling[random.below(telling.count)]
            case 4 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
            case 5: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: bytes.prefix(random.below(20)), at: place)
            }
        }
        return bytes
    }
}
