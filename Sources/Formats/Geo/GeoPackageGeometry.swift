/// An area as a GeoPackage stores it in a column.
///
/// Source: OGC 12-128r18 (GeoPackage 1.3.1) §2.1.3, "GeoPackageBinary": "GP", version, flags, reference system,
/// optional envelope, then well-known binary.
package struct GeoPackageGeometry: Sendable, Equatable {
    /// The reference system: 28992 is RD, 4326 is WGS 84.
    package var referenceSystem: Int32
    /// The box that the file names, unchecked against the shape.
    package var envelope: BoundingBox?
    package var shape: MultiPolygon

    /// - Parameters:
    ///   - bytes: the whole blob; polygons and multipolygons are understood.
    ///   - maximumPoints: more than this in one geometry is refused.
    package init(parsing bytes: [UInt8], maximumPoints: Int = 2_000_000) throws(GeometryError) {
        var cursor = ByteCursor(bytes)
        guard try cursor.byte() == UInt8(ascii: "G"), try cursor.byte() == UInt8(ascii: "P") else {
            throw GeometryError(offset: 0, kind: .notGeoPackage)
        }
        let version = try cursor.byte()
        guard version == 0 else { throw cursor.failure(.unsupportedVersion(version)) }
        let flags = try cursor.byte()
        // Bits: 0 byte order, 1–3 envelope, 4 empty, 5 extended, 6 and 7 reserved.
        let envelopeCode = Int(flags >> 1 & 0b111)
        guard flags & 0b1110_0000 == 0, envelopeCode <= 4 else { throw cursor.failure(.unsupportedFlags(flags)) }
        let isMarkedEmpty = flags & 0b1_0000 != 0
        cursor.isLittleEndian = flags & 1 == 1
        referenceSystem = Int32(bitPattern: try cursor.uint32())
        envelope = try Self.readEnvelope(envelopeCode, isMarkedEmpty: isMarkedEmpty, from: &cursor)

        var reader = WKBReader(cursor: cursor, maximumPoints: maximumPoints)
        shape = try reader.read()
        guard !isMarkedEmpty || shape.isEmpty else { throw cursor.failure(.notEmpty) }
    }

    /// Minimum and maximum of x, of y, and with codes 2–4 of z, m or both.
    private static func readEnvelope(
        _ code: Int, isMarkedEmpty: Bool, from cursor: inout ByteCursor
    ) throws(GeometryError) -> BoundingBox? {
        guard code > 0 else { return nil }
        let (minX, maxX) = (try cursor.double(), try cursor.double())
        let (minY, maxY) = (try cursor.double(), try cursor.double())
        try cursor.skip(code == 1 ? 0 : code == 4 ? 32 : 16)
        // The standard fills the envelope of an empty geometry with NaN.
        if isMarkedEmpty { return nil }
        guard minX <= maxX, minY <= maxY, minX.isFinite, maxX.isFinite, minY.isFinite, maxY.isFinite else {
            throw cursor.failure(.invalidEnvelope)
        }
        return BoundingBox(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
    }
}
