/// Up to 4096 people or works, and for every yes-or-no fact a plane of bits, one for each of them. It never changes:
/// an update makes a new chunk, so that whoever is reading the old one is not disturbed.
final class RankChunk: Sendable {
    static let capacity = 4096
    static let words = capacity / 64

    /// Where each kind of plane starts.
    enum Plane {
        static let slots = 0
        static let languages = 28
        /// Target groups of a work, or those a person does not want.
        static let targets = 60
        static let proofs = 92
        /// No daypart at all: any time, or unknown.
        static let anyTime = 156
        static let open = 157
        static let count = 158
    }

    let rows: [RankRow]
    let ids: [String]
    let planes: [UInt64]
    /// Which proofs and languages occur at all here.
    let usedProofs: UInt64
    let usedLanguages: UInt32

    init(rows: [RankRow], ids: [String], arePeople: Bool) {
        self.rows = rows
        self.ids = ids
        var planes = [UInt64](repeating: 0, count: Plane.count * Self.words)
        var usedProofs: UInt64 = 0
        var usedLanguages: UInt32 = 0
        planes.withUnsafeMutableBufferPointer { planes in
            for (number, row) in rows.enumerated() {
                let (word, bit) = (number >> 6, UInt64(1) << UInt64(number & 63))
                func mark(_ bits: UInt64, from first: Int) {
                    var left = bits
                    while left != 0 {
                        planes[(first + left.trailingZeroBitCount) * Self.words + word] |= bit
                        left &= left &- 1
                    }
                }
                mark(UInt64(row.slots), from: Plane.slots)
                mark(UInt64(row.languages), from: Plane.languages)
                mark(UInt64(arePeople ? row.refuses : row.targets), from: Plane.targets)
                mark(row.proofs, from: Plane.proofs)
                if row.slots == 0 { mark(1, from: Plane.anyTime) }
                if row.isOpen { mark(1, from: Plane.open) }
                usedProofs |= row.proofs
                usedLanguages |= row.languages
            }
        }
        self.planes = planes
        self.usedProofs = usedProofs
        self.usedLanguages = usedLanguages
    }
}
