package import Core
package import Storage

/// A point in Dutch RD metres (EPSG:28992): distances are plain Pythagoras.
package struct Spot: Sendable, Hashable {
    package var x: Int
    package var y: Int
    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    /// From the columns `x` and `y`; `nil` when one is missing.
    package init?(row: Row) throws {
        guard let x: Int = try row("x", as: Int?.self), let y: Int = try row("y", as: Int?.self) else { return nil }
        self.init(x: x, y: y)
    }

    /// In metres, as the crow flies.
    package func distance(to other: Spot) -> Int {
        let dx = Double(x - other.x)
        let dy = Double(y - other.y)
        return Int((dx * dx + dy * dy).squareRoot().rounded())
    }
}

package struct Municipality: Sendable {
    package let code: String
    package let name: String
    package let inhabitants: Int?
    package let spot: Spot?
    package let centre: String?

    package init(row: Row) throws {
        code = try row("code")
        name = try row("name")
        inhabitants = try row("inhabitants")
        spot = try Spot(row: row)
        centre = try row("centre_id")
    }
}

package struct Neighbourhood: Sendable {
    package typealias Identity = ID<Neighbourhood>
    package let id: String
    package let municipality: String
    package let name: String
    package let inhabitants: Int?
    package let spot: Spot?

    package init(row: Row) throws {
        id = try row("id")
        municipality = try row("municipality_code")
        name = try row("name")
        inhabitants = try row("inhabitants")
        spot = try Spot(row: row)
    }
}

/// What is known of the first four characters of a postcode.
package struct PostcodeArea: Sendable {
    package let code: String
    package let place: String
    package let municipality: String
    package let neighbourhood: String?
    package let spot: Spot

    package init(row: Row) throws {
        code = try row("code")
        place = try row("place")
        municipality = try row("municipality_code")
        neighbourhood = try row("neighbourhood_id")
        guard let spot = try Spot(row: row) else { throw StorageError.missingColumn("x") }
        self.spot = spot
    }
}
