import Core
import Web

extension ImportMappingPage {
    /// What few fields need: a table of values, words to take off, a sign to cut at.
    func more(_ field: ImportField, _ rule: ImportRule) -> HTML {
        let values = ImportMappingForm.text(rule.values)
        let without = rule.without.joined(separator: "\n")
        let isUsed =
            !values.isEmpty || !without.isEmpty || rule.before != nil || rule.after != nil || rule.joiner != nil
            || rule.separator != nil
        let codes = codes(field)
        var hint = visit.t(
            "Op elke regel een waarde uit het bestand, een = en wat het hier is. Een * staat voor alles: *avond* = ja.")
        if !codes.isEmpty { hint += " " + visit.t("Je kunt kiezen uit: \(codes).") }
        let isList = if case .list = field.shape { true } else { false }
        let separator: HTML =
            isList ? line(Name.separator(field), visit.t("Teken tussen de waarden"), rule.separator) : .empty
        return """
            <details\(flag: "open", isUsed)><summary>\(visit.t("Meer: waarden vertalen, knippen, plakken"))</summary><div class="stack">\
            <div>\(select(field, index: max(1, rule.columns.count), chosen: ""))</div>\(area(Name.values(field), visit.t("Waarden"), hint, values))\
            \(area(Name.without(field), visit.t("Haal dit weg aan het begin"), visit.t("Op elke regel een stukje tekst, zoals: Postcode:"), without))\
            \(line(Name.before(field), visit.t("Neem alleen wat vóór dit teken staat"), rule.before))\
            \(line(Name.after(field), visit.t("Neem alleen wat na dit teken staat"), rule.after))\
            \(line(Name.joiner(field), visit.t("Zet dit tussen twee kolommen"), rule.joiner))\(separator)</div></details>
            """
    }

    private func codes(_ field: ImportField) -> String {
        switch field.shape {
        case .choice(let codes): codes.joined(separator: ", ")
        case .list(let codes): codes.count > 12 ? "ma-ochtend, di-avond, za-middag" : codes.joined(separator: ", ")
        case .flag: "ja, nee"
        default: ""
        }
    }

    private func area(_ name: String, _ label: String, _ hint: String, _ value: String) -> HTML {
        """
        <div><label for="veld-\(name)">\(label)</label><span class="hint" id="veld-\(name)-uitleg">\(hint)</span>\
        \(problem(name))<textarea id="veld-\(name)" name="\(name)" rows="3" maxlength="8000" aria-describedby="veld-\(name)-uitleg">\n\(value)</textarea></div>
        """
    }

    private func line(_ name: String, _ label: String, _ value: String?) -> HTML {
        "<div><label for=\"veld-\(name)\">\(label)</label><input type=\"text\" id=\"veld-\(name)\" name=\"\(name)\" maxlength=\"100\"\(attribute: "value", value)></div>"
    }

    private func problem(_ name: String) -> HTML {
        let problem = errors.first { $0.name == name }?.problem
        return "\(problem, { "<span class=\"field-error\">\(visit.t($0))</span>" })"
    }

    /// What holds for the whole list.
    var options: HTML {
        let t = visit.t
        let kinds = [
            (ImportMapping.Kind.vacancies.rawValue, t("Vacatures")),
            (ImportMapping.Kind.organisations.rawValue, t("Organisaties")),
        ]
        let strangers = [
            (ImportMapping.Strangers.create.rawValue, t("Maak haar aan. Ze wacht op controle.")),
            (ImportMapping.Strangers.require.rawValue, t("Neem de regel niet over.")),
        ]
        let past = [
            (ImportMapping.PastDays.refuse.rawValue, t("Neem de regel niet over.")),
            (ImportMapping.PastDays.drop.rawValue, t("Laat de dag weg.")),
        ]
        let known = [
            (ImportMapping.Known.update.rawValue, t("Neem over wat in het bestand staat.")),
            (ImportMapping.Known.keep.rawValue, t("Laat staan wat hier staat.")),
        ]
        return """
            <section class="card stack mapping"><h2>\(t("Voor de hele lijst"))</h2>\
            \(radios(Name.kind, t("Wat staat er in de lijst?"), kinds, mapping.kind.rawValue))\
            \(radios(Name.strangers, t("Een organisatie die we niet kennen"), strangers, mapping.strangers.rawValue))\
            \(radios(Name.pastDays, t("Een laatste dag die al is geweest"), past, mapping.pastDays.rawValue))\
            \(radios(Name.known, t("Een regel die al eerder is binnengekomen en nu anders is"), known, mapping.known.rawValue))\
            \(tick(Name.html, t("Teksten uit een webpagina: lees &amp; als & en haal opmaak weg"), mapping.readsHTML))\
            \(tick(Name.shortens, t("Kort te lange teksten in bij een woord"), mapping.shortens))</section>
            """
    }

    var buttons: HTML {
        let t = visit.t
        return """
            <section class="card stack mapping"><h2>\(t("Bewaren"))</h2>\
            \(required(Name.source, t("Korte naam van de lijst"), t("Hiermee herkennen we de regels een volgende keer. Gebruik voor dezelfde lijst altijd dezelfde naam."), mapping.source))\
            \(required(Name.name, t("Naam van de koppeling"), t("Zo vind je haar terug."), mapping.name))\
            \(tick(Name.keep, t("Bewaar deze koppeling voor een volgende keer"), true))</section>\
            <p class="row"><button>\(t("Probeer het uit"))</button><span class="small soft">\(t("Er verandert nog niets."))</span></p>
            """
    }

    private func radios(_ name: String, _ legend: String, _ choices: [(value: String, label: String)], _ chosen: String)
        -> HTML
    {
        """
        <fieldset class="field"><legend>\(legend)</legend><div class="ticks">\(choices, { choice in
            "<label class=\"tick\"><input type=\"radio\" name=\"\(name)\" value=\"\(choice.value)\"\(flag: "checked", choice.value == chosen)><span>\(choice.label)</span></label>"
        })</div></fieldset>
        """
    }

    private func tick(_ name: String, _ label: String, _ isOn: Bool) -> HTML {
        "<label class=\"tick\"><input type=\"checkbox\" name=\"\(name)\" value=\"ja\"\(flag: "checked", isOn)><span>\(label)</span></label>"
    }

    private func required(_ name: String, _ label: String, _ hint: String, _ value: String) -> HTML {
        """
        <div class="field"><label for="veld-\(name)">\(label)</label><span class="hint" id="veld-\(name)-uitleg">\(hint)</span>\(problem(name))\
        <input type="text" id="veld-\(name)" name="\(name)" required maxlength="80" aria-describedby="veld-\(name)-uitleg" value="\(value)"></div>
        """
    }
}
