import Community
import Core
import Web

/// What an officer fills in about an agreement.
enum AgreementForm {
    /// - Parameter isAgreed: what holds is not changed without a reason.
    static func form(goals: [Goal], isAgreed: Bool) -> Form {
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
                .select(goals.map { .init($0.id.text, Text("Doel \($0.number): \($0.result)")) }), required: false),
            Field(
                "waaraan", Text("Waaraan zie je of het lukt?"), hint: Text("Bijvoorbeeld: 40 taalkoppels per jaar"),
                required: false, limit: 200),
            Field("van", Text("Eerste dag"), .date), Field("tot", Text("Laatste dag"), .date),
            Field(
                "ritme", Text("Hoe vaak hoor je hoe het gaat?"),
                .radios(ReportRhythm.allCases.map { .init($0.rawValue, $0.label) })),
            Field("begroting", Text("Uit welke begrotingsregel?"), required: false, limit: 120),
            Field(
                "bedrag", Text("Bedrag in euro, voor de hele tijd"), required: false, limit: 20,
                rule: { Euro.problem($0) }),
            Field(
                "openbaar", Text("Iedereen mag deze afspraak en de voortgang lezen."), .checkbox, required: false),
        ]
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
            "waaraan": it.indicator ?? "", "van": it.firstDay.iso, "tot": it.lastDay.iso, "ritme": it.rhythm.rawValue,
            "begroting": it.budgetLine ?? "", "bedrag": it.budgetCents.map { Texts.dutch.typedEuros($0) } ?? "",
            "openbaar": it.isPublic ? "ja" : "",
        ]
    }

    /// A year from the first of next month, a report every half year, for everyone to read.
    static func proposal(_ today: Day) -> [String: String] {
        let first = today.firstOfMonth(adding: 1)
        return [
            "soort": Agreement.Kind.agreement.rawValue, "van": first.iso,
            "tot": (first.firstOfMonth(adding: 12) - 1).iso,
            "ritme": ReportRhythm.halfYear.rawValue, "openbaar": "ja",
        ]
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
