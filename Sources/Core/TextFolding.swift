/// Dutch text reduced to what search, sorting and comparing need: lower case, no diacritics, no punctuation.
///
/// Depends on no locale and on no Unicode version for Latin text, so a key stored today equals the key computed
/// after an upgrade. Letters of other scripts are kept, in lower case.
package enum TextFolding {
    /// `s` in lower case with diacritics off and every run of punctuation as one space: "Café-Zuid!" → "cafe zuid".
    ///
    /// An apostrophe inside a word disappears ("foto's" → "fotos"), because Dutch plurals carry one.
    package static func fold(_ s: String) -> String {
        String(decoding: foldedBytes(s), as: UTF8.self)
    }

    /// The folded words of `s`, in order.
    package static func words(_ s: String) -> [String] {
        foldedBytes(s).split(separator: space).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What a list is sorted by: the folded text without a leading article ("De Zonnebloem" → "zonnebloem").
    package static func sortKey(_ s: String) -> String {
        let folded = fold(s)
        for article in ["de ", "het ", "een ", "t "] where folded.hasPrefix(article) {
            return String(folded.dropFirst(article.count))
        }
        return folded
    }

    /// The stem that singular and plural of a folded Dutch word share: "vrijwilligers" → "vrijwilliger".
    ///
    /// A key for comparing, not always a word. `stem(stem(x)) == stem(x)`; words with a digit or an odd letter, of
    /// three letters or fewer or of more than 64 are their own stem.
    package static func stem(_ word: String) -> String {
        String(decoding: stem(Array(word.utf8)), as: UTF8.self)
    }

    /// `fold` as UTF-8, for callers that go through a lot of text.
    package static func foldedBytes(_ s: String) -> [UInt8] {
        var s = s
        return s.withUTF8 { text in
            var folder = Folder(capacity: text.count)
            var index = 0
            while index < text.count {
                let byte = text[index]
                if byte < 0x80 {
                    folder.addASCII(byte, next: index + 1 < text.count ? text[index + 1] : space)
                    index += 1
                } else {
                    let (scalar, length) = decode(text, at: index)
                    let next = index + length < text.count ? text[index + length] : space
                    folder.add(scalar, next: next)
                    index += length
                }
            }
            return folder.output
        }
    }

    /// `stem` on the UTF-8 of a folded word.
    package static func stem(_ word: [UInt8]) -> [UInt8] {
        guard word.count > 3, word.count <= longestStemmed, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else {
            return word
        }
        var stemmer = DutchStemmer(word: word)
        return stemmer.run()
    }

    /// Nothing longer is a word.
    private static let longestStemmed = 64
    fileprivate static let space = UInt8(ascii: " ")

    /// One scalar of text that Swift keeps as valid UTF-8.
    private static func decode(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
        func tail(_ offset: Int) -> UInt32 {
            index + offset < text.count ? UInt32(text[index + offset] & 0x3F) : 0
        }
        let lead = UInt32(text[index])
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
        if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
        return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }
}

/// Writes folded bytes, with one space between words and none at the ends.
private struct Folder {
    var output: [UInt8] = []
    private var gap = false

    init(capacity: Int) {
        output.reserveCapacity(capacity)
    }

    mutating func addASCII(_ byte: UInt8, next: UInt8) {
        switch byte {
        case 0x61...0x7A, 0x30...0x39: put(byte)
        case 0x41...0x5A: put(byte | 0x20)
        case UInt8(ascii: "'"), UInt8(ascii: "`"): addApostrophe(next: next)
        default: gap = true
        }
    }

    mutating func add(_ value: UInt32, next: UInt8) {
        switch value {
        case 0xC0..<0x250: putMapped(LatinTable.extended, Int(value) - 0xC0)
        case 0x1E00..<0x1F00: putMapped(LatinTable.additional, Int(value) - 0x1E00)
        case 0xB4, 0x2018, 0x2019, 0x2BC: addApostrophe(next: next)
        case 0xAA, 0xBA: put(value == 0xAA ? UInt8(ascii: "a") : UInt8(ascii: "o"))
        case 0xB2, 0xB3, 0xB9: put(value == 0xB9 ? UInt8(ascii: "1") : UInt8(ascii: "0") + UInt8(value - 0xB0))
        // A soft hyphen, a joiner or a combining mark does not end a word.
        case 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: break
        case 0xFB00...0xFB06: for byte in LatinTable.ligatures[Int(value) - 0xFB00] { put(byte) }
        case 0xFF01...0xFF5E: addASCII(UInt8(value - 0xFEE0), next: next)
        default: addOther(value)
        }
    }

    /// Between two letters it vanishes, elsewhere it separates.
    private mutating func addApostrophe(next: UInt8) {
        let letterFollows = next >= 0x80 || (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A)
        if output.isEmpty || gap || !letterFollows { gap = true }
    }

    private mutating func addOther(_ value: UInt32) {
        guard let scalar = Unicode.Scalar(value) else { return gap = true }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .decimalNumber:
            // Arabic, Persian, Devanagari… digits read as 0–9.
            put(UInt8(ascii: "0") + UInt8(max(0, min(9, properties.numericValue ?? 0))))
        case .nonspacingMark, .enclosingMark, .format: break
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
            .spacingMark:
            for lower in properties.lowercaseMapping.unicodeScalars {
                switch lower.value {
                case ..<0x80: addASCII(UInt8(truncatingIfNeeded: lower.value), next: TextFolding.space)
                case 0xC0..<0x250: putMapped(LatinTable.extended, Int(lower.value) - 0xC0)
                default: for byte in String(lower).utf8 { put(byte) }
                }
            }
        default: gap = true
        }
    }

    private mutating func putMapped(_ table: [[UInt8]], _ index: Int) {
        let mapped = table[index]
        if mapped.isEmpty { gap = true }
        for byte in mapped { put(byte) }
    }

    private mutating func put(_ byte: UInt8) {
        if gap {
            if !output.isEmpty { output.append(TextFolding.space) }
            gap = false
        }
        output.append(byte)
    }
}

/// Latin letters beyond ASCII and what they fold to; "-" is no letter.
private enum LatinTable {
    /// U+00C0 to U+024F.
    static let extended = parse(
        """
        a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss a a a a a a ae c e e e e i i i i d n o o \
        o o o - o u u u u y th y a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i \
        i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s \
        s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s b b b b b b o c c d d d d d e e e f f g \
        g hv i i k k l l m n n o o o oi oi p p r s s s s t t t t u u u v y y z z z z z z - s s t w - - - - dz dz dz \
        lj lj lj nj nj nj a a i i o o u u u u u u u u u u e a a a a ae ae g g g g k k o o o o z z j dz dz dz g g hv \
        w n n a a ae ae o o a a a a e e e e i i i i o o o o r r r r u u u u s s t t y y h h n d ou ou z z a a e e o \
        o o o o o o o y y l n t j db qp a c c l t s z - - b u v e e j j q q r r y y
        """)

    /// U+1E00 to U+1EFF.
    static let additional = parse(
        """
        a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i i i i k k k k k k \
        l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r s s s s s s s s s s t t \
        t t t t t t u u u u u u u u u u v v v v w w w w w w w w w w x x x x y y z z z z z z h t w y a s s s ss d a a \
        a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o o o o o o o \
        o o o o o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y ll ll v v y y
        """)

    /// U+FB00 to U+FB06.
    static let ligatures = parse("ff fi fl ffi ffl st st")

    private static func parse(_ text: String) -> [[UInt8]] {
        text.split(separator: " ").map { $0 == "-" ? [] : Array($0.utf8) }
    }
}
