import Community
package import Core
package import Web

/// The wishes as a form: all questions on one page, for the profile and for a talk at the desk.
package enum WishesForm {
    package static let form = Form(fields)

    private static let fields: [Field] = {
        typealias Name = Wishes.Name
        func choices<Choice: CodedChoice>(_ type: Choice.Type) -> Field.Kind {
            .checkboxes(Array(type.allCases).map { Field.Choice($0.rawValue, $0.label) })
        }
        let groups = Field.Kind.checkboxes(Wishes.groups.map { Field.Choice($0.rawValue, $0.label) })
        return [
            Field(
                Name.interests, Text("Wat vind je leuk?"),
                .checkboxes(Sector.allCases.map { Field.Choice($0.rawValue, $0.label) }), required: false),
            Field(Name.likes, Text("Met wie werk je graag?"), groups, required: false),
            Field(
                Name.refuses, Text("Met wie liever niet?"), groups,
                hint: Text("Dan laten we dat werk niet zien."), required: false),
            Field(Name.skills, Text("Waar ben je goed in?"), choices(Skill.self), required: false),
            Field(Name.motives, Text("Wat zoek je erin?"), choices(Motive.self), required: false),
            Field(
                Name.moments, Text("Wanneer kun je?"),
                .checkboxes(
                    WeekMoments(bits: .max).codes.enumerated().map { Field.Choice($1, WeekMoments.partLabel($0 % 4)) }),
                hint: Text("Niets gekozen betekent: dat weet je nog niet."), required: false),
            Field(
                Name.effort, Text("Hoe vaak?"),
                .radios(
                    [Field.Choice("", Text("Dat weet ik nog niet"))]
                        + Effort.allCases.map { Field.Choice($0.rawValue, $0.label) }), required: false),
            Field(
                Name.place, Text("Waar woon je ongeveer?"),
                hint: Text("De cijfers van je postcode, of je wijk of dorp."), required: false, limit: 80),
            Field(
                Name.reach, Text("Hoeveel kilometer wil je hoogstens gaan?"), .number(1...200),
                hint: Text("Leeg betekent: de afstand maakt niet uit."), required: false),
            Field(
                Name.languages, Text("Welke talen spreek je?"), choices(SpokenLanguage.self),
                hint: Text("Leer je nog Nederlands? Laat dat vinkje dan weg."), required: false),
            Field(
                Name.birthYear, Text("In welk jaar ben je geboren?"), .number(1900...2100),
                hint: Text("Voor werk met een leeftijdsgrens."), required: false),
            Field(Name.without, Text("Wat niet?"), choices(Proof.self), required: false),
        ]
    }()

    /// Fields that went through the rules; `wishes` only when nothing is wrong.
    package static func read(_ sent: Query, places: PlaceDirectory, today: Day) -> (state: FormState, wishes: Wishes?) {
        typealias Name = Wishes.Name
        var state = form.read(sent)
        let both = Set(state.all(Name.likes)).intersection(state.all(Name.refuses))
        if !both.isEmpty {
            state.addError(Name.refuses, Text("Je koos een groep bij graag en bij liever niet. Kies er één."))
        }
        if let place = state.optional(Name.place), places.find(place) == nil {
            state.addError(
                Name.place,
                Text("We kennen deze plaats niet. Vul vier cijfers van een postcode in, of een wijk of dorp."))
        }
        if state[Name.place].isEmpty, state.optional(Name.reach) != nil {
            state.addError(Name.place, Text("Vul ook in vanaf waar je rekent."))
        }
        if let year = state.int(Name.birthYear), year > today.year {
            state.addError(Name.birthYear, Text("Dit jaar komt nog. Vul het jaar in waarin je bent geboren."))
        }
        return (state, state.isValid ? Wishes(sent) : nil)
    }

    /// The wishes in the form, before anyone looked for mistakes.
    package static func state(_ wishes: Wishes) -> FormState {
        var lists: [String: [String]] = [:]
        for (name, values) in wishes.lists { lists[name] = values }
        // Not known yet is a choice of its own.
        if wishes.effort == nil { lists[Wishes.Name.effort] = [""] }
        return form.filled(lists: lists)
    }

    /// All the fields, the moments as a week.
    package static func markup(_ visit: Visit, _ state: FormState) -> HTML {
        form.fields.reduce(into: HTML.empty) { sum, field in
            if field.name == Wishes.Name.moments {
                sum +=
                    MomentGrid(
                        chosen: Set(state.all(field.name)), problem: state.problem(field.name), t: visit.t,
                        name: field.name, legend: field.label, hint: field.hint
                    ).markup
            } else {
                sum += visit.field(field, state)
            }
        }
    }
}
