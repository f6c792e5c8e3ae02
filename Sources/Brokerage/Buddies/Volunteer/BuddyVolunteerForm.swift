import Community
import Core
import Services
import Storage
import Web

/// The questions to who wants to be a buddy.
struct BuddyVolunteerForm: Sendable {
    let kinds: [BuddyKind]
    let areas: [Neighbourhood]
    let municipality: String
    /// The centre types it and may take name and address from an application.
    let isCentre: Bool

    private static let reaches = [2, 5, 10, 20]

    var form: Form { Form(who + [BuddyRequestForm.momentField] + rest) }

    var who: [Field] {
        var fields: [Field] = []
        if isCentre {
            fields.append(
                Field(
                    "reactie", Text("Nummer van een reactie op een vacature"), .number(1...99_999_999),
                    hint: Text("Dan nemen we naam en adres daaruit over."), required: false))
        }
        return fields + [
            Field(
                "soorten", Text("Wat wil je doen?"),
                .checkboxes(kinds.map { .init(String($0.number), Text("\($0.name)")) })),
            Field("naam", Text("Je naam"), required: !isCentre, limit: 100, autocomplete: "name"),
            .email(required: !isCentre), .phone("telefoon"),
            Field("buurt", Text("In welke buurt woon je?"), .select(areas.map { .init($0.id, Text("\($0.name)")) })),
        ]
    }

    var rest: [Field] {
        BuddyRequestForm.interests(kinds, Text("Wat doe je graag samen met iemand?")) + [
            Field(
                "ver", Text("Hoe ver wil je gaan?"),
                .select(
                    [.init("0", Text("Maakt niet uit"))]
                        + Self.reaches.map { .init(String($0), Text("Tot \($0) km")) })),
            Field(
                "talen", Text("Welke talen spreek je?"), .checkboxes(BuddyLanguages.choices)),
            Field(
                "ik", Text("Ik ben"),
                .radios(
                    [.init("geen", Text("Zeg ik liever niet"))]
                        + BuddyGender.allCases.map { .init($0.rawValue, $0.label) }),
                hint: Text("Sommige mensen hebben een wens. Je hoeft het niet te zeggen.")),
            Field(
                "aantal", Text("Voor hoeveel mensen heb je tijd?"),
                .select((1...3).map { .init(String($0), Text("\($0)")) })),
            Field(
                "over", Text("Wat moeten we weten?"), .area(rows: 4),
                hint: Text("Wat doe je graag, en wat liever niet? Alleen de vrijwilligerscentrale leest dit."),
                required: false, limit: 1500, rule: BuddyRequestForm.noNumber),
            Field(
                "toestemming",
                Text("Ja, de vrijwilligerscentrale mag dit bewaren en lezen om iemand voor mij te zoeken."), .checkbox,
                hint: Text("Stoppen en alles wissen kan altijd.")),
        ]
    }

    func draft(_ state: FormState, language: Language, person: String?) -> BuddyVolunteerDraft {
        let reach = state.int("ver") ?? 0
        return BuddyVolunteerDraft(
            municipality: municipality, name: state["naam"],
            email: state.optional("email").flatMap { Validation.email($0) }, phone: state.optional("telefoon"),
            neighbourhood: areas.first { $0.id == state["buurt"] }?.id, gender: BuddyGender(rawValue: state["ik"]),
            moments: WeekMoments(codes: state.all(VacancyForm.Name.moments)),
            languages: BuddyLanguages(codes: state.all("talen")), reach: reach > 0 ? reach * 1000 : nil,
            capacity: min(3, max(1, state.int("aantal") ?? 1)),
            kinds: kinds.filter { state.all("soorten").contains(String($0.number)) }, about: state["over"],
            language: language, person: person, application: nil,
            interests: BuddyInterests(state.all(BuddyRequestForm.interestName)))
    }

    func markup(_ visit: Visit, _ state: FormState) -> HTML {
        let form = form
        let grid = MomentGrid(
            chosen: Set(state.all(VacancyForm.Name.moments)), problem: state.problem(VacancyForm.Name.moments),
            t: visit.t
        ).markup
        return visit.errorSummary(form, state) + visit.fields(Form(who), state) + grid
            + visit.fields(Form(rest), state)
    }
}
