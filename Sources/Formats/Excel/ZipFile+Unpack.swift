import CZlib

extension ZipFile {
    /// The bytes of one file, checked against the length and the checksum that the archive states.
    ///
    /// What is unpacked counts for the archive as a whole, and nothing beyond the stated length is ever made.
    mutating func unpack(_ entry: Entry) throws(Failure) -> [UInt8] {
        guard entry.size <= budget else { throw .tooLarge(limit: limit) }
        budget -= entry.size
        let output: [UInt8]
        switch entry.method {
        case 0:
            guard entry.data.count == entry.size else { throw .damaged }
            output = Array(bytes[entry.data])
        case 8:
            // One byte of deflate makes 1,032 at most (zlib, "Technical Details").
            guard entry.size <= (entry.data.count + 16).multipliedReportingOverflow(by: 1_032).partialValue else {
                throw .damaged
            }
            output = try inflate(entry)
        default: throw .unsupported
        }
        let checksum = output.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
        guard output.isEmpty || UInt32(truncatingIfNeeded: checksum) == entry.checksum else { throw .damaged }
        return output
    }

    private func inflate(_ entry: Entry) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        // No header: the archive keeps its own.
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .damaged
        }
        defer { inflateEnd(&stream) }
        // One byte more than stated, so that more is noticed.
        var output = [UInt8](repeating: 0, count: entry.size + 1)
        let outcome = bytes.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0 + entry.data.lowerBound) }
                stream.avail_in = uInt(clamping: entry.data.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(clamping: target.count)
                return CZlib.inflate(&stream, Z_FINISH)
            }
        }
        guard outcome == Z_STREAM_END, Int(clamping: stream.total_out) == entry.size else { throw .damaged }
        output.removeLast()
        return output
    }
}
