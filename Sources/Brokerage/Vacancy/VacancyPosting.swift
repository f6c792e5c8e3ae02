import Community
import Core
import Formats
import Web

/// The vacancy for search engines: schema.org `JobPosting`, as Google asks of voluntary work.
enum VacancyPosting {
    static func json(_ view: VacancyView, origin: String) -> JSONValue {
        let vacancy = view.vacancy
        var posting: JSONObject = [
            "@context": "https://schema.org", "@type": "JobPosting", "title": .string(vacancy.title),
            "description": .string(description(vacancy)), "employmentType": "VOLUNTEER", "directApply": true,
            "url": .string(origin + vacancy.path),
            "identifier": ["@type": "PropertyValue", "name": "Inzet", "value": .string(String(vacancy.number))],
            "hiringOrganization": organisation(view.organisation, origin: origin),
        ]
        posting["datePosted"] = vacancy.publishedAt.map { .string($0.day.iso) }
        posting["validThrough"] = vacancy.lastDay.map { .string($0.iso) }
        posting["totalJobOpenings"] = view.openPlaces > 0 ? .int(view.openPlaces) : nil
        if vacancy.fromHome, vacancy.place.isEmpty, vacancy.spot == nil {
            posting["jobLocationType"] = "TELECOMMUTE"
            posting["applicantLocationRequirements"] = ["@type": "Country", "name": "NL"]
        } else {
            posting["jobLocation"] = location(view)
        }
        return .object(posting)
    }

    private static func organisation(_ organisation: Organisation, origin: String) -> JSONValue {
        var object: JSONObject = [
            "@type": "Organization", "name": .string(organisation.name), "url": .string(origin + organisation.path),
        ]
        object["sameAs"] = organisation.website.map(JSONValue.string)
        return .object(object)
    }

    private static func location(_ view: VacancyView) -> JSONValue {
        let vacancy = view.vacancy
        var address: JSONObject = [
            "@type": "PostalAddress", "addressLocality": .string(view.municipality), "addressCountry": "NL",
        ]
        // The six signs of a postcode are some twenty doors, and the place may be somebody's home: the four digits are a
        // neighbourhood, which is what the map shows too.
        address["postalCode"] = vacancy.postcode.flatMap(Validation.postcode4).map(JSONValue.string)
        var place: JSONObject = ["@type": "Place", "address": .object(address)]
        if !vacancy.place.isEmpty { place["name"] = .string(vacancy.place) }
        return .object(place)
    }

    /// The texts as the paragraphs of HTML that the format asks for.
    private static func description(_ vacancy: Vacancy) -> String {
        [vacancy.what, vacancy.why, vacancy.requirements, vacancy.gets].map { HTML(paragraphs: $0).text }.joined()
    }

    /// The data block. In JSON a `<` stands in strings only, and written as an escape it cannot begin any markup.
    static func markup(_ view: VacancyView, origin: String) -> HTML {
        let data = HTML(stringLiteral: json(view, origin: origin).text.replacing("<", with: "\\u003C"))
        return "<script type=\"application/ld+json\">\(data)</script>"
    }
}
