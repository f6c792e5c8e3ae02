/// Reads a polygon or multipolygon in well-known binary.
///
/// Source: OGC 06-103r4 §8 (type codes 3 and 6, with 1000, 2000 or 3000 added for Z, M or both) and the extended form
/// of PostGIS (flags in the high bits, an optional reference system). Z and M are passed over.
struct WKBReader {
    /// The kind of one geometry: what it is and how many numbers a point has.
    private struct Header {
        var code: UInt32
        var base: UInt32
        var hasZ: Bool
        var hasM: Bool

        var pointBytes: Int { 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0) }
    }

    var cursor: ByteCursor
    private var pointsLeft: Int
    private let maximumPoints: Int

    init(cursor: ByteCursor, maximumPoints: Int) {
        self.cursor = cursor
        self.maximumPoints = maximumPoints
        pointsLeft = maximumPoints
    }

    /// The whole rest of the bytes is one geometry. Nesting ends at the polygons of a multipolygon, so there is no
    /// recursion to bound.
    mutating func read() throws(GeometryError) -> MultiPolygon {
        let header = try readHeader()
        var polygons: [GeoPolygon] = []
        switch header.base {
        case 3:
            if let polygon = try readPolygon(header) { polygons.append(polygon) }
        case 6:
            // A polygon takes at least its byte order, type and ring count.
            let count = try readCount(elementBytes: 9)
            polygons.reserveCapacity(count)
            for _ in 0..<count {
                let part = try readHeader()
                guard part.base == 3, part.hasZ == header.hasZ, part.hasM == header.hasM else {
                    throw cursor.failure(.unexpectedPart(part.code))
                }
                if let polygon = try readPolygon(part) { polygons.append(polygon) }
            }
        default: throw cursor.failure(.unsupportedType(header.code))
        }
        guard cursor.remaining == 0 else { throw cursor.failure(.trailingBytes(cursor.remaining)) }
        return MultiPolygon(polygons: polygons)
    }

    private mutating func readHeader() throws(GeometryError) -> Header {
        let order = try cursor.byte()
        guard order <= 1 else { throw cursor.failure(.invalidByteOrder(order)) }
        cursor.isLittleEndian = order == 1
        let code = try cursor.uint32()
        if code & 0x2000_0000 != 0 { try cursor.skip(4) }
        let plain = code & 0x1FFF_FFFF
        guard plain < 4_000 else { throw cursor.failure(.unsupportedType(code)) }
        let family = plain / 1_000
        return Header(
            code: code, base: plain % 1_000, hasZ: code & 0x8000_0000 != 0 || family == 1 || family == 3,
            hasM: code & 0x4000_0000 != 0 || family == 2 || family == 3)
    }

    /// A count is believed only when the bytes for it are there: it may be used to reserve memory.
    private mutating func readCount(elementBytes: Int) throws(GeometryError) -> Int {
        let count = try cursor.uint32()
        guard Int(count) <= cursor.remaining / elementBytes else { throw cursor.failure(.countTooLarge(count)) }
        return Int(count)
    }

    /// Nothing for an empty polygon.
    private mutating func readPolygon(_ header: Header) throws(GeometryError) -> GeoPolygon? {
        let count = try readCount(elementBytes: 4)
        guard count > 0 else { return nil }
        var rings: [GeoRing] = []
        for _ in 0..<count { rings.append(try readRing(header)) }
        return GeoPolygon(rings: rings)
    }

    private mutating func readRing(_ header: Header) throws(GeometryError) -> GeoRing {
        let count = try readCount(elementBytes: header.pointBytes)
        guard count >= 4 else { throw cursor.failure(.ringTooShort(points: count)) }
        guard count <= pointsLeft else { throw cursor.failure(.tooManyPoints(limit: maximumPoints)) }
        pointsLeft -= count
        var ring: GeoRing = []
        ring.reserveCapacity(count)
        for _ in 0..<count {
            let point = GeoPoint(x: try cursor.double(), y: try cursor.double())
            // Written so that NaN fails too. The bound keeps every product of coordinates finite.
            guard point.x.magnitude <= 1e9, point.y.magnitude <= 1e9 else { throw cursor.failure(.invalidCoordinate) }
            try cursor.skip(header.pointBytes - 16)
            ring.append(point)
        }
        guard ring.first == ring.last else { throw cursor.failure(.ringNotClosed) }
        return ring
    }
}
