import Core
import Web

/// The forms of an evaluation.
enum EvaluationForms {
    /// The questions of one section, each with the version that was shown.
    static func section(_ section: EvaluationContent.Section, t: Texts) -> Form {
        Form(
            section.questions.map { question in
                Field(
                    question.id, Text("\(t(question.question))"), .area(rows: 4),
                    hint: Text("\(t(question.explanation))"),
                    required: false, limit: 4000)
            })
    }

    static func versionName(_ question: String) -> String { "versie-" + question }

    static func conclusion(_ content: EvaluationContent, goal: Goal, t: Texts) -> Form {
        Form([
            Field(
                "conclusie", Text("Wat concludeer je?"),
                .radios(
                    content.conclusions.map { choice in
                        let words = "\(t(choice.name)). \(t(choice.explanation)) \(t(choice.asks))"
                        return .init(choice.id, Text("\(words)"))
                    })),
            Field(
                "reden", Text("\(t(content.reason.question))"), .area(rows: 3), required: content.reason.needed,
                limit: 2000),
            Field(
                "vervolg", Text("Wat gebeurt er nu?"), .area(rows: 3),
                hint: Text("Geef antwoord op de vraag bij je keuze."), required: false, limit: 2000),
            Field(
                "streven", Text("Nieuwe streefwaarde"), hint: Text("Alleen als je meer gaat doen."), required: false,
                limit: 20, autocomplete: "off"
            ) { Amount.read($0) == nil ? Text("Vul een getal in, zoals 83 of 7,5.") : nil },
            Field(
                "dag", Text("Wanneer moet dat zo zijn?"), .date, hint: Text("Alleen als je meer gaat doen."),
                required: false),
        ])
    }

    /// What no single field can check.
    static func check(_ state: inout FormState, _ content: EvaluationContent, goal: Goal, today: Day) {
        guard content.conclusion(state["conclusie"])?.nextCycle == .copyWithNewTarget else { return }
        guard let target = Amount.read(state["streven"]) else {
            return state.addError("streven", Text("Je gaat meer doen. Kies een nieuwe streefwaarde."))
        }
        let isHigher = goal.better == .up ? target > goal.target : target < goal.target
        if !isHigher {
            state.addError("streven", Text("Deze streefwaarde is niet beter dan die van nu. Kies een andere."))
        }
        guard let day = state.day("dag") else {
            return state.addError("dag", Text("Kies de dag waarop dit zo moet zijn."))
        }
        if day <= today { state.addError("dag", Text("Deze dag is al geweest. Kies een latere.")) }
    }

    static let summary = Form([
        Field(
            "slot", Text("Wat concluderen we over het geheel?"), .area(rows: 12),
            hint: Text("Wat lukte, wat niet, en wat nu? Hou het kort: de raad leest dit eerst."), limit: 10_000)
    ])

    static let remark = Form([
        Field("tekst", Text("Jouw opmerking"), .area(rows: 3), limit: 2000)
    ])

    static let answer = Form([
        Field("antwoord", Text("Jouw antwoord"), .area(rows: 2), limit: 2000)
    ])

    static let finish = Form([
        Field(
            "zeker", Text("Ik heb alles nagelezen. Hierna kan niemand deze evaluatie nog veranderen."), .checkbox)
    ])

    static func next(_ t: Texts) -> Form {
        Form([
            Field("naam", Text("Naam van de volgende ronde"), limit: 120, autocomplete: "off"),
            Field("van", Text("Eerste jaar"), .number(2000...2100), autocomplete: "off"),
            Field("tot", Text("Laatste jaar"), .number(2000...2100), autocomplete: "off"),
            Field(
                "zeker", Text("Ik sluit deze ronde. Daarna kan ik hem lezen, maar niet meer veranderen."), .checkbox),
        ])
    }
}
