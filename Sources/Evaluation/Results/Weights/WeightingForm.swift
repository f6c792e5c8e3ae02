import Core
import Storage
import Tabulation
import Web

/// The choices of a weighting: which divisions, and how many there are of each group in reality.
struct WeightingForm: Sendable {
    struct Division: Sendable {
        /// The name of the column.
        let column: String
        let label: String
        let options: [Option]
        /// Answers in each group now.
        let counts: [Int]
    }

    /// Everything that can be weighted on.
    let divisions: [Division]
    /// Those that are chosen.
    let chosen: [Division]
    let form: Form
    /// What stands in it before anyone typed.
    let state: FormState

    /// - Parameters:
    ///   - asked: columns chosen on the page; those of the saved weighting when there are none.
    ///   - addresses: how many addresses each group has, by its name.
    init(_ results: ResultsData, asked: [String], saved: SurveyWeighting?, addresses: [String: Int]) {
        divisions = results.data.columns.compactMap(Self.division)
        let known = saved?.margins.map { $0.column ?? SurveyColumns.stratum } ?? []
        let names = asked.isEmpty ? known : asked
        chosen = divisions.filter { names.contains($0.column) }
        var fields: [Field] = []
        var values: [String: String] = [:]
        for division in chosen {
            let margin = saved?.margins.first { ($0.column ?? SurveyColumns.stratum) == division.column }
            for option in division.options {
                let name = Self.name(division, option)
                fields.append(
                    Field(name, Text("\(option.label)"), limit: 20, autocomplete: "off") {
                        Self.number($0) == nil ? Text("Vul een getal in vanaf 0, zoals 120 of 12,5.") : nil
                    })
                let group = margin?.groups.first { $0.code.map { $0 == option.code } ?? ($0.label == option.label) }
                if let total = group?.total {
                    values[name] = Self.typed(total)
                } else if division.column == SurveyColumns.stratum, let count = addresses[option.label] {
                    values[name] = String(count)
                }
            }
        }
        for (name, label, hint, bound) in [
            ("laag", Text("Kleinste gewicht"), Text("Zoals 0,3. Leeg is geen grens."), saved?.low),
            ("hoog", Text("Grootste gewicht"), Text("Zoals 3. Leeg is geen grens."), saved?.high),
        ] {
            fields.append(
                Field(name, label, hint: hint, required: false, limit: 10, autocomplete: "off") {
                    Self.number($0) == nil ? Text("Vul een getal in, zoals 0,3 of 3.") : nil
                })
            if let bound { values[name] = Self.typed(bound) }
        }
        form = Form(fields)
        state = form.filled(values)
    }

    private static func division(_ column: Column) -> Division? {
        guard case .single(let codes, let options) = column.values, (2...24).contains(options.count),
            column.name != SurveyColumns.channel
        else { return nil }
        var counts = [Int](repeating: 0, count: options.count)
        for code in codes where code >= Column.firstOption {
            let place = Int(code) - Int(Column.firstOption)
            if counts.indices.contains(place) { counts[place] += 1 }
        }
        return Division(column: column.name, label: column.label, options: options, counts: counts)
    }

    static func name(_ division: Division, _ option: Option) -> String { "totaal-\(division.column)-\(option.code)" }

    /// The weighting that was filled in; what is wrong comes into the state.
    func read(_ sent: Query) -> (weighting: SurveyWeighting, state: FormState) {
        var state = form.read(sent)
        var weighting = SurveyWeighting()
        for division in chosen {
            let isStratum = division.column == SurveyColumns.stratum
            let groups = division.options.map { option in
                SurveyWeighting.Margin.Group(
                    code: isStratum ? nil : option.code, label: option.label,
                    total: Self.number(state[Self.name(division, option)]) ?? 0)
            }
            if let first = division.options.first, groups.reduce(0, { $0 + $1.total }) <= 0 {
                state.addError(Self.name(division, first), Text("Vul bij ten minste een groep meer dan 0 in."))
            }
            for (place, group) in groups.enumerated() where group.total == 0 && division.counts[place] > 0 {
                state.addError(
                    Self.name(division, division.options[place]),
                    Text("Hier zijn antwoorden van. Vul in hoeveel er in het echt zijn."))
            }
            weighting.margins.append(.init(column: isStratum ? nil : division.column, groups: groups))
        }
        weighting.low = Self.number(state["laag"])
        weighting.high = Self.number(state["hoog"])
        if let low = weighting.low, low >= 1 { state.addError("laag", Text("Neem een getal onder de 1.")) }
        if let high = weighting.high, high <= 1 { state.addError("hoog", Text("Neem een getal boven de 1.")) }
        return (weighting, state)
    }

    /// `12,5`, `1.200`: a number from 0 on, with a comma or a point.
    static func number(_ text: String) -> Double? {
        let plain = text.replacing(",", with: ".")
        guard !plain.isEmpty, let value = Double(plain), value.isFinite, value >= 0, value < 1e9 else { return nil }
        return value
    }

    private static func typed(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : "\(value)".replacing(".", with: ",")
    }
}
