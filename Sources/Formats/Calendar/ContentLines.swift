/// Lines of a calendar: escaped, folded at 75 octets, ended by CRLF (RFC 5545 §3.1 and §3.3.11).
struct ContentLines {
    private(set) var output: [UInt8] = []

    /// A property whose value is TEXT.
    mutating func add(_ name: String, text: String) {
        var value = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                value.unicodeScalars.append("\\")
                value.unicodeScalars.append(scalar)
            case "\r": value += "\\n"
            case "\n": if previous != "\r" { value += "\\n" }
            default: value.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        add(name, value)
    }

    /// A property whose value has its own grammar. Control characters are dropped, so no value starts a new line.
    mutating func add(_ name: String, _ value: String) {
        let isAllowed = { (scalar: Unicode.Scalar) in
            scalar == "\t" || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        }
        var width = 0
        for scalar in (name + ":" + value).unicodeScalars where isAllowed(scalar) {
            guard let bytes = UTF8.encode(scalar) else { continue }
            if width + bytes.count > 75 {
                output.append(contentsOf: [0x0D, 0x0A, 0x20])
                width = 1
            }
            output.append(contentsOf: bytes)
            width += bytes.count
        }
        output.append(contentsOf: [0x0D, 0x0A])
    }
}
