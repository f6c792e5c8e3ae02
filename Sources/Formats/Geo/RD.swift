/// The Dutch national grid, Rijksdriehoeksmeting (EPSG:28992), in metres.
package enum RD {
    package static let referenceSystem: Int32 = 28_992

    /// Where the grid is defined (RDNAPTRANS2018: onshore and the Dutch waters near the coast).
    package static let bounds = BoundingBox(minX: -7_000, minY: 289_000, maxX: 300_000, maxY: 629_000)

    package static func contains(_ point: GeoPoint) -> Bool { bounds.contains(point) }

    /// Degrees in WGS 84.
    package struct Degrees: Sendable, Hashable {
        package var latitude: Double
        package var longitude: Double

        package init(latitude: Double, longitude: Double) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    /// A position in the grid as latitude and longitude, right to within a metre on land.
    ///
    /// Source: F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en
    /// WGS84-kaartcoördinaten", Geodesia 43 (2001).
    ///
    /// - Returns: nothing outside ``bounds``, where the polynomials run away.
    package static func degrees(_ point: GeoPoint) -> Degrees? {
        guard contains(point) else { return nil }
        let x = (point.x - originX) * 1e-5
        let y = (point.y - originY) * 1e-5
        return Degrees(
            latitude: originLatitude + sum(latitudeTerms, x, y) / 3_600,
            longitude: originLongitude + sum(longitudeTerms, x, y) / 3_600)
    }

    /// Latitude and longitude as a position in the grid; same source and precision.
    ///
    /// - Returns: nothing when the position falls outside ``bounds``.
    package static func point(_ degrees: Degrees) -> GeoPoint? {
        // First roughly, so that the polynomials never see numbers they were not made for; NaN fails here too.
        guard (50.0...54.0).contains(degrees.latitude), (2.5...8.0).contains(degrees.longitude) else { return nil }
        let latitude = 0.36 * (degrees.latitude - originLatitude)
        let longitude = 0.36 * (degrees.longitude - originLongitude)
        let point = GeoPoint(
            x: originX + sum(xTerms, latitude, longitude), y: originY + sum(yTerms, latitude, longitude))
        return contains(point) ? point : nil
    }

    /// The tower of Onze Lieve Vrouwe in Amersfoort.
    private static let originX = 155_000.0
    private static let originY = 463_000.0
    private static let originLatitude = 52.155_174_40
    private static let originLongitude = 5.387_206_21

    /// One term of a polynomial: the powers of the first and the second variable, and the coefficient.
    private typealias Term = (Int, Int, Double)

    private static func sum(_ terms: [Term], _ first: Double, _ second: Double) -> Double {
        terms.reduce(0) { $0 + $1.2 * power(first, $1.0) * power(second, $1.1) }
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        repeatElement(base, count: exponent).reduce(1, *)
    }

    private static let latitudeTerms: [Term] = [
        (0, 1, 3235.65389), (2, 0, -32.58297), (0, 2, -0.24750), (2, 1, -0.84978), (0, 3, -0.06550),
        (2, 2, -0.01709), (1, 0, -0.00738), (4, 0, 0.00530), (2, 3, -0.00039), (4, 1, 0.00033), (1, 1, -0.00012),
    ]
    private static let longitudeTerms: [Term] = [
        (1, 0, 5260.52916), (1, 1, 105.94684), (1, 2, 2.45656), (3, 0, -0.81885), (1, 3, 0.05594),
        (3, 1, -0.05607), (0, 1, 0.01199), (3, 2, -0.00256), (1, 4, 0.00128), (0, 2, 0.00022), (2, 0, -0.00022),
        (5, 0, 0.00026),
    ]
    private static let xTerms: [Term] = [
        (0, 1, 190_094.945), (1, 1, -11_832.228), (2, 1, -114.221), (0, 3, -32.391), (1, 0, -0.705),
        (3, 1, -2.340), (1, 3, -0.608), (0, 2, -0.008), (2, 3, 0.148),
    ]
    private static let yTerms: [Term] = [
        (1, 0, 309_056.544), (0, 2, 3_638.893), (2, 0, 73.077), (1, 2, -157.984), (3, 0, 59.788),
        (0, 1, 0.433), (2, 2, -6.439), (1, 1, -0.032), (0, 4, 0.092), (1, 4, -0.054),
    ]
}
