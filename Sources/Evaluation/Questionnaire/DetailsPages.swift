import Core
import Questionnaires
import Web

/// Title, texts around the questions, and the languages.
struct DetailsPages {
    let visit: Visit
    let stored: StoredQuestionnaire

    private var t: Texts { visit.t }

    static let form = Form([
        Field("naam", Text("Naam op de plank"), limit: 120, autocomplete: "off"),
        Field("titel", Text("Titel voor wie invult"), limit: 200, autocomplete: "off"),
        Field(
            "inleiding", Text("Inleiding"), .area(rows: 5),
            hint: Text("Waarom vraag je dit, hoe lang duurt het, en wat gebeurt er met de antwoorden?"),
            required: false,
            limit: 4000),
        Field("slot", Text("Tekst na afloop"), .area(rows: 3), required: false, limit: 4000),
        Field("bron", Text("Waar komen de vragen vandaan?"), required: false, limit: 500),
        Field(
            "talen", Text("Talen"),
            hint: Text("Codes met een komma ertussen, zoals: nl, en, tr. De eerste is de taal waarin je schrijft."),
            limit: 100),
        Field(
            "kenmerk", Text("Kenmerk in bestanden"),
            hint: Text("Letters, cijfers en streepjes."), limit: 60),
    ])

    func page(_ state: FormState? = nil, status: Int = 200) -> Reply {
        let content = stored.content
        let first = stored.first
        func text(_ words: Words?) -> String { words?.only(first, first: first) ?? "" }
        let state =
            state
            ?? Self.form.filled([
                "naam": stored.name, "titel": text(content.title), "inleiding": text(content.intro),
                "slot": text(content.thanks), "bron": content.source ?? "",
                "talen": content.languages.joined(separator: ", "), "kenmerk": content.id,
            ])
        return visit.questionnairePage(
            stored, title: t("Titel en teksten"), status: status,
            visit.form(
                action: stored.path("gegevens"), classes: "stack narrow",
                """
                \(visit.errorSummary(Self.form, state))\(visit.fields(Self.form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), stored.path(), quiet: true))</p>
                """))
    }

    /// The languages of the form; what is wrong with them is added to `state`.
    static func languages(_ state: inout FormState) -> [String] {
        var found: [String] = []
        for part in state["talen"].split(whereSeparator: { $0 == "," || $0 == " " }) {
            let code = String(part)
            if !found.contains(code) { found.append(code) }
        }
        let probe = Questionnaire(id: "x", languages: found, title: Words("x"))
        if found.isEmpty || found.count > 20 || (try? Questionnaire(json: probe.json)) == nil {
            state.addError("talen", Text("Gebruik codes van talen, zoals nl, en of tr."))
        }
        let id = state["kenmerk"]
        if !id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) {
            state.addError("kenmerk", Text("Gebruik alleen letters, cijfers en streepjes."))
        }
        return found
    }

    static func apply(_ state: FormState, _ languages: [String], to content: inout Questionnaire) {
        let old = content.languages.first ?? "nl"
        let first = languages.first ?? old
        content.setLanguages(languages)
        func words(_ name: String, _ words: Words?) -> Words? {
            var words = words ?? Words([:])
            // Another first language: what was typed is in the language it was shown in.
            words.set(state[name].replacing("\r\n", with: "\n"), in: first == old ? first : old, first: first)
            return state[name].isEmpty ? nil : words
        }
        content.title = words("titel", content.title) ?? Words("")
        content.intro = words("inleiding", content.intro)
        content.thanks = words("slot", content.thanks)
        content.source = state.optional("bron")
        content.id = state["kenmerk"]
    }
}
