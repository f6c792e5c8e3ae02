import Community
import Core
import Web

/// What an interviewer writes down of one talk: short, and the same for everybody.
struct InterviewForm: Sendable {
    let person: TrajectoryPerson
    let organisations: [Organisation]
    let today: Day

    /// The questions about wishes that fit in a talk; the desk asks the rest.
    static let wishNames = [
        Wishes.Name.interests, Wishes.Name.skills, Wishes.Name.motives, Wishes.Name.refuses, Wishes.Name.moments,
        Wishes.Name.effort,
    ]
    /// What most people can say at once; the rest lies folded, so that the form stays short on a phone.
    static let firstWishes: Set<String> = [Wishes.Name.interests, Wishes.Name.motives, Wishes.Name.moments]
    static let wishFields = Form(WishesForm.form.fields.filter { wishNames.contains($0.name) })
    /// So long after today somebody who says "not now" can be asked again.
    static let longestWait = 366

    static let outcomes: [TrajectoryPerson.State] = [.wants, .later, .no, .unreachable]

    /// Whoever said nothing final can still be talked with by the centre.
    static func isOpenToCentre(_ person: TrajectoryPerson) -> Bool {
        [.open, .later, .unreachable].contains(person.state)
    }

    var outcome: Form {
        Form([
            Field(
                "uitkomst", Text("Hoe ging het?"), .radios(Self.outcomes.map { .init($0.rawValue, $0.label) })),
            Field(
                "opnieuw", Text("Wanneer vraag je het opnieuw?"), .date,
                hint: Text("Alleen bij: nu niet, later wel vragen."), required: false),
        ])
    }

    var further: Form {
        var choices: [Field.Choice] = [.init("centrale", Text("Bij de vrijwilligerscentrale"))]
        choices += organisations.map { .init(String($0.number), Text("Bij \($0.name)")) }
        choices.append(.init("zelf", Text("Neemt liever zelf contact op")))
        return Form([
            Field(
                "vertelt", Text("Wat vertelde deze persoon nog meer?"), .area(rows: 4),
                hint: Text("Schrijf alleen op wat nodig is. Dit wordt versleuteld bewaard."), required: false,
                limit: 2000),
            Field("vervolg", Text("Waar praat deze persoon verder?"), .radios(choices), required: false),
            Field(
                "deelt", Text("Wat mag die organisatie lezen?"), .area(rows: 3),
                hint: Text("Lees dit voor. De organisatie ziet alleen deze zinnen en de voornaam, tot ze ja zegt."),
                required: false, limit: 600),
            .phone(), .email(required: false),
            Field(
                "toestemming", Text("Ik heb gevraagd of ik dit mag doorgeven. Het antwoord was ja."), .checkbox,
                required: false),
        ])
    }

    var all: Form { Form(outcome.fields + Self.wishFields.fields + further.fields) }

    var start: FormState {
        var values: [String: String] = [:]
        if let phone = person.phone { values["telefoon"] = phone }
        if let email = person.email { values["email"] = email }
        return all.filled(values)
    }

    /// The rules that hold between the answers.
    func check(_ state: inout FormState) {
        switch TrajectoryPerson.State(rawValue: state["uitkomst"]) {
        case .later:
            guard let day = state.day("opnieuw") else {
                return state.addError("opnieuw", Text("Kies de dag waarop je het opnieuw vraagt."))
            }
            if day <= today || day > today + Self.longestWait {
                state.addError("opnieuw", Text("Kies een dag na vandaag, binnen een jaar."))
            }
        case .wants: checkRoute(&state)
        default: break
        }
    }

    private func checkRoute(_ state: inout FormState) {
        let route = state["vervolg"]
        if route.isEmpty { return state.addError("vervolg", Text("Kies waar deze persoon verder praat.")) }
        guard route != "zelf" else { return }
        if !state.isOn("toestemming") {
            state.addError(
                "toestemming", Text("Zonder ja geven we niets door. Kies anders: neemt liever zelf contact op."))
        }
        if state["telefoon"].isEmpty, state["email"].isEmpty {
            state.addError("telefoon", Text("Vul een telefoonnummer of mailadres in. Anders kan niemand terugbellen."))
        }
        if route != "centrale", state["deelt"].isEmpty {
            state.addError("deelt", Text("Schrijf op wat de organisatie mag lezen."))
        }
    }
}
