/// How the fit of a listing is put together; all whole numbers, so that every machine gives the same order.
///
/// Each part is 0 to 1000: **words** (how well they match), **distance** (1000 at the door, 500 at 5 km, 250 at
/// 15 km; a place that is not known counts as 15 km) and **freshness** (1000 today, 500 after 30 days). They
/// weigh 60 : 25 : 15; a part that the query has no use for leaves its weight to the others.
package enum FitWeights {
    /// Thousandths for words, distance and freshness.
    package static func shares(words: Bool, distance: Bool) -> (words: Int, distance: Int, freshness: Int) {
        switch (words, distance) {
        case (true, true): (600, 250, 150)
        case (true, false): (800, 0, 200)
        case (false, true): (0, 625, 375)
        case (false, false): (0, 0, 1000)
        }
    }

    package static let distanceHalf = 5000.0
    package static let unknownDistance = 250
    package static let freshnessHalf = 30

    package static func distance(metres: Double) -> Int {
        Int(1000 * distanceHalf / (distanceHalf + metres))
    }

    package static func freshness(publishedDay: Int32, today: Int32) -> Int {
        let age = max(0, Int(today) - Int(publishedDay))
        return 1000 * freshnessHalf / (freshnessHalf + age)
    }

    package static let mostPressure = 15
    /// What is asked for most gives up 15 of these parts: three in ten of its fit, which is what a vacancy of two
    /// weeks old has lost. It never pushes what was asked for below what was not.
    private static let yieldParts = 50

    /// The fit of a listing that yields to those that have had less attention.
    @inline(__always)
    package static func yielding(_ score: Int, pressure: UInt8) -> Int {
        score * (yieldParts - min(mostPressure, Int(pressure))) / yieldParts
    }

    /// What a word is worth in percent by where it occurs; several fields add up to at most 100.
    static let title = 70
    static let keywords = 50
    static let organisation = 40
    static let text = 25

    /// What a match is worth in percent by how it came about, see `table(quality:)`.
    static let sameStem = table(quality: 100)
    static let startOfWord = table(quality: 80)
    static let insideWord = table(quality: 60)

    /// The value in percent, at least 1, of a match in each combination of fields.
    private static func table(quality: Int) -> [UInt8] {
        (0..<16).map { (fields: UInt32) in
            var sum = 0
            if fields & Field.title != 0 { sum += title }
            if fields & Field.keywords != 0 { sum += keywords }
            if fields & Field.organisation != 0 { sum += organisation }
            if fields & Field.text != 0 { sum += text }
            return UInt8(max(1, min(100, sum) * quality / 100))
        }
    }

    /// How telling a word is: log2(1 + listings / listings with the word), in 1/256.
    package static func rarity(listings: Int, withWord: Int) -> Int {
        let having = max(1, withWord)
        return log2(max(0, listings) + having) - log2(having)
    }

    /// The binary logarithm of a positive number in 1/256, straight between the powers of two.
    private static func log2(_ value: Int) -> Int {
        let exponent = Int.bitWidth - 1 - value.leadingZeroBitCount
        let fraction = exponent >= 8 ? value >> (exponent - 8) : value << (8 - exponent)
        return exponent * 256 + fraction - 256
    }

    /// Shares of 65,536 in proportion to `weights`; the first takes what rounding leaves.
    package static func proportions(_ weights: [Int]) -> [Int] {
        let sum = max(1, weights.reduce(0, +))
        var shares = weights.map { $0 * 65_536 / sum }
        if !shares.isEmpty { shares[0] += 65_536 - shares.reduce(0, +) }
        return shares
    }
}
