package import Community
import Core
package import Storage

/// Every place a visitor may type, in memory: postcodes, neighbourhoods, towns.
package struct PlaceDirectory: Sendable {
    package struct Found: Sendable, Hashable {
        /// As people say it: `1234` or `Oud-Veen`.
        package let name: String
        package let spot: Spot
    }

    private var postcodes: [String: Spot] = [:]
    private var names: [String: Found] = [:]
    /// The served neighbourhoods, for the filter.
    package private(set) var neighbourhoods: [Neighbourhood] = []
    package private(set) var municipalities: [Municipality] = []
    private var neighbourhoodsByID: [String: Neighbourhood] = [:]
    private var municipalitiesByCode: [String: Municipality] = [:]
    private let memory = FacetMemory()

    package init() {}

    package init(in db: any SQLConnection) throws {
        var towns: [String: (name: String, x: Int, y: Int, count: Int)] = [:]
        for area in try db.rows("SELECT * FROM postcode ORDER BY code").map(PostcodeArea.init(row:)) {
            postcodes[area.code] = area.spot
            let key = TextFolding.fold(area.place)
            let known = towns[key] ?? (area.place, 0, 0, 0)
            towns[key] = (known.name, known.x + area.spot.x, known.y + area.spot.y, known.count + 1)
        }
        for (key, town) in towns {
            names[key] = Found(name: town.name, spot: Spot(x: town.x / town.count, y: town.y / town.count))
        }
        municipalities = try Places.served(in: db)
        for municipality in municipalities {
            guard let spot = municipality.spot else { continue }
            names[TextFolding.fold(municipality.name)] = Found(name: municipality.name, spot: spot)
        }
        neighbourhoods = try Places.neighbourhoods(in: db)
        for neighbourhood in neighbourhoods {
            guard let spot = neighbourhood.spot else { continue }
            names[TextFolding.fold(neighbourhood.name)] = Found(name: neighbourhood.name, spot: spot)
        }
        neighbourhoodsByID = Dictionary(neighbourhoods.map { ($0.id, $0) }) { first, _ in first }
        municipalitiesByCode = Dictionary(municipalities.map { ($0.code, $0) }) { first, _ in first }
    }

    /// The place meant by `1234`, `1234 AB` or a name; `nil` when we do not know it.
    package func find(_ text: String) -> Found? {
        if let code = Validation.postcode4(text), let spot = postcodes[code] { return Found(name: code, spot: spot) }
        return names[TextFolding.fold(text)]
    }

    /// What this directory calls the places that `other` has, in its order.
    func names(of other: PlaceDirectory) -> [String?] {
        other.neighbourhoods.map { neighbourhood($0.id)?.name }
            + other.municipalities.map { municipality($0.code)?.name }
    }

    package func neighbourhood(_ id: String) -> Neighbourhood? { neighbourhoodsByID[id] }
    package func municipality(_ code: String) -> Municipality? { municipalitiesByCode[code] }

    /// The choices of the search page in this language, made once.
    func facets(_ t: Texts) -> FacetPieces { memory.pieces(t, neighbourhoods: neighbourhoods) }
}
