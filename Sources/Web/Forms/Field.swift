package import Core

/// One field of a form: what it asks, how it looks, what is allowed. Declared once, used to draw and to check.
package struct Field: Sendable {
    package enum Kind: Sendable {
        case text, email, tel, url, password, oneTimeCode, date, hidden
        case number(ClosedRange<Int>)
        case area(rows: Int)
        case select([Choice])
        case radios([Choice])
        case checkboxes([Choice])
        case checkbox
        case file(accept: String)
    }

    package let name: String
    package let label: Text
    package let hint: Text?
    package let kind: Kind
    package let required: Bool
    /// The most characters it takes.
    package let limit: Int
    /// The token of the autocomplete attribute (WCAG 1.3.5), such as `email`.
    package let autocomplete: String?
    package let rule: (@Sendable (String) -> Text?)?

    /// - Parameter rule: gives what is wrong with a filled-in value, in a sentence that says what to do.
    package init(
        _ name: String, _ label: Text, _ kind: Kind = .text, hint: Text? = nil, required: Bool = true,
        limit: Int? = nil, autocomplete: String? = nil, rule: (@Sendable (String) -> Text?)? = nil
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.kind = kind
        self.required = required
        if let limit { self.limit = limit } else if case .area = kind { self.limit = 5000 } else { self.limit = 200 }
        self.autocomplete = autocomplete
        self.rule = rule
    }

    package struct Choice: Sendable, Hashable {
        package let value: String
        package let label: Text
        /// Words that somebody of the site typed, in Dutch whatever the language of the page.
        package let isTyped: Bool
        package init(_ value: String, _ label: Text, isTyped: Bool = false) {
            self.value = value
            self.label = label
            self.isTyped = isTyped
        }
    }
}

extension Field {
    package static func email(
        _ name: String = "email", _ label: Text = Text("E-mailadres"), hint: Text? = nil, required: Bool = true
    )
        -> Field
    {
        Field(name, label, .email, hint: hint, required: required, limit: 254, autocomplete: "email") {
            Validation.email($0) == nil ? Text("Vul een e-mailadres in zoals naam@voorbeeld.nl.") : nil
        }
    }

    package static func phone(_ name: String = "telefoon", required: Bool = false) -> Field {
        Field(name, Text("Telefoonnummer"), .tel, required: required, limit: 25, autocomplete: "tel") {
            Validation.phone($0) == nil ? Text("Vul een telefoonnummer in met ten minste 10 cijfers.") : nil
        }
    }

    package static func postcode(_ name: String = "postcode", hint: Text? = nil, required: Bool = false) -> Field {
        Field(name, Text("Postcode"), hint: hint, required: required, limit: 7, autocomplete: "postal-code") {
            Validation.postcode($0) == nil ? Text("Vul een postcode in zoals 1234 AB.") : nil
        }
    }
}
