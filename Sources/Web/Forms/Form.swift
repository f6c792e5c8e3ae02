package import Core

/// The fields of a form in their order.
package struct Form: Sendable {
    package let fields: [Field]
    package init(_ fields: [Field]) { self.fields = fields }

    /// The form before anyone typed, with what is known already.
    package func filled(_ values: [String: String] = [:], lists: [String: [String]] = [:]) -> FormState {
        var state = FormState()
        for (name, value) in values { state.values[name] = [value] }
        for (name, list) in lists { state.values[name] = list }
        return state
    }

    /// What was sent, with everything that is wrong with it.
    package func read(_ sent: Query) -> FormState {
        var state = FormState()
        for field in fields {
            let all = sent.all(field.name)
            state.values[field.name] = all
            if let problem = problem(field, all) { state.addError(field.name, problem) }
        }
        return state
    }

    private func problem(_ field: Field, _ values: [String]) -> Text? {
        if case .file = field.kind { return nil }
        if values.contains(where: { $0.contains("\0") }) { return Text("Haal de vreemde tekens weg.") }
        let first = values.first?.trimmed ?? ""
        if first.isEmpty {
            guard field.required else { return nil }
            switch field.kind {
            case .select, .radios, .checkboxes: return Text("Maak een keuze.")
            case .checkbox: return Text("Zet hier een vinkje.")
            default: return Text("Vul dit veld in.")
            }
        }
        // As a browser counts for `maxlength`: a person's sign of many code points cannot hide a book in one "letter".
        if first.replacing("\r\n", with: "\n").utf16.count > field.limit {
            return Text("Maak dit korter: hoogstens \(field.limit) tekens.")
        }
        switch field.kind {
        case .number(let range):
            guard let number = Int(first) else { return Text("Vul een heel getal in.") }
            if !range.contains(number) {
                return Text("Vul een getal in van \(range.lowerBound) tot en met \(range.upperBound).")
            }
        case .date:
            if Day(iso: first) == nil { return Text("Vul een datum in zoals 2026-11-21.") }
        case .select(let choices), .radios(let choices):
            if !choices.contains(where: { $0.value == first }) { return Text("Kies een van de mogelijkheden.") }
        case .checkboxes(let choices):
            let allowed = Set(choices.map(\.value))
            if !values.allSatisfy(allowed.contains) { return Text("Kies een van de mogelijkheden.") }
        default: break
        }
        return field.rule?(first)
    }
}

/// What stands in a form: values as typed, and what is wrong with them.
package struct FormState: Sendable {
    package var values: [String: [String]] = [:]
    package private(set) var errors: [(name: String, problem: Text)] = []

    package init() {}

    package var isValid: Bool { errors.isEmpty }

    /// The value, trimmed; empty when there is none.
    package subscript(name: String) -> String { values[name]?.first?.trimmed ?? "" }

    /// The value, or `nil` when nothing was filled in.
    package func optional(_ name: String) -> String? {
        let value = self[name]
        return value.isEmpty ? nil : value
    }

    package func all(_ name: String) -> [String] { values[name] ?? [] }
    package func int(_ name: String) -> Int? { Int(self[name]) }
    package func isOn(_ name: String) -> Bool { !self[name].isEmpty }
    package func day(_ name: String) -> Day? { Day(iso: self[name]) }

    /// Something found wrong after the rules of the fields, such as an address that is taken.
    package mutating func addError(_ name: String, _ problem: Text) {
        if !errors.contains(where: { $0.name == name }) { errors.append((name, problem)) }
    }

    package func problem(_ name: String) -> Text? { errors.first { $0.name == name }?.problem }
}
