extension MultiPolygon {
    /// The same shape with fewer points: no point moves, and none that is left out lay further from the new line than
    /// the tolerance (Douglas and Peucker, 1973).
    ///
    /// Pieces and holes that shrink to a line disappear, but never the last outline: then the largest stays as it was.
    /// Neighbours that share a border may come to differ by the tolerance.
    ///
    /// - Parameter tolerance: in units of the coordinates; zero or less changes nothing.
    package func simplified(tolerance: Double) -> MultiPolygon {
        guard tolerance > 0 else { return self }
        var result: [GeoPolygon] = []
        for polygon in polygons {
            guard let outline = polygon.rings.first.flatMap({ simplified($0, tolerance) }) else { continue }
            let holes = polygon.rings.dropFirst().compactMap { simplified($0, tolerance) }
            result.append(GeoPolygon(rings: [outline] + holes))
        }
        if result.isEmpty, let largest = largest { result = [GeoPolygon(rings: Array(largest.rings.prefix(1)))] }
        return MultiPolygon(polygons: result)
    }

    /// Every ring in whole metres for drawing, without repeated points; rings that become less than a triangle go.
    package func roundedRings() -> [[MetrePoint]] {
        var result: [[MetrePoint]] = []
        for ring in rings {
            var points: [MetrePoint] = []
            for point in ring {
                guard let x = Int(exactly: point.x.rounded()), let y = Int(exactly: point.y.rounded()) else { continue }
                let rounded = MetrePoint(x: x, y: y)
                if points.last != rounded { points.append(rounded) }
            }
            if points.count >= 4 { result.append(points) }
        }
        return result
    }

    private var largest: GeoPolygon? {
        polygons.max { MultiPolygon(polygons: [$0]).area < MultiPolygon(polygons: [$1]).area }
    }

    /// A ring has no ends, so it is cut in two at its first point and the point farthest from that.
    private func simplified(_ ring: GeoRing, _ tolerance: Double) -> GeoRing? {
        guard ring.count >= 4, let first = ring.first else { return nil }
        var farthest = 0
        var distance = 0.0
        for (index, point) in ring.enumerated() {
            let (dx, dy) = (point.x - first.x, point.y - first.y)
            if dx * dx + dy * dy > distance {
                distance = dx * dx + dy * dy
                farthest = index
            }
        }
        var kept = [Bool](repeating: false, count: ring.count)
        kept[0] = true
        kept[farthest] = true
        kept[ring.count - 1] = true
        // A list of work in place of recursion: a hostile line would nest as deep as it is long.
        var work = [(0, farthest), (farthest, ring.count - 1)]
        while let (start, end) = work.popLast() {
            guard let split = farthestPoint(in: ring, from: start, to: end, beyond: tolerance) else { continue }
            kept[split] = true
            work.append((start, split))
            work.append((split, end))
        }
        let result = zip(ring, kept).filter(\.1).map(\.0)
        return result.count >= 4 ? result : nil
    }

    private func farthestPoint(in ring: GeoRing, from start: Int, to end: Int, beyond tolerance: Double) -> Int? {
        guard end - start > 1 else { return nil }
        var farthest: Int?
        var distance = tolerance * tolerance
        for index in (start + 1)..<end {
            let squared = squaredDistance(ring[index], ring[start], ring[end])
            if squared > distance {
                distance = squared
                farthest = index
            }
        }
        return farthest
    }

    /// To the piece of line between two points, not to the endless line: a coast can turn back on itself.
    private func squaredDistance(_ point: GeoPoint, _ start: GeoPoint, _ end: GeoPoint) -> Double {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let (px, py) = (point.x - start.x, point.y - start.y)
        let length = dx * dx + dy * dy
        let along = length > 0 ? min(max((px * dx + py * dy) / length, 0), 1) : 0
        let (ex, ey) = (px - along * dx, py - along * dy)
        return ex * ex + ey * ey
    }
}
