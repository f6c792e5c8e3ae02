import Core
import Web

/// The form in which a vision is proposed or adopted: the same questions, so that one can be laid beside the other.
struct VisionForm: Sendable {
    enum Use: Sendable, Equatable {
        case proposal
        /// - Parameter isFirst: a first version needs no reason.
        case adoption(isFirst: Bool)
    }

    let content: VisionContent
    let use: Use
    let t: Texts

    static let scope = "insteek", steering = "sturing"
    static let principles = "uitgangspunten", own = "eigen-uitgangspunten", text = "tekst"
    /// The button that hands the proposal in.
    static let send = "versturen"

    static func field(_ dimension: String) -> String { dimension == "scope" ? scope : steering }
    static func way(_ id: String) -> String { "manier-" + id }
    static func words(_ id: String) -> String { "woorden-" + id }
    static func theme(_ id: String) -> String { "thema-" + id }

    var form: Form {
        let sliders = content.dimensions.map { dimension in
            Field(Self.field(dimension.id), Text("\(t(dimension.name))"), .number(dimension.range))
        }
        let ways = content.ways.map { way in
            Field(
                Self.way(way.id), Text("\(t(way.name))"), .area(rows: 2), hint: Text("\(t(way.question))"),
                required: false, limit: 600)
        }
        let choices = content.principles.map { Field.Choice($0.id, Text("\(t($0.text))")) }
        let words = content.principles.map { principle in
            Field(Self.words(principle.id), Text("In onze eigen woorden"), required: false, limit: 300)
        }
        let themes = content.themes.map { theme in
            Field(
                Self.theme(theme.id), Text("\(t(theme.question))"),
                .checkboxes(theme.options.map { .init($0.id, Text("\(t($0.text))")) }),
                hint: Text("\(t(theme.explanation))"), required: false)
        }
        let principles = [
            Field(Self.principles, Text("Uitgangspunten"), .checkboxes(choices), required: false),
            Field(
                Self.own, Text("Eigen uitgangspunten"), .area(rows: 3), hint: Text("Een per regel."), required: false,
                limit: 1500),
        ]
        return Form(sliders + ways + principles + words + themes + closing)
    }

    private var closing: [Field] {
        switch use {
        case .proposal:
            [
                Field(
                    Self.text, Text("In jouw woorden"), .area(rows: 6),
                    hint: Text(
                        "Wat is over tien jaar anders, en wat doet de gemeente daarvoor? Vijf zinnen is genoeg."),
                    required: false, limit: 4000)
            ]
        case .adoption(let isFirst):
            [
                Field(
                    Self.text, Text("De visie"), .area(rows: 14),
                    hint: Text(
                        "Een bladzijde die iedereen begrijpt. Je kunt kopjes (## Kopje) en lijsten (- punt) maken."),
                    limit: 20_000),
                Field(
                    "besluit-door", Text("Wie stelt de visie vast?"),
                    .select(VisionBody.allCases.map { .init($0.rawValue, $0.label) })),
                Field("dag", Text("Op welke dag?"), .date, autocomplete: "off"),
            ]
                + (isFirst
                    ? []
                    : [
                        Field(
                            "reden", Text("Waarom verandert de visie?"), .area(rows: 2),
                            hint: Text("De oude versie blijft te lezen, met deze reden erbij."), limit: 500)
                    ])
        }
    }

    /// What the fields show for a choice; sliders that nobody touched stand in the middle.
    func state(_ choice: VisionChoice) -> FormState {
        var state = FormState()
        for dimension in content.dimensions {
            let value = choice.value(dimension.id) ?? dimension.middle
            state.values[Self.field(dimension.id)] = [String(value)]
        }
        for way in content.ways { state.values[Self.way(way.id)] = [choice.ways[way.id] ?? ""] }
        state.values[Self.principles] = content.principles.map(\.id).filter { choice.principles[$0] != nil }
        for (id, words) in choice.principles { state.values[Self.words(id)] = [words] }
        state.values[Self.own] = [choice.ownPrinciples]
        for theme in content.themes { state.values[Self.theme(theme.id)] = (choice.themes[theme.id] ?? []).sorted() }
        state.values[Self.text] = [choice.text]
        return state
    }

    func choice(_ state: FormState) -> VisionChoice {
        var choice = VisionChoice(scope: state.int(Self.scope), steering: state.int(Self.steering))
        for way in content.ways { choice.ways[way.id] = state.optional(Self.way(way.id)) }
        for id in Set(state.all(Self.principles)) { choice.principles[id] = state[Self.words(id)] }
        choice.ownPrinciples = state[Self.own]
        for theme in content.themes {
            let chosen = Set(state.all(Self.theme(theme.id)).filter { !$0.isEmpty })
            if !chosen.isEmpty { choice.themes[theme.id] = chosen }
        }
        choice.text = state[Self.text]
        return choice
    }

    /// A proposal may be saved half done; what is handed in says something in own words.
    static func checkSending(_ state: inout FormState) {
        if state.optional(text) == nil {
            state.addError(text, Text("Schrijf ten minste een zin. Daar gaat het gesprek over."))
        }
    }
}
