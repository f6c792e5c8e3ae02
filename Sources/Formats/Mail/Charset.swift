/// Text from mail in the charset that its sender names.
enum Charset {
    /// An unknown or missing name means UTF-8 when the bytes are that, else Windows-1252. Nothing fails: a reply with
    /// an odd sign is better than no reply.
    static func decode(_ bytes: some Collection<UInt8>, charset: String) -> String {
        switch charset.lowercased() {
        case "iso-8859-1", "latin1", "iso8859-1", "windows-1252", "cp1252":
            return LegacyText.string(bytes, from: .windows1252)
        case "iso-8859-15", "latin9", "latin-9":
            return LegacyText.string(bytes, from: .latin9)
        case "utf-8", "utf8":
            return String(decoding: bytes, as: UTF8.self)
        default:
            // "us-ascii" too: programs say it of anything.
            return String(validating: bytes, as: UTF8.self) ?? LegacyText.string(bytes)
        }
    }
}
