/// The identity of one `Entity`, as text: a UUID version 7 (RFC 9562), so that newer ids sort later.
///
/// The phantom type keeps a vacancy's id from being passed where a person's is asked.
package struct ID<Entity>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// Wraps an id that was made earlier. Any text is accepted: an unknown id is simply not found.
    package init(_ text: String) { self.text = text }

    /// Makes a new id that carries `moment` in its first 48 bits.
    package init(at moment: Moment) { self.init(UUIDv7.make(at: moment)) }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

package enum UUIDv7 {
    /// A fresh UUID version 7 in lower-case text form.
    package static func make(at moment: Moment) -> String {
        var random = SystemRandomNumberGenerator()
        let milliseconds = UInt64(bitPattern: moment.milliseconds)
        let high = (milliseconds << 16) | 0x7000 | (random.next() & 0x0FFF)
        let low = 0x8000_0000_0000_0000 | (random.next() >> 2)
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for word in [high, low] {
                for nibble in 0..<16 {
                    if position == 8 || position == 13 || position == 18 || position == 23 {
                        buffer[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    let value = UInt8((word >> UInt64(60 - nibble * 4)) & 0xF)
                    buffer[position] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
                    position += 1
                }
            }
            return position
        }
    }
}
