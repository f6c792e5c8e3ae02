/// A position in a flat coordinate system, in metres when that is RD (``RD``).
package struct GeoPoint: Sendable, Hashable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A position in whole metres.
package struct MetrePoint: Sendable, Hashable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A closed line: the first point is repeated as the last.
package typealias GeoRing = [GeoPoint]

/// An area with holes.
package struct GeoPolygon: Sendable, Equatable {
    /// The outline first, then the holes. Never empty in what the parser returns.
    package var rings: [GeoRing]

    package init(rings: [GeoRing]) {
        self.rings = rings
    }
}

/// An area that may lie in several pieces, such as a municipality with islands.
package struct MultiPolygon: Sendable, Equatable {
    package var polygons: [GeoPolygon]

    package init(polygons: [GeoPolygon]) {
        self.polygons = polygons
    }

    package var isEmpty: Bool { polygons.isEmpty }

    /// Every outline and hole, to be filled by the even-odd rule.
    package var rings: [GeoRing] { polygons.flatMap(\.rings) }

    /// The smallest upright rectangle around the area, or nothing around nothing.
    package var boundingBox: BoundingBox? {
        var box: BoundingBox?
        for polygon in polygons {
            for point in polygon.rings.first ?? [] {
                box = box?.including(point) ?? BoundingBox(point)
            }
        }
        return box
    }
}

package struct BoundingBox: Sendable, Hashable {
    package var minX: Double
    package var minY: Double
    package var maxX: Double
    package var maxY: Double

    package init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }

    package init(_ point: GeoPoint) {
        self.init(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
    }

    package func including(_ point: GeoPoint) -> BoundingBox {
        BoundingBox(
            minX: min(minX, point.x), minY: min(minY, point.y), maxX: max(maxX, point.x), maxY: max(maxY, point.y))
    }

    /// The smallest box around both.
    package func union(_ other: BoundingBox) -> BoundingBox {
        BoundingBox(
            minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
            maxY: max(maxY, other.maxY))
    }

    /// The edges count as inside.
    package func contains(_ point: GeoPoint) -> Bool {
        point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
    }
}
