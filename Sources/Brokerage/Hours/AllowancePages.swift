import Community
import Core
import Web

/// The limits of the volunteer allowance by year, as the centre keeps them.
struct AllowancePages {
    let visit: Visit
    private var t: Texts { visit.t }
    static let path = "/centrale/vergoedingen"

    static let form = Form([
        Field("jaar", Text("Jaar"), .number(2000...2100), autocomplete: "off"),
        Field(
            "uur", Text("Per uur, 21 jaar en ouder"), hint: Text("In euro's, zoals 5,60."), limit: 12,
            autocomplete: "off", rule: { Euro.problem($0) }),
        Field("uur-jong", Text("Per uur, jonger dan 21"), limit: 12, autocomplete: "off", rule: { Euro.problem($0) }),
        Field("maand", Text("Per maand"), limit: 12, autocomplete: "off", rule: { Euro.problem($0) }),
        Field("heel-jaar", Text("Per jaar"), limit: 12, autocomplete: "off", rule: { Euro.problem($0) }),
        Field(
            "bron", Text("Waar staat dit?"), hint: Text("Zoals: Belastingdienst, gezien op 3 januari."), limit: 200,
            autocomplete: "off"),
    ])

    /// The rate as it was filled in; `nil` when a field is not right.
    static func rate(_ state: FormState) -> AllowanceRate? {
        func cents(_ name: String) -> Int? { try? Euro.cents(state[name]).get() }
        guard let year = state.int("jaar"), let hour = cents("uur"), let young = cents("uur-jong"),
            let month = cents("maand"), let whole = cents("heel-jaar")
        else { return nil }
        return AllowanceRate(
            year: year, hour: hour, youngHour: young, month: month, wholeYear: whole, source: state["bron"])
    }

    func list(_ places: [(name: String, rates: [AllowanceRate])], _ state: FormState, status: Int = 200) -> Reply {
        let missing = places.contains { place in !place.rates.contains { $0.year == visit.today.year } }
        let notice: HTML =
            missing
            ? Part.notice(
                t("De grenzen van \(String(visit.today.year)) staan er nog niet in. Zolang kijken we dat jaar niet na.")
            )
            : .empty
        let write = Part.card(
            t("Voeg een jaar toe, of verbeter het"),
            visit.form(
                action: Self.path, classes: "stack",
                """
                \(visit.errorSummary(Self.form, state))\(visit.fields(Self.form, state))\
                <p class="row"><button>\(t("Bewaar"))</button></p>
                """))
        return visit.page(
            t("Vergoeding voor vrijwilligers"), status: status,
            """
            <div class="wrap stack page"><h1>\(t("Vergoeding voor vrijwilligers"))</h1>\
            <p class="lead">\(t("Tot deze grenzen blijft een vergoeding onbelast. Schrijft iemand uren met een vergoeding op, dan kijken we het na."))</p>\
            \(notice)\(places, table)\(write)</div>
            """)
    }

    private func table(_ place: (name: String, rates: [AllowanceRate])) -> HTML {
        let rows: HTML = """
            \(place.rates, { rate in
                "<tr><th scope=\"row\">\(String(rate.year))</th><td class=\"n\">\(t.euros(rate.hour))</td><td class=\"n\">\(t.euros(rate.youngHour))</td><td class=\"n\">\(t.euros(rate.month))</td><td class=\"n\">\(t.euros(rate.wholeYear))</td><td\(attribute: "lang", t.typed)>\(rate.source)</td></tr>"
            })
            """
        return """
            <section class="card"><h2>\(place.name)</h2><div class="scroll" tabindex="0" role="region" aria-label="\(place.name)"><table>\
            <caption class="visually-hidden">\(place.name)</caption><thead><tr><th scope="col">\(t("Jaar"))</th>\
            <th scope="col" class="n">\(t("Per uur"))</th><th scope="col" class="n">\(t("Onder 21"))</th>\
            <th scope="col" class="n">\(t("Per maand"))</th><th scope="col" class="n">\(t("Per jaar"))</th>\
            <th scope="col">\(t("Bron"))</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
            """
    }
}
