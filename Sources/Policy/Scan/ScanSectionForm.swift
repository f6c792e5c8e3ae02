import Core
import Web

/// The form of one page of a scan, made from its questions.
struct ScanSectionForm {
    let section: ScanSection
    let sheet: ScanSheet
    /// Who may own an action.
    let staff: [(id: String, name: String)]
    let t: Texts

    /// How often the page was saved when it was opened: so two people cannot write over each other unseen.
    static let revision = "stand"

    static func choice(_ question: String) -> String { "antwoord-" + question }
    static func note(_ question: String) -> String { "opmerking-" + question }
    static func fact(_ fact: String) -> String { "feit-" + fact }

    var form: Form {
        Form(section.questions.flatMap(questionFields) + section.facts.map(factField) + anchoringFields + actionFields)
    }

    private func questionFields(_ question: ScanQuestion) -> [Field] {
        let choices = sheet.answers.options.map { Field.Choice($0.id, Text("\(t($0.text))")) }
        let remark: Text =
            switch sheet {
            case .integral: Text("Opmerking")
            case .points(let scan): Text("\(scan.field("field-evidence", t))")
            }
        // A scan of points has one question on a page, explained at its top.
        let hint: Text? =
            switch sheet {
            case .integral: Text("\(t(question.explanation))")
            case .points: nil
            }
        let hints = question.evidence.map { t($0) }.joined(separator: " ")
        return [
            Field(
                Self.choice(question.id), Text("\(t(question.text))"), .radios(choices),
                hint: hint, required: false),
            Field(
                Self.note(question.id), remark, .area(rows: 2), hint: Text("Denk aan: \(hints)"), required: false,
                limit: 1000),
        ]
    }

    private func factField(_ fact: ScanFact) -> Field {
        let label = Text("\(t(fact.question))")
        let hint = Text("\(t(fact.explanation))")
        let choices = (fact.options ?? []).map { Field.Choice($0.id, Text("\(t($0.text))")) }
        let name = Self.fact(fact.id)
        return switch fact.kind {
        case .date: Field(name, label, .date, hint: hint, required: false, autocomplete: "off")
        case .one: Field(name, label, .radios(choices), hint: hint, required: false)
        case .several: Field(name, label, .checkboxes(choices), hint: hint, required: false)
        case .text: Field(name, label, .area(rows: 3), hint: hint, required: false, limit: 1000)
        case .amount: Field(name, label, .area(rows: 2), hint: hint, required: false, limit: 300)
        }
    }

    private var anchoringFields: [Field] {
        guard let anchoring = section.anchoring else { return [] }
        return [
            Field(
                "verankerd", Text("\(t(anchoring.question))"), .number(2000...2200),
                hint: Text("\(t(anchoring.explanation))"), required: false, autocomplete: "off")
        ]
    }

    private var actionFields: [Field] {
        guard section.hasAction else { return [] }
        let words: (action: Text, owner: Text, due: Text) =
            switch sheet {
            case .integral: (Text("Wat ga je doen?"), Text("Wie doet het?"), Text("Wanneer is het klaar?"))
            case .points(let scan):
                (
                    Text("\(scan.field("field-action", t))"), Text("\(scan.field("field-owner", t))"),
                    Text("\(scan.field("field-date", t))")
                )
            }
        let hint = section.firstStep.map { Text("Een manier om te beginnen: \(t($0))") }
        return [
            Field("actie", words.action, .area(rows: 2), hint: hint, required: false, limit: 500),
            Field(
                "eigenaar", words.owner, .select(staff.map { .init($0.id, Text("\($0.name)")) }), required: false),
            Field("klaar-op", words.due, .date, required: false, autocomplete: "off"),
        ]
    }

    /// What was saved, or for a page that nobody saved yet what is known already.
    func values(_ filled: FilledScan, proposals: [String: [String]]) -> FormState {
        var state = FormState()
        for question in section.questions {
            let given = filled.answers[question.id]
            state.values[Self.choice(question.id)] = given?.choice.map { [$0] } ?? []
            state.values[Self.note(question.id)] = [given?.note ?? ""]
        }
        let note = filled.notes[section.id]
        for fact in section.facts {
            state.values[Self.fact(fact.id)] = filled.facts[fact.id] ?? (note == nil ? proposals[fact.id] ?? [] : [])
        }
        state.values["verankerd"] = note?.anchoredUntil.map { [String($0)] } ?? []
        state.values["actie"] = [note?.action ?? ""]
        state.values["eigenaar"] = note?.owner.map { [$0.text] } ?? []
        state.values["klaar-op"] = note?.due.map { [$0.iso] } ?? []
        return state
    }

    /// Rules over more than one field: an action without a date is a wish.
    static func check(_ state: inout FormState) {
        let hasAction = state.optional("actie") != nil
        if hasAction, state.optional("klaar-op") == nil {
            state.addError("klaar-op", Text("Kies een dag. Zonder dag gebeurt het meestal niet."))
        }
        if hasAction, state.optional("eigenaar") == nil {
            state.addError("eigenaar", Text("Kies wie het doet."))
        }
        if !hasAction, state.optional("klaar-op") != nil || state.optional("eigenaar") != nil {
            state.addError("actie", Text("Schrijf op wat er gebeurt, of maak de dag en de naam leeg."))
        }
    }
}
