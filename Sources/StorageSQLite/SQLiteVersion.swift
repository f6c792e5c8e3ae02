/// A version of SQLite, such as 3.40.1.
package struct SQLiteVersion: Comparable, Sendable {
    let numbers: [Int]

    /// `nil` for a text that is not three numbers.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        numbers = parts.compactMap(\.self)
        guard parts.count == 3, numbers.count == 3 else { return nil }
    }

    package static func < (left: SQLiteVersion, right: SQLiteVersion) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }

    /// Whether two connections that write or checkpoint at the same moment can damage a database in WAL mode: a defect
    /// of 3.7.0 to 3.51.2, mended in 3.51.3 and, for older series, in 3.50.7 and 3.44.6.
    package var hasWALResetDefect: Bool {
        guard numbers.lexicographicallyPrecedes([3, 51, 3]), !numbers.lexicographicallyPrecedes([3, 7, 0]) else {
            return false
        }
        switch numbers[1] {
        case 50: return numbers[2] < 7
        case 44: return numbers[2] < 6
        default: return true
        }
    }

    /// What whoever runs the server must know of this version; a version we cannot read is warned of too.
    package static func warnings(_ text: String) -> [String] {
        guard SQLiteVersion(text)?.hasWALResetDefect != false else { return [] }
        return [
            "SQLite \(text) can damage a database when two programs write to it at once (mended in 3.44.6, 3.50.7 and "
                + "3.51.3). Inzet keeps a second inzet out; let no other program write to the file while the site runs."
        ]
    }
}
