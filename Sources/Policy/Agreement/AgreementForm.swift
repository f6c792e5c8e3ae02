import Community
import Core
import Web

/// What an officer fills in about an agreement.
enum AgreementForm {
    /// - Parameter isAgreed: what holds is not changed without a reason.
    static func form(_ choices: AgreementChoices, isAgreed: Bool) -> Form {
        var fields = [
            Field(
                "soort", Text("Wat is het?"),
                .radios(Agreement.Kind.allCases.map { .init($0.rawValue, $0.label) })),
            Field("titel", Text("Titel"), hint: Text("Zoals: Taalmaatjes in Noorderpoort"), limit: 120),
            Field(
                "wat", Text("Wie doet wat, en wanneer?"), .area(rows: 5),
                hint: Text("Schrijf het zo dat je later kunt zien of het gebeurd is."), limit: 3000),
            Field(
                "partijen", Text("Met wie?"), .area(rows: 4),
                hint: Text(
                    "Een partij op elke regel. Wat zij doet, mag erachter: Buurthuis Het Anker: geeft de ruimte"),
                limit: 3000),
            Field(
                "doel", Text("Bij welk doel hoort dit?"),
                .select(choices.goals.map { .init($0.id.text, Text("Doel \($0.number): \($0.result)")) }),
                required: false),
            Field(
                "cijfer", Text("Welk cijfer laat zien of het lukt?"), .select(choices.figures),
                hint: Text("Dit telt het platform zelf. Staat het er niet bij? Sla dit over."), required: false),
            Field(
                "waaraan", Text("Waaraan zie je of het lukt?"), hint: Text("Bijvoorbeeld: 40 taalkoppels per jaar"),
                required: false, limit: 200),
            Field("van", Text("Eerste dag"), .date), Field("tot", Text("Laatste dag"), .date),
            Field(
                "ritme", Text("Hoe vaak hoor je hoe het gaat?"),
                .radios(ReportRhythm.allCases.map { .init($0.rawValue, $0.label) })),
            // Without a budget in this round there is nothing to choose from: then a name will do.
            choices.lines.isEmpty
                ? Field("begroting", Text("Uit welke begrotingsregel?"), required: false, limit: 120)
                : Field("begroting", Text("Uit welke begrotingsregel?"), .select(choices.lines), required: false),
            Field(
                "bedrag", Text("Bedrag in euro, voor de hele tijd"), required: false, limit: 20,
                rule: { Euro.problem($0) }),
            Field(
                "openbaar", Text("Iedereen mag deze afspraak en de voortgang lezen."), .checkbox, required: false),
        ]
        fields.append(Field("versie", Text("Versie"), .hidden, required: false, limit: 10))
        if isAgreed {
            fields.append(
                Field(
                    "waarom", Text("Waarom wijzig je de afspraak?"),
                    hint: Text("Dit blijft bij de afspraak staan."), limit: 300))
        }
        return Form(fields)
    }

    static func check(_ state: inout FormState) {
        if let first = state.day("van"), let last = state.day("tot") {
            if last <= first { state.addError("tot", Text("De laatste dag ligt niet na de eerste.")) }
            if last - first > 3660 { state.addError("tot", Text("Een afspraak duurt hoogstens tien jaar.")) }
        }
        if parties(state["partijen"]).count > 30 { state.addError("partijen", Text("Noem hoogstens 30 partijen.")) }
    }

    /// Each line a party: a name, and after a colon what it does.
    static func parties(_ text: String) -> [(name: String, task: String)] {
        text.split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }.map { line in
            let pieces = line.split(separator: ":", maxSplits: 1)
            let name = pieces.first.map { $0.trimmed } ?? line
            let task = pieces.count > 1 ? pieces[1].trimmed : ""
            return (String((name.isEmpty ? line : name).prefix(120)), String(task.prefix(300)))
        }
    }

    static func values(_ view: AgreementView) -> [String: String] {
        let it = view.it
        return [
            "soort": it.kind.rawValue, "titel": it.title, "wat": it.activity,
            "partijen": view.parties.map(\.line).joined(separator: "\n"), "doel": it.goal?.text ?? "",
            "cijfer": it.figure ?? "", "waaraan": it.indicator ?? "", "versie": String(it.version),
            "van": it.firstDay.iso, "tot": it.lastDay.iso, "ritme": it.rhythm.rawValue,
            "begroting": it.budgetLine ?? "", "bedrag": it.budgetCents.map { Texts.dutch.typedEuros($0) } ?? "",
            "openbaar": it.isPublic ? "ja" : "",
        ]
    }

    /// A year from the first of next month, a report every half year, for everyone to read.
    ///
    /// - Parameter goal: for which it is made; its figure is the agreement's as well.
    static func proposal(_ today: Day, goal: Goal? = nil) -> [String: String] {
        let first = today.firstOfMonth(adding: 1)
        return [
            "doel": goal?.id.text ?? "", "cijfer": goal?.indicator ?? "",
            "soort": Agreement.Kind.agreement.rawValue, "van": first.iso,
            "tot": (first.firstOfMonth(adding: 12) - 1).iso,
            "ritme": ReportRhythm.halfYear.rawValue, "openbaar": "ja",
        ]
    }

    /// Says at each field what somebody else saved there in the meantime; what was typed stays.
    static func mark(_ state: inout FormState, _ form: Form, _ stored: AgreementView, _ t: Texts) {
        let values = values(stored)
        for field in form.fields where field.name != "versie" {
            guard let value = values[field.name], value != state[field.name].replacing("\r\n", with: "\n") else {
                continue
            }
            let words =
                switch field.kind {
                case .select(let choices), .radios(let choices):
                    choices.first { $0.value == value }.map { t($0.label) } ?? t("niets")
                case .checkbox: value.isEmpty ? t("nee") : t("ja")
                case .date: Day(iso: value).map { t.date($0) } ?? value
                default: value.isEmpty ? t("niets") : value
                }
            state.addError(
                field.name,
                Text("Nu staat hier: “\(words)”. Kies wat het wordt en bewaar nog eens."))
        }
        if state.isValid {
            state.addError("titel", Text("Iemand anders bewaarde net hetzelfde. Bewaar nog eens als je verder wilt."))
        }
        state.values["versie"] = [String(stored.it.version)]
    }

    static let end = Form([
        Field(
            "reden", Text("Waarom stopt de afspraak?"), .area(rows: 3),
            hint: Text("Bijvoorbeeld: het is gelukt, of een partij stopt."), limit: 500)
    ])
}

/// What the parties fill in about how it goes: three lines and a light.
enum ProgressForm {
    static func form(_ days: [Day], _ t: Texts) -> Form {
        Form([
            Field(
                "dag", Text("Over welke tijd gaat het?"),
                .select(days.map { .init($0.iso, Text("tot en met \(t.date($0))")) })),
            Field(
                "licht", Text("Hoe gaat het?"),
                .radios(ProgressReport.Light.allCases.map { .init($0.rawValue, $0.label) })),
            Field("reden", Text("Waarom deze kleur?"), hint: Text("Een zin is genoeg."), limit: 300),
            Field("gedaan", Text("Wat is er gedaan?"), hint: Text("Een of twee zinnen."), limit: 400),
            Field("anders", Text("Wat ging anders dan afgesproken?"), required: false, limit: 400),
            Field("volgende", Text("Wat is de volgende stap?"), limit: 400),
        ])
    }

    static func values(_ report: ProgressReport?, day: Day?) -> [String: String] {
        guard let report else { return day.map { ["dag": $0.iso] } ?? [:] }
        return [
            "dag": report.day.iso, "licht": report.light.rawValue, "reden": report.reason, "gedaan": report.done,
            "anders": report.otherwise, "volgende": report.next,
        ]
    }
}
