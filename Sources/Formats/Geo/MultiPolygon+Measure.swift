extension MultiPolygon {
    /// Square units of the coordinates, holes taken off.
    package var area: Double {
        polygons.reduce(0) { $0 + moments($1, around: origin).area }
    }

    /// The point of balance, by area; holes count against it. It can lie outside a hollow shape. For a shape without
    /// area it is the middle of its box; nothing for nothing.
    package var centroid: GeoPoint? {
        guard let box = boundingBox else { return nil }
        let middle = GeoPoint(x: box.minX / 2 + box.maxX / 2, y: box.minY / 2 + box.maxY / 2)
        let around = origin
        var sum = Moments()
        for polygon in polygons { sum.add(moments(polygon, around: around), sign: 1) }
        guard sum.area > 0 else { return middle }
        let point = GeoPoint(x: around.x + sum.x / sum.area, y: around.y + sum.y / sum.area)
        return point.x.isFinite && point.y.isFinite && box.contains(point) ? point : middle
    }

    /// Whether the point lies in an outline and in none of its holes. Of two areas that share a border, each point of
    /// it belongs to one.
    package func contains(_ point: GeoPoint) -> Bool {
        polygons.contains { polygon in
            guard let outline = polygon.rings.first, crosses(outline, rightOf: point) else { return false }
            return !polygon.rings.dropFirst().contains { crosses($0, rightOf: point) }
        }
    }

    /// Whether a line to the right meets the ring an odd number of times.
    private func crosses(_ ring: GeoRing, rightOf point: GeoPoint) -> Bool {
        var isOdd = false
        for (start, end) in zip(ring, ring.dropFirst()) where (start.y > point.y) != (end.y > point.y) {
            let x = start.x + (point.y - start.y) / (end.y - start.y) * (end.x - start.x)
            if point.x < x { isOdd.toggle() }
        }
        return isOdd
    }

    /// Measured near the shape: RD coordinates are large, and their products lose the decimals that matter.
    private var origin: GeoPoint { polygons.first?.rings.first?.first ?? GeoPoint(x: 0, y: 0) }

    private func moments(_ polygon: GeoPolygon, around origin: GeoPoint) -> Moments {
        var sum = Moments()
        for (index, ring) in polygon.rings.enumerated() {
            sum.add(Moments(ring, around: origin), sign: index == 0 ? 1 : -1)
        }
        return sum
    }
}

/// Area and first moments of a ring (the shoelace formula), without regard to its direction.
private struct Moments {
    var area = 0.0
    var x = 0.0
    var y = 0.0

    init() {}

    init(_ ring: GeoRing, around origin: GeoPoint) {
        for (start, end) in zip(ring, ring.dropFirst()) {
            let (x0, y0) = (start.x - origin.x, start.y - origin.y)
            let (x1, y1) = (end.x - origin.x, end.y - origin.y)
            let cross = x0 * y1 - x1 * y0
            area += cross / 2
            x += (x0 + x1) * cross / 6
            y += (y0 + y1) * cross / 6
        }
        if area < 0 { (area, x, y) = (-area, -x, -y) }
    }

    mutating func add(_ other: Moments, sign: Double) {
        area += sign * other.area
        x += sign * other.x
        y += sign * other.y
    }
}
