import Core
import Web

/// The form of one function, made from the content.
struct WorkbookForm {
    /// The names of the fields. A saved state keeps them, so they never change.
    enum Name {
        static let version = "versie"
        static func question(_ id: String) -> String { "v-\(id)" }
        static func own(_ question: String) -> String { "v-\(question)-eigen" }
        static func inPolicy(_ element: String) -> String { "e-\(element)-beleid" }
        static func carriers(_ element: String) -> String { "e-\(element)-wie" }
        static func evidence(_ element: String) -> String { "e-\(element)-bewijs" }
        static func budget(_ element: String) -> String { "e-\(element)-geld" }
        static func priority(_ element: String) -> String { "e-\(element)-belang" }
        static func ownName(_ element: String) -> String { "e-\(element)-naam" }
        /// Not a field: the proposal was put aside.
        static func declined(_ element: String) -> String { "p-\(element)" }
    }

    let content: WorkbookContent
    let function: WorkbookContent.Function
    let t: Texts

    /// Room for what a municipality does that is not in the list.
    static func ownElements(of function: String) -> [String] { ["\(function)-own-1", "\(function)-own-2"] }

    var form: Form {
        var fields = [Field(Name.version, Text("Versie"), .hidden, required: false, limit: 12)]
        for question in function.questions { fields += self.fields(question) }
        for element in function.elements { fields += self.fields(element.id, t(element.name)) }
        for (index, id) in Self.ownElements(of: function.id).enumerated() {
            fields.append(
                Field(Name.ownName(id), Text("Eigen onderdeel \(index + 1)"), required: false, limit: 120))
            fields += self.fields(id, t("Eigen onderdeel \(index + 1)"))
        }
        for open in function.execution + function.money {
            fields.append(
                Field(Name.question(open.id), said(open.question), .area(rows: 3), required: false, limit: 2000))
        }
        return Form(fields)
    }

    private func fields(_ question: WorkbookContent.Question) -> [Field] {
        let name = Name.question(question.id)
        let hint = question.explanation.map(said)
        guard question.kind == .several else {
            return [Field(name, said(question.question), .area(rows: 3), hint: hint, required: false, limit: 2000)]
        }
        let list = Field(
            name, said(question.question), .checkboxes(choices(question.options ?? [])), hint: hint, required: false)
        guard question.ownOptions else { return [list] }
        return [
            list,
            Field(
                Name.own(question.id), Text("Iets anders?"), .area(rows: 2), hint: Text("Eén per regel."),
                required: false, limit: 1000),
        ]
    }

    private func fields(_ element: String, _ name: String) -> [Field] {
        [
            Field(
                Name.inPolicy(element), asked("in-policy"), .radios(choices(content.options("in-policy"))),
                required: false),
            Field(
                Name.carriers(element), asked("carried-out-by"),
                .checkboxes(choices(content.options("carried-out-by"))),
                required: false),
            Field(Name.evidence(element), asked("evidence"), required: false, limit: 500),
            Field(
                Name.budget(element), asked("budget"), hint: Text("In euro's, zoals 12.500."), required: false,
                limit: 20
            ) { Euro.problem($0) },
            Field(
                Name.priority(element), asked("priority"), .radios(choices(content.options("priority"))),
                required: false),
        ]
    }

    private func asked(_ answer: String) -> Text {
        content.answers.first { $0.id == answer }.map { said($0.question) } ?? Text("Antwoord")
    }

    private func choices(_ options: [WorkbookContent.Option]) -> [Field.Choice] {
        options.map { Field.Choice($0.id, said($0.text)) }
    }

    /// Content is in the reader's language already.
    private func said(_ text: LocalText) -> Text { Text("\(t(text))") }

    /// What was sent, read and checked by the rules that no single field knows.
    func read(_ sent: Query) -> FormState {
        var state = form.read(sent)
        for id in function.elements.map(\.id) + Self.ownElements(of: function.id) {
            let carriers = state.all(Name.carriers(id))
            let real = WorkbookAnswer.Carrier.real.map(\.rawValue)
            if carriers.contains(WorkbookAnswer.Carrier.nobody.rawValue), carriers.contains(where: real.contains) {
                state.addError(
                    Name.carriers(id), Text("Kies 'niemand', of kies wie het doet. Allebei kan niet."))
            }
        }
        for id in Self.ownElements(of: function.id) where state[Name.ownName(id)].isEmpty {
            let rest = fields(id, "").contains { !state[$0.name].isEmpty }
            if rest { state.addError(Name.ownName(id), Text("Geef dit onderdeel een naam.")) }
        }
        return state
    }

    /// What is kept of a form: without white space around it, empty fields left out.
    func values(_ state: FormState) -> WorkbookSheet.Values {
        var values: WorkbookSheet.Values = [:]
        for field in form.fields where field.name != Name.version {
            let list = state.all(field.name).map { $0.trimmed.replacing("\r\n", with: "\n") }.filter { !$0.isEmpty }
            if !list.isEmpty { values[field.name] = list }
        }
        return values
    }
}
