import Core
import Web

/// What a caller fills in after a call.
enum CallForm {
    static func form(_ mode: Survey.Mode) -> Form {
        // Filling in together would tell the caller what an anonymous answer is.
        let results = CallResult.allCases.filter { $0 != .interviewed || mode != .anonymous }
        return Form([
            Field("hoe", Text("Hoe liep het?"), .radios(results.map { .init($0.rawValue, $0.label) })),
            Field(
                "dag", Text("Terugbellen op"), .date, hint: Text("Alleen bij: bel later terug."), required: false),
            Field("tijd", Text("Hoe laat?"), hint: Text("Bijvoorbeeld 14:30."), required: false, limit: 5) {
                minute($0) == nil ? Text("Vul een tijd in zoals 14:30.") : nil
            },
            Field(
                "reden", Text("Waarom niet?"),
                .select(
                    [.init("", Text("Geen reden gezegd"))] + RefusalReason.choices.map { .init($0.rawValue, $0.label) }),
                hint: Text("Alleen bij: wil niet meedoen."), required: false),
            Field("notitie", Text("Notitie"), .area(rows: 2), required: false, limit: 1000),
        ])
    }

    /// Minutes after midnight of `14:30` or `9.15`.
    static func minute(_ text: String) -> Int? {
        let parts = text.split { $0 == ":" || $0 == "." }
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
            (0..<60).contains(minute), parts[1].count == 2
        else { return nil }
        return hour * 60 + minute
    }

    static func check(_ state: inout FormState, today: Day) {
        guard state["hoe"] == CallResult.later.rawValue else { return }
        guard let day = state.day("dag") else {
            if state.problem("dag") == nil { state.addError("dag", Text("Kies de dag waarop je terugbelt.")) }
            return
        }
        if day < today { state.addError("dag", Text("Deze dag is voorbij. Kies vandaag of later.")) }
        if day - today > 366 { state.addError("dag", Text("Kies een dag binnen een jaar.")) }
    }

    /// When to call back: at the time that was said, else in the morning.
    static func moment(_ state: FormState) -> Moment? {
        state.day("dag").map { DutchTime.moment($0, minute: minute(state["tijd"]) ?? 9 * 60) }
    }
}
