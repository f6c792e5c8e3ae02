import Core
import Web

/// What a teacher can tick for pupils of a class. Each has its own field names: all stand on one page.
enum ClassForm: String, Sendable, CaseIterable {
    case consent = "toestemming", sign = "tekenen", findsAlone = "regelt-zelf", looksAgain = "zoekt-weer"
    case takeBack = "intrekken", erase = "weg"

    /// The pupils it is about.
    func lines(_ view: ClassView) -> [ClassView.Line] {
        switch self {
        case .consent: view.lines.filter { !$0.pupil.mayTakePart }
        case .sign: view.lines.filter { !$0.missing.isEmpty }
        case .findsAlone: view.isKnown ? view.lines.filter(\.isUnplaced) : []
        case .looksAgain: view.lines.filter { $0.pupil.ownWayAt != nil }
        case .takeBack: view.lines.filter { $0.pupil.isUnder16 && $0.pupil.consentAt != nil }
        case .erase: view.lines
        }
    }

    func form(_ view: ClassView) -> Form {
        let choices = lines(view).map { Field.Choice(String($0.pupil.number), Text("\($0.pupil.name)")) }
        return switch self {
        case .consent:
            Form([
                Field(rawValue, Text("Voor wie heb je een getekend papier?"), .checkboxes(choices)),
                Field("dag", Text("Getekend op"), .date),
            ])
        case .sign:
            Form([
                Field(rawValue, Text("Voor wie teken je?"), .checkboxes(choices)),
                Field(
                    "papier", Text("Er ligt een papier met alle handtekeningen op school"), .checkbox,
                    hint: Text("Dan tellen alle handtekeningen die nog missen."), required: false),
            ])
        case .findsAlone:
            Form([Field(rawValue, Text("Wie regelt zelf een plek, of doet niet mee?"), .checkboxes(choices))])
        case .looksAgain: Form([Field(rawValue, Text("Voor wie zoeken we toch een plek?"), .checkboxes(choices))])
        case .takeBack:
            Form([
                Field(rawValue, Text("Van welke leerling?"), .select(choices)),
                Field(
                    "reden-ouder", Text("Wat is de reden?"), .area(rows: 2),
                    hint: Text("De leerling leest dit. Schrijf niets over de gezondheid."), limit: 300),
            ])
        case .erase: Form([Field(rawValue, Text("Welke leerling?"), .select(choices))])
        }
    }

    func read(_ sent: Query, _ view: ClassView, today: Day) -> FormState {
        var state = form(view).read(sent)
        if self == .consent, let day = state.day("dag"), day > today {
            state.addError("dag", Text("Deze dag moet nog komen."))
        }
        return state
    }
}
