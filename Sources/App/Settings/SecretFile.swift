// On Linux the fields of stat(2) come with this module when another file of the target imports Foundation.
import CoreFoundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A secret in a file of its own.
enum SecretFile {
    private static let limit = 65_536

    /// Gives what stands in the file, without the line end behind it.
    ///
    /// - Throws: when it is missing, empty, too large, or open to everyone on the machine.
    static func read(_ path: String) throws(SettingFault) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SettingFault("the file \(path) cannot be read: \(Failure.words(errno)).") }
        defer { _ = close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw SettingFault("\(path) is not a file.")
        }
        guard facts.st_mode & 0o007 == 0 else {
            throw SettingFault("the file \(path) can be read by everyone on this machine: run 'chmod o= \(path)'.")
        }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < bytes.count {
            let room = bytes.count - count
            let got = bytes.withUnsafeMutableBytes { readBytes(descriptor, $0.baseAddress.map { $0 + count }, room) }
            if got < 0 { throw SettingFault("the file \(path) cannot be read: \(Failure.words(errno)).") }
            if got == 0 { break }
            count += got
        }
        guard count <= limit else { throw SettingFault("the file \(path) is too large for a secret.") }
        var text = String(decoding: bytes[..<count], as: UTF8.self)
        while text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw SettingFault("the file \(path) is empty.") }
        return text
    }
}

/// What the system says about a call that failed.
enum Failure {
    static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// The call of the system, under a name that does not hide behind our own.
private func readBytes(_ descriptor: Int32, _ place: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, place, count)
}
