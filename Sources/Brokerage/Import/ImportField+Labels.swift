package import Core

extension ImportField {
    package var label: Text {
        switch self {
        case .title: Text("Titel")
        case .what: Text("Wat ga je doen?")
        case .why: Text("Waarom is het nodig?")
        case .gets: Text("Wat krijg je ervoor terug?")
        case .requirements: Text("Wat vraag je van iemand?")
        case .sector: Text("Soort werk")
        case .groups: Text("Voor of met wie is het?")
        case .place: Text("Plek")
        case .postcode: Text("Postcode")
        case .wholeMunicipality: Text("Het werk is in de hele gemeente")
        case .fromHome: Text("Vanuit huis")
        case .rhythm: Text("Hoe vaak?")
        case .moments: Text("Welke momenten kunnen?")
        case .timeText: Text("Tijd in woorden")
        case .hoursMin: Text("Uren, ten minste")
        case .hoursMax: Text("Uren, hoogstens")
        case .firstDay: Text("Eerste dag")
        case .lastDay: Text("Laatste dag")
        case .places: Text("Hoeveel mensen zoek je?")
        case .minimumAge: Text("Vanaf welke leeftijd?")
        case .goodToStart: Text("Goed om mee te beginnen")
        case .learningDutch: Text("Ook als je Nederlands leert")
        case .wheelchair: Text("Rolstoeltoegankelijk")
        case .vog: Text("Een VOG is nodig")
        case .licence: Text("Rijbewijs B is nodig")
        case .course: Text("Cursus of training")
        case .expenses: Text("Vergoeding van kosten")
        case .insured: Text("De vrijwilliger is verzekerd")
        case .contact: Text("Wie beantwoordt vragen?")
        case .key: Text("Sleutel van de regel")
        case .skip: Text("Deze regel overslaan")
        case .organisation: Text("Naam van de organisatie")
        case .organisationKey: Text("Sleutel van de organisatie")
        case .organisationKind: Text("Soort organisatie")
        case .organisationSector: Text("Soort werk van de organisatie")
        case .organisationText: Text("Wat de organisatie doet")
        case .organisationSite: Text("Website van de organisatie")
        case .organisationMail: Text("E-mailadres van de organisatie")
        case .organisationPhone: Text("Telefoon van de organisatie")
        case .organisationContact: Text("Naam van de contactpersoon")
        case .organisationStreet: Text("Straat van de organisatie")
        case .organisationPostcode: Text("Postcode van de organisatie")
        case .organisationPlace: Text("Plaats van de organisatie")
        case .organisationKvk: Text("KvK-nummer van de organisatie")
        }
    }

    /// What a person must know to choose well.
    var hint: Text? {
        switch self {
        case .key: Text("Een nummer of adres dat per regel anders is en hetzelfde blijft. Zo komt niets dubbel binnen.")
        case .skip: Text("Regels waar dit ‘ja’ oplevert blijven liggen.")
        case .contact: Text("Alleen een naam. Mensen sturen hun bericht via deze site.")
        case .organisationKey: Text("Alleen nodig als het bestand een vast nummer per organisatie heeft.")
        default: nil
        }
    }

    /// The headings under which the fields stand in the form.
    static let groupsForVacancies: [(title: Text, fields: [ImportField])] = [
        (Text("De vacature"), [.title, .organisation, .what, .why, .requirements, .gets, .sector, .groups, .contact]),
        (Text("Waar"), [.place, .postcode, .wholeMunicipality, .fromHome, .wheelchair]),
        (Text("Wanneer"), [.rhythm, .moments, .timeText, .hoursMin, .hoursMax, .firstDay, .lastDay]),
        (
            Text("Voor wie"),
            [.places, .minimumAge, .vog, .licence, .goodToStart, .learningDutch, .course, .expenses, .insured]
        ),
        (Text("Herkennen en overslaan"), [.key, .skip]),
        (
            Text("Meer over de organisatie"),
            [
                .organisationKey, .organisationKind, .organisationSector, .organisationText, .organisationContact,
                .organisationMail, .organisationPhone, .organisationSite, .organisationStreet, .organisationPostcode,
                .organisationPlace, .organisationKvk,
            ]
        ),
    ]

    static let groupsForOrganisations: [(title: Text, fields: [ImportField])] = [
        (
            Text("De organisatie"),
            [
                .organisation, .organisationKind, .organisationSector, .organisationText, .organisationContact,
                .organisationMail, .organisationPhone, .organisationSite, .organisationStreet, .organisationPostcode,
                .organisationPlace, .organisationKvk,
            ]
        ),
        (Text("Herkennen en overslaan"), [.organisationKey, .skip]),
    ]
}
