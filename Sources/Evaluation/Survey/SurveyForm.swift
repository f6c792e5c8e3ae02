import Core
import Questionnaires
import Web

/// The few things that begin a survey.
struct SurveyForm {
    let municipalities: [(code: String, name: String)]
    let questionnaires: [(id: String, name: String)]
    let surveys: [Survey]
    let t: Texts

    var form: Form {
        var fields: [Field] = []
        if municipalities.count > 1 {
            fields.append(
                Field(
                    "gemeente", Text("Gemeente"),
                    .select(municipalities.map { .init($0.code, Text("\($0.name)")) })))
        }
        let ready: [Field.Choice] = ReadyMade.all.map {
            .init("kant-\($0.id)", Text("\($0.title(t.language.rawValue)) (kant-en-klaar)"))
        }
        let own: [Field.Choice] = questionnaires.map { .init("eigen-\($0.id)", Text("\($0.name)")) }
        fields += [
            Field(
                "titel", Text("Titel"), hint: Text("Dit lezen mensen boven de vragen."), limit: 120,
                autocomplete: "off"),
            Field(
                "vragenlijst", Text("Vragenlijst"),
                .select(own + ready + [.init("leeg", Text("Een lege vragenlijst"))]),
                hint: Text("Je kunt hem daarna nog aanpassen.")),
        ]
        if !surveys.isEmpty {
            fields.append(
                Field(
                    "vorige", Text("Is dit een herhaling?"),
                    .select(surveys.map { .init(String($0.number), Text("\($0.title)")) }),
                    hint: Text("Dan zie je straks wat er veranderd is."), required: false))
        }
        return Form(fields)
    }
}
