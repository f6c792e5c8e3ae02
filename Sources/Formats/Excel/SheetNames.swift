/// Names of sheets that Excel opens without repair.
///
/// Source: Microsoft Support, "Rename a worksheet": at most 31 characters, none of `/ \ ? * : [ ]`, no apostrophe at an
/// end, not "History", none twice without regard to case.
enum SheetNames {
    private static let longest = 31

    static func clean(_ wishes: [String]) -> [String] {
        var taken: Set<String> = ["history"]
        return wishes.map { wish in
            let name = shaped(wish)
            if taken.insert(name.lowercased()).inserted { return name }
            var number = 2
            while true {
                let tail = " \(number)"
                let found = cut(name, units: longest - tail.utf16.count) + tail
                if taken.insert(found.lowercased()).inserted { return found }
                number += 1
            }
        }
    }

    private static func shaped(_ wish: String) -> String {
        let forbidden: Set<Unicode.Scalar> = ["/", "\\", "?", "*", ":", "[", "]"]
        var scalars = String.UnicodeScalarView()
        for scalar in ByteCut.line(wish).unicodeScalars { scalars.append(forbidden.contains(scalar) ? "-" : scalar) }
        var name = cut(String(scalars), units: longest)
        while let first = name.first, first == "'" || first.isWhitespace { name.removeFirst() }
        while let last = name.last, last == "'" || last.isWhitespace { name.removeLast() }
        return name.isEmpty ? "Blad" : name
    }

    /// Excel counts units of UTF-16.
    static func cut(_ text: String, units limit: Int) -> String {
        guard text.utf16.count > limit else { return text }
        var length = 0
        return String(
            text.prefix { character in
                length += character.utf16.count
                return length <= limit
            })
    }
}
