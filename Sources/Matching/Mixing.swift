/// Turns a few numbers into one that looks drawn by lot, the same on every machine: for ties, never for a lottery that
/// somebody could want to predict.
///
/// The finishing steps of SplitMix64 (Steele, Lea and Flood 2014), applied to each number in turn.
package enum Mixing {
    package static func mix(_ first: UInt64, _ second: UInt64, _ third: UInt64 = 0) -> UInt64 {
        finish(finish(finish(first &+ step) ^ second &+ step) ^ third &+ step)
    }

    /// The same for a text, by its UTF-8.
    package static func mix(_ text: String) -> UInt64 {
        var state = step
        for byte in text.utf8 { state = finish(state ^ UInt64(byte) &+ step) }
        return state
    }

    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func finish(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
