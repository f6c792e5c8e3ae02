import Core

/// A line of a list as somebody typed or pasted it, or as it stood in a file, before anything was checked.
struct IntakeLine: Sendable, Equatable {
    /// Counted from 1.
    var line: Int
    var name = ""
    var organisation = ""
    var email = ""
    var phone = ""
    var stratum = ""
    var language = ""
    /// Who it is in our own registers.
    var person: String?
    var organisationID: String?
}

/// Reads pasted addresses: one on a line, such as `Anna Bos <anna@voorbeeld.nl>; 0123 456 789; Taalhuis; Groot`.
///
/// The parts may come in another order: what has an at sign is the mail address, what looks like a number is the
/// telephone. Of the other words what stands before or with the mail address is the name; then come the organisation and
/// the group.
enum IntakeText {
    static func read(_ text: String) -> [IntakeLine] {
        var lines: [IntakeLine] = []
        var number = 0
        for raw in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let line = raw.trimmed
            if !line.isEmpty { lines.append(read(line, number)) }
        }
        return lines
    }

    private static func read(_ text: String, _ number: Int) -> IntakeLine {
        var line = IntakeLine(line: number)
        var hasName = false
        var after: [String] = []
        for part in parts(text) {
            if line.email.isEmpty, part.contains("@") {
                let (name, email) = address(part)
                line.email = email
                if !name.isEmpty {
                    line.name = name
                    hasName = true
                }
                // A mail address of its own at the start: what follows is not the name of a person.
                if line.name.isEmpty { hasName = true }
            } else if line.phone.isEmpty, isPhone(part) {
                line.phone = part
            } else if language(part) != nil {
                line.language = part
            } else if !hasName {
                line.name = part
                hasName = true
            } else {
                after.append(part)
            }
        }
        line.organisation = after.first ?? ""
        line.stratum = after.dropFirst().first ?? ""
        return line
    }

    /// On semicolons or tabs; on commas where there are neither.
    private static func parts(_ text: String) -> [String] {
        let strong: Set<Character> = [";", "\t"]
        let isStrong = text.contains { strong.contains($0) }
        return text.split { isStrong ? strong.contains($0) : $0 == "," }.map(\.trimmed).filter { !$0.isEmpty }
    }

    /// `Anna Bos <anna@voorbeeld.nl>`, or an address with words around it.
    private static func address(_ part: String) -> (name: String, email: String) {
        if let start = part.firstIndex(of: "<"), let end = part[start...].firstIndex(of: ">") {
            let name = (part[..<start] + part[part.index(after: end)...]).trimmed
            return (unquoted(name), part[part.index(after: start)..<end].trimmed)
        }
        let words = part.split(separator: " ")
        guard words.count > 1, let email = words.first(where: { $0.contains("@") }) else { return ("", part) }
        return (unquoted(words.filter { $0 != email }.joined(separator: " ")), String(email))
    }

    private static func unquoted(_ name: String) -> String {
        name.hasPrefix("\"") && name.hasSuffix("\"") && name.count > 1 ? name.dropFirst().dropLast().trimmed : name
    }

    private static func isPhone(_ part: String) -> Bool {
        let digits = part.count { $0.isNumber }
        return digits >= 6 && part.allSatisfy { $0.isNumber || "+-() ./".contains($0) }
    }

    static func language(_ text: String) -> Language? {
        switch TextFolding.fold(text) {
        case "nl", "nederlands", "dutch": .dutch
        case "en", "engels", "english": .english
        default: nil
        }
    }
}
