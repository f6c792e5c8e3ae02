import Community
import Core
import Storage
import Web

extension ImportRow {
    /// Settles where the work is: by the postcode when that is known, else in the whole municipality.
    ///
    /// The municipality is always the one that imports: a list must not put work in another centre's queue.
    mutating func settlePlace(in context: ImportContext, _ db: any SQLConnection) throws -> VacancyPlace {
        typealias Name = VacancyForm.Name
        let municipality = context.municipality
        var place = VacancyPlace(municipality: municipality.code, words: fields[Name.place] ?? "")
        let isFromHome = fields.all(Name.marks).contains(VacancyMark.fromHome.rawValue)
        if fields[Name.wholeMunicipality] != nil { return everywhere(place, municipality) }
        if let postcode {
            if let area = try Places.postcode(Validation.postcode4(postcode) ?? "", in: db) {
                place.spot = area.spot
                if area.municipality == municipality.code {
                    place.neighbourhood = area.neighbourhood
                } else {
                    notice(
                        .postcode,
                        Text("\(postcode) ligt in een andere gemeente. De vacature blijft bij \(municipality.name)."))
                }
                if let full = Validation.postcode(postcode) { fields.append(Name.postcode, full) }
                if place.words.isEmpty, !isFromHome {
                    place.words = area.place
                    fields.append(Name.place, area.place)
                }
                return place
            }
            notice(.postcode, Text("Postcode \(postcode) kennen we niet en is weggelaten."))
        }
        if place.words.isEmpty, !isFromHome {
            notice(.place, Text("Zonder plek: de vacature geldt voor heel \(municipality.name)."))
            return everywhere(place, municipality)
        }
        if !isFromHome {
            notice(.place, Text("Zonder postcode: bij het zoeken telt de vacature voor heel \(municipality.name)."))
        }
        return place
    }

    private mutating func everywhere(_ place: VacancyPlace, _ municipality: Municipality) -> VacancyPlace {
        typealias Name = VacancyForm.Name
        fields = fields.removing(Name.place).removing(Name.postcode).setting(Name.wholeMunicipality, to: ["ja"])
        var place = place
        place.words = municipality.name
        return place
    }
}
