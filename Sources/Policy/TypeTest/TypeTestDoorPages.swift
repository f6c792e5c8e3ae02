import Core
import Web

/// The way in: the code of the room, the welcome, the role.
struct TypeTestDoorPages {
    let visit: Visit
    private var t: Texts { visit.t }

    static let codeForm = Form([
        Field(
            "code", Text("Code"), hint: Text("Zes tekens, van het scherm in de zaal."), limit: 20, autocomplete: "off")
    ])

    static func roleForm(_ content: TypeTestContent, t: Texts) -> Form {
        Form([
            Field(
                "rol", Text("Wie ben je vandaag?"),
                .radios(content.roles.map { .init($0.id, Text("\(t($0.text))")) }),
                hint: Text(
                    "Van rollen met minder dan \(content.scoring.group.smallestGroup) mensen tonen we niets apart."))
        ])
    }

    /// - Parameter demoCode: in the demo, a code that works.
    func code(_ state: FormState, demoCode: String?) -> Reply {
        let hint: HTML =
            "\(demoCode, { Part.notice(t("In deze demo kun je meedoen met de code \(TypeTestCode.spoken($0))."), .plain) })"
        return visit.simplePage(
            t("Doe mee met de typetest"), intro: t("Vul de code in die je kreeg."), status: state.isValid ? 200 : 400,
            """
            \(hint)\(visit.errorSummary(Self.codeForm, state))\
            \(visit.form(action: "/typetest", classes: "stack", "\(visit.fields(Self.codeForm, state))<p><button>\(t("Doe mee"))</button></p>"))
            """)
    }

    /// - Parameters:
    ///   - action: where the form goes.
    ///   - own: the way back to what was begun on this device.
    func welcome(
        _ session: TypeTestSession, _ content: TypeTestContent, _ state: FormState, action: String, own: String?
    ) -> Reply {
        let form = Self.roleForm(content, t: t)
        let resume: HTML =
            own.map { path in
                Part.notice(t("Je bent op dit apparaat al begonnen.")) + "<p>\(Part.button(t("Ga verder"), path))</p>"
                    + "<h2>\(t("Of begin opnieuw, voor iemand anders"))</h2>"
            } ?? .empty
        let asked: HTML =
            session.viewpoints.count > 1
            ? "<p>\(t("We vragen het twee keer: eerst hoe het nu is, dan hoe het moet worden."))</p>" : .empty
        let help: HTML = """
            \(content.help, { item in
                "<details class=\"facet\"><summary>\(t(item.question))</summary><p>\(t(item.text))</p></details>"
            })
            """
        return visit.simplePage(
            session.title, intro: t(content.intro), status: state.isValid ? 200 : 400,
            """
            \(asked)\(resume)\(visit.errorSummary(form, state))\
            \(visit.form(action: action, classes: "stack", "\(visit.fields(form, state))<p><button>\(t("Begin"))</button></p>"))\
            <h2>\(t("Goed om te weten"))</h2><div>\(help)</div>\(content.source.markup(t))
            """)
    }

    /// Why someone cannot take part now.
    func refused(_ refusal: TakeTypeTest.Refusal) -> Reply {
        switch refusal {
        case .notOpen:
            visit.simplePage(
                t("Deze test is nu niet open"), status: 404,
                "<p>\(t("Hij is nog niet begonnen of al gesloten. Vraag het aan wie jou uitnodigde."))</p>")
        case .alreadySent:
            visit.simplePage(
                t("Je antwoorden zijn al binnen"), status: 400,
                "<p>\(t("Insturen kan één keer. Zo past niemand zich aan de groep aan."))</p>")
        case .full:
            visit.simplePage(
                t("Deze test zit vol"), status: 400, "<p>\(t("Vraag het aan wie jou uitnodigde."))</p>")
        case .nothingAnswered:
            visit.simplePage(
                t("Je hebt nog niets gekozen"), status: 400,
                "<p>\(t("Ga terug en kies bij elke stelling a of b. Een paar open laten mag."))</p>")
        }
    }

    func gone() -> Reply {
        visit.simplePage(
            t("Deze link werkt niet meer"), status: 404,
            "<p>\(t("De test is voorbij, of de link is niet heel overgekomen."))</p><p>\(Part.button(t("Ik heb een code"), "/typetest", quiet: true))</p>"
        )
    }
}
