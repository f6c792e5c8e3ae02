import CZlib

/// An archive of which one file is changed.
package enum ZipArchive {
    /// The archive with another content for one file; all other files stay as they were packed, in their order.
    ///
    /// - Parameters:
    ///   - maximumBytes: what the file may be at most, unpacked.
    ///   - change: the new content, from the old.
    /// - Returns: `nil` when it is no archive that we read, or the file is not in it.
    package static func changing(
        _ name: String, in archive: [UInt8], maximumBytes: Int = 64_000_000, _ change: ([UInt8]) -> [UInt8]
    ) -> [UInt8]? {
        guard var file = try? ZipFile(archive, maximumBytes: maximumBytes), let entry = file.entry(named: name),
            let old = try? file.unpack(entry), let new = packed(change(old))
        else { return nil }
        var writer = ZipWriter()
        for other in file.entries {
            if other.name == name {
                writer.add(name, method: 8, checksum: new.checksum, size: new.size, data: new.data[...])
            } else {
                writer.add(
                    other.name, method: other.method, checksum: other.checksum, size: other.size,
                    data: archive[other.data])
            }
        }
        return writer.finished()
    }

    private static func packed(_ bytes: [UInt8]) -> (data: [UInt8], checksum: UInt32, size: Int)? {
        var stream = z_stream()
        // Without a header, as in every archive (PKWARE, "APPNOTE", method 8).
        let start = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard start == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let outcome = bytes.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
                stream.avail_in = uInt(clamping: source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(clamping: target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard outcome == Z_STREAM_END else { return nil }
        output.removeLast(output.count - Int(clamping: stream.total_out))
        let checksum = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
        return (output, UInt32(truncatingIfNeeded: checksum), bytes.count)
    }
}

/// Writes the two lists of an archive: a head before each file, and all of them again at the end.
private struct ZipWriter {
    private var output: [UInt8] = []
    private var list: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, method: Int, checksum: UInt32, size: Int, data: ArraySlice<UInt8>) {
        // Version 2.0, names in UTF-8, and the first day such a file can name: the same bytes make the same archive.
        var fields: [UInt8] = []
        for value in [20, 0x0800, method, 0, 0x21] { fields += Self.bytes(value, 2) }
        for value in [Int(checksum), data.count, size] { fields += Self.bytes(value, 4) }
        fields += Self.bytes(name.utf8.count, 2) + Self.bytes(0, 2)
        list += Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + fields + Self.bytes(0, 10)
        list += Self.bytes(output.count, 4) + Array(name.utf8)
        output += Self.bytes(0x0403_4B50, 4) + fields + Array(name.utf8) + data
        count += 1
    }

    func finished() -> [UInt8] {
        var end = Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4) + Self.bytes(count, 2) + Self.bytes(count, 2)
        end += Self.bytes(list.count, 4) + Self.bytes(output.count, 4) + Self.bytes(0, 2)
        return output + list + end
    }

    /// Little-endian.
    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
