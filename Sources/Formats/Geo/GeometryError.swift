/// Why a geometry from a GeoPackage was refused, and where in its bytes.
package struct GeometryError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        case tooShort
        /// The first two bytes are not "GP".
        case notGeoPackage
        case unsupportedVersion(UInt8)
        /// An envelope code above 4, an extended geometry, or a reserved flag.
        case unsupportedFlags(UInt8)
        case invalidEnvelope
        case invalidByteOrder(UInt8)
        /// Neither a polygon nor a multipolygon: the type code as it stands.
        case unsupportedType(UInt32)
        /// A part of a multipolygon is no polygon of the same dimensions.
        case unexpectedPart(UInt32)
        /// A count that the remaining bytes cannot hold.
        case countTooLarge(UInt32)
        case tooManyPoints(limit: Int)
        /// NaN, infinite, or farther than a thousand million metres.
        case invalidCoordinate
        case ringTooShort(points: Int)
        case ringNotClosed
        /// The header says empty and the geometry is not.
        case notEmpty
        case trailingBytes(Int)
    }

    package var offset: Int
    package var kind: Kind

    package init(offset: Int, kind: Kind) {
        self.offset = offset
        self.kind = kind
    }

    package var description: String { "byte \(offset): \(kind)" }
}
