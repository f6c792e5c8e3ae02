import Core
import Web

/// The centres of the administrator's municipalities, and the form for one of them.
struct CentrePages {
    let visit: Visit
    /// Municipalities that can still get this centre.
    let unserved: [Municipality]
    var t: Texts { visit.t }

    func list(_ centres: [Centre]) -> Reply {
        let new: HTML =
            "\(if: !unserved.isEmpty, Part.button(t("Een centrale toevoegen"), "/beheer/centrales/nieuw", quiet: true))"
        let missing = unserved.map(\.name).joined(separator: ", ")
        let note: HTML = "\(if: !unserved.isEmpty, Part.notice(t("Nog zonder centrale: \(missing)."), .wait))"
        let cards: HTML =
            centres.isEmpty
            ? Part.empty(
                t("Nog geen centrale"),
                t("Voeg de vrijwilligerscentrale toe. Daarna is de gemeente te kiezen op de site."))
            : "<div class=\"cards\">\(centres, card)</div>"
        return AdministrationNav.page(
            visit, .centres, title: t("Vrijwilligerscentrale"), intro: t("Wat bezoekers onderaan elke pagina zien."),
            "\(note)\(cards)<p class=\"row\">\(new)</p>")
    }

    private func card(_ centre: Centre) -> HTML {
        let names = centre.municipalities.map(\.name).joined(separator: ", ")
        let facts: [(String, HTML)] = [
            (t("Werkt voor"), "\(names)"), (t("E-mailadres"), "\(centre.email)"),
            (t("Telefoonnummer"), "\(centre.phone)"),
            (t("Openingstijden"), "\(centre.opening)"), (t("Adres"), "\(centre.address)"),
        ]
        return Part.card(
            centre.name,
            Part.facts(facts)
                + "<p class=\"row\">\(Part.button(t("Wijzigen"), "/beheer/centrales/\(centre.id)", quiet: true))</p>")
    }

    /// - Parameter isNew: a new centre must work for a municipality from the start.
    func form(isNew: Bool) -> Form {
        var fields: [Field] = [
            Field("naam", Text("Naam van de centrale"), limit: 120, autocomplete: "organization"), .email(),
            .phone(required: true),
            Field(
                "open", Text("Openingstijden"), hint: Text("Bijvoorbeeld: maandag tot en met donderdag, 9 tot 13 uur"),
                limit: 200),
            Field("adres", Text("Adres"), required: false, limit: 200, autocomplete: "street-address"),
        ]
        if !unserved.isEmpty {
            fields.append(
                Field(
                    "gemeenten", Text("Laat de centrale ook werken voor"),
                    .checkboxes(unserved.map { Field.Choice($0.code, Text("\($0.name)")) }), required: isNew))
        }
        return Form(fields)
    }

    func edit(_ centre: Centre?, _ state: FormState) -> Reply {
        let form = form(isNew: centre == nil)
        let title = centre?.name ?? t("Een centrale toevoegen")
        return AdministrationNav.page(
            visit, .centres, title: title, status: state.isValid ? 200 : 400,
            """
            <div class="narrow stack">\(visit.errorSummary(form, state))\(visit.form(
                action: centre.map { "/beheer/centrales/\($0.id)" } ?? "/beheer/centrales/nieuw", classes: "card stack",
                "\(visit.fields(form, state))<p class=\"row\"><button>\(t("Opslaan"))</button></p>"))</div>
            """)
    }

    static func values(_ centre: Centre) -> [String: String] {
        [
            "naam": centre.name, "email": centre.email, "telefoon": centre.phone, "open": centre.opening,
            "adres": centre.address,
        ]
    }
}
