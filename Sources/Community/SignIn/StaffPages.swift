import Core
import OpenID
import Web

/// The pages of the staff door: password, code, and what to do without a phone.
struct StaffPages {
    let visit: Visit
    /// The municipalities whose staff can come in with their own account.
    var doors: [OpenIDSettings] = []
    var t: Texts { visit.t }

    static let form = Form([
        Field("email", Text("E-mailadres"), .email, limit: 254, autocomplete: "username"),
        Field("wachtwoord", Text("Wachtwoord"), .password, limit: 500, autocomplete: "current-password"),
    ])
    static let codeForm = Form([
        Field(
            "code", Text("Code uit je app"), .oneTimeCode,
            hint: Text("Zes cijfers. Er komt elke halve minuut een nieuwe."),
            limit: 20, autocomplete: "one-time-code")
    ])
    static let paperForm = Form([
        Field(
            "herstelcode", Text("Herstelcode"),
            hint: Text("Een van de tien codes die je bewaard hebt. Elke code werkt één keer."),
            limit: 40, autocomplete: "off")
    ])

    func password(_ state: FormState, back: String?) -> Reply {
        let step = t("Stap 1 van 2: je e-mailadres en wachtwoord.")
        let content = visit.form(
            action: "/inloggen/medewerker", classes: "stack",
            """
            \(if: !doors.isEmpty, "<p>\(step)</p>")\(ReturnPath.hiddenField(back))\(visit.fields(Self.form, state))<p class="row"><button>\(t("Verder"))</button></p>
            """)
        return visit.simplePage(
            t("Inloggen als medewerker"), intro: doors.isEmpty ? step : nil,
            status: state.isValid ? 200 : 400,
            """
            \(visit.errorSummary(Self.form, state))\(OpenIDPages.buttons(doors, back: back, visit))\
            \(Part.card(doors.isEmpty ? nil : t("Met een wachtwoord"), content))\
            <p class="small soft">\(t("Na vijf foute pogingen gaat een account even op slot. Wachtwoord kwijt? Vraag een beheerder om een nieuwe link."))</p>\
            <p><a href="\(ReturnPath.url("/inloggen", back))">\(t("Inloggen zonder wachtwoord, voor vrijwilligers en organisaties"))</a></p>
            """)
    }

    /// - Parameters:
    ///   - code: what is wrong with the code of the app.
    ///   - paper: what is wrong with the code on paper.
    func code(_ token: String, code: FormState, paper: FormState) -> Reply {
        let isValid = code.isValid && paper.isValid
        let app = Part.card(nil, stepForm(token, Self.codeForm, code))
        let alternative: HTML = """
            <details class="card"\(flag: "open", !paper.isValid)><summary>\(t("Geen telefoon bij de hand?"))</summary>\
            \(stepForm(token, Self.paperForm, paper))</details>
            """
        return visit.simplePage(
            t("Stap 2 van 2: je code"), intro: t("Open de app op je telefoon en typ de code over."),
            status: isValid ? 200 : 400,
            """
            \(visit.errorSummary(Self.codeForm, code))\(visit.errorSummary(Self.paperForm, paper))\(app)\(alternative)\
            <p><a href="/inloggen/medewerker">\(t("Opnieuw beginnen"))</a></p>
            """)
    }

    private func stepForm(_ token: String, _ form: Form, _ state: FormState) -> HTML {
        visit.form(
            action: "/inloggen/medewerker/code", classes: "stack",
            """
            <input type="hidden" name="stap" value="\(token)">\(visit.fields(form, state))\
            <p class="row"><button>\(t("Inloggen"))</button></p>
            """)
    }

    func expired() -> Reply {
        visit.simplePage(
            t("Het duurde te lang"), intro: t("Begin opnieuw. Er is niets gewijzigd."), status: 400,
            "<p class=\"row\">\(Part.button(t("Opnieuw inloggen"), "/inloggen/medewerker"))</p>")
    }
}
