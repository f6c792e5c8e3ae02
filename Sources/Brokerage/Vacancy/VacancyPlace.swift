package import Community
package import Storage

/// Where a vacancy stands on the map, as its postcode says.
package struct VacancyPlace: Sendable, Equatable {
    package var municipality: String
    package var neighbourhood: String?
    package var spot: Spot?
    /// The place in words; the name of the municipality stands for all of it.
    package var words: String

    package enum Problem: Error, Sendable { case unknownPostcode }

    /// Looks the postcode up. The centre of a municipality that this installation serves looks after what happens
    /// there; elsewhere the organisation's own centre does.
    ///
    /// - Throws: `Problem.unknownPostcode`.
    package static func find(for draft: VacancyDraft, of organisation: Organisation, in db: any SQLConnection) throws
        -> VacancyPlace
    {
        var found = VacancyPlace(municipality: organisation.municipality, words: draft.place)
        if draft.wholeMunicipality {
            found.words = try Places.municipality(organisation.municipality, in: db)?.name ?? draft.place
            return found
        }
        guard let postcode = draft.postcode else { return found }
        guard let area = try Places.postcode(postcode, in: db) else { throw Problem.unknownPostcode }
        found.spot = area.spot
        if try Places.municipality(area.municipality, in: db)?.centre != nil {
            found.municipality = area.municipality
            found.neighbourhood = area.neighbourhood
        }
        return found
    }
}

extension Vacancy {
    /// Whether the work is all over the municipality with this name.
    package func isEverywhere(in municipality: String) -> Bool {
        spot == nil && postcode == nil && !municipality.isEmpty
            && (place == municipality || place == "Heel \(municipality)")
    }
}
