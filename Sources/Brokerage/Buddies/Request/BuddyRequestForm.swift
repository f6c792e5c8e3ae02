import Community
import Core
import Services
import Storage
import Web

/// The questions to who asks for a buddy, or asks for someone else.
struct BuddyRequestForm: Sendable {
    let kinds: [BuddyKind]
    let areas: [Neighbourhood]
    /// The centre types it: it chooses how many volunteers share the request.
    let isCentre: Bool
    /// `zelf` or `ander`, when that was chosen on the page before.
    var chosen: String?

    static func noNumber(_ text: String) -> Text? {
        Validation.containsCitizenNumber(text)
            ? Text("Haal het burgerservicenummer weg. Dat hebben we niet nodig.") : nil
    }

    static let momentField = Field(
        VacancyForm.Name.moments, Text("Welke momenten kunnen?"),
        .checkboxes(WeekMoments(bits: 0x0FFF_FFFF).codes.map { .init($0, Text("\($0)")) }), required: false)

    /// What people can do together: the lists of all kinds in one, for the kind is chosen on the same page.
    static func interests(_ kinds: [BuddyKind], _ label: Text) -> [Field] {
        let words = BuddyInterests.all(kinds.map(\.interests)).words
        if words.isEmpty { return [] }
        return [
            Field(
                interestName, label, .checkboxes(words.map { .init($0, Text("\($0)"), isTyped: true) }),
                hint: Text("Kruis aan wat je wilt. We zoeken iemand die hetzelfde leuk vindt."), required: false)
        ]
    }
    static let interestName = "samen-doen"

    var form: Form { Form(who + what + [Self.momentField] + rest) }

    var who: [Field] {
        var fields = [
            Field(
                "soort", Text("Wat zoek je?"),
                .select(kinds.map { .init(String($0.number), Text("\($0.name)"), isTyped: true) }))
        ]
        if chosen == nil {
            fields.append(
                Field(
                    "wie", Text("Voor wie vraag je het?"),
                    .radios([.init("zelf", Text("Voor mezelf")), .init("ander", Text("Voor iemand anders"))])))
        }
        fields += [
            Field(
                "naam", Text("Naam van wie een maatje zoekt"), hint: Text("Een voornaam is ook goed."), limit: 100,
                autocomplete: "off"),
            .email(
                "email", Text("E-mailadres van wie een maatje zoekt"),
                hint: Text("Vul een e-mailadres of een telefoonnummer in."), required: false),
            .phone("telefoon"),
        ]
        return chosen == "zelf" ? fields : fields + referrer
    }

    private var referrer: [Field] {
        [
            Field("verwijzer", Text("Jouw naam, als je het voor een ander vraagt"), required: false, limit: 100),
            .email("verwijzer-email", Text("Jouw e-mailadres, als je het voor een ander vraagt"), required: false),
            Field(
                "verwijzer-van", Text("Waar werk je?"), hint: Text("Zoals de huisarts of het wijkteam."),
                required: false, limit: 100),
        ]
    }

    var what: [Field] {
        [
            Field("buurt", Text("In welke buurt?"), .select(areas.map { .init($0.id, Text("\($0.name)")) })),
            Field(
                "wens", Text("Wat zou je graag samen doen?"), .area(rows: 4),
                hint: Text("Een paar zinnen is genoeg. Alleen de vrijwilligerscentrale leest dit."), limit: 1500,
                rule: Self.noNumber),
            Field(
                "niet", Text("Wat wil je liever niet?"), .area(rows: 2), required: false, limit: 600,
                rule: Self.noNumber),
        ]
    }

    var rest: [Field] {
        var fields = Self.interests(kinds, Text("Wat doe je graag samen?"))
        fields += [
            Field(
                "talen", Text("Welke talen spreek je?"), .checkboxes(BuddyLanguages.choices),
                hint: Text("We zoeken iemand met wie je kunt praten: één taal samen is genoeg.")),
            Field(
                "voorkeur", Text("Heb je een wens voor een man of vrouw?"),
                .radios(
                    [.init("geen", Text("Maakt niet uit"))]
                        + BuddyGender.allCases.map { .init($0.rawValue, $0.wish) }),
                hint: Text("We letten erop. Beloven kunnen we het niet.")),
        ]
        if isCentre {
            fields.append(
                Field(
                    "samen", Text("Hoeveel vrijwilligers delen dit?"),
                    .radios([.init("1", Text("Eén")), .init("2", Text("Twee, om en om"))])))
        }
        return fields + [
            Field(
                "toestemming",
                Text("Ja, de vrijwilligerscentrale mag dit bewaren en lezen om een maatje te zoeken."), .checkbox,
                hint: Text(
                    "Vraag je het voor een ander? Dan weet die ervan en vindt het goed. Stoppen en alles wissen kan altijd."
                ))
        ]
    }

    /// What was sent, with what is wrong across the fields.
    func read(_ sent: Query) -> FormState {
        var state = form.read(sent)
        if let chosen { state.values["wie"] = [chosen] }
        if state["email"].isEmpty, state["telefoon"].isEmpty, state.problem("email") == nil {
            state.addError("email", Text("Vul een e-mailadres of een telefoonnummer in."))
        }
        if state["wie"] == "ander", !isCentre {
            if state["verwijzer"].isEmpty { state.addError("verwijzer", Text("Vul je eigen naam in.")) }
            if state["verwijzer-email"].isEmpty {
                state.addError("verwijzer-email", Text("Vul je eigen e-mailadres in."))
            }
        }
        return state
    }

    func draft(_ state: FormState, source: BuddyRequest.Source, language: Language, person: String?)
        -> BuddyRequestDraft?
    {
        guard let kind = kinds.first(where: { String($0.number) == state["soort"] }) else { return nil }
        let isForOther = state["wie"] == "ander"
        let words = BuddyWords(
            name: state["naam"], email: state.optional("email").flatMap { Validation.email($0) },
            phone: state.optional("telefoon"), wish: state["wens"], not: state["niet"],
            referrer: isForOther ? state.optional("verwijzer") : nil,
            referrerEmail: isForOther ? state.optional("verwijzer-email").flatMap { Validation.email($0) } : nil,
            referrerFrom: isForOther ? state.optional("verwijzer-van") : nil)
        return BuddyRequestDraft(
            kind: kind, words: words, neighbourhood: areas.first { $0.id == state["buurt"] }?.id, source: source,
            moments: WeekMoments(codes: state.all(VacancyForm.Name.moments)),
            languages: BuddyLanguages(codes: state.all("talen")), prefers: BuddyGender(rawValue: state["voorkeur"]),
            helpers: state["samen"] == "2" ? 2 : 1, language: language, person: isForOther ? nil : person,
            interests: BuddyInterests(state.all(Self.interestName)))
    }

    func markup(_ visit: Visit, _ state: FormState) -> HTML {
        let form = form
        let grid = MomentGrid(
            chosen: Set(state.all(VacancyForm.Name.moments)), problem: state.problem(VacancyForm.Name.moments),
            t: visit.t
        ).markup
        let first = Form(who + what)
        return visit.errorSummary(form, state) + visit.fields(first, state) + grid + visit.fields(Form(rest), state)
    }
}
