import Core
import Web

/// Saying no: by the person, or written down by whoever heard it.
enum RefusalForm {
    private static let reasons = RefusalReason.choices.map { Field.Choice($0.rawValue, $0.label) }

    static let own = Form([
        Field(
            "reden", Text("Wil je zeggen waarom?"), .radios(reasons),
            hint: Text("Dat hoeft niet. Het helpt ons om het beter te doen."), required: false),
        Field("woorden", Text("Wil je er iets bij schrijven?"), .area(rows: 3), required: false, limit: 300),
        Field(
            "nooit", Text("Stuur mij ook geen andere enquêtes van deze gemeente."), .checkbox, required: false),
    ])

    static let staff = Form([
        Field("reden", Text("Reden"), .radios(reasons), required: false),
        Field(
            "manier", Text("Hoe hoorde je het?"),
            .radios([Contact.Way.mail, .phone, .hand].map { .init($0.rawValue, $0.label) })),
        Field("woorden", Text("Notitie"), .area(rows: 2), required: false, limit: 1000),
        Field("nooit", Text("Wil ook geen andere enquêtes van de gemeente"), .checkbox, required: false),
    ])
}
