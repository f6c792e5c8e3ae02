import Core
import Web

/// What the centre sends back: one line that says what must change, from scratch or from a ready sentence.
enum Feedback {
    static let field = "opmerking"
    static let limit = 500

    static let form = Form([
        Field(
            field, Text("Wat moet er anders?"), .area(rows: 2),
            hint: Text("Een of twee zinnen. De organisatie krijgt ze per mail."),
            limit: limit, rule: ApplicationText.message)
    ])

    static let forVacancy: [Text] = [
        Text("Vertel iets meer over wat iemand gaat doen. Nu is dat nog niet duidelijk."),
        Text("Schrijf erbij op welke dagen en hoeveel uur per week het is."),
        Text("Haal het e-mailadres of telefoonnummer uit de tekst. Mensen reageren via de site."),
        Text("Dit lijkt op betaald werk. Leg uit waarom een vrijwilliger dit doet."),
        Text("Deze vacature staat er al. Wil je de oude aanpassen?"),
    ]

    static let forOrganisation: [Text] = [
        Text("Vertel in een paar zinnen wat jullie doen."),
        Text("Het KvK-nummer klopt niet met de naam. Kijk je het na?"),
        Text("Regel eerst een verzekering voor jullie vrijwilligers. Wij helpen daar graag bij."),
        Text("Deze organisatie staat al op de site. Neem contact met ons op, dan voegen we je toe."),
    ]

    /// The form before anyone typed: with the sentence that was chosen, if any.
    static func start(_ visit: Visit, _ suggestions: [Text]) -> FormState {
        guard let tip = visit.query.int("tip"), suggestions.indices.contains(tip - 1) else { return form.filled() }
        return form.filled([field: visit.t(suggestions[tip - 1])])
    }

    /// The form with the ready sentences above it. They are links, so that they work without a script.
    static func markup(_ visit: Visit, path: String, state: FormState, suggestions: [Text]) -> HTML {
        let t = visit.t
        var tips = HTML.empty
        for (index, text) in suggestions.enumerated() {
            tips += "<li><a href=\"\(path)?tip=\(index + 1)#veld-\(field)\">\(t(text))</a></li>"
        }
        let content: HTML = """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p><button class="quiet">\(t("Geef terug"))</button></p>
            """
        return """
            <details class="feedback-tips"><summary>\(t("Kies een zin die klaarstaat"))</summary><ul>\(tips)</ul></details>\
            \(visit.form(action: path + "/teruggeven", classes: "stack", content))
            """
    }
}
