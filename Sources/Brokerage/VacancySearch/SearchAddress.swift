import Community
package import Core
package import Web

/// The address of a search: every choice stands in it, so that it can be kept, shared and gone back to.
extension SearchRequest {
    /// The choices as a query, without the page within the list.
    package var query: Query {
        var query = Query()
        if !words.isEmpty { query.append("q", words) }
        if !placeText.isEmpty { query.append("plaats", placeText) }
        if let radius, place != nil { query.append("afstand", String(radius)) }
        sectors.forEach { query.append("sector", $0.rawValue) }
        groups.forEach { query.append("doelgroep", $0.rawValue) }
        moments.forEach { query.append("moment", $0) }
        rhythms.forEach { query.append("ritme", $0.rawValue) }
        marks.forEach { query.append("kenmerk", $0.rawValue) }
        neighbourhoods.forEach { query.append("buurt", $0) }
        if let municipality { query.append("gemeente", municipality) }
        if let organisation { query.append("organisatie", String(organisation)) }
        if let hours { query.append("uren", String(hours)) }
        if let age { query.append("leeftijd", String(age)) }
        if let from { query.append("van", from.iso) }
        if let to { query.append("tot", to.iso) }
        if newestFirst { query.append("volgorde", "nieuwste") }
        if view != .list { query.append("weergave", view.rawValue) }
        return query
    }

    /// A chosen filter with its words and the choices that are left without it.
    package struct Chip: Sendable {
        package let label: String
        package let without: Query
    }

    /// The chosen filters, each with the way to take it off.
    package func chips(_ t: Texts, places: PlaceDirectory, organisationName: String?) -> [Chip] {
        let all = query
        var chips: [Chip] = []
        func add(_ label: String, _ name: String, _ value: String? = nil) {
            chips.append(Chip(label: label, without: all.removing(name, value: value)))
        }
        if !words.isEmpty { add("“\(words)”", "q") }
        if let place {
            let label = radius.map { t("tot \($0) km van \(place.name)") } ?? t("bij \(place.name)")
            chips.append(Chip(label: label, without: all.removing("plaats").removing("afstand")))
        }
        for sector in sectors { add(t(sector.label), "sector", sector.rawValue) }
        for group in groups { add(t(group.label), "doelgroep", group.rawValue) }
        for moment in moments { add(Self.momentLabel(moment, t), "moment", moment) }
        for rhythm in rhythms { add(t(rhythm.label), "ritme", rhythm.rawValue) }
        for mark in marks { add(t(mark.label), "kenmerk", mark.rawValue) }
        for id in neighbourhoods { add(places.neighbourhood(id)?.name ?? id, "buurt", id) }
        if let municipality { add(places.municipality(municipality)?.name ?? municipality, "gemeente") }
        if organisation != nil { add(organisationName ?? t("één organisatie"), "organisatie") }
        if let hours { add(t("hoogstens \(hours) uur per week"), "uren") }
        if let age { add(t("leeftijd \(age)"), "leeftijd") }
        if let from { add(t("vanaf \(t.date(from))"), "van") }
        if let to { add(t("tot en met \(t.date(to))"), "tot") }
        return chips
    }

    static func momentLabel(_ code: String, _ t: Texts) -> String {
        if let group = momentGroups.first(where: { $0.code == code }) { return t(group.label) }
        return WeekMoments(codes: [code]).words(t)
    }
}
