import Core
import Web

/// The two small forms of a survey that is in the field: a later last day, or an end now.
enum EndingForm {
    static let later = Form([
        Field("dag", Text("Nieuwe laatste dag"), .date, hint: Text("Later kan, eerder niet. Sluiten kan elk moment."))
    ])

    static let close = Form([
        Field("zeker", Text("Ik weet dat een gesloten enquête niet meer open kan."), .checkbox)
    ])

    /// What a person sent that cannot be done, to be shown where it was filled in.
    enum Refused {
        case later(FormState)
        case close(FormState)
    }

    static func proposal(_ survey: Survey) -> FormState {
        later.filled(["dag": survey.closesOn.map { ($0 + 7).iso } ?? ""])
    }

    /// The day, when it may be the new last one; else what is wrong is added to `state`.
    static func day(_ state: inout FormState, _ survey: Survey, today: Day) -> Day? {
        guard state.isValid, let day = state.day("dag") else { return nil }
        guard let last = survey.closesOn, day > last, day >= today else {
            state.addError("dag", Text("Kies een dag na de laatste dag die er nu staat."))
            return nil
        }
        guard day - today <= 366 else {
            state.addError("dag", Text("Kies een dag binnen een jaar."))
            return nil
        }
        return day
    }
}
