import Core

extension Visit {
    /// A form that posts to `action`. With `files` it can carry uploads.
    package func form(action: String, files: Bool = false, classes: String? = nil, _ content: HTML) -> HTML {
        """
        <form method="post" action="\(action)" novalidate\(attribute: "class", classes)\(attribute: "enctype", files ? "multipart/form-data" : nil)>\
        \(csrf.hiddenFields)\(content)</form>
        """
    }

    /// A form that is one button: for an action without questions.
    package func buttonForm(
        action: String, label: String, classes: String = "quiet compact", fields: [(String, String)] = []
    )
        -> HTML
    {
        let hidden = fields.reduce(into: HTML.empty) { sum, field in
            sum += "<input type=\"hidden\" name=\"\(field.0)\" value=\"\(field.1)\">"
        }
        return form(action: action, classes: "inline", "\(hidden)<button class=\"\(classes)\">\(label)</button>")
    }

    /// What is wrong with the form, at its top, each a link to the field. Empty when all is well.
    ///
    /// - Parameters:
    ///   - prefix: as given to `fields`.
    ///   - focused: takes the keyboard when the page opens; not where the form is only an example.
    package func errorSummary(_ form: Form, _ state: FormState, prefix: String = "veld", focused: Bool = true) -> HTML {
        guard !state.isValid else { return .empty }
        return """
            <div class="summary-error" role="alert" tabindex="-1" id="fouten"\(flag: "data-focus", focused)><h2>\(t("Dit moet nog anders"))</h2><ul>\
            \(state.errors, { error in
                let label = form.fields.first { $0.name == error.name }.map { t($0.label) + ": " } ?? ""
                return "<li><a href=\"#\(prefix)-\(error.name)\">\(label)\(t(error.problem))</a></li>"
            })</ul></div>
            """
    }

    /// All fields of the form, one under the other.
    ///
    /// - Parameter prefix: begins the ids: a second form on a page with fields of the same name needs another.
    package func fields(_ form: Form, _ state: FormState, prefix: String = "veld") -> HTML {
        form.fields.reduce(into: HTML.empty) { $0 += field($1, state, prefix: prefix) }
    }

    /// One field by its name; nothing when the form has no such field.
    package func field(_ name: String, of form: Form, _ state: FormState) -> HTML {
        form.fields.first { $0.name == name }.map { field($0, state) } ?? .empty
    }

    package func field(_ field: Field, _ state: FormState, prefix: String = "veld") -> HTML {
        let control = FieldMarkup(field: field, state: state, t: t, prefix: prefix)
        return control.markup
    }
}

/// Draws one field with its label, hint and error, tied together for assistive technology.
struct FieldMarkup {
    let field: Field
    let state: FormState
    let t: Texts
    var prefix = "veld"

    var id: String { "\(prefix)-\(field.name)" }
    var problem: Text? { state.problem(field.name) }
    var value: String { state.values[field.name]?.first ?? "" }

    var describedBy: String? {
        var ids: [String] = []
        if field.hint != nil { ids.append("\(id)-uitleg") }
        if problem != nil { ids.append("\(id)-fout") }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    var labelText: HTML {
        "\(t(field.label))\(if: !field.required && !isChoice, optionalMark)"
    }

    private var optionalMark: HTML { "<span class=\"optional\"> (\(t("niet verplicht")))</span>" }

    private var isChoice: Bool {
        switch field.kind {
        case .checkbox, .checkboxes: true
        default: false
        }
    }

    var hint: HTML {
        "\(field.hint, { "<span class=\"hint\" id=\"\(id)-uitleg\">\(t($0))</span>" })"
    }
    var error: HTML {
        "\(problem, { "<span class=\"field-error\" id=\"\(id)-fout\">\(t($0))</span>" })"
    }

    var attributes: HTML {
        """
         id="\(id)" name="\(field.name)"\(flag: "required", field.required)\(attribute: "aria-describedby", describedBy)\
        \(attribute: "aria-invalid", problem == nil ? nil : "true")\(attribute: "autocomplete", field.autocomplete)
        """
    }

    var markup: HTML {
        switch field.kind {
        case .hidden: "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(value)\">"
        case .text: input("text")
        case .email: input("email")
        case .tel: input("tel")
        case .url: input("text", extra: " inputmode=\"url\"")
        case .date: input("date")
        case .number(let range):
            input(
                "text",
                extra: " inputmode=\"numeric\" data-min=\"\(range.lowerBound)\" data-max=\"\(range.upperBound)\"")
        case .password: input("password", keepsValue: false)
        case .oneTimeCode: input("text", extra: " inputmode=\"numeric\" autocapitalize=\"off\"", keepsValue: false)
        case .file(let accept): input("file", extra: " accept=\"\(accept)\"", keepsValue: false)
        case .area(let rows):
            labelled("<textarea\(attributes) rows=\"\(rows)\" maxlength=\"\(field.limit)\">\n\(value)</textarea>")
        case .select(let choices):
            labelled(
                """
                <select\(attributes)>\(if: !choices.contains { $0.value == "" }, "<option value=\"\">\(t("Kies"))</option>")\
                \(choices, { "<option value=\"\($0.value)\"\(attribute: "lang", $0.isTyped ? t.typed : nil)\(flag: "selected", $0.value == value)>\(t($0.label))</option>" })</select>
                """)
        case .radios(let choices): group(choices, type: "radio")
        case .checkboxes(let choices): group(choices, type: "checkbox")
        case .checkbox:
            """
            <div class="field">\(error)<label class="tick"><input type="checkbox" value="ja"\(attributes)\
            \(flag: "checked", !value.isEmpty)><span>\(labelText)</span></label>\(hint)</div>
            """
        }
    }

    private func input(_ type: String, extra: HTML = "", keepsValue: Bool = true) -> HTML {
        labelled(
            "<input type=\"\(type)\"\(attributes)\(extra)\(attribute: "value", keepsValue && !value.isEmpty ? value : nil)>"
        )
    }

    private func labelled(_ control: HTML) -> HTML {
        "<div class=\"field\"><label for=\"\(id)\">\(labelText)</label>\(hint)\(error)\(control)</div>"
    }

    private func group(_ choices: [Field.Choice], type: String) -> HTML {
        let chosen = Set(state.all(field.name))
        let isOne = type == "radio"
        let invalid = problem == nil ? nil : "true"
        var rows = HTML.empty
        for (index, choice) in choices.enumerated() {
            let own = index == 0 ? id : "\(id)-\(index)"
            // A group of boxes cannot be wrong as a whole, only a box can: the one the summary leads to says it.
            let says = index == 0 && !isOne && problem != nil
            rows += """
                <label class="tick"><input type="\(type)" id="\(own)" name="\(field.name)" value="\(choice.value)"\
                \(flag: "checked", chosen.contains(choice.value))\(attribute: "aria-invalid", says ? "true" : nil)\
                \(attribute: "aria-describedby", says ? "\(id)-fout" : nil)><span\(attribute: "lang", choice.isTyped ? t.typed : nil)>\(t(choice.label))</span></label>
                """
        }
        let role: HTML = """
            \(attribute: "role", isOne ? "radiogroup" : nil)\(attribute: "aria-required", isOne && field.required ? "true" : nil)\
            \(attribute: "aria-invalid", isOne ? invalid : nil)
            """
        return """
            <fieldset class="field"\(attribute: "id", choices.isEmpty ? id : nil)\(role)\(attribute: "aria-describedby", describedBy)><legend>\(labelText)</legend>\(hint)\(error)\
            <div class="ticks">\(rows)</div></fieldset>
            """
    }
}
