/// An absolute address in the parts that decide where a request goes. Stricter than the standard: what a provider has no
/// use for, such as a name and password, makes it no address.
package struct WebAddress: Sendable, Hashable {
    package let scheme: String
    /// In lower case, with the port when one is named.
    package let host: String
    package let text: String

    /// `nil` for anything but `http` and `https` with a plain host.
    package init?(_ text: String) {
        guard text.utf8.count <= 2000, text.utf8.allSatisfy(Self.isPlain), let mark = text.firstRange(of: "://") else {
            return nil
        }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { return nil }
        let host = text[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
        guard Self.isHost(host) else { return nil }
        self.scheme = scheme
        self.host = host
        self.text = text
    }

    /// Whether it is the machine itself.
    package var isLoopback: Bool {
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
        return name == "localhost" || name == "127.0.0.1" || name == "[::1]"
    }

    /// Over TLS, or within this machine.
    package var isSafe: Bool { (scheme == "https" || isLoopback) && !text.contains("#") }

    /// Printable ASCII without the marks that could end an attribute or a header.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 32 && byte < 127 && byte != 34 && byte != 60 && byte != 62 && byte != 92 && byte != 96
    }

    private static func isHost(_ host: String) -> Bool {
        var name = host[...]
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            let port = host[host.index(after: colon)...]
            guard let number = Int(port), (1...65_535).contains(number), port.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 })
            else { return false }
            name = host[..<colon]
        }
        if name.hasPrefix("["), name.hasSuffix("]") {
            let inside = name.dropFirst().dropLast()
            return !inside.isEmpty && inside.utf8.allSatisfy { isHexadecimal($0) || $0 == 58 || $0 == 46 }
        }
        return (1...253).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasPrefix("-")
            && !name.contains("..")
            && name.utf8.allSatisfy { isHexadecimal($0) || ($0 >= 103 && $0 <= 122) || $0 == 45 || $0 == 46 }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102)
    }
}
