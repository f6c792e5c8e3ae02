import Community
import Core
import Web

/// What is asked of a goal. The questions come from `goals.yaml`; the fields are tied to its rules by their keys.
struct GoalForm: Sendable {
    let content: GoalsContent
    let t: Texts
    let owners: [(id: String, name: String)]
    /// The indicator of the goal; `nil` for what people count themselves.
    let indicator: String?
    /// Whether what is measured and the target are asked too; of a goal that is there the target has its own page.
    let isNew: Bool
    /// Once a plan is adopted, where a goal began stands.
    var asksBaseline = true

    var form: Form {
        var fields = [
            Field(
                "resultaat", question(.result), .area(rows: 2),
                hint: Text("Eén zin over wat er straks anders is. Niet over wat je gaat doen."), limit: 200),
            Field("voor", question(.forWhom), required: false, limit: 200, autocomplete: "off"),
        ]
        if isNew { fields += measure + baseline + target } else if asksBaseline { fields += baseline }
        fields += people
        if !isNew { fields.append(Field("versie", Text("Versie"), .hidden, required: false, limit: 10)) }
        return Form(fields)
    }

    private func question(_ key: GoalRule.Field) -> Text {
        content.fields.first { $0.key == key.rawValue }.map { Text("\(t($0.question))") } ?? Text("\(key.rawValue)")
    }

    private var measure: [Field] {
        let choices = content.intentions.map { Field.Choice($0.id, Text("\(t($0.text))")) }
        let intention = Field("richting", Text("Wat moet er met het cijfer gebeuren?"), .radios(choices))
        if indicator != nil {
            return [Field("indicator", Text("Indicator"), .hidden, required: false, limit: 80), intention]
        }
        return [
            Field(
                "meet", question(.indicator), hint: Text("Zoals: bezoekers van de vrijwilligersdag"), limit: 150,
                autocomplete: "off"),
            Field(
                "eenheid", Text("Wat tel je?"), hint: Text("Zoals: mensen, procent of rapportcijfer"), required: false,
                limit: 40,
                autocomplete: "off"),
            intention,
        ]
    }

    private var baseline: [Field] {
        [
            Self.number(
                "begin", question(.baseline), hint: Text("Weet je het nog niet? Laat het leeg en zet het vinkje."),
                required: false),
            Field("niet-gemeten", Text("Dit is nog niet gemeten"), .checkbox, required: false),
            Field("begindag", question(.baselineDate), .date, required: false),
        ]
    }

    private var target: [Field] {
        [
            Self.number("doel", question(.target), hint: nil, required: true),
            Field("doeldag", question(.targetDate), .date),
        ]
    }

    private var people: [Field] {
        [
            Field(
                "bron", question(.source), hint: Text("Zoals: enquête van de centrale, elk najaar"), required: false,
                limit: 300, autocomplete: "off"),
            Field(
                "eigenaar", question(.owner), .select(owners.map { .init($0.id, Text("\($0.name)")) }), required: false),
            Field("afgesproken", question(.agreedWith), required: false, limit: 300, autocomplete: "off"),
            Field(
                "middelen", question(.budget), hint: Text("Zoals: 4 uur per week van een makelaar"), required: false,
                limit: 300,
                autocomplete: "off"),
            Field(
                "bedrag", Text("Bedrag in euro’s"), .number(0...1_000_000_000), required: false, autocomplete: "off"),
            Field("terugkijken", question(.reviewDate), .date, required: false),
        ]
    }

    static func number(_ name: String, _ label: Text, hint: Text?, required: Bool) -> Field {
        Field(name, label, hint: hint, required: required, limit: 20, autocomplete: "off") {
            Amount.read($0) == nil ? Text("Vul een getal in, zoals 83 of 7,5.") : nil
        }
    }
}

/// What was filled in.
struct GoalDraft: Sendable {
    var result: String
    var forWhom: String
    var intention: Goal.Intention
    var indicator: String?
    var measure: String
    var unit: String
    var decimals: Int
    var baseline: Double?
    var saysNotMeasured: Bool
    var baselineDay: Day?
    var target: Double?
    var targetDay: Day?
    var source: String
    var owner: String?
    var agreedWith: String
    var budget: String
    var budgetCents: Int?
    var reviewDay: Day?

    /// - Parameter goal: the goal that is changed: what its form does not ask stays as it is.
    init(
        _ state: FormState, content: GoalsContent, indicator chosen: String?, measuredBy own: Indicator? = nil,
        changing goal: Goal? = nil, asksBaseline: Bool = true
    ) {
        result = state["resultaat"].split(whereSeparator: \.isNewline).joined(separator: " ")
        forWhom = state["voor"]
        intention = goal?.intention ?? Goal.Intention(rawValue: state["richting"]) ?? .raise
        indicator = goal?.indicator ?? chosen
        let known = (goal?.indicator ?? chosen).flatMap { content.measure($0) }
        measure = goal?.measure ?? known?.name.nl ?? own.map { Texts.dutch($0.name) } ?? state["meet"]
        let unit = known.flatMap { content.unit($0.unit) }
        self.unit = goal?.unit ?? unit?.text.nl ?? own.map { Texts.dutch($0.unit) } ?? state["eenheid"]
        let fixed = asksBaseline ? nil : goal
        baseline = fixed?.baseline ?? Amount.read(state["begin"])
        saysNotMeasured = fixed.map { $0.baseline == nil } ?? state.isOn("niet-gemeten")
        baselineDay = fixed?.baselineDay ?? state.day("begindag")
        target = goal?.target ?? Amount.read(state["doel"])
        targetDay = goal?.targetDay ?? state.day("doeldag")
        decimals = goal?.decimals ?? unit?.decimals ?? own?.decimals ?? Self.decimals([state["begin"], state["doel"]])
        source = state["bron"]
        owner = state.optional("eigenaar")
        agreedWith = state["afgesproken"]
        budget = state["middelen"]
        budgetCents = state.int("bedrag").map { $0 * 100 }
        reviewDay = state.day("terugkijken")
    }

    var facts: GoalFacts {
        var facts = GoalFacts()
        facts.result = result
        facts.forWhom = forWhom
        facts.intention = intention
        facts.hasMeasure = indicator != nil || !measure.isEmpty
        facts.source = source
        facts.baseline = baseline
        facts.saysNotMeasured = saysNotMeasured
        facts.baselineDay = baselineDay
        facts.target = target
        facts.targetDay = targetDay
        facts.hasOwner = owner != nil
        facts.agreedWith = agreedWith
        facts.hasBudget = !budget.isEmpty || budgetCents != nil
        facts.reviewDay = reviewDay
        return facts
    }

    /// What no single field can check.
    func check(_ state: inout FormState, today: Day) {
        if baseline != nil, saysNotMeasured {
            state.addError("begin", Text("Vul een getal in of zet het vinkje. Niet allebei."))
        }
        if let day = baselineDay, day > today { state.addError("begindag", Text("Deze dag moet nog komen.")) }
        if baseline != nil, baselineDay == nil, state.problem("begindag") == nil {
            state.addError("begindag", Text("Zeg op welke dag dit begin is gemeten."))
        }
        if let from = baselineDay, let to = targetDay, to <= from {
            state.addError("doeldag", Text("Het doel ligt voor het begin. Kies een latere dag."))
        }
        guard let baseline, let target else { return }
        switch intention {
        case .raise where target < baseline:
            state.addError("doel", Text("Je koos omhoog, maar dit is lager dan het begin."))
        case .lower where target > baseline:
            state.addError("doel", Text("Je koos omlaag, maar dit is hoger dan het begin."))
        default: break
        }
    }

    /// Which way the figure must go. To keep it is to keep it from getting worse.
    func better(_ content: GoalsContent) -> Goal.Better {
        switch intention {
        case .raise: .up
        case .lower: .down
        case .keep: indicator.flatMap { content.measure($0) }?.better == .down ? .down : .up
        }
    }

    /// As many decimals as people typed.
    private static func decimals(_ typed: [String]) -> Int {
        let places = typed.compactMap(Amount.read).map { value -> Int in
            if value == value.rounded() { return 0 }
            return value * 10 == (value * 10).rounded() ? 1 : 2
        }
        return places.max() ?? 0
    }
}
