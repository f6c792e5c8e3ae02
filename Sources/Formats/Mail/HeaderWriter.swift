/// Writes header fields: folded at 76 columns where that can be, and never with a control character.
struct HeaderWriter {
    private(set) var output: [UInt8] = []

    /// A field of tokens between which it may be folded.
    mutating func add(_ name: String, tokens: [String], separator: String = "") throws(MailError) {
        try check(name, tokens)
        var width = name.utf8.count + 1
        append(name + ":")
        for (index, token) in tokens.enumerated() {
            let text = index < tokens.count - 1 ? token + separator : token
            guard text.utf8.count <= 900 else { throw MailError.headerTooLong(header: name) }
            if index > 0, width + 1 + text.utf8.count > 76 {
                append("\r\n")
                width = 0
            }
            append(" " + text)
            width += 1 + text.utf8.count
        }
        append("\r\n")
    }

    /// A field of free text, as it is when that is safe and else in encoded words.
    mutating func add(_ name: String, text: String) throws(MailError) {
        try check(name, [text])
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        // One long word is an address of some kind, and those are not decoded by everyone.
        let longest = words.count == 1 ? 900 : 75
        let isPlain = EncodedWord.isPlain(text) && words.allSatisfy { (1...longest).contains($0.utf8.count) }
        try add(name, tokens: isPlain ? words : EncodedWord.encode(text))
    }

    mutating func add(_ name: String, _ addresses: [MailAddress]) throws(MailError) {
        var tokens: [String] = []
        for (index, address) in addresses.enumerated() {
            try check(name, [address.name ?? "", address.address])
            guard MailAddress.isValid(address.address) else { throw MailError.invalidAddress(address.address) }
            let comma = index < addresses.count - 1 ? "," : ""
            if let display = address.name, !display.isEmpty {
                tokens += phrase(display)
                tokens.append("<\(address.address)>\(comma)")
            } else {
                tokens.append(address.address + comma)
            }
        }
        try add(name, tokens: tokens)
    }

    private func check(_ name: String, _ values: [String]) throws(MailError) {
        for value in values where value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw MailError.headerInjection(header: name)
        }
    }

    /// A display name: bare, in quotes, or in encoded words (RFC 5322 §3.4 and RFC 2047 §5).
    private func phrase(_ name: String) -> [String] {
        guard EncodedWord.isPlain(name), name.utf8.count <= 60 else { return EncodedWord.encode(name) }
        let isBare = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x20
        }
        if isBare, name.utf8.first != 0x20, name.utf8.last != 0x20, !name.contains("  ") { return [name] }
        var quoted = "\""
        for character in name {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return [quoted + "\""]
    }

    private mutating func append(_ text: String) {
        output.append(contentsOf: text.utf8)
    }
}
