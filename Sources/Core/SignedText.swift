/// Texts that people edit, with signs such as `{{naam}}` that are filled in for each reader.
package enum SignedText {
    /// Values are put in as they are, once: a name that looks like a sign stays a name. A sign without a value stays.
    ///
    /// - Parameter values: by the sign in lower case, without braces.
    package static func fill(_ text: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            result += rest[..<start.lowerBound]
            let after = rest[start.upperBound...]
            guard let end = after.firstRange(of: "}}"),
                let value = values[after[..<end.lowerBound].trimmed.lowercased()]
            else {
                result += "{{"
                rest = after
                continue
            }
            result += value
            rest = after[end.upperBound...]
        }
        return result + rest
    }

    /// The signs in a text that are none of `known`, as they were typed.
    package static func unknown(in text: String, known: [String]) -> [String] {
        text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            guard let end = part.firstRange(of: "}}") else { return nil }
            let sign = part[..<end.lowerBound].trimmed
            return known.contains(sign.lowercased()) ? nil : sign
        }
    }
}
