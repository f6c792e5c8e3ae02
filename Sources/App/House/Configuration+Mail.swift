import Services

extension Configuration {
    /// Reads `folder:DIR` or `smtp://user:password@host:port`; without a port it is 587.
    package static func mailRoute(_ text: String, authority: String?) throws -> MailRoute {
        if text.hasPrefix("folder:"), text.count > 7 { return .folder(String(text.dropFirst(7))) }
        guard text.hasPrefix("smtp://") else {
            throw ConfigurationError(
                "The mail route is not understood. Use folder:DIR or smtp://user:password@host:port.")
        }
        var rest = text.dropFirst(7)
        var user: String?
        var password: String?
        if let at = rest.lastIndex(of: "@") {
            let login = rest[..<at].split(separator: ":", maxSplits: 1)
            user = login.first.map(String.init)
            password = login.count > 1 ? String(login[1]) : ""
            rest = rest[rest.index(after: at)...]
        }
        guard let (host, port) = hostAndPort(rest.hasSuffix("/") ? rest.dropLast() : rest) else {
            throw ConfigurationError("The mail route misses a host or has a port that is no number.")
        }
        return .smtp(.init(host: host, port: port, user: user, password: password, authority: authority))
    }

    /// An address of IPv6 stands in square brackets.
    private static func hostAndPort(_ text: Substring) -> (host: String, port: Int)? {
        var host = text
        var rest: Substring = ""
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[...end]
            rest = text[text.index(after: end)...]
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            rest = text[colon...]
        }
        let isPlain = host.allSatisfy { $0.isASCII && !$0.isWhitespace && $0 != "/" && $0 != "?" && $0 != "#" }
        guard !host.isEmpty, host != "[]", isPlain else { return nil }
        if rest.isEmpty { return (String(host), 587) }
        guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65_535).contains(port) else { return nil }
        return (String(host), port)
    }
}
