import Community
import Core
import Web

/// A mapping as a form sends it: for each field some selects with columns, and what to do with their values.
enum ImportMappingForm {
    enum Name {
        static let name = "naam"
        static let source = "bron"
        static let kind = "soort"
        static let strangers = "organisaties"
        static let pastDays = "verlopen"
        static let known = "bestaande"
        static let html = "html"
        static let shortens = "inkorten"
        static let keep = "bewaren"

        static func columns(_ field: ImportField) -> String { "kolom-" + field.rawValue }
        static func fallback(_ field: ImportField) -> String { "vast-" + field.rawValue }
        static func values(_ field: ImportField) -> String { "waarden-" + field.rawValue }
        static func without(_ field: ImportField) -> String { "zonder-" + field.rawValue }
        static func before(_ field: ImportField) -> String { "voor-" + field.rawValue }
        static func after(_ field: ImportField) -> String { "na-" + field.rawValue }
        static func joiner(_ field: ImportField) -> String { "tussen-" + field.rawValue }
        static func separator(_ field: ImportField) -> String { "splitsen-" + field.rawValue }
    }

    /// What was sent, as a mapping, with what is wrong in it by the name of the control.
    static func read(_ sent: Query) -> (mapping: ImportMapping, errors: [(name: String, problem: Text)]) {
        let kind = ImportMapping.Kind(rawValue: sent[Name.kind] ?? "") ?? .vacancies
        var mapping = ImportMapping(name: sent.text(Name.name) ?? "", source: sent.text(Name.source) ?? "", kind: kind)
        mapping.strangers = ImportMapping.Strangers(rawValue: sent[Name.strangers] ?? "") ?? .create
        mapping.pastDays = ImportMapping.PastDays(rawValue: sent[Name.pastDays] ?? "") ?? .refuse
        mapping.known = ImportMapping.Known(rawValue: sent[Name.known] ?? "") ?? .update
        mapping.readsHTML = sent.text(Name.html) != nil
        mapping.shortens = sent.text(Name.shortens) != nil
        var errors: [(name: String, problem: Text)] = []
        if !(1...80).contains(mapping.name.count) {
            errors.append((Name.name, Text("Geef de koppeling een naam van hoogstens 80 tekens.")))
        }
        if !(1...60).contains(mapping.source.count) {
            errors.append((Name.source, Text("Geef de lijst een korte naam van hoogstens 60 tekens.")))
        }
        for field in ImportField.allCases {
            let rule = rule(field, sent, &errors)
            if !rule.isEmpty { mapping.rules[field] = rule }
        }
        for field in mapping.missing {
            errors.append((Name.columns(field), Text("Kies een kolom of een vaste waarde.")))
        }
        return (mapping, errors)
    }

    private static func rule(_ field: ImportField, _ sent: Query, _ errors: inout [(name: String, problem: Text)])
        -> ImportRule
    {
        var rule = ImportRule(columns: sent.all(Name.columns(field)).filter { !$0.isEmpty })
        rule.fallback = sent.text(Name.fallback(field))
        rule.before = sent[Name.before(field)].flatMap { $0.trimmed.isEmpty ? nil : $0 }
        rule.after = sent[Name.after(field)].flatMap { $0.trimmed.isEmpty ? nil : $0 }
        rule.joiner = sent[Name.joiner(field)].flatMap { $0.isEmpty ? nil : $0 }
        rule.separator = sent[Name.separator(field)].flatMap { $0.isEmpty ? nil : $0 }
        rule.without = lines(sent[Name.without(field)])
        for line in lines(sent[Name.values(field)]) {
            guard let sign = line.lastIndex(of: "=") else {
                errors.append((Name.values(field), Text("Schrijf op elke regel: waarde = code.")))
                continue
            }
            rule.values.append(
                ImportRule.Meaning(line[..<sign].trimmed, line[line.index(after: sign)...].trimmed))
        }
        if case .choice = field.shape, let code = rule.fallback, field.code(of: code) == nil {
            errors.append((Name.fallback(field), Text("Kies een van de mogelijkheden.")))
        }
        return rule
    }

    private static func lines(_ text: String?) -> [String] {
        (text ?? "").replacing("\r", with: "").split(separator: "\n").map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// The table of a rule as lines of text.
    static func text(_ values: [ImportRule.Meaning]) -> String {
        values.map { "\($0.value) = \($0.code)" }.joined(separator: "\n")
    }
}
