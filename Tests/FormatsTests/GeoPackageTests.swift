import Formats
import Testing

/// Writes geometries for the tests, right and wrong ones.
struct Blob {
    var bytes: [UInt8] = []
    var isLittle = true

    mutating func integer(_ value: UInt32) {
        let little = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        bytes += isLittle ? little : little.reversed()
    }

    mutating func double(_ value: Double) {
        let little = (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
        bytes += isLittle ? little : little.reversed()
    }

    mutating func header(flags: UInt8, envelope: [Double] = []) {
        bytes += [0x47, 0x50, 0, flags]
        integer(28_992)
        for value in envelope { double(value) }
    }

    mutating func start(_ type: UInt32) {
        bytes.append(isLittle ? 1 : 0)
        integer(type)
    }

    mutating func polygon(_ rings: [[(Double, Double)]], type: UInt32 = 3, extra: Int = 0) {
        start(type)
        integer(UInt32(rings.count))
        for ring in rings {
            integer(UInt32(ring.count))
            for (x, y) in ring {
                double(x)
                double(y)
                for _ in 0..<extra { double(.nan) }
            }
        }
    }

    static let square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    static let hole = [(2.0, 2.0), (4.0, 2.0), (4.0, 4.0), (2.0, 4.0), (2.0, 2.0)]

    /// A multipolygon of a square with a hole and a square.
    static func sample(little: Bool = true) -> [UInt8] {
        var blob = Blob(isLittle: little)
        blob.header(flags: little ? 0b11 : 0b10, envelope: [0, 10, 0, 10])
        blob.start(6)
        blob.integer(2)
        blob.polygon([square, hole])
        blob.polygon([square.map { ($0.0 + 20, $0.1) }])
        return blob.bytes
    }

    static func geometry(_ build: (inout Blob) -> Void) -> [UInt8] {
        var blob = Blob()
        blob.header(flags: 1)
        build(&blob)
        return blob.bytes
    }
}

struct GeoPackageTests {
    @Test(arguments: [true, false])
    func bothByteOrders(little: Bool) throws {
        let geometry = try GeoPackageGeometry(parsing: Blob.sample(little: little))
        #expect(geometry.referenceSystem == RD.referenceSystem)
        #expect(geometry.envelope == BoundingBox(minX: 0, minY: 0, maxX: 10, maxY: 10))
        #expect(geometry.shape.polygons.map(\.rings.count) == [2, 1])
        #expect(geometry.shape.area == 196)
    }

    @Test(arguments: [
        (UInt32(3), 0), (1_003, 1), (2_003, 1), (3_003, 2), (0x8000_0003, 1), (0x4000_0003, 1), (0xC000_0003, 2),
    ])
    func heightAndMeasureArePassedOver(type: UInt32, extra: Int) throws {
        let bytes = Blob.geometry { $0.polygon([Blob.square, Blob.hole], type: type, extra: extra) }
        #expect(try GeoPackageGeometry(parsing: bytes).shape.area == 96)
    }

    @Test func aReferenceSystemInsideThePolygonIsPassedOver() throws {
        let bytes = Blob.geometry { blob in
            blob.start(0x2000_0003)
            blob.integer(28_992)
            blob.integer(0)
        }
        #expect(try GeoPackageGeometry(parsing: bytes).shape.isEmpty)
    }

    @Test func emptyGeometries() throws {
        var blob = Blob()
        blob.header(flags: 0b1_0011, envelope: [.nan, .nan, .nan, .nan])
        blob.start(6)
        blob.integer(0)
        let geometry = try GeoPackageGeometry(parsing: blob.bytes)
        #expect(geometry.shape.isEmpty)
        #expect(geometry.envelope == nil)
        #expect(geometry.shape.centroid == nil)
        #expect(geometry.shape.boundingBox == nil)
    }

    private func kind(_ bytes: [UInt8], maximumPoints: Int = 1_000) -> GeometryError.Kind? {
        do throws(GeometryError) {
            _ = try GeoPackageGeometry(parsing: bytes, maximumPoints: maximumPoints)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test func hostileGeometriesAreRefused() {
        let square = Blob.square
        #expect(kind([]) == .tooShort)
        #expect(kind(Array("SQLite".utf8)) == .notGeoPackage)
        #expect(kind([0x47, 0x50, 1, 1, 0, 0, 0, 0]) == .unsupportedVersion(1))
        #expect(kind([0x47, 0x50, 0, 0x21, 0, 0, 0, 0]) == .unsupportedFlags(0x21))
        #expect(kind([0x47, 0x50, 0, 0x0B, 0, 0, 0, 0]) == .unsupportedFlags(0x0B))
        #expect(kind(Blob.geometry { $0.bytes.append(2) }) == .invalidByteOrder(2))
        #expect(kind(Blob.geometry { $0.start(7) }) == .unsupportedType(7))
        #expect(kind(Blob.geometry { $0.start(4_003) }) == .unsupportedType(4_003))
        #expect(kind(Blob.geometry { $0.polygon([square]) } + [0]) == .trailingBytes(1))
        for value in [Double.nan, .infinity, -.infinity, 1e300] {
            #expect(
                kind(Blob.geometry { $0.polygon([[(value, 0), (1, 0), (1, 1), (value, 0)]]) }) == .invalidCoordinate)
        }
        #expect(kind(Blob.geometry { $0.polygon([[(0, 0), (1, 1), (0, 0)]]) }) == .ringTooShort(points: 3))
        #expect(kind(Blob.geometry { $0.polygon([[(0, 0), (1, 0), (1, 1), (0, 1)]]) }) == .ringNotClosed)
        #expect(kind(Blob.geometry { $0.polygon([square]) }, maximumPoints: 4) == .tooManyPoints(limit: 4))
        var marked = Blob()
        marked.header(flags: 0b1_0001)
        marked.polygon([square])
        #expect(kind(marked.bytes) == .notEmpty)
        var envelope = Blob()
        envelope.header(flags: 0b11, envelope: [10, 0, 0, 10])
        envelope.polygon([square])
        #expect(kind(envelope.bytes) == .invalidEnvelope)
    }

    @Test func countsThatCannotBeTrueReserveNothing() {
        for type in [UInt32(3), 6] {
            let bytes = Blob.geometry { blob in
                blob.start(type)
                blob.integer(.max)
            }
            #expect(kind(bytes) == .countTooLarge(.max))
        }
        let ring = Blob.geometry { blob in
            blob.start(3)
            blob.integer(1)
            blob.integer(.max)
        }
        #expect(kind(ring) == .countTooLarge(.max))
    }

    @Test func multipolygonsHoldPolygonsOnly() {
        let nested = Blob.geometry { blob in
            blob.start(6)
            blob.integer(1)
            blob.start(6)
            blob.integer(0)
        }
        #expect(kind(nested) == .unexpectedPart(6))
        let mixed = Blob.geometry { blob in
            blob.start(6)
            blob.integer(1)
            blob.polygon([Blob.square], type: 1_003, extra: 1)
        }
        #expect(kind(mixed) == .unexpectedPart(1_003))
    }

    @Test func everyPrefixIsRefused() {
        let bytes = Blob.sample()
        for length in 0..<bytes.count { #expect(kind(Array(bytes.prefix(length))) != nil) }
    }
}
