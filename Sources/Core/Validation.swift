/// Rules for the values people type, on formats only: whether they exist is asked elsewhere.
package enum Validation {
    /// A mail address as HTML's `input type=email` accepts it (WHATWG HTML, valid e-mail address), at most 254 bytes,
    /// with a dot in the domain. Returns it trimmed and with the domain in lower case.
    package static func email(_ text: String) -> String? {
        let trimmed = text.trimmed
        guard trimmed.utf8.count <= 254, trimmed.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
            let at = trimmed.lastIndex(of: "@")
        else { return nil }
        let local = trimmed[..<at]
        let domain = trimmed[trimmed.index(after: at)...].lowercased()
        guard !local.isEmpty, local.utf8.count <= 64,
            local.allSatisfy({ $0.isLetter || $0.isNumber || localMarks.contains($0) }),
            !local.hasPrefix("."), !local.hasSuffix("."), !local.contains("..")
        else { return nil }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2,
            labels.allSatisfy({ label in
                (1...63).contains(label.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            })
        else { return nil }
        return local + "@" + domain
    }

    private static let localMarks = Set(".!#$%&'*+/=?^_`{|}~-")

    /// `1234 AB`, with the space. The combinations SA, SD and SS are not given out.
    package static func postcode(_ text: String) -> String? {
        let bytes = Array(text.uppercased().utf8.filter { $0 != 32 })
        guard bytes.count == 6, bytes[0] >= 49, bytes[0] <= 57, bytes[1...3].allSatisfy({ $0 >= 48 && $0 <= 57 }),
            bytes[4...5].allSatisfy({ $0 >= 65 && $0 <= 90 })
        else { return nil }
        let letters = String(decoding: bytes[4...5], as: UTF8.self)
        guard !["SA", "SD", "SS"].contains(letters) else { return nil }
        return String(decoding: bytes[0...3], as: UTF8.self) + " " + letters
    }

    /// The four digits of a postcode, from `1234` or `1234 AB`.
    package static func postcode4(_ text: String) -> String? {
        let compact = text.filter { $0 != " " }
        if compact.count == 6 { return postcode(compact).map { String($0.prefix(4)) } }
        guard compact.utf8.count == 4, compact.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), compact.first != "0" else {
            return nil
        }
        return compact
    }

    /// The number of the Chamber of Commerce: eight digits, leading zeros kept, no public check digit.
    package static func kvk(_ text: String) -> String? {
        let digits = text.filter { $0 != " " && $0 != "." }
        guard digits.utf8.count == 8, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        return digits
    }

    /// A telephone number with 10 to 15 digits; kept as typed, with single spaces.
    package static func phone(_ text: String) -> String? {
        let trimmed = text.trimmed.split(separator: " ").joined(separator: " ")
        let digits = trimmed.utf8.filter { $0 >= 48 && $0 <= 57 }.count
        guard (10...15).contains(digits), trimmed.utf8.count <= 25,
            trimmed.allSatisfy({ $0.isASCII && ($0.isNumber || "+-() ".contains($0)) })
        else { return nil }
        return trimmed
    }

    /// An `https` or `http` address with a host; `https://` is put before a bare host name.
    package static func website(_ text: String) -> String? {
        let trimmed = text.trimmed
        let full = trimmed.contains("://") ? trimmed : "https://" + trimmed
        guard full.hasPrefix("https://") || full.hasPrefix("http://"), full.utf8.count <= 300,
            full.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 34 && $0 != 60 && $0 != 62 })
        else { return nil }
        let rest = full.drop { $0 != "/" }.dropFirst(2)
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard host.contains("."), !host.contains("@"), !host.hasPrefix("."), !host.hasSuffix(".") else { return nil }
        return full
    }

    /// Whether the text holds nine digits in a row that pass the eleven test of a citizen service number.
    /// Such a number has no place here (art. 46 UAVG).
    package static func containsCitizenNumber(_ text: String) -> Bool {
        var run: [Int] = []
        func passes(_ digits: [Int]) -> Bool {
            guard digits.count == 9 else { return false }
            var sum = -digits[8]
            for index in 0..<8 { sum += digits[index] * (9 - index) }
            return sum % 11 == 0 && digits.contains { $0 != 0 }
        }
        for byte in text.utf8 {
            if byte >= 48, byte <= 57 {
                run.append(Int(byte - 48))
            } else {
                if passes(run) { return true }
                run = []
            }
        }
        return passes(run)
    }
}

extension StringProtocol {
    /// Without white space around it.
    package var trimmed: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view = view.dropFirst() }
        while let last = view.last, last.isWhitespace { view = view.dropLast() }
        return String(view)
    }
}
