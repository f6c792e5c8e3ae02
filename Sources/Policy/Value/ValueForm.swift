import Core
import Web

/// The form for an own calculation: three figures for each of four assumptions, and where they come from.
struct ValueForm {
    let content: ValueContent

    static func name(_ factor: ValueFactor, _ level: ValueLevel) -> String { key(factor) + "-" + key(level) }
    static func whyName(_ factor: ValueFactor) -> String { key(factor) + "-bron" }

    private static func key(_ factor: ValueFactor) -> String {
        switch factor {
        case .volunteers: "vrijwilligers"
        case .hours: "uren"
        case .weeks: "weken"
        case .rate: "tarief"
        }
    }

    private static func key(_ level: ValueLevel) -> String {
        switch level {
        case .low: "laag"
        case .middle: "midden"
        case .high: "hoog"
        }
    }

    var form: Form {
        var fields = [
            Field("jaar", Text("Over welk jaar gaat het?"), .number(2000...2100), autocomplete: "off")
        ]
        for factor in ValueFactor.allCases {
            for level in ValueLevel.allCases {
                fields.append(
                    Field(
                        Self.name(factor, level), Self.label(factor, level), limit: 20, autocomplete: "off",
                        rule: Self.rule(factor)))
            }
            fields.append(
                Field(
                    Self.whyName(factor), Text("Waar komen deze drie getallen vandaan?"), .area(rows: 2),
                    hint: Text("Laat je de landelijke getallen staan? Dan mag dit leeg blijven."), required: false,
                    limit: 500))
        }
        fields.append(
            Field("opmerking", Text("Wat moet een lezer weten?"), .area(rows: 2), required: false, limit: 1000))
        return Form(fields)
    }

    private static func label(_ factor: ValueFactor, _ level: ValueLevel) -> Text {
        switch (factor, level) {
        case (.volunteers, .low): Text("Vrijwilligers: laag")
        case (.volunteers, .middle): Text("Vrijwilligers: midden")
        case (.volunteers, .high): Text("Vrijwilligers: hoog")
        case (.hours, .low): Text("Uren per week: laag")
        case (.hours, .middle): Text("Uren per week: midden")
        case (.hours, .high): Text("Uren per week: hoog")
        case (.weeks, .low): Text("Weken per jaar: laag")
        case (.weeks, .middle): Text("Weken per jaar: midden")
        case (.weeks, .high): Text("Weken per jaar: hoog")
        case (.rate, .low): Text("Euro per uur: laag")
        case (.rate, .middle): Text("Euro per uur: midden")
        case (.rate, .high): Text("Euro per uur: hoog")
        }
    }

    private static func rule(_ factor: ValueFactor) -> @Sendable (String) -> Text? {
        { text in
            guard let value = Self.hundredths(text) else { return Text("Vul een getal in, zoals 4 of 4,5.") }
            if value <= 0 { return Text("Vul een getal in dat groter is dan nul.") }
            if factor == .volunteers, value % 100 != 0 { return Text("Vul een heel aantal mensen in.") }
            return value > ValueFactors.most[factor] ? Text("Dit getal is te groot. Kijk het na.") : nil
        }
    }

    private static func hundredths(_ text: String) -> Int? {
        var text = text
        if text.hasPrefix("€") { text = text.dropFirst().trimmed }
        return Amount.read(text).map(ValueFactors.hundredths)
    }

    /// The values of the form; what the fields themselves cannot check is added to `state`.
    func band(_ state: inout FormState) -> ValueBand? {
        let none = ValueFactors(volunteers: 0, hours: 0, weeks: 0, rate: 0)
        var band = ValueBand(low: none, middle: none, high: none)
        for factor in ValueFactor.allCases {
            for level in ValueLevel.allCases {
                guard let value = Self.hundredths(state[Self.name(factor, level)]) else { return nil }
                band[level][factor] = value
            }
            if band.low[factor] > band.middle[factor] {
                state.addError(Self.name(factor, .low), Text("Laag moet kleiner zijn dan midden, of gelijk."))
            }
            if band.middle[factor] > band.high[factor] {
                state.addError(Self.name(factor, .high), Text("Hoog moet groter zijn dan midden, of gelijk."))
            }
        }
        return state.isValid ? band : nil
    }

    /// Own figures without a word on where they come from are refused: a reader must be able to check them.
    func sources(_ state: inout FormState, _ band: ValueBand, proposal: ValueBand) -> [ValueFactor: String] {
        var why: [ValueFactor: String] = [:]
        for factor in ValueFactor.allCases {
            let isOwn = ValueLevel.allCases.contains { band[$0][factor] != proposal[$0][factor] }
            if let text = state.optional(Self.whyName(factor)) {
                why[factor] = text
            } else if isOwn {
                state.addError(
                    Self.whyName(factor), Text("Je gebruikt eigen getallen. Schrijf op waar ze vandaan komen."))
            }
        }
        return why
    }

    static func values(_ band: ValueBand, why: [ValueFactor: String], year: Int, note: String = "") -> [String: String]
    {
        var values = ["jaar": String(year), "opmerking": note]
        for factor in ValueFactor.allCases {
            for level in ValueLevel.allCases {
                let value = band[level][factor]
                let decimals = value % 100 == 0 ? 0 : value % 10 == 0 && factor != .rate ? 1 : 2
                values[name(factor, level)] = Amount.typed(Double(value) / 100, decimals: decimals)
            }
            values[whyName(factor)] = why[factor] ?? ""
        }
        return values
    }
}
