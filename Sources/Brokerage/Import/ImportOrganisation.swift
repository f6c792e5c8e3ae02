import Community
import Core
import Formats

/// What a row says of an organisation.
struct ImportOrganisation: Sendable {
    var key: String
    var name: String
    var kind: OrganisationKind?
    var sector: Sector?
    var text: String
    var site: String
    var email: String
    var phone: String
    var contact: String
    var street: String
    var postcode: String
    var place: String
    var kvk: String

    init(_ row: CSVRow, _ reader: ImportRowReader) {
        key = reader.organisationKey(row)
        name = reader.value(.organisation, row)
        kind = Self.code(.organisationKind, row, reader).flatMap(OrganisationKind.init(rawValue:))
        sector = Self.code(.organisationSector, row, reader).flatMap(Sector.init(rawValue:))
        text = reader.value(.organisationText, row)
        site = reader.value(.organisationSite, row)
        email = reader.value(.organisationMail, row)
        phone = reader.value(.organisationPhone, row)
        contact = reader.value(.organisationContact, row)
        street = reader.value(.organisationStreet, row)
        postcode = reader.value(.organisationPostcode, row)
        place = reader.value(.organisationPlace, row)
        kvk = reader.value(.organisationKvk, row)
    }

    private static func code(_ field: ImportField, _ row: CSVRow, _ reader: ImportRowReader) -> String? {
        field.code(of: reader.value(field, row)) ?? reader.mapping.rules[field]?.fallback
    }

    private var texts: [(ImportField, String, limit: Int)] {
        [
            (.organisation, name, 120), (.organisationText, text, 2000), (.organisationContact, contact, 100),
            (.organisationStreet, street, 120), (.organisationPlace, place, 80),
        ]
    }

    /// Checks the values by the rules of the organisation's form: what cannot be is left out with a notice, what may not
    /// be refuses the row.
    func checked(_ row: inout ImportRow, shortens: Bool) -> ImportOrganisation {
        var result = self
        if name.isEmpty { row.refuse(.organisation, Text("De naam van de organisatie ontbreekt.")) }
        for (field, value, limit) in texts {
            if Validation.containsCitizenNumber(value) {
                row.refuse(
                    field,
                    Text(
                        "Hier staat een getal dat een burgerservicenummer kan zijn. Haal het weg: dat mag hier niet staan."
                    ))
            }
            guard value.count > limit else { continue }
            guard shortens else {
                row.refuse(field, Text("Maak dit korter: hoogstens \(limit) tekens."))
                continue
            }
            row.notice(field, Text("Ingekort tot \(limit) tekens."))
            result.set(field, ImportCell.shortened(value, to: limit))
        }
        result.site = kept(.organisationSite, site, Validation.website(site), &row)
        result.email = kept(.organisationMail, email, Validation.email(email), &row)
        result.phone = kept(.organisationPhone, phone, Validation.phone(phone), &row)
        result.postcode = kept(.organisationPostcode, postcode, Validation.postcode(postcode), &row)
        result.kvk = kept(.organisationKvk, kvk, Validation.kvk(kvk), &row)
        return result
    }

    private func kept(_ field: ImportField, _ value: String, _ valid: String?, _ row: inout ImportRow) -> String {
        if valid == nil, !value.isEmpty {
            row.notice(field, Text("‘\(ImportCell.shortened(value, to: 60))’ klopt niet en is weggelaten."))
        }
        return valid ?? ""
    }

    private mutating func set(_ field: ImportField, _ value: String) {
        switch field {
        case .organisation: name = value
        case .organisationText: text = value
        case .organisationContact: contact = value
        case .organisationStreet: street = value
        case .organisationPlace: place = value
        default: break
        }
    }
}
