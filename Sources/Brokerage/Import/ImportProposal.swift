import Core
package import Formats

extension ImportMapping {
    /// A first mapping from the names of the columns, in Dutch, English and German. A person looks at it and mends it.
    package static func proposal(for table: CSVTable, fileName: String) -> ImportMapping {
        let name = fileName.split(separator: ".").first.map(String.init) ?? fileName
        let title = ImportCell.shortened(name.isEmpty ? "lijst" : name, to: 60)
        var mapping = ImportMapping(name: title, source: ImportCell.shortened(title.lowercased(), to: 60))
        var taken: Set<String> = []
        // In the order of the table of names: the better name wins the column.
        for (field, names) in words {
            for name in names {
                guard let column = table.header.first(where: { bare($0) == name && !taken.contains($0) }) else {
                    continue
                }
                mapping.rules[field] = ImportRule(columns: [column])
                taken.insert(column)
                break
            }
        }
        if mapping.rules[.title] == nil, mapping.rules[.organisation] != nil, mapping.rules[.what] == nil {
            mapping.kind = .organisations
        }
        if mapping.kind == .vacancies {
            if mapping.rules[.rhythm] == nil { mapping.rules[.rhythm] = ImportRule(fallback: "flexibel") }
            if mapping.rules[.contact] == nil, let organisation = mapping.rules[.organisation] {
                mapping.rules[.contact] = organisation
            }
        }
        return mapping
    }

    /// Letters and digits only: `Start-Datum` and `start_datum` are one name.
    private static func bare(_ name: String) -> String { TextFolding.fold(name).filter { $0 != " " && $0 != "_" } }

    private static let words: [(ImportField, [String])] = [
        (
            .key,
            [
                "id", "nummer", "vacaturenummer", "vacatureid", "placementid", "opportunityid", "sleutel", "key", "url",
                "link", "weblink",
            ]
        ),
        (
            .organisation,
            [
                "organisatie", "organisation", "organization", "organisatienaam", "organisationname", "providername",
                "provider",
                "verein", "traeger", "einrichtung", "naamorganisatie",
            ]
        ),
        (.title, ["titel", "title", "name", "naam", "vacature", "functie", "opportunity", "bezeichnung"]),
        (
            .what,
            [
                "omschrijving", "beschrijving", "description", "beschreibung", "werkzaamheden", "taken", "tekst",
                "text", "wat",
            ]
        ),
        (.why, ["waarom", "doel", "why", "zweck", "ziel"]),
        (.gets, ["aanbod", "wijbieden", "whatyouget", "benefits", "angebot"]),
        (.requirements, ["eisen", "vereisten", "requirements", "anforderungen", "voraussetzungen", "wijvragen"]),
        (.sector, ["sector", "categorie", "category", "bereich", "thema", "cause"]),
        (.groups, ["doelgroep", "doelgroepen", "targetgroup", "zielgruppe"]),
        (
            .place,
            ["locatie", "location", "plek", "ort", "einsatzort", "einsatzgebiet", "plaats", "woonplaats", "city"]
        ),
        (.postcode, ["postcode", "postalcode", "zip", "zipcode", "plz", "postleitzahl"]),
        (.rhythm, ["ritme", "soort", "frequentie", "opptype", "type", "frequency", "haeufigkeit"]),
        (.moments, ["momenten", "dagdelen", "availability", "zeiten"]),
        (
            .timeText,
            ["tijd", "tijdsbesteding", "tijden", "time", "commitment", "zeitaufwand", "uren", "hours", "stunden"]
        ),
        (.hoursMin, ["urenmin", "minuren", "hoursmin"]),
        (.hoursMax, ["urenmax", "maxuren", "hoursmax"]),
        (.firstDay, ["startdatum", "begindatum", "startdate", "start", "beginn", "vanaf", "eerstedag"]),
        (.lastDay, ["einddatum", "enddate", "end", "ende", "tot", "sluitingsdatum", "laatstedag"]),
        (.places, ["plekken", "plaatsen", "aantal", "places", "aantalplaatsen", "plaetze", "volunteersneeded"]),
        (.minimumAge, ["leeftijd", "minimumleeftijd", "minimumage", "minage", "mindestalter"]),
        (.vog, ["vog", "dbs", "fuehrungszeugnis", "backgroundcheck"]),
        (.licence, ["rijbewijs", "drivinglicence", "fuehrerschein"]),
        (.course, ["cursus", "training", "schulung"]),
        (.expenses, ["vergoeding", "onkostenvergoeding", "expenses", "aufwandsentschaedigung"]),
        (.contact, ["contactpersoon", "contact", "contactname", "providercontact", "ansprechpartner"]),
        (.organisationKey, ["organisatieid", "organisatienummer", "organisationid", "providerid"]),
        (.organisationText, ["organisatieomschrijving", "overons", "aboutus", "organisationdescription"]),
        (.organisationSite, ["website", "homepage", "site"]),
        (.organisationMail, ["email", "mail", "emailadres", "provideremail", "organisatieemail"]),
        (.organisationPhone, ["telefoon", "telefoonnummer", "phone", "providerphone", "telefon"]),
        (.organisationStreet, ["adres", "straat", "address", "provideraddress", "strasse", "anschrift"]),
        (.organisationPostcode, ["providerpostcode", "organisatiepostcode"]),
        (.organisationPlace, ["providercity", "organisatieplaats"]),
        (.organisationKvk, ["kvk", "kvknummer"]),
    ]
}
