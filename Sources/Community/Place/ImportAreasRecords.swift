package import Formats

/// What a GeoPackage says of the country, checked.
package struct AreaFile: Sendable {
    package struct MunicipalityRecord: Sendable {
        package let code: String
        package let name: String
        package let inhabitants: Int?
        package let spot: Spot
        /// Rings in RD metres, as JSON `[[[x,y],…],…]`; holes count by the even-odd rule.
        package let outline: String
    }

    package struct PostcodeRecord: Sendable {
        package let code: String
        package let place: String
        package let municipality: String
        package let spot: Spot
    }

    package struct NeighbourhoodRecord: Sendable {
        package let id: String
        package let name: String
        package let municipality: String
        package let inhabitants: Int?
        package let spot: Spot
        /// Its largest ring in RD metres, as JSON `[[x,y],…]`.
        package let outline: String
        package let shape: MultiPolygon
        package let box: BoundingBox
    }

    package var municipalities: [MunicipalityRecord] = []
    package var postcodes: [PostcodeRecord] = []
    package var neighbourhoods: [NeighbourhoodRecord] = []
    /// The year that the name of a table gives.
    package var year: Int?
    /// Postcodes without a place name: they got the name of their municipality.
    package var unnamedPlaces = 0
    /// Postcodes without a shape and a municipality, placed between the numbers before and after.
    package var guessedPostcodes: [String] = []
    /// Postcodes that could not be placed at all.
    package var lostPostcodes: [String] = []

    package init() {}
}

extension Spot {
    /// In whole metres; `nil` outside the Dutch grid.
    init?(_ point: GeoPoint) {
        guard RD.contains(point), let x = Int(exactly: point.x.rounded()), let y = Int(exactly: point.y.rounded())
        else {
            return nil
        }
        self.init(x: x, y: y)
    }
}

extension MultiPolygon {
    /// The rings with at most `tolerance` metres of detail lost, as arrays of `[x,y]`.
    func drawn(tolerance: Double) -> [JSONValue] {
        simplified(tolerance: tolerance).roundedRings().map { ring in
            .array(ring.map { .array([.int($0.x), .int($0.y)]) })
        }
    }

    /// The polygon with the largest area alone: an outline without islands and holes.
    var mainPart: MultiPolygon {
        let areas = polygons.map { (polygon: $0, area: MultiPolygon(polygons: [$0]).area) }
        guard let largest = areas.max(by: { $0.area < $1.area })?.polygon else { return self }
        return MultiPolygon(polygons: [GeoPolygon(rings: Array(largest.rings.prefix(1)))])
    }
}
