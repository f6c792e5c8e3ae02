extension MailAddress {
    /// The addresses in a header value: `Name <address>`, `"Name" <address>` or the address alone, with commas between.
    ///
    /// Addresses we would not write to are left out. Encoded words in a name are read after the value is cut, so that
    /// no name turns into an address.
    package static func list(parsing value: String) -> [MailAddress] {
        var parser = AddressParser()
        for scalar in value.unicodeScalars { parser.read(scalar) }
        parser.finish()
        return parser.addresses
    }
}

private struct AddressParser {
    private(set) var addresses: [MailAddress] = []
    private var name = String.UnicodeScalarView()
    private var address: String.UnicodeScalarView?
    private var isBroken = false
    private var isQuoted = false
    private var isEscaped = false
    private var inBrackets = false
    private var comments = 0

    mutating func read(_ scalar: Unicode.Scalar) {
        if isEscaped {
            isEscaped = false
            if comments == 0 { name.append(scalar) }
        } else if scalar == "\\", isQuoted || comments > 0 {
            isEscaped = true
        } else if scalar == "\"", !inBrackets, comments == 0 {
            isQuoted.toggle()
        } else if isQuoted {
            name.append(scalar)
        } else if scalar == "(", !inBrackets {
            comments += 1
        } else if comments > 0 {
            if scalar == ")" { comments -= 1 }
        } else if inBrackets {
            if scalar == ">" { inBrackets = false } else { address?.append(scalar) }
        } else if scalar == "<" {
            // Two addresses in one entry: readers differ about which counts.
            if address != nil { isBroken = true }
            address = String.UnicodeScalarView()
            inBrackets = true
        } else if scalar == "," || scalar == ";" {
            finish()
        } else {
            name.append(scalar)
        }
    }

    mutating func finish() {
        let plain = EncodedWord.decode(String(name).utf8).split(separator: " ").joined(separator: " ")
        let found = address.map { String($0) } ?? plain
        if !isBroken, !inBrackets, !isQuoted, MailAddress.isValid(found) {
            addresses.append(MailAddress(name: address == nil || plain.isEmpty ? nil : plain, address: found))
        }
        name = String.UnicodeScalarView()
        address = nil
        isBroken = false
    }
}
