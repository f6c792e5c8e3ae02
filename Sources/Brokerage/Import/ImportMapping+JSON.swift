import Core
package import Formats

extension ImportMapping {
    package var json: JSONValue {
        var fields = JSONObject()
        for field in ImportField.allCases {
            if let rule = rules[field], !rule.isEmpty { fields[field.rawValue] = rule.json }
        }
        var object: JSONObject = ["naam": .string(name), "bron": .string(source), "soort": .string(kind.rawValue)]
        object["velden"] = .object(fields)
        object["organisaties"] = .string(strangers.rawValue)
        object["verlopen"] = .string(pastDays.rawValue)
        object["bestaande"] = .string(known.rawValue)
        object["html"] = .bool(readsHTML)
        object["inkorten"] = .bool(shortens)
        object["online"] = .bool(publishes)
        return .object(object)
    }

    /// Reads a mapping back. Every name in it must be known: a slip of the pen should not go by unseen.
    ///
    /// - Throws: `ImportRefusal`.
    package init(json: JSONValue) throws {
        guard let object = json.object else {
            throw ImportRefusal(Text("Een koppeling begint met { en eindigt met }."))
        }
        let names = [
            "naam", "bron", "soort", "velden", "organisaties", "verlopen", "bestaande", "html", "inkorten", "online",
            "uitleg",
        ]
        if let odd = object.keys.first(where: { !names.contains($0) }) {
            throw ImportRefusal(Text("‘\(odd)’ hoort niet in een koppeling."))
        }
        let name = object["naam"]?.string?.trimmed ?? ""
        let source = object["bron"]?.string?.trimmed ?? ""
        guard (1...80).contains(name.count) else {
            throw ImportRefusal(Text("Geef de koppeling een ‘naam’ van hoogstens 80 tekens."))
        }
        guard (1...60).contains(source.count) else {
            throw ImportRefusal(Text("Noem de ‘bron’ van de lijst, in hoogstens 60 tekens."))
        }
        self.init(name: name, source: source, kind: try Self.choice("soort", object, .vacancies))
        strangers = try Self.choice("organisaties", object, .create)
        pastDays = try Self.choice("verlopen", object, .refuse)
        known = try Self.choice("bestaande", object, .update)
        readsHTML = try Self.flag("html", object)
        shortens = try Self.flag("inkorten", object)
        publishes = try Self.flag("online", object)
        guard let fields = object["velden"]?.object else {
            throw ImportRefusal(Text("De ‘velden’ van de koppeling ontbreken."))
        }
        for member in fields {
            guard let field = ImportField(rawValue: member.key) else {
                throw ImportRefusal(Text("‘\(member.key)’ is geen veld dat we kennen."))
            }
            rules[field] = try ImportRule(json: member.value, of: field)
        }
    }

    private static func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String, _ object: JSONObject, _ standard: Value
    ) throws -> Value where Value.RawValue == String {
        guard let value = object[name] else { return standard }
        guard let choice = value.string.flatMap({ Value(rawValue: $0) }) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw ImportRefusal(Text("Bij ‘\(name)’ kun je kiezen uit: \(known)."))
        }
        return choice
    }

    private static func flag(_ name: String, _ object: JSONObject) throws -> Bool {
        guard let value = object[name] else { return false }
        guard let flag = value.bool else { throw ImportRefusal(Text("Bij ‘\(name)’ hoort true of false.")) }
        return flag
    }
}

extension ImportRule {
    var json: JSONValue {
        var object = JSONObject()
        if !columns.isEmpty { object["kolommen"] = JSONValue(columns) }
        if let joiner { object["tussen"] = .string(joiner) }
        if !without.isEmpty { object["zonder"] = JSONValue(without) }
        if let before { object["voor"] = .string(before) }
        if let after { object["na"] = .string(after) }
        if let separator { object["splitsen"] = .string(separator) }
        if !values.isEmpty {
            var table = JSONObject()
            for meaning in values { table[meaning.value] = .string(meaning.code) }
            object["waarden"] = .object(table)
        }
        if let fallback { object["vast"] = .string(fallback) }
        return .object(object)
    }

    /// A column's name alone stands for a rule with just that column.
    init(json: JSONValue, of field: ImportField) throws {
        self.init()
        if let column = json.string {
            columns = [column]
            return
        }
        guard let object = json.object else { throw Self.wrong(field) }
        for member in object {
            switch member.key {
            case "kolommen": columns = try Self.texts(member.value, field)
            case "zonder": without = try Self.texts(member.value, field)
            case "tussen": joiner = try Self.text(member.value, field)
            case "voor": before = try Self.text(member.value, field)
            case "na": after = try Self.text(member.value, field)
            case "splitsen": separator = try Self.text(member.value, field)
            case "vast": fallback = try Self.text(member.value, field)
            case "waarden":
                guard let table = member.value.object else { throw Self.wrong(field) }
                values = try table.map { Meaning($0.key, try Self.text($0.value, field)) }
            default: throw ImportRefusal(Text("‘\(member.key)’ hoort niet bij het veld ‘\(field.rawValue)’."))
            }
        }
        guard !isEmpty else { throw Self.wrong(field) }
    }

    private static func wrong(_ field: ImportField) -> ImportRefusal {
        ImportRefusal(Text("Het veld ‘\(field.rawValue)’ is niet te lezen. Noem een kolom of een vaste waarde."))
    }

    private static func text(_ value: JSONValue, _ field: ImportField) throws -> String {
        guard let text = value.string, text.utf8.count <= 1000 else { throw wrong(field) }
        return text
    }

    private static func texts(_ value: JSONValue, _ field: ImportField) throws -> [String] {
        if let one = value.string { return [one] }
        guard let list = value.array, list.count <= 20 else { throw wrong(field) }
        return try list.map { try text($0, field) }
    }
}
