import Crypto

/// A backup with another header whose sum is right, as someone would make who has no key.
enum BackupForgery {
    static func withHeader(_ text: [UInt8], of bytes: [UInt8], length: Int) -> [UInt8] {
        let size = (0..<4).map { UInt8(truncatingIfNeeded: text.count >> (24 - 8 * $0)) }
        let head = Array(bytes[..<10]) + size + text
        return head + Array(SHA256.hash(data: head)) + bytes[(14 + length + 32)...]
    }
}
