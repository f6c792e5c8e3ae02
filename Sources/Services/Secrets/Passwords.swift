import CSodium
import Dispatch

/// Passwords as Argon2id hashes (RFC 9106) with 19 MiB and two passes, the first choice of OWASP's password sheet.
package struct Passwords: Sendable {
    /// The fewest characters of a password (ASVS 5.0, 6.2.1 asks 8 and recommends 15).
    package static let minimumLength = 12

    // Two lanes: a hash costs 19 MiB and some 50 ms, so a flood of sign-ins must queue and not fill the memory.
    private static let lanes = [DispatchQueue(label: "passwords-0"), DispatchQueue(label: "passwords-1")]
    private static let memory = 19 * 1024 * 1024
    private static let passes: UInt64 = 2

    package init() { _ = sodium_init() }

    /// The hash with its salt and settings, as one line of text.
    package func hash(_ password: String) async -> String? {
        await Self.run {
            var output = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
            let bytes = Array(password.utf8CString)
            let result = crypto_pwhash_str(
                &output, bytes, UInt64(bytes.count - 1), Self.passes, Self.memory)
            guard result == 0 else { return nil }
            return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Whether the password belongs to the hash. Without a hash it takes as long and says no, so that the time does
    /// not tell which accounts exist.
    package func verify(_ password: String, against hash: String?) async -> Bool {
        guard let hash else {
            _ = await self.hash(password)
            return false
        }
        return await Self.run {
            let bytes = Array(password.utf8CString)
            return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count - 1)) == 0
        }
    }

    /// Whether a hash was made with other settings than those of today.
    package func needsRehash(_ hash: String) -> Bool {
        crypto_pwhash_str_needs_rehash(hash, Self.passes, Self.memory) != 0
    }

    private static func run<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            (lanes.randomElement() ?? lanes[0]).async { continuation.resume(returning: body()) }
        }
    }
}
