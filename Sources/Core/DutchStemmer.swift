/// Takes plural, adjective, infinitive and diminutive endings off, by the Dutch spelling rules for open and
/// closed syllables: "scholen" → "school", "bossen" → "bos", "huizen" → "huis", "stoeltje" → "stoel".
struct DutchStemmer {
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
