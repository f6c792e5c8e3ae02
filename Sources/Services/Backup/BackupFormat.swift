/// The form of a backup file. Numbers have their highest byte first.
///
/// ```
///   8  INZETBAK
///   2  version of this form: 1
///   4  length of the header
///   n  the header: JSON, with the wrapped key of this file
///  32  SHA-256 of all before
///  24  start of the stream (secretstream, XChaCha20-Poly1305)
///      frames: 4 bytes length, then as much sealed content, at most 64 KiB of it;
///      the last frame carries the tag FINAL and holds the length and SHA-256 of the content
///   8  INZETEND
///   8  length of the whole file
///  32  SHA-256 of all before
/// ```
///
/// Each frame is bound to the digest of the header. The last part proves without a key that the file is whole; the
/// frame with the tag FINAL proves with the key that nobody changed it.
enum BackupFormat {
    static let magic = Array("INZETBAK".utf8)
    static let endMark = Array("INZETEND".utf8)
    static let version: UInt16 = 1
    /// So much content goes into one frame.
    static let frame = 64 * 1024
    /// A header is a few kilobytes; a damaged length may not fill the memory.
    static let longestHeader = 1 << 20
    static let digest = 32

    static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    static func number<Number: FixedWidthInteger>(_ bytes: some Sequence<UInt8>, as type: Number.Type = Number.self)
        -> Number
    {
        bytes.reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }
}
