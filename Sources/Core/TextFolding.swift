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

/// Takes plural, adjective, infinitive and diminutive endings off, by the Dutch spelling rules for open and
/// closed syllables: "scholen" → "school", "bossen" → "bos", "huizen" → "huis", "stoeltje" → "stoel".
private struct DutchStemmer {
    var word: [UInt8]

    /// Plurals that no rule reaches; a compound ends in them too ("bestuursleden").
    private static let irregular: [([UInt8], [UInt8])] = [
        ("kinderen", "kind"), ("eieren", "ei"), ("dagen", "dag"), ("leden", "lid"), ("steden", "stad"),
        ("heden", "heid"), ("koeien", "koe"), ("uurtje", "uur"), ("wegen", "weg"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    mutating func run() -> [UInt8] {
        // Every step shortens the word or takes the last ending it will ever have off, so this ends.
        while word.count > 3,
            dropIrregular() || dropDiminutive() || dropS() || dropEn() || dropE() || tidyEnd()
        {}
        return word
    }

    private func letter(_ fromEnd: Int) -> UInt8 {
        fromEnd <= word.count ? word[word.count - fromEnd] : 0
    }

    private func ends(_ ending: StaticString) -> Bool {
        let length = ending.utf8CodeUnitCount
        guard word.count >= length else { return false }
        return ending.withUTF8Buffer { word.suffix(length).elementsEqual($0) }
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }

    private func isVowel(_ fromEnd: Int) -> Bool { Self.isVowel(letter(fromEnd)) }

    private mutating func dropIrregular() -> Bool {
        for (ending, replacement) in Self.irregular where word.count >= ending.count {
            if word.suffix(ending.count).elementsEqual(ending) {
                word.removeLast(ending.count)
                word += replacement
                return true
            }
        }
        return false
    }

    private mutating func dropDiminutive() -> Bool {
        guard word.count >= 5, ends("je"), !isVowel(3) else { return false }
        if word.count >= 7, ends("etje"), letter(5) == letter(6) || ends("ngetje") {
            word.removeLast(4)
        } else if ends("tje") {
            word.removeLast(tjeIsWhole ? 3 : 2)
        } else {
            word.removeLast(ends("mpje") && word.count >= 6 ? 3 : 2)
        }
        return true
    }

    /// Whether "tje" is the ending ("stoel-tje") and not a t with "je" ("plant-je").
    private var tjeIsWhole: Bool {
        guard word.count >= 6 else { return false }
        switch letter(4) {
        case UInt8(ascii: "w"), UInt8(ascii: "j"): return true
        case UInt8(ascii: "l"), UInt8(ascii: "n"): return isVowel(5) && (isVowel(6) || letter(5) == UInt8(ascii: "e"))
        case UInt8(ascii: "r"):
            return letter(5) == UInt8(ascii: "e") && (!isVowel(6) || letter(6) == UInt8(ascii: "i"))
        default: return false
        }
    }

    private mutating func dropS() -> Bool {
        guard letter(1) == UInt8(ascii: "s") else { return false }
        let rest = word.count - 1
        let drops: Bool
        switch letter(2) {
        case UInt8(ascii: "r"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "b"): drops = rest >= 4
        case UInt8(ascii: "n"): drops = rest >= 5 && letter(3) == UInt8(ascii: "e")
        case UInt8(ascii: "g"): drops = rest >= 5 && letter(3) == UInt8(ascii: "n")
        case UInt8(ascii: "e"): drops = rest >= 4 && (!isVowel(3) || letter(3) == UInt8(ascii: "i"))
        case UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "y"): drops = rest >= 3 && !isVowel(3)
        case UInt8(ascii: "u"): drops = rest >= 5 && letter(3) == UInt8(ascii: "a")
        default: drops = false
        }
        if drops { word.removeLast() }
        return drops
    }

    private mutating func dropEn() -> Bool {
        guard ends("en"), word.dropLast(2).contains(where: Self.isVowel) else { return false }
        if isVowel(3) {
            let afterE =
                letter(3) == UInt8(ascii: "e") && (letter(4) == UInt8(ascii: "e") || letter(4) == UInt8(ascii: "i"))
            let afterI = letter(3) == UInt8(ascii: "i") && isVowel(4)
            guard word.count >= 5, afterE || afterI else { return false }
            word.removeLast(2)
            return true
        }
        word.removeLast(2)
        closeSyllable()
        return true
    }

    private mutating func dropE() -> Bool {
        guard letter(1) == UInt8(ascii: "e"), !isVowel(2) else { return false }
        guard word.dropLast().contains(where: Self.isVowel) else { return false }
        word.removeLast()
        closeSyllable(afterE: true)
        return true
    }

    /// Spells the syllable that lost its ending as a closed one: "boss" → "bos", "schol" → "school".
    private mutating func closeSyllable(afterE: Bool = false) {
        let last = letter(1)
        if last == letter(2) {
            word.removeLast()
            return
        }
        let vowel = letter(2)
        // "sociale" and "ideale" have the a in a syllable of its own; other pairs of vowels are one sound.
        let hiatus = vowel == UInt8(ascii: "a") && (letter(3) == UInt8(ascii: "i") || letter(3) == UInt8(ascii: "e"))
        guard Self.isVowel(vowel), word.count == 2 || !isVowel(3) || hiatus else { return }
        guard last != UInt8(ascii: "w"), last != UInt8(ascii: "j"), last != UInt8(ascii: "x") else { return }
        let alone = !word.dropLast(2).contains(where: Self.isVowel)
        let long: Bool
        switch vowel {
        case UInt8(ascii: "a"), UInt8(ascii: "u"): long = true
        case UInt8(ascii: "o"):
            // "mentoren" has a short o, "kantoren" a long one.
            long = alone || !(ends("tor") || ends("sor")) || ends("kantor")
        case UInt8(ascii: "e"):
            // An e before l, n, r and not in the only syllable is mute ("wandelen", "kinderen"); "culturele" is not.
            let mute = last == UInt8(ascii: "n") || last == UInt8(ascii: "r") || (last == UInt8(ascii: "l") && !afterE)
            long = alone || !mute
        default: long = false
        }
        if long { word.insert(vowel, at: word.count - 1) }
    }

    private mutating func tidyEnd() -> Bool {
        let last = letter(1)
        if last == letter(2), !Self.isVowel(last) {
            word.removeLast()
        } else if last == UInt8(ascii: "v") {
            word[word.count - 1] = UInt8(ascii: "f")
        } else if last == UInt8(ascii: "z") {
            word[word.count - 1] = UInt8(ascii: "s")
        } else {
            return false
        }
        return true
    }
}
