import Core

/// Names that every version of SPSS takes: at most eight bytes of ASCII, none twice, without regard to case.
///
/// Source: IBM, "SPSS Statistics Command Syntax Reference", section "Variable Names". The format keeps a short name of
/// eight bytes beside a long one; sets of answers know the short one only, so that both must be the same.
package struct SPSSNames: Sendable, Equatable {
    package static let longest = 8
    private static let reserved: Set<String> = [
        "ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH",
    ]

    /// One name a wish, in the same order.
    package let names: [String]

    /// Wishes that are good names keep them; the others get the nearest free name.
    package init(_ wishes: [String]) {
        var taken: Set<String> = []
        var names = [String?](repeating: nil, count: wishes.count)
        for (index, wish) in wishes.enumerated() where Self.isGood(wish) {
            if taken.insert(wish.uppercased()).inserted { names[index] = wish }
        }
        self.names = wishes.indices.map { index in names[index] ?? Self.free(Self.shaped(wishes[index]), &taken) }
    }

    package static func isGood(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= longest else { return false }
        return isLetter(first) && (isLetter(last) || isDigit(last)) && bytes.allSatisfy(isPart)
            && !reserved.contains(name.uppercased())
    }

    /// ASCII letters, digits and underscores that look like the wish.
    private static func shaped(_ wish: String) -> String {
        var bytes: [UInt8] = []
        for character in wish {
            let ascii = character.utf8.count == 1 ? Array(character.utf8) : TextFolding.foldedBytes(String(character))
            let part = ascii.filter { isLetter($0) || isDigit($0) }
            if !part.isEmpty {
                bytes += part
            } else if bytes.last != UInt8(ascii: "_"), !bytes.isEmpty {
                bytes.append(UInt8(ascii: "_"))
            }
        }
        if let first = bytes.first, !isLetter(first) { bytes.insert(UInt8(ascii: "V"), at: 0) }
        let name = trimmed(bytes.prefix(longest))
        return name.isEmpty ? "V" : name
    }

    private static func free(_ name: String, _ taken: inout Set<String>) -> String {
        if isGood(name), taken.insert(name.uppercased()).inserted { return name }
        var number = 1
        while true {
            let tail = "_\(number)"
            let found = trimmed(name.utf8.prefix(max(1, longest - tail.utf8.count))) + tail
            if taken.insert(found.uppercased()).inserted { return found }
            number += 1
        }
    }

    private static func trimmed(_ bytes: some Collection<UInt8>) -> String {
        var bytes = Array(bytes)
        while bytes.last == UInt8(ascii: "_") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isPart(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") }
}
