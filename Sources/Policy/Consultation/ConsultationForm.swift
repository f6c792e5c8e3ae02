import Community
import Core
import Web

/// What an officer fills in about a question.
enum ConsultationForm {
    /// - Parameter hasReactions: who reacted did so to these words, so that the question itself stays as it is.
    static func form(hasReactions: Bool) -> Form {
        let always = [
            Field(
                "achtergrond", Text("Wat moet iemand weten?"), .area(rows: 8),
                hint: Text("Schrijf kort, in gewone woorden. Zeg ook wat al vaststaat."), limit: 5000),
            Field("van", Text("Eerste dag"), .date),
            Field(
                "tot", Text("Laatste dag"), .date, hint: Text("Geef mensen ten minste twee weken, buiten de vakantie.")),
        ]
        if hasReactions { return Form(always) }
        return Form(
            [
                Field(
                    "titel", Text("Onderwerp"), hint: Text("Een paar woorden, zoals: Vrijwilligers in de buurt"),
                    limit: 100
                ),
                Field(
                    "vraag", Text("De vraag"), .area(rows: 3),
                    hint: Text("Stel één open vraag die iedereen begrijpt."), limit: 400),
            ] + always + [
                Field(
                    "voor", Text("Wie kan reageren?"),
                    .radios(Consultation.Audience.allCases.map { .init($0.rawValue, $0.label) }))
            ])
    }

    static func check(_ state: inout FormState) {
        guard let first = state.day("van"), let last = state.day("tot") else { return }
        if last < first { state.addError("tot", Text("De laatste dag ligt voor de eerste.")) }
        if last - first > 366 { state.addError("tot", Text("Een vraag staat hoogstens een jaar open.")) }
    }

    static func values(_ consultation: Consultation) -> [String: String] {
        [
            "titel": consultation.title, "vraag": consultation.question, "achtergrond": consultation.background,
            "van": consultation.firstDay.iso, "tot": consultation.lastDay.iso, "voor": consultation.audience.rawValue,
        ]
    }

    /// Three weeks from tomorrow, for everyone.
    static func proposal(_ today: Day) -> [String: String] {
        [
            "van": (today + 1).iso, "tot": (today + 22).iso,
            "voor": Consultation.Audience.everyone.rawValue,
        ]
    }

    static let close = Form([
        Field(
            "samenvatting", Text("Wat hebben jullie met de reacties gedaan?"), .area(rows: 8),
            hint: Text("Dit leest iedereen die meedeed. Noem ook wat je niet overneemt, en waarom."), limit: 5000)
    ])
}
