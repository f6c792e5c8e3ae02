/// Text cut to a number of bytes without breaking a character in two.
enum ByteCut {
    /// The longest beginning of at most `limit` bytes of UTF-8 that ends between two characters as people see them.
    ///
    /// A character that alone is longer, such as a letter under a tower of accents, is cut between two scalars.
    static func cut(_ text: String, bytes limit: Int) -> (text: String, isCut: Bool) {
        guard text.utf8.count > limit else { return (text, false) }
        var kept = text.startIndex
        var length = 0
        while kept < text.endIndex {
            let next = text.index(after: kept)
            length += text[kept..<next].utf8.count
            if length > limit { break }
            kept = next
        }
        if kept > text.startIndex { return (String(text[..<kept]), true) }
        var scalars = String.UnicodeScalarView()
        length = 0
        for scalar in text.unicodeScalars {
            length += UTF8.width(scalar)
            if length > limit { break }
            scalars.append(scalar)
        }
        return (String(scalars), true)
    }

    /// One line: control characters and line ends as blanks, none at the ends.
    static func line(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar.value == 0x2028
                || scalar.value == 0x2029
            scalars.append(isControl ? " " : scalar)
        }
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
