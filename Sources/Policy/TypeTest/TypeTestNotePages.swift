import Core
import Web

/// What was said, at each of the three questions.
struct TypeTestNotePages {
    let visit: Visit
    let view: TypeTestResultView
    private var t: Texts { visit.t }
    private var content: TypeTestContent { view.result.content }

    static func form(_ content: TypeTestContent, t: Texts) -> Form {
        Form(
            content.discussion.flatMap { item in
                [
                    Field(
                        item.id, Text("\(t(item.question))"), .area(rows: 5), hint: Text("\(t(item.help))"),
                        required: false, limit: 4000),
                    Field(versionField(item.id), Text("Versie"), .hidden, required: false, limit: 12),
                ]
            })
    }

    static func versionField(_ question: String) -> String { "versie-\(question)" }

    static func filled(_ form: Form, _ notes: [String: TypeTestNote], _ content: TypeTestContent) -> FormState {
        var values: [String: String] = [:]
        for item in content.discussion {
            values[item.id] = notes[item.id]?.text ?? ""
            values[versionField(item.id)] = String(notes[item.id]?.version ?? 0)
        }
        return form.filled(values)
    }

    static func drafts(_ state: FormState, _ content: TypeTestContent) -> [SaveTypeTestNotes.Draft] {
        content.discussion.map {
            SaveTypeTestNotes.Draft(
                question: $0.id, text: state[$0.id].replacing("\r\n", with: "\n"),
                seen: state.int(versionField($0.id)) ?? 0)
        }
    }

    /// - Parameter others: what somebody else saved while this was being typed.
    func edit(_ state: FormState, others: [TypeTestNote] = []) -> Reply {
        let form = Self.form(content, t: t)
        var state = state
        for note in others {
            state.addError(
                note.question, Text("Een ander schreef intussen ook iets. Voeg het samen en bewaar opnieuw."))
            state.values[Self.versionField(note.question)] = [String(note.version)]
        }
        let path = view.session.path(in: view.cycle)
        let body: HTML = """
            \(visit.errorSummary(form, state))\(content.discussion, { item in
                "\(visit.field(item.id, of: form, state))\(visit.field(Self.versionField(item.id), of: form, state))\(others.first { $0.question == item.id }, { "<p class=\"small\">\(t("Dit schreef de ander:"))</p><blockquote>\(HTML(paragraphs: $0.text))</blockquote>" })"
            })<p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), path + "/uitslag", quiet: true))</p>
            """
        return visit.cyclePage(
            view.cycle, .typeTest, title: t("Wat werd er gezegd?"),
            intro: t("Schrijf op wat er gezegd is, niet wie het zei."), step: "", status: state.isValid ? 200 : 400,
            "<div class=\"narrow\">\(visit.form(action: path + "/gesprek", classes: "stack", body))</div>")
    }
}
