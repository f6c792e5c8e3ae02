import Community
import Core
package import Web

/// The fields of a vacancy as people fill them in: one list, to draw, to check and to import by.
package enum VacancyForm {
    /// How much must be there already.
    package enum Strength: Sendable {
        /// A title: the rest can wait.
        case draft
        /// Enough for the centre to look at and for people to choose by.
        case complete
    }

    /// The names of the fields, also the names an import maps its columns to.
    package enum Name {
        package static let title = "titel"
        package static let what = "wat"
        package static let why = "waarom"
        package static let gets = "krijgt"
        package static let requirements = "eisen"
        package static let sector = "sector"
        package static let groups = "groepen"
        package static let skills = "handig"
        package static let motives = "geeft"
        package static let place = "plek"
        package static let postcode = "postcode"
        package static let wholeMunicipality = "heel"
        package static let rhythm = "ritme"
        package static let moments = "momenten"
        package static let timeText = "tijd"
        package static let hoursMin = "uren-van"
        package static let hoursMax = "uren-tot"
        package static let firstDay = "eerste-dag"
        package static let lastDay = "laatste-dag"
        package static let places = "plaatsen"
        package static let minimumAge = "leeftijd"
        package static let marks = "kenmerken"
        package static let vog = "vog"
        package static let licence = "rijbewijs"
        package static let course = "cursus"
        package static let expenses = "vergoeding"
        package static let insured = "verzekerd"
        package static let contact = "contact"
    }

    package static func form(_ strength: Strength) -> Form {
        let full = strength == .complete
        return Form(work(full) + placeFields + time(full) + people + offer(full))
    }

    private static func work(_ full: Bool) -> [Field] {
        [
            Field(
                Name.title, Text("Titel"),
                hint: Text("Zeg in een paar woorden wat iemand doet, zoals: Taalmaatje voor een gezin"),
                limit: 80),
            Field(
                Name.what, Text("Wat ga je doen?"), .area(rows: 6),
                hint: Text("Schrijf zoals je praat: wat doe je, met wie, hoe ziet een keer eruit?"),
                required: full, limit: 3000),
            Field(
                Name.why, Text("Waarom is het nodig?"), .area(rows: 3), hint: Text("Wat verandert er voor anderen?"),
                required: false, limit: 1500),
            Field(
                Name.sector, Text("Soort werk"), .select(Sector.allCases.map { Field.Choice($0.rawValue, $0.label) }),
                required: full),
            Field(
                Name.groups, Text("Voor of met wie is het?"),
                .checkboxes(TargetGroup.allCases.map { Field.Choice($0.rawValue, $0.label) }),
                required: false),
        ]
    }

    private static let placeFields: [Field] = [
        Field(
            Name.place, Text("Plek"),
            hint: Text(
                "Een openbare plek, zoals een buurthuis. Nooit het huisadres van iemand: iedereen ziet wat hier staat."),
            required: false,
            limit: 120),
        .postcode(
            Name.postcode,
            hint: Text("Van de plek. Zo vinden mensen het in de buurt. Zoekmachines krijgen alleen de vier cijfers.")),
        Field(Name.wholeMunicipality, Text("Het werk is in de hele gemeente"), .checkbox, required: false),
        Field(
            Name.marks, Text("Goed om te weten"),
            .checkboxes(VacancyMark.allCases.map { Field.Choice($0.rawValue, $0.label) }),
            hint: Text("Zet een vinkje als het echt zo is. Mensen zoeken hierop."), required: false),
    ]

    private static func time(_ full: Bool) -> [Field] {
        [
            Field(
                Name.rhythm, Text("Hoe vaak?"), .radios(Rhythm.allCases.map { Field.Choice($0.rawValue, $0.label) }),
                required: full),
            Field(
                Name.moments, Text("Welke momenten kunnen?"), .checkboxes(momentChoices),
                hint: Text("Niets gekozen betekent: samen te kiezen."), required: false),
            Field(
                Name.timeText, Text("Tijd in woorden"), hint: Text("Bijvoorbeeld: dinsdag van 19 tot 21 uur"),
                required: false, limit: 120),
            Field(
                Name.hoursMin, Text("Uren, ten minste"),
                hint: Text("Per week, of in totaal als het eenmalig is. Bijvoorbeeld 1,5"), required: false,
                limit: 6, rule: hours),
            Field(Name.hoursMax, Text("Uren, hoogstens"), required: false, limit: 6, rule: hours),
            Field(Name.firstDay, Text("Eerste dag"), .date, required: false),
            Field(
                Name.lastDay, Text("Laatste dag"), .date, hint: Text("Daarna sluit de vacature vanzelf."),
                required: false),
        ]
    }

    private static let people: [Field] = [
        Field(Name.places, Text("Hoeveel mensen zoek je?"), .number(1...500), required: false),
        Field(
            Name.minimumAge, Text("Vanaf welke leeftijd?"), .number(0...99),
            hint: Text("Leeg betekent: geen ondergrens."), required: false),
        Field(Name.requirements, Text("Wat vraag je van iemand?"), .area(rows: 3), required: false, limit: 1500),
        Field(
            Name.skills, Text("Wat komt van pas?"),
            .checkboxes(Skill.allCases.map { Field.Choice($0.rawValue, $0.label) }),
            hint: Text("Geen eis. Zo zien mensen die dit kunnen jouw vacature eerder."), required: false),
        Field(
            Name.vog, Text("Een VOG is nodig"), .checkbox,
            hint: Text("Een verklaring omtrent het gedrag. Voor veel vrijwilligers is die gratis."),
            required: false),
        Field(Name.licence, Text("Rijbewijs B is nodig"), .checkbox, required: false),
    ]

    private static func offer(_ full: Bool) -> [Field] {
        [
            Field(
                Name.gets, Text("Wat krijg je ervoor terug?"), .area(rows: 3),
                hint: Text("Zoals gezelligheid, begeleiding of ervaring."), required: false,
                limit: 1500),
            Field(
                Name.motives, Text("Wat haal je eruit?"),
                .checkboxes(Motive.allCases.map { Field.Choice($0.rawValue, $0.label) }),
                hint: Text("Kies wat er echt in zit. Mensen die dat zoeken, zien de vacature eerder."), required: false),
            Field(
                Name.course, Text("Cursus of training"), hint: Text("Welke, en wie betaalt?"), required: false,
                limit: 200),
            Field(
                Name.expenses, Text("Vergoeding van kosten"), hint: Text("Zoals reiskosten"), required: false,
                limit: 200),
            Field(Name.insured, Text("De vrijwilliger is verzekerd"), .checkbox, required: false),
            Field(
                Name.contact, Text("Wie beantwoordt vragen?"),
                hint: Text("Alleen een naam. Mensen sturen hun bericht via deze site."), required: full,
                limit: 80),
        ]
    }

    private static let momentChoices = WeekMoments(bits: .max).codes.enumerated().map { index, code in
        Field.Choice(code, WeekMoments.partLabel(index % 4))
    }

    private static func hours(_ text: String) -> Text? {
        Hours.minutes(text) == nil ? Text("Vul uren in zoals 2 of 1,5: meer dan 0 en hoogstens 168.") : nil
    }
}
