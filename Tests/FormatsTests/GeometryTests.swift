import Formats
import Testing

struct GeometryTests {
    private func shape(_ rings: [[(Double, Double)]]) -> MultiPolygon {
        MultiPolygon(polygons: [GeoPolygon(rings: rings.map { $0.map { GeoPoint(x: $0.0, y: $0.1) } })])
    }

    /// A closed star around a point: no lines cross, whatever the numbers.
    private func star(_ random: inout Seeded, points: Int) -> MultiPolygon {
        var ring: GeoRing = []
        for index in 0..<points {
            let angle = Double(index) / Double(points) * 2 * .pi
            let radius = 500 + Double(random.below(500))
            // Enough terms for the angles here; the tests need no library of functions.
            let (sine, cosine) = (series(angle, from: 1), series(angle, from: 0))
            ring.append(GeoPoint(x: 155_000 + radius * cosine, y: 463_000 + radius * sine))
        }
        ring.append(ring[0])
        return MultiPolygon(polygons: [GeoPolygon(rings: [ring])])
    }

    private func series(_ angle: Double, from start: Int) -> Double {
        var term = start == 0 ? 1.0 : angle
        var sum = term
        for index in stride(from: start + 2, to: start + 40, by: 2) {
            term *= -angle * angle / Double(index * (index - 1))
            sum += term
        }
        return sum
    }

    @Test func centroidCountsHolesAgainst() throws {
        let plain = try #require(shape([Blob.square]).centroid)
        #expect(plain == GeoPoint(x: 5, y: 5))
        let holed = try #require(shape([Blob.square, Blob.hole]).centroid)
        // (100 · 5 − 4 · 3) / 96
        #expect(abs(holed.x - 488.0 / 96) < 1e-9)
        // The direction of a ring says nothing about its role.
        #expect(shape([Blob.square, Blob.hole.reversed()]).centroid == holed)
        #expect(shape([[(0, 0), (4, 2), (0, 0), (0, 0)]]).centroid == GeoPoint(x: 2, y: 1))
    }

    @Test func pointsInsideHolesAndOutside() {
        let area = shape([Blob.square, Blob.hole])
        #expect(area.contains(GeoPoint(x: 1, y: 1)))
        #expect(!area.contains(GeoPoint(x: 3, y: 3)))
        #expect(!area.contains(GeoPoint(x: 11, y: 5)))
        #expect(!area.contains(GeoPoint(x: -1, y: 0)))
        // A hole that lies outside the outline takes nothing away and adds nothing.
        let astray = shape([Blob.square, Blob.hole.map { ($0.0 + 50, $0.1) }])
        #expect(!astray.contains(GeoPoint(x: 53, y: 3)))
        #expect(astray.contains(GeoPoint(x: 3, y: 3)))
    }

    @Test func everyPointBelongsToOneOfTwoNeighbours() {
        let left = shape([[(0, 0), (5, 0), (5, 10), (0, 10), (0, 0)]])
        let right = shape([[(5, 0), (10, 0), (10, 10), (5, 10), (5, 0)]])
        for y in stride(from: 0.5, to: 10, by: 0.5) {
            let point = GeoPoint(x: 5, y: y)
            #expect(left.contains(point) != right.contains(point))
        }
    }

    @Test func simplifyingKeepsPointsAndStaysNear() {
        var random = Seeded(3)
        for _ in 0..<60 {
            let original = star(&random, points: 20 + random.below(100))
            for tolerance in [0, 1, 20, 100, 400] as [Double] {
                let simple = original.simplified(tolerance: tolerance)
                let points = Set(original.rings.joined())
                #expect(simple.rings.count == 1)
                #expect(simple.rings.joined().allSatisfy(points.contains))
                #expect(simple.rings[0].first == simple.rings[0].last)
                #expect(simple.rings[0].count <= original.rings[0].count)
                for point in original.rings[0] { #expect(distance(point, simple.rings[0]) <= tolerance + 1e-6) }
            }
        }
    }

    private func distance(_ point: GeoPoint, _ ring: GeoRing) -> Double {
        zip(ring, ring.dropFirst()).map { start, end in
            let (dx, dy) = (end.x - start.x, end.y - start.y)
            let length = dx * dx + dy * dy
            let along = length == 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / length
            let clamped = min(max(along, 0), 1)
            let (ex, ey) = (point.x - start.x - clamped * dx, point.y - start.y - clamped * dy)
            return (ex * ex + ey * ey).squareRoot()
        }.min() ?? .infinity
    }

    @Test func somethingAlwaysRemains() {
        let holed = shape([Blob.square, Blob.hole]).simplified(tolerance: 3)
        #expect(holed.rings.count == 1)
        #expect(shape([Blob.square]).simplified(tolerance: 1_000).area == 100)
    }

    @Test func roundingDropsRepeatedPointsAndSlivers() {
        let ring = [(0.2, 0.2), (0.4, 0.1), (9.6, 0.0), (10.2, 9.7), (0.2, 0.2)]
        let sliver = [(0.1, 0.1), (0.2, 0.3), (0.3, 0.1), (0.1, 0.1)]
        let expected = [(0, 0), (10, 0), (10, 10), (0, 0)].map { MetrePoint(x: $0.0, y: $0.1) }
        #expect(shape([ring, sliver]).roundedRings() == [expected])
        #expect(shape([[(1e300, 0), (0, 1), (1, 1), (1e300, 0)]]).roundedRings().isEmpty)
    }

    /// Reference values: PROJ 9 (EPSG:28992 → EPSG:4326).
    @Test(arguments: [
        (155_000.0, 463_000.0, 52.155172301, 5.387203508), (121_687, 487_484, 52.374218164, 4.898009893),
        (233_883, 582_065, 53.219379582, 6.568195738), (176_331, 317_462, 50.846600726, 5.690059816),
        (14_000, 370_000, 51.301693030, 3.365201115), (276_000, 560_000, 53.013327573, 7.190234208),
    ])
    func gridToDegreesAndBack(x: Double, y: Double, latitude: Double, longitude: Double) throws {
        let degrees = try #require(RD.degrees(GeoPoint(x: x, y: y)))
        // 1e-5 degrees is about a metre.
        #expect(abs(degrees.latitude - latitude) < 1e-5)
        #expect(abs(degrees.longitude - longitude) < 1e-5)
        let back = try #require(RD.point(RD.Degrees(latitude: latitude, longitude: longitude)))
        #expect(abs(back.x - x) < 1)
        #expect(abs(back.y - y) < 1)
    }

    @Test func positionsOutsideTheGridHaveNone() {
        #expect(RD.degrees(GeoPoint(x: 300_001, y: 463_000)) == nil)
        #expect(RD.degrees(GeoPoint(x: .nan, y: 463_000)) == nil)
        #expect(RD.point(RD.Degrees(latitude: 48.85, longitude: 2.35)) == nil)
        #expect(RD.point(RD.Degrees(latitude: .nan, longitude: 5)) == nil)
    }
}
