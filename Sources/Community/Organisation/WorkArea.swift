package import Core
package import Storage
package import Web

/// A municipality or neighbourhood that people can pick in a form.
package struct WorkArea: Sendable, Equatable {
    /// The code of the municipality or the id of the neighbourhood.
    package let key: String
    package let label: Text
    package let municipality: String
    package let neighbourhood: String?
    package let name: String
    package let spot: Spot?

    /// Each served municipality with its neighbourhoods after it.
    package static func all(in db: any SQLConnection) throws -> [WorkArea] {
        let municipalities = try Places.served(in: db)
        let neighbourhoods = Dictionary(grouping: try Places.neighbourhoods(in: db), by: \.municipality)
        return municipalities.flatMap { municipality in
            let whole = WorkArea(
                key: municipality.code, label: Text("Heel \(municipality.name)"), municipality: municipality.code,
                neighbourhood: nil, name: municipality.name, spot: municipality.spot)
            let parts = (neighbourhoods[municipality.code] ?? []).map { part in
                WorkArea(
                    key: part.id, label: Text("\(part.name), \(municipality.name)"), municipality: part.municipality,
                    neighbourhood: part.id, name: municipality.name, spot: part.spot)
            }
            return [whole] + parts
        }
    }

    package var choice: Field.Choice { Field.Choice(key, label) }
}

/// Where an organisation is at home.
package struct OrganisationPlace: Sendable, Equatable {
    package var municipality: String
    package var neighbourhood: String?
    package var name: String?
    package var spot: Spot?

    /// From the postcode and the picked area; what was picked goes first. Tells at the field what is wrong.
    static func resolve(_ state: inout FormState, areas: [WorkArea], in db: any SQLConnection) throws
        -> OrganisationPlace?
    {
        typealias Name = OrganisationForm.Name
        let picked = areas.first { $0.key == state[Name.area] }
        let postcode = Validation.postcode(state[Name.postcode])
        let known = try postcode.flatMap { try Places.postcode($0, in: db) }
        if let picked {
            let inside = known.flatMap { $0.municipality == picked.municipality ? $0.neighbourhood : nil }
            return OrganisationPlace(
                municipality: picked.municipality, neighbourhood: picked.neighbourhood ?? inside,
                name: known?.place ?? picked.name, spot: known?.spot ?? picked.spot)
        }
        guard postcode != nil else {
            state.addError(Name.postcode, Text("Vul een postcode in, of kies hieronder een gemeente of wijk."))
            return nil
        }
        guard let known else {
            state.addError(
                Name.postcode,
                Text("We kennen deze postcode niet. Kijk of hij klopt, of kies hieronder een gemeente of wijk."))
            return nil
        }
        guard areas.contains(where: { $0.municipality == known.municipality }) else {
            state.addError(
                Name.postcode,
                Text(
                    "Deze postcode ligt buiten ons gebied. Werken jullie hier wel? Kies dan hieronder een gemeente of wijk."
                ))
            return nil
        }
        return OrganisationPlace(
            municipality: known.municipality, neighbourhood: known.neighbourhood, name: known.place, spot: known.spot)
    }
}
