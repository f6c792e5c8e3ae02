#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A small text file, read whole.
enum TextFile {
    private static let limit = 1 << 20

    static func read(_ path: String) -> Result<String, SettingFault> {
        guard let file = fopen(path, "rbe") else {
            return .failure(SettingFault("the file cannot be read: \(Failure.words(errno))."))
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = fread(&bytes, 1, limit, file)
        guard ferror(file) == 0 else {
            return .failure(SettingFault("the file cannot be read: \(Failure.words(errno))."))
        }
        guard count < limit else { return .failure(SettingFault("the file is too large.")) }
        guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
            return .failure(SettingFault("the file is not UTF-8 text."))
        }
        return .success(text)
    }
}
