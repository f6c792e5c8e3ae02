/// Reads numbers from bytes and never past their end.
struct ByteCursor {
    let bytes: [UInt8]
    private(set) var offset = 0
    var isLittleEndian = true

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var remaining: Int { bytes.count - offset }

    func failure(_ kind: GeometryError.Kind) -> GeometryError { GeometryError(offset: offset, kind: kind) }

    mutating func byte() throws(GeometryError) -> UInt8 {
        guard remaining >= 1 else { throw failure(.tooShort) }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func uint32() throws(GeometryError) -> UInt32 {
        UInt32(truncatingIfNeeded: try integer(bytes: 4))
    }

    mutating func double() throws(GeometryError) -> Double {
        Double(bitPattern: try integer(bytes: 8))
    }

    mutating func skip(_ count: Int) throws(GeometryError) {
        guard count >= 0, remaining >= count else { throw failure(.tooShort) }
        offset += count
    }

    private mutating func integer(bytes count: Int) throws(GeometryError) -> UInt64 {
        guard remaining >= count else { throw failure(.tooShort) }
        var value: UInt64 = 0
        for position in 0..<count {
            value = value << 8 | UInt64(bytes[offset + (isLittleEndian ? count - 1 - position : position)])
        }
        offset += count
        return value
    }
}
