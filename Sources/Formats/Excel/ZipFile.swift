/// The list of files in a ZIP archive, strictly (PKWARE, "APPNOTE", without ZIP64, encryption and several disks).
///
/// Names are keys here and never paths: nothing is written to a disk.
struct ZipFile {
    enum Failure: Error, Equatable {
        case notAnArchive
        /// Several disks, ZIP64, or another way of packing.
        case unsupported
        case encrypted
        case damaged
        case tooManyEntries(limit: Int)
        /// All that was unpacked together.
        case tooLarge(limit: Int)
    }

    struct Entry: Equatable {
        var name: String
        var method: Int
        var checksum: UInt32
        /// Where the packed bytes lie.
        var data: Range<Int>
        var size: Int
    }

    let bytes: [UInt8]
    /// In the order of the list of the archive.
    private(set) var entries: [Entry] = []
    /// Bytes that may still be unpacked.
    var budget: Int
    let limit: Int

    init(_ bytes: [UInt8], maximumEntries: Int = 2_000, maximumBytes: Int) throws(Failure) {
        self.bytes = bytes
        budget = maximumBytes
        limit = maximumBytes
        guard let end = Self.end(bytes) else { throw .notAnArchive }
        let disks = [Self.short(bytes, end + 4), Self.short(bytes, end + 6)]
        let count = Self.short(bytes, end + 10)
        let size = Self.long(bytes, end + 12)
        let start = Self.long(bytes, end + 16)
        guard disks == [0, 0], Self.short(bytes, end + 8) == count, count != 0xFFFF, start != 0xFFFF_FFFF else {
            throw .unsupported
        }
        guard count <= maximumEntries else { throw .tooManyEntries(limit: maximumEntries) }
        guard start <= end, size <= end - start else { throw .damaged }
        var index = start
        for _ in 0..<count { entries.append(try entry(&index, end: start + size)) }
        try check()
    }

    func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

    private func entry(_ index: inout Int, end: Int) throws(Failure) -> Entry {
        guard index + 46 <= end, Self.long(bytes, index) == 0x0201_4B50 else { throw .damaged }
        let flags = Self.short(bytes, index + 8)
        let packed = Self.long(bytes, index + 20)
        let size = Self.long(bytes, index + 24)
        let nameLength = Self.short(bytes, index + 28)
        let length = 46 + nameLength + Self.short(bytes, index + 30) + Self.short(bytes, index + 32)
        let local = Self.long(bytes, index + 42)
        guard length <= end - index else { throw .damaged }
        guard flags & 0x41 == 0 else { throw .encrypted }
        guard packed != 0xFFFF_FFFF, size != 0xFFFF_FFFF, local != 0xFFFF_FFFF else { throw .unsupported }
        let name = bytes[(index + 46)..<(index + 46 + nameLength)]
        guard local + 30 <= bytes.count, Self.long(bytes, local) == 0x0403_4B50 else { throw .damaged }
        let data = local + 30 + Self.short(bytes, local + 26) + Self.short(bytes, local + 28)
        guard data <= bytes.count, packed <= bytes.count - data else { throw .damaged }
        let entry = Entry(
            name: String(decoding: name, as: UTF8.self), method: Self.short(bytes, index + 10),
            checksum: UInt32(truncatingIfNeeded: Self.long(bytes, index + 16)), data: data..<(data + packed), size: size
        )
        index += length
        return entry
    }

    /// No name twice and no byte in two files: a small archive could otherwise hold the same megabytes a thousand
    /// times.
    private func check() throws(Failure) {
        guard Set(entries.map(\.name)).count == entries.count else { throw .damaged }
        let ranges = entries.map(\.data).filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
        for (one, next) in zip(ranges, ranges.dropFirst()) where one.upperBound > next.lowerBound { throw .damaged }
    }

    /// The place of the last record, which may carry a remark of up to 65,535 bytes.
    private static func end(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22, bytes.starts(with: [0x50, 0x4B]) else { return nil }
        var index = bytes.count - 22
        let last = max(0, bytes.count - 22 - 0xFFFF)
        while index >= last {
            if bytes[index] == 0x50, long(bytes, index) == 0x0605_4B50,
                index + 22 + short(bytes, index + 20) == bytes.count
            {
                return index
            }
            index -= 1
        }
        return nil
    }

    /// Little-endian; zero outside the bytes, which every caller has checked before.
    private static func short(_ bytes: [UInt8], _ index: Int) -> Int {
        guard index >= 0, index + 2 <= bytes.count else { return 0 }
        return Int(bytes[index]) | Int(bytes[index + 1]) << 8
    }

    private static func long(_ bytes: [UInt8], _ index: Int) -> Int {
        short(bytes, index) | short(bytes, index + 2) << 16
    }
}
