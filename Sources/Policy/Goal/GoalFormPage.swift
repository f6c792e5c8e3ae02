import Community
import Core
import Web

/// The forms of a goal.
struct GoalFormPage {
    let visit: Visit
    let cycle: PolicyCycle
    private var t: Texts { visit.t }

    /// - Parameters:
    ///   - lead: what is known of the figure that was chosen.
    ///   - below: what stands under the form, such as the SMART check.
    func reply(
        _ title: String, lead: HTML = .empty, form: Form, state: FormState, action: String, back: String,
        buttons: HTML, below: HTML = .empty, status: Int = 200
    ) -> Reply {
        visit.cyclePage(
            cycle, .goals, title: title, step: title, status: status,
            """
            \(lead)\(visit.form(
                action: action, classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row">\(buttons)\(Part.button(t("Terug"), back, quiet: true))</p>
                """))\(below)
            """)
    }

    var save: HTML { "<button>\(t("Bewaar"))</button>" }
    var saveOrCheck: HTML {
        """
        <button name="actie" value="bewaar">\(t("Bewaar"))</button>\
        <button class="quiet" name="actie" value="controleer">\(t("Controleer of het SMART is"))</button>
        """
    }
}

/// The form for another aim.
enum TargetForm {
    static let form = Form([
        GoalForm.number("doel", Text("Waar wil je heen?"), hint: nil, required: true),
        Field("doeldag", Text("Wanneer?"), .date),
        Field(
            "reden", Text("Waarom verandert het?"), .area(rows: 3),
            hint: Text("De reden blijft bij het doel staan, met de datum. Het oude streven ook."), limit: 500),
    ])
}

/// The form for a figure that was measured by hand.
enum MeasureForm {
    static func form(corrects: Bool) -> Form {
        var fields = [
            GoalForm.number("waarde", Text("Wat is het cijfer?"), hint: nil, required: true),
            Field("dag", Text("Op welke dag is het gemeten?"), .date),
            Field(
                "bron", Text("Waar komt het cijfer vandaan?"), hint: Text("Zoals: enquête onder organisaties, najaar"),
                limit: 300, autocomplete: "off"),
            Field(
                "aantal", Text("Hoeveel mensen of dingen zijn geteld of gevraagd?"), .number(1...1_000_000_000),
                hint: Text("Zoals: 61 organisaties vulden de enquête in."), required: false, autocomplete: "off"),
            GoalForm.number(
                "marge", Text("Hoe ver kan het ernaast zitten?"),
                hint: Text("De marge bij een steekproef, naar boven en naar beneden. Weet je die niet? Laat het leeg."),
                required: false),
        ]
        if corrects {
            fields.append(Field("verbetert", Text("Meting"), .hidden, required: false, limit: 10))
            fields.append(Field("reden", Text("Wat klopte er niet?"), .area(rows: 2), limit: 300))
        }
        return Form(fields)
    }

    static func entry(_ state: inout FormState, today: Day) -> GoalEntry? {
        if let margin = Amount.read(state["marge"]), margin < 0 {
            state.addError("marge", Text("Vul een getal in van 0 of hoger."))
        }
        if let day = state.day("dag"), day > today { state.addError("dag", Text("Deze dag moet nog komen.")) }
        guard state.isValid, let value = Amount.read(state["waarde"]), let day = state.day("dag") else { return nil }
        return GoalEntry(
            value: value, day: day, source: state["bron"], base: state.int("aantal"),
            margin: Amount.read(state["marge"]), corrects: state.int("verbetert"), reason: state["reden"])
    }
}
